import { defineUtility } from '../command.ts';
import { baseName } from './cp.ts';
import { missingOperand } from './failure.ts';

export const basename = defineUtility({
  name: 'basename',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'strip directory and suffix from a file name',
  run: (process) => {
    const [path, suffix = ''] = process.argv.slice(1).filter((arg) => arg !== '--');
    if (path === undefined) return missingOperand(process);
    const name = path === '' ? '' : baseName(path);
    process.out(`${suffix !== '' && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name}\n`);
    return 0;
  },
});
