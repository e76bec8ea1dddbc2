import { defineUtility } from '../command.ts';
import { baseName, notDirectory } from './cp.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';

export const mv = defineUtility({
  name: 'mv',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'move (rename) files',
  run: (process) => {
    const options = parseOptions(process, { short: 'finvTt:u', long: { force: 'f', interactive: 'i', 'no-clobber': 'n', verbose: 'v' } });
    if (options === undefined) return 1;
    const names = [...options.operands];
    const target = options.value('t') ?? names.pop();
    if (target === undefined) return missingOperand(process, 'missing file operand');
    if (names.length === 0) return missingOperand(process, `missing destination file operand after ${quoted(process, target)}`);
    const { files } = process.machine;
    const intoDirectory = files.isDirectory(files.resolve(process.cwd, target));
    if (names.length > 1 && !intoDirectory) {
      if (isBusybox(process)) for (const name of names) process.err(`mv: can't rename '${name}': No such file or directory\n`);
      else process.err(notDirectory(process, 'mv', target));
      return 1;
    }
    let status = 0;
    for (const name of names) {
      const to = intoDirectory ? `${target.replace(/\/+$/, '')}/${baseName(name)}` : target;
      const from = files.resolve(process.cwd, name);
      if (!files.exists(from)) {
        process.err(isBusybox(process) ? `mv: can't rename '${name}': No such file or directory\n` : `mv: cannot stat ${quoted(process, name)}: No such file or directory\n`);
        status = 1;
        continue;
      }
      if (options.has('n') && files.exists(files.resolve(process.cwd, to))) continue;
      const moved = attempt(process, () => files.rename(from, files.resolve(process.cwd, to)), (text) =>
        isBusybox(process) ? `can't rename '${name}': ${text}` : `cannot move ${quoted(process, name)} to ${quoted(process, to)}: ${text}`,
      );
      if (!moved) status = 1;
      else if (options.has('v')) process.out(isBusybox(process) ? `'${name}' -> '${to}'\n` : process.machine.flavour === 'centos7' ? `${quoted(process, name)} -> ${quoted(process, to)}\n` : `renamed '${name}' -> '${to}'\n`);
    }
    return status;
  },
});
