import { defineUtility } from '../command.ts';
import type { DirectoryNode } from '#engine/machine/files.ts';
import { attempt } from './failure.ts';
import { wrongOperands } from './comm.ts';
import { isBusybox, parseOptions } from './options.ts';

/** A second name for a file. */
export const link = defineUtility({
  name: 'link',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'make a hard link to a file',
  run: (process) => {
    const options = parseOptions(process, { short: '', long: {} });
    if (options === undefined) return 1;
    const [from, to] = options.operands;
    if (from === undefined || to === undefined || options.operands.length > 2) return wrongOperands(process, options.operands);
    const { files } = process.machine;
    const path = files.resolve(process.cwd, to);
    const make = () => {
      const node = files.node(files.resolve(process.cwd, from));
      if (files.exists(path)) files.makeDirectory(path);
      files.write(path, '');
      (files.node(path.slice(0, path.lastIndexOf('/')) || '/') as DirectoryNode).entries.set(path.slice(path.lastIndexOf('/') + 1), node);
    };
    const say = (text: string) => (isBusybox(process) ? `can't create hardlink '${to}' to '${from}': ${text}` : `cannot create link '${to}' to '${from}': ${text}`);
    return attempt(process, make, say) ? 0 : 1;
  },
});
