import { parseRfc3339 } from '#engine/core/time.ts';
import { defineUtility } from '../command.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';

export const touch = defineUtility({
  name: 'touch',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'change file timestamps, creating empty files',
  run: (process) => {
    const options = parseOptions(process, { short: 'acmr:d:t:h', long: { 'no-create': 'c', reference: 'r:', date: 'd:' } });
    if (options === undefined) return 1;
    if (options.operands.length === 0) return missingOperand(process, 'missing file operand');
    const { files } = process.machine;
    const given = options.value('d');
    const atMs = given === undefined ? process.kernel.unixNow() : parseRfc3339(given.includes('T') ? given : `${given.replace(' ', 'T')}Z`);
    if (atMs === undefined) {
      process.err(isBusybox(process) ? `touch: invalid date '${given ?? ''}'\n` : `touch: invalid date format ${quoted(process, given ?? '')}\n`);
      return 1;
    }
    let status = 0;
    for (const name of options.operands) {
      const path = files.resolve(process.cwd, name);
      if (options.has('c') && !files.exists(path)) continue;
      const touched = attempt(process, () => files.touch(path, atMs), (text) => (isBusybox(process) ? `${name}: ${text}` : `cannot touch ${quoted(process, name)}: ${text}`));
      if (!touched) status = 1;
    }
    return status;
  },
});
