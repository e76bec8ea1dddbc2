import { defineUtility } from '../../command.ts';
import { parseOptions } from '../options.ts';
import { processFacts } from './processFacts.ts';

/** The numbers of a program's processes, the newest first. */
export const pidof = defineUtility({
  name: 'pidof',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'find the process ID of a running program',
  run: (process) => {
    const options = parseOptions(process, { short: 'sxcno:' });
    if (options === undefined) return 1;
    const left = new Set(options.values('o').flatMap((list) => list.split(/[\s,]+/)).map((pid) => (pid === '%PPID' ? (process.parent?.pid ?? 0) : Number(pid))));
    const wanted = options.operands.map((name) => name.slice(name.lastIndexOf('/') + 1));
    const found = processFacts(process)
      .filter((facts) => facts.process !== process && !left.has(facts.pid) && wanted.includes(facts.name))
      .map(({ pid }) => pid)
      .reverse();
    if (found.length === 0) return 1;
    process.out(`${(options.has('s') ? found.slice(0, 1) : found).join(' ')}\n`);
    return 0;
  },
});
