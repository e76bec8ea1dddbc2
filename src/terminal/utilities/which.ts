import { defineUtility } from '../command.ts';
import { parseOptions } from './options.ts';

export const which = defineUtility({
  name: 'which',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'locate a command',
  run: (process) => {
    const options = parseOptions(process, { short: 'as', long: {} });
    if (options === undefined) return 1;
    let status = 0;
    for (const name of options.operands) {
      const path = process.env.get('PATH');
      const found = process.kernel.lookup(process.machine, name, path, process.cwd);
      if (found?.isExecutable === true) {
        process.out(`${found.path}\n`);
        continue;
      }
      status = 1;
      if (process.machine.flavour === 'centos7') process.err(`/usr/bin/which: no ${name} in (${path ?? ''})\n`);
    }
    return options.operands.length === 0 ? 1 : status;
  },
});
