import { defineUtility } from '../command.ts';
import { become, quotedName } from './execute.ts';
import { parseOptions, quoted } from './options.ts';

/** Prints the environment, or runs a program in a changed one. */
export const env = defineUtility({
  name: 'env',
  aliases: ['printenv'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the environment, or run a program in a modified one',
  *run(process) {
    if (process.argv[0]?.endsWith('printenv') === true) {
      const names = process.argv.slice(1).filter((arg) => arg !== '-0' && arg !== '--null');
      return printEnvironment(names, process.env, names.length === process.argv.length - 1 ? '\n' : '\0', (text) => process.out(text));
    }
    const options = parseOptions(process, { short: 'iu:0C:S:v', long: { 'ignore-environment': 'i', unset: 'u:', null: '0', chdir: 'C:', 'split-string': 'S:', debug: 'v' }, stopAtOperand: true });
    if (options === undefined) return 125;
    if (options.has('i')) process.env.clear();
    for (const name of options.values('u')) process.env.delete(name);
    const rest = [...(options.value('S')?.split(/\s+/).filter((word) => word !== '') ?? []), ...options.operands];
    // A dash alone is -i.
    if (rest[0] === '-') {
      process.env.clear();
      rest.shift();
    }
    const directory = options.value('C');
    if (directory !== undefined) {
      const path = process.machine.files.resolve(process.cwd, directory);
      if (!process.machine.files.isDirectory(path)) {
        process.err(`env: cannot change directory to ${quoted(process, directory)}: No such file or directory\n`);
        return 125;
      }
      process.cwd = path;
    }
    while (rest[0]?.includes('=') === true) {
      const pair = rest.shift() ?? '';
      process.env.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    if (rest.length === 0) return printEnvironment([], process.env, options.has('0') ? '\0' : '\n', (text) => process.out(text));
    return yield* become(process, rest, quotedName);
  },
});

function printEnvironment(names: readonly string[], values: ReadonlyMap<string, string>, ending: string, out: (text: string) => void): number {
  if (names.length === 0) {
    out([...values].map(([name, value]) => `${name}=${value}${ending}`).join(''));
    return 0;
  }
  let status = 0;
  for (const name of names) {
    const value = values.get(name);
    if (value === undefined) status = 1;
    else out(value + ending);
  }
  return status;
}
