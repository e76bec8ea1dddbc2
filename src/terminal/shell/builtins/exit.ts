import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import { stateOf } from '../jobs.ts';
import { complain } from '../shell.ts';

/** Leaves the shell; with stopped jobs an interactive one asks first. */
export const exit = defineBuiltin({
  name: 'exit',
  isSpecial: true,
  usage: 'exit [n]',
  summary: 'Exit the shell.',
  run: (call) => leaveShell(call),
});

export const logout = defineBuiltin({
  name: 'logout',
  dialects: ['bash'],
  usage: 'logout [n]',
  summary: 'Exit a login shell.',
  run: (call) => {
    if (call.shell.isLogin) return leaveShell(call);
    complain(call.shell, "not login shell: use `exit'");
    return 1;
  },
});

function leaveShell(call: BuiltinCall): number {
  const { shell, args } = call;
  const { name } = shell.dialect;
  if (shell.isInteractive && name === 'bash') shell.process.err(shell.isLogin ? 'logout\n' : 'exit\n');
  if (shell.isInteractive && holdsBack(call)) return 1;
  const status = exitStatusOf(call, args[0]);
  if (name === 'bash' && args.length > 1 && status !== undefined) {
    complain(shell, 'too many arguments');
    shell.flow = { kind: 'discard', isInterrupt: false };
    return 1;
  }
  shell.flow = { kind: 'exit' };
  return status ?? 2;
}

/** Undefined, with a message, for what is no number. */
function exitStatusOf({ shell }: BuiltinCall, argument: string | undefined): number | undefined {
  if (argument === undefined) return shell.status;
  if (/^[+-]?\d+$/.test(argument.trim()) && (shell.dialect.name === 'bash' || !argument.startsWith('-'))) return Number(BigInt.asUintN(8, BigInt(argument)));
  complain(shell, shell.dialect.name === 'bash' ? `${argument}: numeric argument required` : shell.dialect.name === 'ash' ? `invalid number '${argument}'` : `Illegal number: ${argument}`);
  return undefined;
}

/** The first try to leave stopped jobs behind only warns. */
function holdsBack({ shell }: BuiltinCall): boolean {
  const isStopped = shell.jobs.list().some((job) => stateOf(job) === 'Stopped');
  if (!isStopped || shell.warnedOfJobs) return false;
  shell.warnedOfJobs = true;
  shell.process.err(shell.dialect.name === 'bash' ? 'There are stopped jobs.\n' : 'You have stopped jobs.\n');
  return true;
}
