import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import { complain, type Shell } from '../shell.ts';
import { moveTo, problemOf } from './cd.ts';

export const dirs = defineBuiltin({
  name: 'dirs',
  dialects: ['bash'],
  usage: 'dirs [-clpv] [+N] [-N]',
  summary: 'Display directory stack.',
  run: ({ shell, args }) => {
    const flags = args.filter((arg) => /^-[clpv]+$/.test(arg)).join('');
    if (flags.includes('c')) {
      shell.directories = [];
      return 0;
    }
    const all = stackOf(shell).map((path) => (flags.includes('l') ? path : shortened(shell, path)));
    if (flags.includes('v')) shell.process.out(all.map((path, index) => `${String(index).padStart(2)}  ${path}\n`).join(''));
    else shell.process.out(`${all.join(flags.includes('p') ? '\n' : ' ')}\n`);
    return 0;
  },
});

export const pushd = defineBuiltin({
  name: 'pushd',
  dialects: ['bash'],
  usage: 'pushd [-n] [+N | -N | dir]',
  summary: 'Add directories to stack.',
  run: (call) => {
    const { shell, args } = call;
    const [target] = args;
    if (target === undefined) return swap(call);
    if (/^[+-]\d+$/.test(target)) return rotate(call, target);
    const path = shell.files.resolve(shell.process.cwd, target);
    const problem = problemOf(shell, path);
    if (problem !== undefined) return fail(call, `${target}: ${problem}`);
    shell.directories = stackOf(shell);
    moveTo(shell, path);
    return show(shell);
  },
});

export const popd = defineBuiltin({
  name: 'popd',
  dialects: ['bash'],
  usage: 'popd [-n] [+N | -N]',
  summary: 'Remove directories from stack.',
  run: (call) => {
    const { shell, args } = call;
    if (shell.directories.length === 0) return fail(call, 'directory stack empty');
    const index = args[0] === undefined ? 0 : placeOf(shell, args[0]);
    const all = stackOf(shell);
    if (index === undefined || index >= all.length) return fail(call, `${args[0] ?? ''}: directory stack index out of range`);
    const rest = all.filter((_, at) => at !== index);
    return enter(call, rest);
  },
});

function stackOf(shell: Shell): string[] {
  return [shell.process.cwd, ...shell.directories];
}

function swap(call: BuiltinCall): number {
  const [first, second, ...rest] = stackOf(call.shell);
  if (first === undefined || second === undefined) return fail(call, 'no other directory');
  return enter(call, [second, first, ...rest]);
}

function rotate(call: BuiltinCall, target: string): number {
  const all = stackOf(call.shell);
  const index = placeOf(call.shell, target);
  if (index === undefined || index >= all.length) return fail(call, `${target}: directory stack index out of range`);
  return enter(call, [...all.slice(index), ...all.slice(0, index)]);
}

/** `+1` counts from the left, `-1` from the right. */
function placeOf(shell: Shell, target: string): number | undefined {
  const match = /^([+-])(\d+)$/.exec(target);
  if (match === null) return undefined;
  return match[1] === '+' ? Number(match[2]) : shell.directories.length - Number(match[2]);
}

function enter(call: BuiltinCall, [first = '/', ...rest]: readonly string[]): number {
  const { shell } = call;
  const problem = problemOf(shell, first);
  if (problem !== undefined) return fail(call, `${first}: ${problem}`);
  shell.directories = rest;
  if (first !== shell.process.cwd) moveTo(shell, first);
  return show(shell);
}

function show(shell: Shell): number {
  shell.process.out(`${stackOf(shell).map((path) => shortened(shell, path)).join(' ')}\n`);
  return 0;
}

function shortened(shell: Shell, path: string): string {
  const home = shell.variables.get('HOME');
  return home !== undefined && home !== '/' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
}

function fail({ shell }: BuiltinCall, text: string): number {
  complain(shell, text);
  return 1;
}
