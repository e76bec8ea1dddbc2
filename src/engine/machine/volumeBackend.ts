import { FileError, type DirectoryNode, type FileTree } from './files.ts';
import { ensureDirectory, nodeBelow, placeNode } from './fileTree.ts';

/** The storage behind dynamic provisioning: directories on a disk. Refusals of the disk are thrown as {@link FileError}. */
export interface VolumeBackend {
  /** Makes the directory of a volume below the export, with what is missing above it; one that is there stays as it is. */
  create(directoryName: string): void;
  /** Takes a volume's directory away: moved to `archived-<name>` at the top of the export, or removed with all that is in it. No error when absent. */
  remove(directoryName: string, archive: boolean): void;
  /** The same on the disk of a node, by absolute path: for volumes that live on one node. */
  createOn(node: string, path: string): void;
  removeFrom(node: string, path: string): void;
}

export interface VolumeDisks {
  /** The node that exports, and the absolute path of its export. */
  readonly export: { readonly node: string; readonly path: string };
  readonly disk: (node: string) => FileTree | undefined;
}

/** Directories on the real disks of the cluster's nodes, so that what a pod writes is seen with ls and cat. */
export function createVolumeBackend({ export: exported, disk }: VolumeDisks): VolumeBackend {
  const diskOf = (node: string): FileTree => {
    const tree = disk(node);
    if (tree === undefined) throw new FileError('ENOENT', node);
    return tree;
  };

  const make = (node: string, path: string) => {
    const tree = diskOf(node);
    if (tree.full) throw new FileError('ENOSPC', path);
    ensureDirectory(tree, tree.root, path, 0o777);
    tree.onChange?.();
  };

  /** Takes the directory out of the tree; it goes to another path, or away for good. */
  const take = (node: string, path: string, movedTo: string | undefined) => {
    const tree = diskOf(node);
    const { parent, name } = placeOf(tree, path);
    const directory = parent?.entries.get(name);
    if (parent === undefined || directory === undefined) return;
    parent.entries.delete(name);
    if (movedTo !== undefined) placeNode(tree, movedTo, directory);
    else if (directory.type === 'directory') directory.removed = true;
    tree.onChange?.();
  };

  return {
    create: (directoryName) => {
      make(exported.node, `${exported.path}/${directoryName}`);
    },
    remove: (directoryName, archive) => {
      const name = directoryName.split('/').at(-1) ?? directoryName;
      take(exported.node, `${exported.path}/${directoryName}`, archive ? `${exported.path}/archived-${name}` : undefined);
    },
    createOn: make,
    removeFrom: (node, path) => {
      take(node, path, undefined);
    },
  };
}

function placeOf(tree: FileTree, path: string): { readonly parent: DirectoryNode | undefined; readonly name: string } {
  const slash = path.lastIndexOf('/');
  const parent = nodeBelow(tree.root, path.slice(0, slash));
  return { parent: parent?.type === 'directory' ? parent : undefined, name: path.slice(slash + 1) };
}
