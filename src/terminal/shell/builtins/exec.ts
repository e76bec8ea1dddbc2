import { run } from '../../process/waits.ts';
import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { findProgram, startable } from '../evaluate/external.ts';

const usage = 'exec [-cl] [-a name] [command [argument ...]] [redirection ...]';

/** Puts a program in the place of the shell. Without one only its redirections hold. */
export const exec = defineBuiltin({
  name: 'exec',
  isSpecial: true,
  usage,
  summary: 'Replace the shell with the given command.',
  *run(call) {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'cla:');
    if (typeof options === 'number') return options;
    const [name] = options.rest;
    if (name === undefined) return 0;
    const found = findProgram(shell, name, shell.variables.get('PATH'), 'exec');
    if (typeof found === 'number') {
      if (!shell.isInteractive && shell.shopt.get('execfail') !== true) shell.flow = { kind: 'exit' };
      return found;
    }
    const started = startable(shell, found, options.rest);
    const shown = options.letters.get('a');
    const env = options.letters.has('c') ? new Map<string, string>() : shell.variables.exported();
    shell.kernel.replace(shell.process, shown === undefined ? started.argv : [shown, ...started.argv.slice(1)], env);
    shell.traps.clear();
    shell.flow = { kind: 'exit' };
    return yield* run(started.program, shell.process);
  },
});
