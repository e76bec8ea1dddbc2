import { civilTimeOf } from '#engine/core/time.ts';
import type { Eval } from '../evaluator.ts';
import { expandBody } from '../expand/expandWord.ts';
import type { Shell } from '../shell.ts';
import { strftime } from '../../utilities/strftime.ts';

/** A prompt as it is shown. Parts between `\[` and `\]` come marked with control characters 1 and 2: they take no room. */
export function* promptOf(shell: Shell, name: 'PS1' | 'PS2'): Eval<string> {
  const raw = shell.variables.get(name) ?? '';
  // dash reads no backslashes.
  const decoded = shell.dialect.name === 'dash' ? raw : decodePrompt(shell, raw);
  if (!/[$`]/.test(decoded)) return decoded.replaceAll(DOLLAR, '$');
  return (yield* expandBody(shell, decoded)).replaceAll(DOLLAR, '$');
}

/** Stands for a dollar sign that is not to be expanded. */
const DOLLAR = '\u{f0000}';

export function decodePrompt(shell: Shell, raw: string): string {
  return raw.replace(/\\(D\{[^}]*\}|[0-7]{1,3}|.)/gsu, (whole, code: string) => decode(shell, code) ?? whole);
}

function decode(shell: Shell, code: string): string | undefined {
  const { process, kernel } = shell;
  const { machine } = process;
  if (code.startsWith('D{')) return strftime(code === 'D{}' ? '%H:%M:%S' : code.slice(2, -1), kernel.unixNow());
  if (/^[0-7]+$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
  switch (code) {
    case 'u': return machine.user;
    case 'h': return machine.hostname.split('.')[0];
    case 'H': return machine.hostname;
    case 'w': return shortPath(shell);
    case 'W': return shortPath(shell).replace(/^.*\/(?=.)/, '');
    case '$': return machine.user === 'root' ? '#' : DOLLAR;
    case 'n': return '\n';
    case 'r': return '\r';
    case 'a': return '\u0007';
    case 'e': return '\u001b';
    case '\\': return '\\';
    case '[': return '\u0001';
    case ']': return '\u0002';
    case 's': return shell.name.replace(/^-/, '').replace(/^.*\//, '');
    case 'v': return (shell.variables.get('BASH_VERSION') ?? '').replace(/^(\d+\.\d+).*$/, '$1');
    case 'V': return (shell.variables.get('BASH_VERSION') ?? '').replace(/^(\d+\.\d+\.\d+).*$/, '$1');
    case 'j': return String(shell.jobs.list().length);
    case 'l': return 'pts0';
    case '!': return String(shell.history?.nextNumber() ?? 1);
    case '#': return String(shell.commandNumber);
    default: return decodeTime(code, kernel.unixNow());
  }
}

function decodeTime(code: string, unixMs: number): string | undefined {
  const { hour } = civilTimeOf(unixMs);
  switch (code) {
    case 't': return strftime('%H:%M:%S', unixMs);
    case 'T': return strftime('%I:%M:%S', unixMs);
    case 'A': return strftime('%H:%M', unixMs);
    case '@': return `${strftime('%I:%M', unixMs)} ${hour < 12 ? 'AM' : 'PM'}`;
    case 'd': return strftime('%a %b %d', unixMs);
    default: return undefined;
  }
}

/** The working directory with `~` for home. */
function shortPath({ process, variables }: Shell): string {
  const home = variables.get('HOME');
  const { cwd } = process;
  if (home === undefined || home === '' || home === '/') return cwd;
  return cwd === home || cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
}
