import { defineUtility } from '../command.ts';
import { FileError } from '#engine/machine/files.ts';
import { isBusybox, parseOptions } from './options.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const mktemp = defineUtility({
  name: 'mktemp',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'create a temporary file or directory',
  run: (process) => {
    const busybox = isBusybox(process);
    const options = parseOptions(process, busybox ? { short: 'dtqup:' } : { short: 'dtqup:', long: { directory: 'd', 'dry-run': 'u', quiet: 'q', tmpdir: 'p:', suffix: 'suffix:' } });
    if (options === undefined) return 1;
    const [template = busybox ? 'tmp.XXXXXX' : 'tmp.XXXXXXXXXX'] = options.operands;
    const holes = /X{3,}(?=[^X/]*$)/.exec(template);
    if (holes === null || (busybox && !template.endsWith('XXXXXX'))) {
      process.err(busybox ? 'mktemp: (null): Invalid argument\n' : `mktemp: too few X's in template '${template}'\n`);
      return 1;
    }
    const folder = options.value('p') ?? (options.operands.length === 0 || options.has('t') ? (process.env.get('TMPDIR') ?? '/tmp') : undefined);
    const drawn = process.kernel.cluster.sim.random.text(holes[0].length, LETTERS);
    const full = (name: string) => (folder === undefined ? name : `${folder}/${name}`) + (options.value('suffix') ?? '');
    const name = full(template.slice(0, holes.index) + drawn + template.slice(holes.index + holes[0].length));
    const { files } = process.machine;
    const path = files.resolve(process.cwd, name);
    try {
      if (options.has('u')) files.realPath(path.slice(0, path.lastIndexOf('/')) || '/');
      else if (options.has('d')) files.makeDirectory(path, { mode: 0o700 });
      else {
        files.write(path, '');
        files.chmod(path, 0o600);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const kind = options.has('d') ? 'directory' : 'file';
      if (!options.has('q')) process.err(busybox ? `mktemp: (null): ${error.text}\n` : `mktemp: failed to create ${kind} via template '${full(template)}': ${error.text}\n`);
      return 1;
    }
    process.out(`${name}\n`);
    return 0;
  },
});
