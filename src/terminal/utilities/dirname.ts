import { defineUtility } from '../command.ts';
import { missingOperand } from './failure.ts';

export const dirname = defineUtility({
  name: 'dirname',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'strip the last component from a file name',
  run: (process) => {
    const names = process.argv.slice(1).filter((arg) => arg !== '--');
    if (names.length === 0) return missingOperand(process);
    for (const name of names) process.out(`${directoryOf(name)}\n`);
    return 0;
  },
});

function directoryOf(path: string): string {
  const trimmed = path.replace(/(?<=.)\/+$/, '');
  const at = trimmed.lastIndexOf('/');
  if (at < 0) return '.';
  return trimmed.slice(0, at).replace(/\/+$/, '') || '/';
}
