import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';

export const cp = defineUtility({
  name: 'cp',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'copy files and directories',
  run: (process) => {
    const options = parseOptions(process, { short: 'rRafpvindLPHTt:u', long: { recursive: 'r', archive: 'a', force: 'f', verbose: 'v', 'no-clobber': 'n', preserve: 'p' } });
    if (options === undefined) return 1;
    const names = [...options.operands];
    const target = options.value('t') ?? names.pop();
    if (target === undefined) return missingOperand(process, 'missing file operand');
    if (names.length === 0) return missingOperand(process, `missing destination file operand after ${quoted(process, target)}`);
    const recursive = ['r', 'R', 'a'].some((name) => options.has(name));
    const { files } = process.machine;
    const intoDirectory = files.isDirectory(files.resolve(process.cwd, target));
    if (names.length > 1 && !intoDirectory) {
      if (isBusybox(process)) for (const name of names) process.err(`cp: can't create '${target}/${baseName(name)}': No such file or directory\n`);
      else process.err(notDirectory(process, 'cp', target));
      return 1;
    }
    let status = 0;
    for (const name of names) {
      const to = intoDirectory ? `${target.replace(/\/+$/, '')}/${baseName(name)}` : target;
      if (options.has('n') && files.exists(files.resolve(process.cwd, to))) continue;
      if (!copy(process, name, to, recursive, options.has('v'))) status = 1;
    }
    return status;
  },
});

/** GNU's refusal of a last operand that should be a directory. */
export function notDirectory(process: Process, name: string, target: string): string {
  const exists = process.machine.files.exists(process.machine.files.resolve(process.cwd, target));
  return exists ? `${name}: target '${target}' is not a directory\n` : `${name}: target '${target}': No such file or directory\n`;
}

/** The last part of a path. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function copy(process: Process, from: string, to: string, recursive: boolean, verbose: boolean): boolean {
  const { files } = process.machine;
  const source = files.resolve(process.cwd, from);
  const target = files.resolve(process.cwd, to);
  if (!files.exists(source)) {
    process.err(isBusybox(process) ? `cp: can't stat '${from}': No such file or directory\n` : `cp: cannot stat ${quoted(process, from)}: No such file or directory\n`);
    return false;
  }
  if (source === target) {
    process.err(isBusybox(process) ? `cp: '${from}' and '${to}' are the same file\n` : `cp: ${quoted(process, from)} and ${quoted(process, to)} are the same file\n`);
    return false;
  }
  const cannot = (text: string) => (isBusybox(process) ? `can't create '${to}': ${text}` : `cannot create regular file ${quoted(process, to)}: ${text}`);
  if (!files.isDirectory(source)) {
    const { mode } = files.stat(source);
    const isNew = !files.exists(target);
    const copied = attempt(process, () => {
      files.write(target, files.read(source));
      if (isNew) files.chmod(target, mode);
    }, cannot);
    if (copied && verbose) process.out(isBusybox(process) ? `'${from}' -> '${to}'\n` : `${quoted(process, from)} -> ${quoted(process, to)}\n`);
    return copied;
  }
  if (!recursive) {
    process.err(isBusybox(process) ? `cp: omitting directory '${from}'\n` : process.machine.flavour === 'centos7' ? `cp: omitting directory ${quoted(process, from)}\n` : `cp: -r not specified; omitting directory '${from}'\n`);
    return false;
  }
  if (`${target}/`.startsWith(`${source}/`)) {
    process.err(`cp: cannot copy a directory, '${from}', into itself, '${to}'\n`);
    return false;
  }
  if (!attempt(process, () => files.makeDirectory(target, { parents: true }), cannot)) return false;
  if (verbose) process.out(isBusybox(process) ? `'${from}' -> '${to}'\n` : `${quoted(process, from)} -> ${quoted(process, to)}\n`);
  let ok = true;
  for (const name of files.list(source)) {
    ok = copy(process, `${from.replace(/\/+$/, '')}/${name}`, `${to.replace(/\/+$/, '')}/${name}`, true, verbose) && ok;
  }
  return ok;
}
