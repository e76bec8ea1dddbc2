import { builtinOf, defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { functionText } from '../functionText.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'type [-afptP] name [name ...]';

/** Says what a name would run. */
export const type = defineBuiltin({
  name: 'type',
  usage,
  summary: 'Display information about command type.',
  run: (call) => {
    const { shell } = call;
    const options = shell.dialect.name === 'bash' ? optionsOrStatus(call, { usage }, 'afptP') : { letters: new Map<string, string>(), rest: call.args };
    if (typeof options === 'number') return options;
    let status = 0;
    for (const name of options.rest) {
      const meanings = meaningsOf(shell, name, options.letters);
      if (meanings.length === 0) {
        status = shell.dialect.name === 'bash' ? 1 : 127;
        if (!['t', 'p', 'P'].some((letter) => options.letters.has(letter))) notFound(shell, name);
      }
      for (const meaning of options.letters.has('a') ? meanings : meanings.slice(0, 1)) shell.process.out(textOf(shell, name, meaning, options.letters));
    }
    return status;
  },
});

function notFound(shell: Shell, name: string): void {
  if (shell.dialect.name === 'bash') complain(shell, `${name}: not found`);
  else shell.process.out(`${name}: not found\n`);
}

interface Meaning {
  readonly kind: 'alias' | 'keyword' | 'function' | 'builtin' | 'file';
  readonly path?: string;
  readonly isHashed?: boolean;
}

export const KEYWORDS: ReadonlySet<string> = new Set(['if', 'then', 'else', 'elif', 'fi', 'case', 'esac', 'for', 'select', 'while', 'until', 'do', 'done', 'in', 'function', 'time', '{', '}', '!', '[[', ']]', 'coproc']);

/** Everything that a name may mean, the strongest first. */
export function meaningsOf(shell: Shell, name: string, letters: ReadonlyMap<string, string> = new Map()): readonly Meaning[] {
  const meanings: Meaning[] = [];
  if (!letters.has('P')) {
    if (shell.aliases.has(name) && (shell.dialect.name !== 'bash' || shell.shopt.get('expand_aliases') === true)) meanings.push({ kind: 'alias' });
    if (KEYWORDS.has(name)) meanings.push({ kind: 'keyword' });
    if (shell.functions.has(name) && !letters.has('f')) meanings.push({ kind: 'function' });
    if (builtinOf(shell, name) !== undefined) meanings.push({ kind: 'builtin' });
  }
  const found = shell.kernel.lookup(shell.process.machine, name, shell.variables.get('PATH'), shell.process.cwd);
  if (found?.isExecutable === true) meanings.push({ kind: 'file', path: name.includes('/') ? name : found.path, isHashed: shell.hash.has(name) });
  return meanings;
}

function textOf(shell: Shell, name: string, meaning: Meaning, letters: ReadonlyMap<string, string>): string {
  if (letters.has('t')) return `${meaning.kind}\n`;
  if (letters.has('p') || letters.has('P')) return meaning.kind === 'file' ? `${meaning.path}\n` : '';
  return describe(shell, name, meaning);
}

/** `cd is a shell builtin`. */
export function describe(shell: Shell, name: string, { kind, path, isHashed }: Meaning): string {
  const isBash = shell.dialect.name === 'bash';
  switch (kind) {
    case 'alias':
      return isBash ? `${name} is aliased to \`${shell.aliases.get(name)}'\n` : `${name} is an alias for ${shell.aliases.get(name)}\n`;
    case 'keyword':
      return `${name} is a shell keyword\n`;
    case 'function': {
      const definition = shell.functions.get(name);
      return isBash && definition !== undefined ? `${name} is a function\n${functionText(definition)}\n` : `${name} is a ${shell.dialect.name === 'dash' ? 'shell ' : ''}function\n`;
    }
    case 'builtin':
      return !isBash && shell.builtins.get(name)?.isSpecial === true ? `${name} is a special shell builtin\n` : `${name} is a shell builtin\n`;
    case 'file':
      return isBash && isHashed === true ? `${name} is hashed (${path})\n` : `${name} is ${path}\n`;
  }
}
