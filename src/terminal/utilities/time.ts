import { defineUtility } from '../command.ts';
import { waitFor } from '../process/waits.ts';
import { findCommand, startChild } from './execute.ts';
import { parseOptions, sayUsage } from './options.ts';

/** Busybox's time; bash has its own as a word of the language. */
export const time = defineUtility({
  name: 'time',
  flavours: ['alpine', 'busybox'],
  summary: 'run a program and report how long it took',
  *run(process) {
    const options = parseOptions(process, { short: 'vpao:f:', stopAtOperand: true });
    if (options === undefined) return 1;
    if (options.operands.length === 0) return sayUsage(process);
    const startedMs = process.kernel.now();
    const command = findCommand(process, options.operands);
    const code = typeof command === 'number' ? command : (yield* waitFor(startChild(process, command))).code;
    const realMs = process.kernel.now() - startedMs;
    if (code !== 0) process.err(`Command exited with non-zero status ${code}\n`);
    const pair = (name: string, ms: number) => (options.has('p') ? `${name} ${(ms / 1000).toFixed(2)}\n` : `${name}\t${Math.floor(ms / 60_000)}m ${((ms / 1000) % 60).toFixed(2)}s\n`);
    process.err(pair('real', realMs) + pair('user', 0) + pair('sys', 0));
    return code;
  },
});
