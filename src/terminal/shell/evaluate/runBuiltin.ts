import { FileError } from '#engine/machine/files.ts';
import { ReadError, WriteError } from '../../process/process.ts';
import type { Builtin } from '../builtin.ts';
import type { Eval } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import { complain, complainAsShell, type Shell } from '../shell.ts';
import type { Assigned } from './assigned.ts';

export interface BuiltinWords {
  readonly words: readonly string[];
  readonly assigned: ReadonlyMap<number, Assigned>;
  readonly mayReplace: boolean;
}

/** Runs a builtin and gives its status; failed writes and expansion errors get their words here. */
export function* runBuiltin(shell: Shell, builtin: Builtin, { words, assigned, mayReplace }: BuiltinWords): Eval<number> {
  const speaker = words[0] ?? builtin.name;
  const outer = shell.speaker;
  shell.speaker = speaker;
  try {
    const ran = builtin.run({ shell, name: speaker, args: words.slice(1), assigned, mayReplace });
    const status = typeof ran === 'number' ? ran : yield* ran;
    if (status === 2 && builtin.isSpecial && shell.dialect.isPosix && !shell.isInteractive && ENDING.has(builtin.name)) shell.flow = { kind: 'exit' };
    return status;
  } catch (error) {
    return failure(shell, error);
  } finally {
    shell.speaker = outer;
  }
}

/** Special builtins whose wrong use ends a POSIX shell. */
const ENDING = new Set(['shift', 'set', 'unset', 'export', 'readonly', '.', 'exit', 'return', 'trap']);

function failure(shell: Shell, error: unknown): number {
  if (error instanceof WriteError) {
    const { name } = shell.dialect;
    if (name === 'dash') complain(shell, `${shell.speaker ?? ''}: I/O error`);
    else if (name === 'ash') complainAsShell(shell, `write error: ${error.message}`);
    else complain(shell, `write error: ${error.message}`);
    return 1;
  }
  if (error instanceof ReadError) {
    complain(shell, `read error: 0: ${error.message}`);
    return 1;
  }
  if (error instanceof FileError) {
    complain(shell, `${error.path}: ${error.text}`);
    return 1;
  }
  if (error instanceof ShellError && (error.kind === 'command' || (shell.dialect.name === 'bash' && error.kind === 'readonly'))) {
    complain(shell, error.message);
    return error.status;
  }
  throw error;
}
