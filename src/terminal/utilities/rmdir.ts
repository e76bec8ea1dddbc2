import { defineUtility } from '../command.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';

export const rmdir = defineUtility({
  name: 'rmdir',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'remove empty directories',
  run: (process) => {
    const options = parseOptions(process, { short: 'pv', long: { parents: 'p', verbose: 'v' } });
    if (options === undefined) return 1;
    if (options.operands.length === 0) return missingOperand(process);
    const { files } = process.machine;
    let status = 0;
    for (const name of options.operands) {
      const removed = attempt(process, () => files.removeDirectory(files.resolve(process.cwd, name)), (text) =>
        isBusybox(process) ? `'${name}': ${text}` : `failed to remove ${quoted(process, name)}: ${text}`,
      );
      if (!removed) status = 1;
    }
    return status;
  },
});
