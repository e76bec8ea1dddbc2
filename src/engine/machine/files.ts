/**
 * A file tree like a disk's, and a file system that mounts trees. Volumes are directories of one tree that
 * several file systems mount, so a write through one path is seen through all others.
 */

export type FileErrorCode =
  | 'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'EEXIST' | 'ENOTEMPTY' | 'EROFS' | 'EACCES' | 'ENOSPC' | 'ELOOP' | 'EINVAL' | 'EBUSY' | 'EXDEV' | 'ENAMETOOLONG' | 'ESTALE';

/** Thrown by file operations; programs turn the code into their own words. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;
  readonly path: string;
  constructor(code: FileErrorCode, path: string) {
    super(`${code}: ${path}`);
    this.code = code;
    this.path = path;
  }
  /** `No such file or directory` and so on: strerror's text. */
  get text(): string {
    return ERROR_TEXTS[this.code];
  }
}

const ERROR_TEXTS: Readonly<Record<FileErrorCode, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  EROFS: 'Read-only file system',
  EACCES: 'Permission denied',
  ENOSPC: 'No space left on device',
  ELOOP: 'Too many levels of symbolic links',
  EINVAL: 'Invalid argument',
  EBUSY: 'Device or resource busy',
  EXDEV: 'Invalid cross-device link',
  ENAMETOOLONG: 'File name too long',
  ESTALE: 'Stale file handle',
};

interface NodeBase {
  readonly inode: number;
  /** Permission bits, for instance 0o644. */
  mode: number;
  owner: string;
  group: string;
  /** Milliseconds since 1970. */
  mtimeMs: number;
}

export interface FileNode extends NodeBase {
  readonly type: 'file';
  /** The text. simplified: files hold text, sizes count its UTF-8 bytes. */
  content: string;
  /** The name of the program that this executable is; its content is then empty. */
  program?: string;
  /** Devices and generated files: asked at each read, told at each write. */
  device?: { read(): string; write(text: string): void };
}

export interface DirectoryNode extends NodeBase {
  readonly type: 'directory';
  readonly entries: Map<string, TreeNode>;
  /** Writes at and below it are refused with ENOSPC while set: a volume of its own that has no space left. */
  full?: boolean;
  /** Set once it has been removed from its tree: who still has it mounted gets ESTALE or ENOENT. */
  removed?: boolean;
}

export interface SymlinkNode extends NodeBase {
  readonly type: 'symlink';
  target: string;
}

export type TreeNode = FileNode | DirectoryNode | SymlinkNode;

/** Where inodes, times and space come from: one a disk. */
export interface FileTree {
  readonly root: DirectoryNode;
  /** Milliseconds since 1970: the time that changes carry. */
  readonly now: () => number;
  /** Makes nodes that belong to this tree. */
  file(content: string, mode?: number): FileNode;
  /** With `fill`, the entries are made when somebody first looks into it. */
  directory(mode?: number, fill?: (entries: Map<string, TreeNode>) => void): DirectoryNode;
  symlink(target: string): SymlinkNode;
  /** Writes are refused with ENOSPC while set. */
  full: boolean;
  /** Told after each change of the tree. */
  onChange: (() => void) | undefined;
}

export interface FileStat {
  readonly type: 'file' | 'directory' | 'symlink';
  readonly inode: number;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly mtimeMs: number;
  /** UTF-8 bytes; 4096 for directories. */
  readonly size: number;
  /** The entries of a directory, itself and its parent included; 1 for files. */
  readonly links: number;
  readonly program?: string;
  readonly device?: boolean;
}

export interface MountPoint {
  readonly path: string;
  readonly source: string;
  readonly type: string;
  readonly readOnly: boolean;
}

/** What a process sees: a root tree with others mounted into it. Paths are absolute; `resolve` makes them so. */
export interface FileSystem {
  /** An absolute, normalized path (`.`, `..`, doubled slashes gone); links are not followed. */
  resolve(cwd: string, path: string): string;
  /** The real path with all links followed; throws ENOENT, ELOOP. */
  realPath(path: string): string;
  exists(path: string): boolean;
  isDirectory(path: string): boolean;
  stat(path: string): FileStat;
  lstat(path: string): FileStat;
  /** Names in bytewise order, without `.` and `..`. */
  list(path: string): readonly string[];
  read(path: string): string;
  write(path: string, content: string): void;
  append(path: string, content: string): void;
  /** Makes the directory; with `parents`, also what is missing above it, and an existing one is no error. */
  makeDirectory(path: string, options?: { readonly parents?: boolean; readonly mode?: number }): void;
  makeSymlink(path: string, target: string): void;
  readLink(path: string): string;
  /** Removes a file or link. */
  unlink(path: string): void;
  /** Removes an empty directory. */
  removeDirectory(path: string): void;
  /** Removes whatever is there, with all below; no error when absent. */
  removeAll(path: string): void;
  rename(from: string, to: string): void;
  chmod(path: string, mode: number): void;
  chown(path: string, owner: string, group?: string): void;
  /** Sets the modification time, creating an empty file when absent. */
  touch(path: string, mtimeMs?: number): void;
  /** Puts a directory (or a single file) of a tree at a path; what was there is hidden until unmounted. */
  mount(path: string, node: DirectoryNode | FileNode, options: { readonly source: string; readonly type: string; readonly readOnly?: boolean; readonly tree: FileTree }): void;
  unmount(path: string): void;
  mounts(): readonly MountPoint[];
  /** The node at a path, links followed; for mounts and tests. */
  node(path: string): TreeNode;
}
