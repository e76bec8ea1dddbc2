import { defineUtility } from '../command.ts';
import { parseOptions } from './options.ts';

export const tty = defineUtility({
  name: 'tty',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the file name of the terminal connected to standard input',
  run: (process) => {
    const options = parseOptions(process, { short: 's', long: { silent: 's', quiet: 's' } });
    if (options === undefined) return 2;
    const isTty = process.stdin.isTty();
    if (!options.has('s')) process.out(isTty ? '/dev/pts/0\n' : 'not a tty\n');
    return isTty ? 0 : 1;
  },
});
