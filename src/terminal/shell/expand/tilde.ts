import { FileError } from '#engine/machine/files.ts';
import type { Shell } from '../shell.ts';
import type { Sink } from './sinks.ts';

export interface TildePlace {
  readonly isFirst: boolean;
  /** Nothing follows in the word: a tilde prefix may end here. */
  readonly isLast: boolean;
  /** Also behind `:` and the first `=`. */
  readonly isAssignment: boolean;
  readonly sink: Sink;
}

/** Gives a literal part to the sink with its tildes replaced by home directories. */
export function expandTilde(shell: Shell, part: { readonly value: string; readonly text: string }, { isFirst, isLast, isAssignment, sink }: TildePlace): void {
  const prefix = isAssignment ? /(^|:|^[A-Za-z_]\w*\+?=)~([A-Za-z0-9_.+-]*)(?=[/:]|$)/g : /^()~([A-Za-z0-9_.+-]*)(?=\/|$)/g;
  let from = 0;
  for (const match of part.text.matchAll(prefix)) {
    const [whole, before = '', user = ''] = match;
    const end = match.index + whole.length;
    const home = (match.index === 0 && before === '' && !isFirst) || (end === part.text.length && !isLast) ? undefined : homeOf(shell, user);
    if (home === undefined) continue;
    plain(part.text.slice(from, match.index) + before, sink);
    sink.quoted(home);
    from = end;
  }
  plain(part.text.slice(from), sink);
}

function plain(raw: string, sink: Sink): void {
  if (raw !== '') sink.literal(raw.replace(/\\(.)/gsu, '$1'), raw);
}

/** Where a user is at home; undefined for nobody known. */
export function homeOf(shell: Shell, user: string): string | undefined {
  if (user === '') return shell.variables.get('HOME') ?? (shell.dialect.name === 'bash' ? passwdHome(shell, shell.process.machine.user) : undefined);
  if (user === '+') return shell.variables.get('PWD');
  if (user === '-') return shell.variables.get('OLDPWD');
  return passwdHome(shell, user);
}

function passwdHome(shell: Shell, user: string): string | undefined {
  for (const line of passwd(shell).split('\n')) {
    const fields = line.split(':');
    if (fields[0] === user) return fields[5];
  }
  return user === 'root' ? '/root' : undefined;
}

function passwd(shell: Shell): string {
  try {
    return shell.files.read('/etc/passwd');
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}
