import { defineUtility } from '../command.ts';
import { baseName } from './cp.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';

/** Symbolic links. simplified: a hard link is a copy that then lives on its own. */
export const ln = defineUtility({
  name: 'ln',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'make links between files',
  run: (process) => {
    const options = parseOptions(process, { short: 'sfnvT', long: { symbolic: 's', force: 'f', 'no-dereference': 'n', verbose: 'v' } });
    if (options === undefined) return 1;
    const [target, given] = options.operands;
    if (target === undefined) return missingOperand(process, 'missing file operand');
    const { files } = process.machine;
    const wanted = given ?? baseName(target);
    const path = files.resolve(process.cwd, wanted);
    const link = files.isDirectory(path) && !options.has('n') && !options.has('T') ? `${wanted.replace(/\/$/, '')}/${baseName(target)}` : wanted;
    const linkPath = files.resolve(process.cwd, link);
    const kind = options.has('s') ? 'symbolic' : 'hard';
    if (!options.has('s') && !isBusybox(process) && !files.exists(files.resolve(process.cwd, target))) {
      process.err(`ln: failed to access ${quoted(process, target)}: No such file or directory\n`);
      return 1;
    }
    const made = attempt(process, () => {
      if (options.has('f') && files.exists(linkPath)) files.unlink(linkPath);
      if (options.has('s')) files.makeSymlink(linkPath, target);
      else files.write(linkPath, files.read(files.resolve(process.cwd, target)));
    }, (text) => (isBusybox(process) ? `${link}: ${text}` : `failed to create ${kind} link ${quoted(process, link)}: ${text}`));
    if (made && options.has('v')) process.out(`${quoted(process, link)} ${options.has('s') ? '->' : '=>'} ${quoted(process, target)}\n`);
    return made ? 0 : 1;
  },
});
