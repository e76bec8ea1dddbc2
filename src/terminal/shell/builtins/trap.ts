import { defineBuiltin, wrongUse, type BuiltinCall } from '../builtin.ts';
import { setTrap, trapNameOf } from '../evaluate/traps.ts';
import { singleQuoted } from '../expand/quoting.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'trap [-lp] [[arg] signal_spec ...]';

/** What the shell does when signals come, and when it ends. */
export const trap = defineBuiltin({
  name: 'trap',
  isSpecial: true,
  usage,
  summary: 'Trap signals and other events.',
  run: (call) => {
    const { shell } = call;
    const args = call.args[0] === '--' ? call.args.slice(1) : call.args;
    const [first, ...rest] = args;
    if (first === undefined || first === '-p') return list(call, rest);
    if (/^-[a-zA-Z]/.test(first) && shell.dialect.name === 'bash') return first === '-l' ? 0 : wrongUse(call, { usage }, `${first.slice(0, 2)}: invalid option`);
    // A lone signal, or a number in front, means its default.
    if (rest.length === 0) return /^\d+$/.test(first) || trapNameOf(first) !== undefined ? set(call, undefined, args) : wrongUse(call, { usage });
    if (/^\d+$/.test(first)) return set(call, undefined, args);
    return set(call, first === '-' ? undefined : first, rest);
  },
});

function set({ shell }: BuiltinCall, command: string | undefined, names: readonly string[]): number {
  let status = 0;
  for (const text of names) {
    const name = trapNameOf(text);
    if (name === undefined) {
      complain(shell, shell.dialect.name === 'bash' ? `${text}: invalid signal specification` : shell.dialect.name === 'ash' ? `${text}: invalid signal specification` : `${text}: bad trap`);
      status = 1;
    } else setTrap(shell, name, command);
  }
  return status;
}

function list({ shell }: BuiltinCall, names: readonly string[]): number {
  const wanted = names.map(trapNameOf);
  const known = [...shell.traps].sort(([a], [b]) => rank(a) - rank(b));
  for (const [name, command] of known) if (wanted.length === 0 || wanted.includes(name)) shell.process.out(lineOf(shell, name, command));
  return 0;
}

const ORDER = ['EXIT', 'HUP', 'INT', 'QUIT', 'KILL', 'USR1', 'USR2', 'PIPE', 'ALRM', 'TERM', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'WINCH', 'DEBUG', 'ERR', 'RETURN'];

function rank(name: string): number {
  return ORDER.indexOf(name);
}

function lineOf(shell: Shell, name: string, command: string): string {
  const isSignal = !['EXIT', 'DEBUG', 'ERR', 'RETURN'].includes(name);
  return `trap -- ${singleQuoted(command)} ${shell.dialect.name === 'bash' && isSignal ? 'SIG' : ''}${name}\n`;
}
