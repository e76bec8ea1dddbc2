import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { attempt, missingOperand } from './failure.ts';
import { permissionsText } from '#engine/machine/permissions.ts';
import { isBusybox, quoted } from './options.ts';

/** Options are picked by hand: a mode may begin with a dash. */
export const chmod = defineUtility({
  name: 'chmod',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'change file mode bits',
  run: (process) => {
    const args = process.argv.slice(1);
    const flags: string[] = [];
    while (/^-[Rvcf]+$|^--(?:recursive|verbose|changes)$/.test(args[0] ?? '')) flags.push(args.shift() ?? '');
    const has = (letter: string, long: string) => flags.some((flag) => flag === long || (!flag.startsWith('--') && flag.includes(letter)));
    const recursive = has('R', '--recursive');
    const tells = has('v', '--verbose') ? 'all' : has('c', '--changes') ? 'changes' : 'nothing';
    const [mode, ...names] = args;
    if (mode === undefined) return missingOperand(process);
    if (names.length === 0) return missingOperand(process, `missing operand after ${quoted(process, mode)}`);
    if (changeOf(mode, 0, false) === undefined) {
      process.err(isBusybox(process) ? `chmod: invalid mode '${mode}'\n` : `chmod: invalid mode: ${quoted(process, mode)}\nTry 'chmod --help' for more information.\n`);
      return 1;
    }
    let status = 0;
    for (const name of names) if (!apply(process, name, mode, { recursive, tells })) status = 1;
    return status;
  },
});

interface How {
  readonly recursive: boolean;
  readonly tells: 'all' | 'changes' | 'nothing';
}

function apply(process: Process, name: string, mode: string, how: How): boolean {
  const { recursive, tells } = how;
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  const ok = attempt(process, () => {
    const stat = files.stat(path);
    const next = changeOf(mode, stat.mode, stat.type === 'directory') ?? stat.mode;
    files.chmod(path, next);
    if (!isBusybox(process) && (tells === 'all' || (tells === 'changes' && next !== stat.mode))) process.out(`mode of '${name}' ${next === stat.mode ? `retained as ${modeText(stat)}` : `changed from ${modeText(stat)} to ${modeText({ ...stat, mode: next })}`}\n`);
  }, (text) => (isBusybox(process) ? `${name}: ${text}` : `cannot access ${quoted(process, name)}: ${text}`));
  if (!ok || !recursive || !files.isDirectory(path)) return ok;
  return files.list(path).map((entry) => apply(process, `${name.replace(/\/$/, '')}/${entry}`, mode, how)).every(Boolean);
}

/** `0644 (rw-r--r--)`. */
function modeText(stat: Parameters<typeof permissionsText>[0]): string {
  return `${(stat.mode & 0o7777).toString(8).padStart(4, '0')} (${permissionsText(stat).slice(1)})`;
}

/** The bits that a mode text makes of the old ones; undefined for a text that is no mode. */
export function changeOf(mode: string, old: number, isDirectory: boolean): number | undefined {
  if (/^[0-7]{1,4}$/.test(mode)) return Number.parseInt(mode, 8);
  let bits = old;
  for (const clause of mode.split(',')) {
    const match = /^([ugoa]*)((?:[-+=][rwxXst]*)+)$/.exec(clause);
    if (match === null) return undefined;
    const who = match[1] === '' || match[1]?.includes('a') === true ? 'ugo' : (match[1] ?? '');
    for (const [, operator, letters = ''] of (match[2] ?? '').matchAll(/([-+=])([rwxXst]*)/g)) {
      const three = (letters.includes('r') ? 4 : 0) | (letters.includes('w') ? 2 : 0) | (letters.includes('x') || (letters.includes('X') && (isDirectory || (old & 0o111) !== 0)) ? 1 : 0);
      for (const letter of who) {
        const shift = { u: 6, g: 3, o: 0 }[letter] ?? 0;
        if (operator === '=') bits &= ~(7 << shift);
        bits = operator === '-' ? bits & ~(three << shift) : bits | (three << shift);
      }
      if (letters.includes('t')) bits = operator === '-' ? bits & ~0o1000 : bits | 0o1000;
    }
  }
  return bits;
}
