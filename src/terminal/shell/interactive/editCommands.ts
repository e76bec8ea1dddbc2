import type { Eval } from '../evaluator.ts';
import type { Shell } from '../shell.ts';

/** Lets an editor (a command line that names it) change a text in a file, and gives the changed text; undefined when the editor fails. */
export function* editedCommands(shell: Shell, text: string, editor: string): Eval<string | undefined> {
  const path = `/tmp/bash-fc.${shell.random.text(6, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`;
  shell.files.write(path, text === '' ? '' : `${text}\n`);
  try {
    const status = yield* shell.evaluator.text(shell, `${editor} ${path}`);
    return status === 0 ? shell.files.read(path) : undefined;
  } finally {
    if (shell.files.exists(path)) shell.files.removeAll(path);
  }
}
