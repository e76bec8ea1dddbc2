import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { missingOperand } from './failure.ts';
import { isBusybox, nameOf, parseOptions } from './options.ts';

export const readlink = defineUtility({
  name: 'readlink',
  aliases: ['realpath'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the target of a link, or a real path',
  run: (process) => {
    const options = parseOptions(process, { short: 'femnqsvz', long: { canonicalize: 'f' } });
    if (options === undefined) return 1;
    if (options.operands.length === 0) return missingOperand(process);
    const { files } = process.machine;
    const resolves = nameOf(process) === 'realpath' || options.has('f') || options.has('e') || options.has('m');
    let status = 0;
    for (const name of options.operands) {
      const path = files.resolve(process.cwd, name);
      try {
        process.out(`${resolves ? files.realPath(path) : files.readLink(path)}${options.has('n') ? '' : '\n'}`);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        if (nameOf(process) === 'realpath') process.err(`realpath: ${name}: ${error.text}\n`);
        else if (isBusybox(process) && options.has('v')) process.err(`readlink: ${name}: ${error.text}\n`);
        status = 1;
      }
    }
    return status;
  },
});
