import { builtinOf, defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import { complain } from '../shell.ts';

const usage = 'hash [-lr] [-p pathname] [-dt] [name ...]';

/** Where the shell remembers that programs are. */
export const hash = defineBuiltin({
  name: 'hash',
  usage,
  summary: 'Remember or display program locations.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'lrp:dt');
    if (typeof options === 'number') return options;
    if (options.letters.has('r')) shell.hash.clear();
    else if (options.rest.length === 0) list(call);
    let status = 0;
    for (const name of options.rest) status = Math.max(status, remember(call, name, options.letters));
    return status;
  },
});

function list({ shell }: BuiltinCall): void {
  if (shell.dialect.name !== 'bash') {
    for (const { path } of shell.hash.values()) shell.process.out(`${path}\n`);
    return;
  }
  if (shell.hash.size === 0) {
    shell.process.out('hash: hash table empty\n');
    return;
  }
  shell.process.out(`hits\tcommand\n${[...shell.hash.values()].map(({ path, hits }) => `${String(hits).padStart(4)}\t${path}\n`).join('')}`);
}

function remember({ shell }: BuiltinCall, name: string, letters: ReadonlyMap<string, string>): number {
  if (letters.has('d')) return shell.hash.delete(name) ? 0 : 1;
  if (letters.has('t') && shell.hash.has(name)) {
    shell.process.out(`${shell.hash.get(name)?.path ?? ''}\n`);
    return 0;
  }
  if (name.includes('/') || builtinOf(shell, name) !== undefined) return 0;
  const given = letters.get('p');
  const found = given === undefined ? shell.kernel.lookup(shell.process.machine, name, shell.variables.get('PATH'), shell.process.cwd) : { path: given };
  if (found === undefined) {
    complain(shell, `${name}: not found`);
    return 1;
  }
  shell.hash.set(name, { path: found.path, hits: 0 });
  return 0;
}
