import type { FileSystem } from '#engine/machine/files.ts';

/** Copies a file or a directory with all below it from one file system to another; links are copied as links. */
export function copyTree(from: FileSystem, source: string, to: FileSystem, target: string): void {
  const { type, mode } = from.lstat(source);
  if (type === 'symlink') {
    to.removeAll(target);
    to.makeSymlink(target, from.readLink(source));
  } else if (type === 'directory') {
    to.makeDirectory(target, { parents: true, mode });
    for (const name of from.list(source)) copyTree(from, `${source}/${name}`, to, `${target}/${name}`);
  } else {
    to.makeDirectory(target.slice(0, target.lastIndexOf('/')) || '/', { parents: true });
    to.write(target, from.read(source));
    to.chmod(target, mode);
  }
}
