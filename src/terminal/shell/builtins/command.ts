import { builtinOf, defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import { complain } from '../shell.ts';
import { describe, meaningsOf } from './type.ts';

const usage = 'command [-pVv] command [arg ...]';

/** Runs a command past functions of its name, or says what it is. */
export const command = defineBuiltin({
  name: 'command',
  usage,
  summary: 'Execute a simple command or display information about commands.',
  *run(call) {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'pVv');
    if (typeof options === 'number') return options;
    const { letters, rest } = options;
    if (letters.has('v') || letters.has('V')) return tell(call, rest, letters.has('V'));
    const outer = shell.speaker;
    shell.speaker = undefined;
    try {
      return yield* shell.evaluator.words(shell, rest, { skipFunctions: true, usesDefaultPath: letters.has('p') });
    } finally {
      shell.speaker = outer;
    }
  },
});

function tell({ shell }: BuiltinCall, names: readonly string[], isLong: boolean): number {
  const isBash = shell.dialect.name === 'bash';
  let status = 0;
  // Only bash goes on behind the first.
  for (const name of isBash ? names : names.slice(0, 1)) {
    const [meaning] = meaningsOf(shell, name);
    if (meaning === undefined) {
      status = isBash ? 1 : 127;
      if (isLong && isBash) complain(shell, `${name}: not found`);
      else if (isLong) shell.process.out(`${name}: not found\n`);
    } else if (isLong) shell.process.out(describe(shell, name, meaning));
    else if (meaning.kind === 'alias') shell.process.out(`alias ${name}='${shell.aliases.get(name) ?? ''}'\n`);
    else shell.process.out(`${meaning.path ?? name}\n`);
  }
  return status;
}

export const builtin = defineBuiltin({
  name: 'builtin',
  dialects: ['bash'],
  usage: 'builtin [shell-builtin [arg ...]]',
  summary: 'Execute shell builtins.',
  *run({ shell, args }) {
    const [name] = args;
    if (name === undefined) return 0;
    if (builtinOf(shell, name) === undefined) {
      complain(shell, `${name}: not a shell builtin`);
      return 1;
    }
    return yield* shell.evaluator.words(shell, args, { skipFunctions: true, onlyBuiltins: true });
  },
});

export const enable = defineBuiltin({
  name: 'enable',
  dialects: ['bash'],
  usage: 'enable [-a] [-dnps] [-f filename] [name ...]',
  summary: 'Enable and disable shell builtins.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, enable, 'adnpsf:');
    if (typeof options === 'number') return options;
    const isOff = options.letters.has('n');
    let status = 0;
    for (const name of options.rest) {
      if (!shell.builtins.has(name)) {
        complain(shell, `${name}: not a shell builtin`);
        status = 1;
      } else if (isOff) shell.disabledBuiltins.add(name);
      else shell.disabledBuiltins.delete(name);
    }
    if (options.rest.length === 0) listEnabled(call, isOff);
    return status;
  },
});

function listEnabled({ shell }: BuiltinCall, isOff: boolean): void {
  for (const name of [...shell.builtins.keys()].sort()) if (shell.disabledBuiltins.has(name) === isOff) shell.process.out(`enable ${isOff ? '-n ' : ''}${name}\n`);
}
