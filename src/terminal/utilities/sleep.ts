import { defineUtility } from '../command.ts';
import { forever, sleepUntil } from '../process/waits.ts';
import { parseDuration } from './duration.ts';
import { missingOperand } from './failure.ts';
import { isBusybox } from './options.ts';

export const sleep = defineUtility({
  name: 'sleep',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'delay for a specified amount of time',
  *run(process) {
    const args = process.argv.slice(1);
    if (args.length === 0) return missingOperand(process);
    let totalMs = 0;
    for (const arg of args) {
      if (arg === 'infinity' || arg === 'inf') for (;;) yield forever;
      const ms = parseDuration(arg);
      if (ms === undefined) {
        process.err(isBusybox(process) ? `sleep: invalid number '${arg}'\n` : `sleep: invalid time interval '${arg}'\nTry 'sleep --help' for more information.\n`);
        return 1;
      }
      totalMs += ms;
    }
    yield* sleepUntil(process, process.kernel.now() + totalMs);
    return 0;
  },
});
