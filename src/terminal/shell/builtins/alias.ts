import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { singleQuoted } from '../expand/quoting.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'alias [-p] [name[=value] ... ]';
const UNALIAS_USAGE = 'unalias [-a] name [name ...]';

export const alias = defineBuiltin({
  name: 'alias',
  usage,
  summary: 'Define or display aliases.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'p');
    if (typeof options === 'number') return options;
    if (options.rest.length === 0) for (const name of [...shell.aliases.keys()].sort()) shell.process.out(lineOf(shell, name));
    let status = 0;
    for (const word of options.rest) {
      const equals = word.indexOf('=', 1);
      if (equals > 0) shell.aliases.set(word.slice(0, equals), word.slice(equals + 1));
      else if (shell.aliases.has(word)) shell.process.out(lineOf(shell, word));
      else {
        if (shell.dialect.name === 'bash') complain(shell, `${word}: not found`);
        else shell.process.err(`alias: ${word} not found\n`);
        status = 1;
      }
    }
    return status;
  },
});

function lineOf(shell: Shell, name: string): string {
  return `${shell.dialect.name === 'bash' ? 'alias ' : ''}${name}=${singleQuoted(shell.aliases.get(name) ?? '')}\n`;
}

export const unalias = defineBuiltin({
  name: 'unalias',
  usage: UNALIAS_USAGE,
  summary: 'Remove each NAME from the list of defined aliases.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage: UNALIAS_USAGE }, 'a');
    if (typeof options === 'number') return options;
    if (options.letters.has('a')) shell.aliases.clear();
    let status = 0;
    for (const name of options.rest) {
      if (shell.aliases.delete(name)) continue;
      if (shell.dialect.name === 'bash') complain(shell, `${name}: not found`);
      else shell.process.err(`unalias: ${name} not found\n`);
      status = 1;
    }
    return status;
  },
});
