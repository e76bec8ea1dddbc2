import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { ShellError } from '../errors.ts';
import { subscriptOf } from '../expand/expression.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'unset [-f] [-v] [-n] [name ...]';

/** Takes variables or functions away. Names that are not there are no mistake. */
export const unset = defineBuiltin({
  name: 'unset',
  isSpecial: true,
  usage,
  summary: 'Unset values and attributes of shell variables and functions.',
  run: (call) => {
    const options = optionsOrStatus(call, { usage }, 'fvn');
    if (typeof options === 'number') return options;
    let status = 0;
    for (const name of options.rest) status = Math.max(status, unsetOne(call.shell, name, options.letters));
    return status;
  },
});

function unsetOne(shell: Shell, name: string, letters: ReadonlyMap<string, string>): number {
  const { variables, functions } = shell;
  if (letters.has('f')) {
    functions.delete(name);
    return 0;
  }
  const element = /^([A-Za-z_]\w*)\[(.+)\]$/.exec(name);
  try {
    if (element?.[1] !== undefined && element[2] !== undefined) unsetElement(shell, element[1], element[2]);
    else if (variables.findOwn(name) !== undefined) variables.unset(name);
    else if (!letters.has('v')) functions.delete(name);
    return 0;
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    complain(shell, shell.dialect.name === 'bash' ? error.message : shell.dialect.readonly(name));
    return shell.dialect.name === 'bash' ? 1 : 2;
  }
}

function unsetElement(shell: Shell, name: string, subscript: string): void {
  if (subscript === '@' || subscript === '*') shell.variables.unset(name);
  else shell.variables.unsetElement(name, subscriptOf(shell, name, subscript.replace(/^(["'])(.*)\1$/, '$2')));
}
