import { defineUtility } from '../command.ts';
import { parseOptions } from './options.ts';
import { processorsOf } from './hardware.ts';

export const nproc = defineUtility({
  name: 'nproc',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the number of processing units available',
  run: (process) => {
    const options = parseOptions(process, { short: '', long: { all: 'all', ignore: 'ignore:' } });
    if (options === undefined) return 1;
    process.out(`${Math.max(1, processorsOf(process.machine, process.kernel.cluster) - Number(options.value('ignore') ?? 0))}\n`);
    return 0;
  },
});
