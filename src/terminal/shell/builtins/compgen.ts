import { builtinNames, defineBuiltin, optionsOrStatus } from '../builtin.ts';
import type { Shell } from '../shell.ts';
import { KEYWORDS } from './type.ts';

/** Names that begin with a word. simplified: only the lists of names that the shell itself has. */
export const compgen = defineBuiltin({
  name: 'compgen',
  dialects: ['bash'],
  usage: 'compgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]',
  summary: 'Display possible completions depending on the options.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, compgen, 'abcdefgjksuvA:W:o:G:F:C:X:P:S:');
    if (typeof options === 'number') return options;
    const prefix = options.rest[0] ?? '';
    const words = namesFor(shell, options.letters).filter((name) => name.startsWith(prefix));
    shell.process.out(words.map((word) => `${options.letters.get('P') ?? ''}${word}${options.letters.get('S') ?? ''}\n`).join(''));
    return words.length > 0 ? 0 : 1;
  },
});

const ACTIONS: Readonly<Record<string, string>> = { alias: 'a', builtin: 'b', function: 'F', keyword: 'k', variable: 'v', export: 'e' };

function namesFor(shell: Shell, letters: ReadonlyMap<string, string>): readonly string[] {
  const kinds = new Set([...letters.keys()].filter((letter) => letter !== 'A'));
  const action = letters.get('A');
  if (action !== undefined) kinds.add(ACTIONS[action] ?? action);
  const names: string[] = [];
  if (kinds.has('a')) names.push(...shell.aliases.keys());
  if (kinds.has('b')) names.push(...builtinNames(shell));
  if (kinds.has('k')) names.push(...KEYWORDS);
  if (kinds.has('v')) names.push(...shell.variables.names());
  if (kinds.has('e')) names.push(...shell.variables.exported().keys());
  if (action === 'function') names.push(...shell.functions.keys());
  if (kinds.has('W')) names.push(...(letters.get('W') ?? '').split(/\s+/).filter((word) => word !== ''));
  return names;
}

/** Accepted, so that start-up files with completion rules run. simplified: programmable completion is not interpreted. */
export const complete = defineBuiltin({ name: 'complete', aliases: ['compopt', 'bind'], dialects: ['bash'], usage: 'complete [-abcdefgjksuv] [-pr] [name ...]', summary: 'Specify how arguments are to be completed by Readline.', run: () => 0 });
