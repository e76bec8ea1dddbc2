import { defineUtility } from '../command.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions } from './options.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, K: 1024, KiB: 1024, KB: 1000, M: 1_048_576, MiB: 1_048_576, MB: 1_000_000, G: 1_073_741_824 };

/** Cuts files or fills them with zeros. simplified: counts characters, and files of zeros are real text. */
export const truncate = defineUtility({
  name: 'truncate',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'shrink or extend the size of a file',
  run: (process) => {
    const options = parseOptions(process, isBusybox(process) ? { short: 'cs:' } : { short: 'cs:or:', long: { 'no-create': 'c', size: 's:', reference: 'r:' } });
    if (options === undefined) return 1;
    const asked = options.value('s');
    if (asked === undefined) return missingOperand(process, "you must specify either '--size' or '--reference'");
    if (options.operands.length === 0) return missingOperand(process, 'missing file operand');
    const [, sign, digits, unit] = /^([+-]?)(\d+)([A-Za-z]*)$/.exec(asked) ?? [];
    const factor = UNITS[unit ?? ''];
    if (digits === undefined || factor === undefined) {
      process.err(isBusybox(process) ? `truncate: invalid number '${asked}'\n` : `truncate: Invalid number: '${asked}'\n`);
      return 1;
    }
    const { files } = process.machine;
    let status = 0;
    for (const name of options.operands) {
      const path = files.resolve(process.cwd, name);
      if (options.has('c') && !files.exists(path)) continue;
      const resize = () => {
        const before = files.exists(path) ? files.read(path) : '';
        const size = sign === '+' ? before.length + Number(digits) * factor : sign === '-' ? Math.max(0, before.length - Number(digits) * factor) : Number(digits) * factor;
        files.write(path, before.slice(0, size).padEnd(size, '\0'));
      };
      const say = (text: string) => (isBusybox(process) ? `${name}: open: ${text}` : `cannot open '${name}' for writing: ${text}`);
      if (!attempt(process, resize, say)) status = 1;
    }
    return status;
  },
});
