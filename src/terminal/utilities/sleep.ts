import { defineUtility } from '../command.ts';
import { forever, sleepUntil } from '../process/waits.ts';
import { parseDuration } from './duration.ts';
import { missingOperand } from './failure.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';

export const sleep = defineUtility({
  name: 'sleep',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'delay for a specified amount of time',
  *run(process) {
    const options = isBusybox(process) ? undefined : parseOptions(process, { short: '' });
    if (options === undefined && !isBusybox(process)) return 1;
    const args = options?.operands ?? process.argv.slice(1);
    if (args.length === 0) return missingOperand(process);
    let totalMs = 0;
    for (const arg of args) {
      if (arg === 'infinity' || arg === 'inf') for (;;) yield forever;
      const ms = isBusybox(process) && /e/.test(arg) ? undefined : parseDuration(arg);
      if (ms === undefined) {
        process.err(isBusybox(process) ? `sleep: invalid number '${arg}'\n` : `sleep: invalid time interval ${quoted(process, arg)}\nTry 'sleep --help' for more information.\n`);
        return 1;
      }
      totalMs += ms;
    }
    yield* sleepUntil(process, process.kernel.now() + totalMs);
    return 0;
  },
});
