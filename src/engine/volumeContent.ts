import type { DirectoryNode, TreeNode } from './machine/files.ts';

export interface VolumeFile {
  /** Relative to the volume's root. */
  readonly name: string;
  /** The first line. */
  readonly text: string;
}

const MOST_FILES = 20;
const MOST_CHARACTERS = 120;

/** What lies in the directory of a volume, in the order of names: the first files and the beginning of each. */
export function readVolume(directory: DirectoryNode): readonly VolumeFile[] {
  const files: VolumeFile[] = [];
  collect(directory, '', files);
  return files;
}

function collect(node: TreeNode, name: string, files: VolumeFile[]): void {
  if (files.length >= MOST_FILES || node.type === 'symlink') return;
  if (node.type === 'file') {
    files.push({ name, text: (node.content.split('\n', 1)[0] ?? '').slice(0, MOST_CHARACTERS) });
    return;
  }
  for (const [entry, below] of [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1))) collect(below, name === '' ? entry : `${name}/${entry}`, files);
}
