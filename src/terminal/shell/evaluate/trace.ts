import type { Eval } from '../evaluator.ts';
import { expandBody } from '../expand/expandWord.ts';
import type { Shell } from '../shell.ts';

/** What `set -x` shows before a command runs: PS4, its first character once more a level of substitution. */
export function* trace(shell: Shell, text: string): Eval<void> {
  const prompt = yield* expandBody(shell, shell.variables.get('PS4') ?? '');
  const first = shell.dialect.name === 'bash' ? prompt.slice(0, 1).repeat(shell.traceLevel) : '';
  shell.process.err(`${first}${prompt}${text}\n`);
}

/** The same for compound commands, which only bash shows. */
export function* traceCompound(shell: Shell, text: string): Eval<void> {
  if (shell.options.has('xtrace') && shell.dialect.name === 'bash') yield* trace(shell, text);
}
