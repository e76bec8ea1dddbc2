import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { assign } from '../evaluate/assignments.ts';
import { complain } from '../shell.ts';
import { eachName } from './declare.ts';

const usage = 'local [option] name[=value] ...';

export const local = defineBuiltin({
  name: 'local',
  usage,
  summary: 'Define local variables.',
  run: (call) => {
    const { shell } = call;
    if (shell.calls.length === 0) {
      complain(shell, shell.dialect.name === 'bash' ? 'can only be used in a function' : 'not in a function');
      if (shell.dialect.name !== 'bash' && !shell.isInteractive) shell.flow = { kind: 'exit' };
      return shell.dialect.name === 'bash' ? 1 : 2;
    }
    const options = optionsOrStatus(call, { usage }, 'aAgiIlnrtux');
    if (typeof options === 'number') return options;
    return eachName(call, options.rest, (name, assigned) => {
      const variable = shell.variables.declareLocal(name, shell.dialect.name !== 'bash');
      if (options.letters.has('a')) variable.indexed ??= new Map();
      if (options.letters.has('A')) variable.associative ??= new Map();
      if (options.letters.has('i')) variable.isInteger = true;
      if (options.letters.has('x')) variable.isExported = true;
      if (options.letters.has('l')) variable.letterCase = 'lower';
      if (options.letters.has('u')) variable.letterCase = 'upper';
      if (options.letters.has('n')) {
        variable.isNameReference = true;
        if (typeof assigned?.value === 'string') variable.value = assigned.value;
      } else if (assigned !== undefined) assign(shell, assigned);
      if (options.letters.has('r')) variable.isReadonly = true;
    });
  },
});
