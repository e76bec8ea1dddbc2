import { sharedGetters } from '../core/sharedGetters.ts';
import type { DirectoryNode, FileNode, FileTree, SymlinkNode, TreeNode } from './files.ts';

/** A directory that is filled when somebody looks keeps these many inode numbers for its entries. */
const RESERVED_INODES = 4096;

/** An empty disk. `now` gives milliseconds since 1970; new nodes carry it as their modification time. */
export function createFileTree({ now }: { readonly now: () => number }): FileTree {
  let lastInode = 1;
  /** Set while a directory is being filled: its entries are as old as it is and have numbers of their own. */
  let filling: { inode: number; readonly mtimeMs: number } | undefined;

  const nextInode = () => (filling === undefined ? (lastInode += 1) : (filling.inode += 1));
  const mtimeNow = () => filling?.mtimeMs ?? now();

  const directory = (mode = 0o755, fill?: (entries: Map<string, TreeNode>) => void): DirectoryNode => {
    const inode = nextInode();
    const mtimeMs = mtimeNow();
    if (fill === undefined) return { inode, mode, owner: 'root', group: 'root', mtimeMs, type: 'directory', entries: new Map() };
    let made: Map<string, TreeNode> | undefined;
    if (filling === undefined) lastInode += RESERVED_INODES;
    // Who looks first changes nothing that a later look tells.
    const look = () => {
      if (made === undefined) {
        made = new Map();
        const outer = filling;
        filling = { inode, mtimeMs };
        fill(made);
        filling = outer;
      }
      return made;
    };
    return withEntries({ inode, mode, owner: 'root', group: 'root', mtimeMs, type: 'directory', look });
  };

  return {
    root: directory(),
    now,
    directory,
    file: (content, mode = 0o644): FileNode => ({ inode: nextInode(), mode, owner: 'root', group: 'root', mtimeMs: mtimeNow(), type: 'file', content }),
    symlink: (target): SymlinkNode => ({ inode: nextInode(), mode: 0o777, owner: 'root', group: 'root', mtimeMs: mtimeNow(), type: 'symlink', target }),
    full: false,
    onChange: undefined,
  };
}

const withEntries = sharedGetters<Omit<DirectoryNode, 'entries'> & { readonly look: () => Map<string, TreeNode> }, Pick<DirectoryNode, 'entries'>>({
  entries: ({ look }) => look(),
});

/** The directory at a path below `from`, made with what is missing above it. A file in the way is replaced. */
export function ensureDirectory(tree: FileTree, from: DirectoryNode, path: string, mode = 0o755): DirectoryNode {
  let here = from;
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    const there = here.entries.get(name);
    if (there?.type === 'directory') {
      here = there;
      continue;
    }
    const made = tree.directory(mode);
    here.entries.set(name, made);
    here = made;
  }
  return here;
}

/** Puts a node at a path below the tree's root, with the directories that are missing above it. */
export function placeNode<T extends TreeNode>(tree: FileTree, path: string, node: T): T {
  const slash = path.lastIndexOf('/');
  ensureDirectory(tree, tree.root, path.slice(0, slash)).entries.set(path.slice(slash + 1), node);
  return node;
}

/** The node at a path below a directory; links are not followed. Undefined when nothing is there. */
export function nodeBelow(from: DirectoryNode, path: string): TreeNode | undefined {
  let here: TreeNode | undefined = from;
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (here?.type !== 'directory') return undefined;
    here = here.entries.get(name);
  }
  return here;
}
