import { defineUtility } from '../command.ts';
import { become, quotedName } from './execute.ts';
import { parseOptions } from './options.ts';

/** Prints the environment, or runs a program in a changed one. */
export const env = defineUtility({
  name: 'env',
  aliases: ['printenv'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the environment, or run a program in a modified one',
  *run(process) {
    if (process.argv[0]?.endsWith('printenv') === true) return printEnvironment(process.argv.slice(1), process.env, (text) => process.out(text));
    const options = parseOptions(process, { short: 'iu:0', long: { 'ignore-environment': 'i', unset: 'u:' }, stopAtOperand: true });
    if (options === undefined) return 125;
    if (options.has('i')) process.env.clear();
    for (const name of options.values('u')) process.env.delete(name);
    const rest = [...options.operands];
    while (rest[0]?.includes('=') === true) {
      const pair = rest.shift() ?? '';
      process.env.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    if (rest.length === 0) return printEnvironment([], process.env, (text) => process.out(text));
    return yield* become(process, rest, quotedName);
  },
});

function printEnvironment(names: readonly string[], values: ReadonlyMap<string, string>, out: (text: string) => void): number {
  if (names.length === 0) {
    out([...values].map(([name, value]) => `${name}=${value}\n`).join(''));
    return 0;
  }
  let status = 0;
  for (const name of names) {
    const value = values.get(name);
    if (value === undefined) status = 1;
    else out(`${value}\n`);
  }
  return status;
}
