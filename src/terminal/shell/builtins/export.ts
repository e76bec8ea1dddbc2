import { defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import { assign } from '../evaluate/assignments.ts';
import { singleQuoted } from '../expand/quoting.ts';
import type { Shell } from '../shell.ts';
import { declaration, eachName } from './declare.ts';

const usage = 'export [-fn] [name[=value] ...] or export -p';

export const exportBuiltin = defineBuiltin({
  name: 'export',
  isSpecial: true,
  usage,
  summary: 'Set export attribute for shell variables.',
  run: (call) => {
    const options = optionsOrStatus(call, { usage }, 'fnp');
    if (typeof options === 'number') return options;
    const { shell } = call;
    if (options.rest.length === 0) return listMarked(shell, 'export');
    return eachName(call, options.rest, (name, assigned) => {
      if (options.letters.has('f')) return;
      if (assigned !== undefined) assign(shell, assigned);
      shell.variables.declare(name).isExported = !options.letters.has('n');
    });
  },
});

const READONLY_USAGE = 'readonly [-aAf] [name[=value] ...] or readonly -p';

export const readonly = defineBuiltin({
  name: 'readonly',
  isSpecial: true,
  usage: READONLY_USAGE,
  summary: 'Mark shell variables as unchangeable.',
  run: (call) => {
    const options = optionsOrStatus(call, { usage: READONLY_USAGE }, 'aAfp');
    if (typeof options === 'number') return options;
    if (options.rest.length === 0) return listMarked(call.shell, 'readonly');
    return markReadonly(call, options.rest);
  },
});

function markReadonly(call: BuiltinCall, names: readonly string[]): number {
  const { shell } = call;
  return eachName(call, names, (name, assigned) => {
    if (assigned !== undefined) assign(shell, assigned);
    shell.variables.declare(name).isReadonly = true;
  });
}

/** Those that carry the mark, as commands that would set them again. */
function listMarked(shell: Shell, mark: 'export' | 'readonly'): number {
  const isBash = shell.dialect.name === 'bash';
  for (const name of shell.variables.names()) {
    const variable = shell.variables.findOwn(name);
    if (variable === undefined || !(mark === 'export' ? variable.isExported : variable.isReadonly)) continue;
    if (isBash) shell.process.out(`${declaration(name, variable)}\n`);
    else shell.process.out(`${mark} ${name}${variable.value === undefined ? '' : `=${singleQuoted(variable.value)}`}\n`);
  }
  return 0;
}
