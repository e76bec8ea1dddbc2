import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'umask [-p] [-S] [mode]';

export const umask = defineBuiltin({
  name: 'umask',
  usage,
  summary: 'Display or set file mode mask.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'pS');
    if (typeof options === 'number') return options;
    const [mode] = options.rest;
    if (mode === undefined) {
      const octal = shell.umask.toString(8).padStart(4, '0');
      shell.process.out(options.letters.has('S') ? `${symbolic(shell.umask)}\n` : `${options.letters.has('p') ? 'umask ' : ''}${octal}\n`);
      return 0;
    }
    return change(shell, mode);
  },
});

function change(shell: Shell, mode: string): number {
  if (/^\d+$/.test(mode)) {
    if (!/^[0-7]{1,4}$/.test(mode)) {
      complain(shell, shell.dialect.name === 'bash' ? `${mode}: octal number out of range` : `Illegal number: ${mode}`);
      return shell.dialect.name === 'bash' ? 1 : 2;
    }
    shell.umask = Number.parseInt(mode, 8) & 0o777;
    return 0;
  }
  const mask = fromSymbolic(shell.umask, mode);
  if (mask === undefined) {
    complain(shell, shell.dialect.name === 'bash' ? `\`${mode.slice(0, 1)}': invalid symbolic mode character` : `Illegal mode: ${mode}`);
    return 1;
  }
  shell.umask = mask;
  return 0;
}

const SHIFTS: Readonly<Record<string, readonly number[]>> = { u: [6], g: [3], o: [0], a: [6, 3, 0] };

function fromSymbolic(mask: number, mode: string): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of mode.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (match === null) return undefined;
    const [, who = '', operator, letters = ''] = match;
    const bits = (letters.includes('r') ? 4 : 0) | (letters.includes('w') ? 2 : 0) | (letters.includes('x') ? 1 : 0);
    for (const shift of [...(who === '' ? 'a' : who)].flatMap((letter) => SHIFTS[letter] ?? [])) {
      if (operator === '=') allowed = (allowed & ~(7 << shift)) | (bits << shift);
      else allowed = operator === '+' ? allowed | (bits << shift) : allowed & ~(bits << shift);
    }
  }
  return ~allowed & 0o777;
}

function symbolic(mask: number): string {
  const part = (shift: number) => ['r', 'w', 'x'].filter((_, index) => ((~mask >> shift) & (4 >> index)) !== 0).join('');
  return `u=${part(6)},g=${part(3)},o=${part(0)}`;
}
