import { FileError, type DirectoryNode, type FileNode, type FileStat, type FileSystem, type FileTree, type MountPoint, type TreeNode } from './files.ts';
import { baseName, parentPath, resolvePath } from './path.ts';
import { utf8Length } from '../core/utf8.ts';

interface Mount extends MountPoint {
  readonly node: DirectoryNode | FileNode;
  readonly tree: FileTree;
}

/** Where a path leads: the canonical path, what is there, and what it hangs in. */
interface Place {
  readonly path: string;
  readonly node: TreeNode | undefined;
  /** Undefined for the root of the file system. */
  readonly parent: DirectoryNode | undefined;
  readonly mount: Mount;
  readonly isMountPoint: boolean;
  readonly isFull: boolean;
}

/** As Linux: more links than this in one path are taken for a loop. */
const MAX_LINKS = 40;
const MAX_NAME_BYTES = 255;
/** simplified: a single file holds at most this many characters; more is "no space left". */
const MAX_FILE_LENGTH = 64 * 1024 * 1024;

/**
 * A file system over a root tree into which others can be mounted.
 * simplified: every process may do what root may; modes are kept and shown, not enforced.
 */
export function createFileSystem(root: FileTree, rootMount: { readonly source: string; readonly type: string } = { source: 'overlay', type: 'overlay' }): FileSystem {
  const rootOf: Mount = { path: '/', node: root.root, tree: root, readOnly: false, ...rootMount };
  const mounted: Mount[] = [];
  /** The lengths of mounted paths: most paths on the way are no mount point, and this tells without comparing. */
  let mountLengths = new Set<number>();

  const mountAt = (path: string) => {
    for (let index = mounted.length - 1; index >= 0; index -= 1) if (mounted[index]?.path === path) return mounted[index];
    return undefined;
  };

  const walk = (path: string, followLast: boolean, links = 0): Place => {
    const absolute = isNormal(path) ? path : resolvePath('/', path);
    let mount = (mountLengths.has(1) ? mountAt('/') : undefined) ?? rootOf;
    let node: TreeNode | undefined = mount.node;
    let parent: DirectoryNode | undefined;
    let isMountPoint = true;
    let isFull = isFullHere(mount, node);
    for (let start = 1; start < absolute.length; ) {
      const slash = absolute.indexOf('/', start);
      const end = slash < 0 ? absolute.length : slash;
      if (node?.type !== 'directory') throw new FileError(node === undefined ? 'ENOENT' : 'ENOTDIR', path);
      if (end - start > MAX_NAME_BYTES / 3 && utf8Length(absolute.slice(start, end)) > MAX_NAME_BYTES) throw new FileError('ENAMETOOLONG', path);
      parent = node;
      const mountHere = mountLengths.has(end) ? mountAt(absolute.slice(0, end)) : undefined;
      if (mountHere === undefined) node = parent.entries.get(absolute.slice(start, end));
      else {
        mount = mountHere;
        ({ node } = mountHere);
        if (isStale(mountHere)) throw new FileError('ESTALE', path);
      }
      isMountPoint = mountHere !== undefined;
      if (node?.type === 'symlink' && (followLast || end < absolute.length)) {
        if (links >= MAX_LINKS) throw new FileError('ELOOP', path);
        return walk(resolvePath(parentPath(absolute.slice(0, end)), `${node.target}${absolute.slice(end)}`), followLast, links + 1);
      }
      isFull = isFullHere(mount, node) || (!isMountPoint && isFull);
      start = end + 1;
    }
    return { path: absolute, node, parent, mount, isMountPoint, isFull };
  };

  const find = (path: string, followLast = true): Place & { readonly node: TreeNode } => {
    const place = walk(path, followLast);
    if (place.node === undefined) throw new FileError('ENOENT', path);
    return place as Place & { readonly node: TreeNode };
  };

  const findFile = (path: string): FileNode => {
    const { node } = find(path);
    if (node.type !== 'file') throw new FileError('EISDIR', path);
    return node;
  };

  const findDirectory = (path: string): DirectoryNode => {
    const { node } = find(path);
    if (node.type !== 'directory') throw new FileError('ENOTDIR', path);
    return node;
  };

  const changed = (place: Place, node: { mtimeMs: number } | undefined) => {
    if (node !== undefined) node.mtimeMs = place.mount.tree.now();
    place.mount.tree.onChange?.();
  };

  /** Hangs a node into its parent; the place must be free and writable. */
  const add = (place: Place, node: TreeNode) => {
    if (place.parent === undefined) throw new FileError('EEXIST', place.path);
    if (place.parent.removed === true) throw new FileError('ENOENT', place.path);
    place.parent.entries.set(baseName(place.path), node);
    changed(place, place.parent);
  };

  const drop = (place: Place) => {
    if (place.node?.type === 'directory') markRemoved(place.node);
    place.parent?.entries.delete(baseName(place.path));
    changed(place, place.parent);
  };

  /** The file to write to: made when absent, its links followed. */
  const openForWrite = (path: string): { readonly place: Place; readonly file: FileNode } => {
    const place = walk(path, true);
    if (place.node?.type === 'directory') throw new FileError('EISDIR', path);
    if (place.node?.type === 'file') {
      if (place.node.device === undefined) ensureWritable(place, path);
      return { place, file: place.node };
    }
    ensureWritable(place, path);
    const file = place.mount.tree.file('');
    add(place, file);
    return { place, file };
  };

  const store = (path: string, content: string, isAppend: boolean) => {
    const { place, file } = openForWrite(path);
    if (file.device !== undefined) {
      file.device.write(content);
      return;
    }
    if (!isAppend) file.content = '';
    delete file.program;
    changed(place, file);
    if (content === '') return;
    if (place.isFull || file.content.length + content.length > MAX_FILE_LENGTH) throw new FileError('ENOSPC', path);
    file.content += content;
  };

  const makeDirectory = (path: string, isParent: boolean, mode: number) => {
    const place = walk(path, true);
    if (place.node !== undefined) {
      if (isParent && place.node.type === 'directory') return;
      throw new FileError('EEXIST', path);
    }
    ensureWritable(place, path);
    if (place.isFull) throw new FileError('ENOSPC', path);
    add(place, place.mount.tree.directory(mode));
  };

  const removable = (path: string): Place & { readonly node: TreeNode } => {
    const place = find(path, false);
    if (place.parent === undefined || place.isMountPoint || hasMountBelow(mounted, place.path)) throw new FileError('EBUSY', path);
    ensureWritable(place, path);
    return place;
  };

  const modify = (path: string, change: (node: TreeNode) => void) => {
    const place = find(path);
    ensureWritable(place, path);
    change(place.node);
    place.mount.tree.onChange?.();
  };

  const prepareMountPoint = (path: string, kind: TreeNode['type']) => {
    const names = path.split('/').filter((name) => name !== '');
    let above = '/';
    for (const [index, name] of names.entries()) {
      const place = walk(resolvePath(above, name), true);
      above = place.path;
      if (place.node === undefined) {
        const isLast = index === names.length - 1;
        add(place, isLast && kind === 'file' ? place.mount.tree.file('') : place.mount.tree.directory());
      }
    }
    return above;
  };

  return {
    resolve: resolvePath,
    realPath: (path) => find(path).path,
    exists: (path) => quietly(() => walk(path, true).node) !== undefined,
    isDirectory: (path) => quietly(() => walk(path, true).node)?.type === 'directory',
    stat: (path) => statOf(find(path).node),
    lstat: (path) => statOf(find(path, false).node),
    list: (path) => [...findDirectory(path).entries.keys()].sort(bytewise),
    read: (path) => {
      const file = findFile(path);
      return file.device === undefined ? file.content : file.device.read();
    },
    write: (path, content) => store(path, content, false),
    append: (path, content) => store(path, content, true),
    makeDirectory: (path, options = {}) => {
      const absolute = resolvePath('/', path);
      if (options.parents === true) {
        for (let end = absolute.indexOf('/', 1); end > 0; end = absolute.indexOf('/', end + 1)) makeDirectory(absolute.slice(0, end), true, 0o755);
      }
      makeDirectory(absolute, options.parents === true, options.mode ?? 0o755);
    },
    makeSymlink: (path, target) => {
      const place = walk(path, false);
      if (place.node !== undefined) throw new FileError('EEXIST', path);
      ensureWritable(place, path);
      add(place, place.mount.tree.symlink(target));
    },
    readLink: (path) => {
      const { node } = find(path, false);
      if (node.type !== 'symlink') throw new FileError('EINVAL', path);
      return node.target;
    },
    unlink: (path) => {
      const place = removable(path);
      if (place.node.type === 'directory') throw new FileError('EISDIR', path);
      drop(place);
    },
    removeDirectory: (path) => {
      const place = removable(path);
      if (place.node.type !== 'directory') throw new FileError('ENOTDIR', path);
      if (place.node.entries.size > 0) throw new FileError('ENOTEMPTY', path);
      drop(place);
    },
    removeAll: (path) => {
      if (quietly(() => walk(path, false).node) !== undefined) drop(removable(path));
    },
    rename: (from, to) => {
      const source = removable(from);
      const target = walk(to, false);
      if (target.node === source.node) return;
      checkRename(source, target, from, to);
      ensureWritable(target, to);
      if (target.node?.type === 'directory') markRemoved(target.node);
      source.parent?.entries.delete(baseName(source.path));
      changed(source, source.parent);
      add(target, source.node);
    },
    chmod: (path, mode) => modify(path, (node) => (node.mode = mode)),
    chown: (path, owner, group) =>
      modify(path, (node) => {
        node.owner = owner;
        if (group !== undefined) node.group = group;
      }),
    touch: (path, mtimeMs) => {
      const existing = walk(path, true).node;
      if (existing === undefined) store(path, '', false);
      modify(path, (node) => (node.mtimeMs = mtimeMs ?? walk(path, true).mount.tree.now()));
    },
    mount: (path, node, { source, type, tree, readOnly = false }) => {
      const at = prepareMountPoint(resolvePath('/', path), node.type);
      mounted.push({ path: at, node, source, type, tree, readOnly });
      mountLengths.add(at.length);
    },
    unmount: (path) => {
      const index = mounted.findLastIndex((mount) => mount.path === resolvePath('/', path));
      if (index < 0) throw new FileError('EINVAL', path);
      if (hasMountBelow(mounted, path)) throw new FileError('EBUSY', path);
      mounted.splice(index, 1);
      mountLengths = new Set(mounted.map((mount) => mount.path.length));
    },
    mounts: () => [rootOf, ...mounted].map(({ path, source, type, readOnly }) => ({ path, source, type, readOnly })),
    node: (path) => find(path).node,
  };
}

