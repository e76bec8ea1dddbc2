import { defineUtility } from '../command.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions } from './options.ts';

export const unlink = defineUtility({
  name: 'unlink',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'remove a file',
  run: (process) => {
    const options = parseOptions(process, { short: '', long: {} });
    if (options === undefined) return 1;
    const [name] = options.operands;
    if (name === undefined) return missingOperand(process);
    const { files } = process.machine;
    return attempt(process, () => files.unlink(files.resolve(process.cwd, name)), (text) => (isBusybox(process) ? `can't remove file '${name}': ${text}` : `cannot unlink '${name}': ${text}`)) ? 0 : 1;
  },
});
