import { defineUtility } from '../command.ts';
import { missingOperand } from './failure.ts';
import { isBusybox, parseOptions } from './options.ts';

export const dirname = defineUtility({
  name: 'dirname',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'strip the last component from a file name',
  run: (process) => {
    const options = parseOptions(process, isBusybox(process) ? { short: '' } : { short: 'z', long: { zero: 'z' } });
    if (options === undefined) return 1;
    const names = isBusybox(process) ? options.operands.slice(0, 1) : options.operands;
    if (names.length === 0) return missingOperand(process);
    for (const name of names) process.out(directoryOf(name) + (options.has('z') ? '\0' : '\n'));
    return 0;
  },
});

function directoryOf(path: string): string {
  const trimmed = path.replace(/(?<=.)\/+$/, '');
  const at = trimmed.lastIndexOf('/');
  if (at < 0) return '.';
  return trimmed.slice(0, at).replace(/\/+$/, '') || '/';
}