/** Is it absolute, with nothing to take out? */
function isNormal(path: string): boolean {
  return path.startsWith('/') && !path.includes('//') && !path.includes('/.') && (path.length === 1 || !path.endsWith('/'));
}

/** An NFS directory that its server has no more. */
function isStale({ type, node }: Mount): boolean {
  return type.startsWith('nfs') && node.type === 'directory' && node.removed === true;
}

function isFullHere(mount: Mount, node: TreeNode | undefined): boolean {
  return mount.tree.full || (node?.type === 'directory' && node.full === true);
}

function ensureWritable(place: Place, path: string): void {
  if (place.mount.readOnly) throw new FileError('EROFS', path);
}

function hasMountBelow(mounted: readonly Mount[], path: string): boolean {
  const prefix = path === '/' ? '/' : `${path}/`;
  return mounted.some((mount) => mount.path.startsWith(prefix));
}

function markRemoved(directory: DirectoryNode): void {
  directory.removed = true;
  for (const node of directory.entries.values()) if (node.type === 'directory') markRemoved(node);
}

function checkRename(source: Place & { readonly node: TreeNode }, target: Place, from: string, to: string): void {
  if (target.isMountPoint) throw new FileError('EBUSY', to);
  if (source.mount.tree !== target.mount.tree || source.mount.node !== target.mount.node) throw new FileError('EXDEV', to);
  if (source.node.type === 'directory' && `${target.path}/`.startsWith(`${source.path}/`)) throw new FileError('EINVAL', from);
  if (target.node === undefined) return;
  const isDirectory = source.node.type === 'directory';
  if (target.node.type === 'directory') {
    if (!isDirectory) throw new FileError('EISDIR', to);
    if (target.node.entries.size > 0) throw new FileError('ENOTEMPTY', to);
  } else if (isDirectory) throw new FileError('ENOTDIR', to);
}

function statOf(node: TreeNode): FileStat {
  const { type, inode, mode, owner, group, mtimeMs } = node;
  const common = { type, inode, mode, owner, group, mtimeMs };
  if (node.type === 'directory') return { ...common, size: 4096, links: 2 + subdirectories(node) };
  if (node.type === 'symlink') return { ...common, size: utf8Length(node.target), links: 1 };
  return {
    ...common,
    size: utf8Length(node.content),
    links: 1,
    ...(node.program === undefined ? {} : { program: node.program }),
    ...(node.device === undefined ? {} : { device: true }),
  };
}

function subdirectories(directory: DirectoryNode): number {
  let count = 0;
  for (const node of directory.entries.values()) if (node.type === 'directory') count += 1;
  return count;
}

/** For questions that answer no instead of failing. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function bytewise(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
