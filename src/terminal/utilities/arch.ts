import { defineUtility } from '../command.ts';
import { parseOptions } from './options.ts';

export const arch = defineUtility({
  name: 'arch',
  flavours: ['centos7', 'debian'],
  summary: 'print machine architecture',
  run: (process) => {
    if (parseOptions(process, { short: '', long: {} }) === undefined) return 1;
    process.out('x86_64\n');
    return 0;
  },
});
