import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';

export const rm = defineUtility({
  name: 'rm',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'remove files or directories',
  run: (process) => {
    const options = parseOptions(process, { short: 'rRfivd', long: { recursive: 'r', force: 'f', verbose: 'v', dir: 'd', interactive: 'i', 'preserve-root': 'preserve-root', 'no-preserve-root': 'no-preserve-root' } });
    if (options === undefined) return 1;
    const force = options.has('f');
    if (options.operands.length === 0) return force ? 0 : missingOperand(process);
    const recursive = options.has('r') || options.has('R');
    let status = 0;
    for (const name of options.operands) {
      if (!remove(process, name, { force, recursive, verbose: options.has('v') })) status = 1;
    }
    return status;
  },
});

function remove(process: Process, name: string, how: { readonly force: boolean; readonly recursive: boolean; readonly verbose: boolean }): boolean {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  const base = name.replace(/\/+$/, '').split('/').at(-1);
  if (base === '.' || base === '..') {
    process.err(isBusybox(process) ? `rm: can't remove '.' or '..'\n` : how.recursive ? `rm: refusing to remove '.' or '..' directory: skipping '${name}'\n` : `rm: cannot remove '${name}': Is a directory\n`);
    return false;
  }
  if (path === '/' && how.recursive) {
    process.err("rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n");
    return false;
  }
  const cannot = (text: string) => (isBusybox(process) ? `can't remove '${name}': ${text}` : `cannot remove ${quoted(process, name)}: ${text}`);
  if (!isThere(process, path)) {
    if (how.force) return true;
    process.err(`rm: ${cannot('No such file or directory')}\n`);
    return false;
  }
  const isDirectory = files.lstat(path).type === 'directory';
  if (isDirectory && !how.recursive) {
    process.err(isBusybox(process) ? `rm: '${name}' is a directory\n` : `rm: cannot remove ${quoted(process, name)}: Is a directory\n`);
    return false;
  }
  const gone = how.verbose ? removals(process, name, path) : [];
  const removed = attempt(process, () => (isDirectory ? files.removeAll(path) : files.unlink(path)), cannot);
  if (removed) for (const line of gone) process.out(line);
  return removed;
}

/** What `-v` says of each thing below and of it. */
function removals(process: Process, name: string, path: string): readonly string[] {
  const { files } = process.machine;
  const shown = isBusybox(process) ? `'${name}'` : quoted(process, name);
  if (files.lstat(path).type !== 'directory') return [`removed ${shown}\n`];
  const below = files.list(path).flatMap((entry) => removals(process, `${name.replace(/\/$/, '')}/${entry}`, files.resolve(path, entry)));
  const kind = isBusybox(process) ? '' : process.machine.flavour === 'centos7' ? 'directory: ' : 'directory ';
  return [...below, `removed ${kind}${shown}\n`];
}

function isThere(process: Process, path: string): boolean {
  try {
    process.machine.files.lstat(path);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.code !== 'ENOENT';
  }
}
