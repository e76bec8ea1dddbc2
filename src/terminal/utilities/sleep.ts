import { defineUtility } from '../command.ts';
import { forever, sleepUntil } from '../process/waits.ts';
import { missingOperand } from './failure.ts';
import { isBusybox } from './options.ts';

const UNITS_MS: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

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
      const match = /^(\d*\.?\d+|\d+\.)([smhd]?)$/.exec(arg);
      if (match === null) {
        process.err(isBusybox(process) ? `sleep: invalid number '${arg}'\n` : `sleep: invalid time interval '${arg}'\nTry 'sleep --help' for more information.\n`);
        return 1;
      }
      totalMs += Number(match[1]) * (UNITS_MS[match[2] ?? ''] ?? 1000);
    }
    yield* sleepUntil(process, process.kernel.now() + totalMs);
    return 0;
  },
});
