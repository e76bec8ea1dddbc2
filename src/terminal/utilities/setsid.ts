import { defineUtility } from '../command.ts';
import { waitFor } from '../process/waits.ts';
import { cannotExecute, findCommand, startChild } from './execute.ts';
import { isBusybox, parseOptions, sayUsage } from './options.ts';

/** Runs a program in a process group of its own, so that the terminal's Ctrl-C does not reach it. */
export const setsid = defineUtility({
  name: 'setsid',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'run a program in a new session',
  *run(process) {
    const options = parseOptions(process, isBusybox(process) ? { short: 'c', stopAtOperand: true } : { short: 'cfw', long: { ctty: 'c', fork: 'f', wait: 'w' }, stopAtOperand: true });
    if (options === undefined) return 1;
    if (options.operands.length === 0) {
      if (!isBusybox(process)) process.err('setsid: no command specified\n');
      return sayUsage(process);
    }
    const command = findCommand(process, options.operands, (_, name, why) => (isBusybox(process) ? cannotExecute(process, name, why) : `failed to execute ${name}: ${why}`));
    if (typeof command === 'number') return command;
    // A leader of a group (a job of an interactive shell) has to fork for that, and does not wait.
    const isLeader = process.processGroup === process.kernel.groupOf(process.machine, process.pid);
    const child = startChild(process, command, { processGroup: 'new' });
    return (isLeader && !options.has('w') && process.tty !== undefined) || options.has('f') ? 0 : (yield* waitFor(child)).code;
  },
});
