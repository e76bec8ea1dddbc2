import { civilTimeOf } from '../core/time.ts';
import type { KeyToPath } from '../kinds/pod.ts';
import type { FileTree, TreeNode } from '../machine/files.ts';
import { ensureDirectory } from '../machine/fileTree.ts';

/** The files of a volume that is made from objects: relative path to text and mode. */
export type VolumeFiles = ReadonlyMap<string, { readonly text: string; readonly mode: number }>;

/**
 * Puts files into a volume's directory the way the kubelet does: in a directory of its own, reached through links,
 * so that all of them change at one moment. k8s: AtomicWriter
 */
export function writeVolumeFiles(tree: FileTree, entries: Map<string, TreeNode>, files: VolumeFiles, unixMs: number): void {
  const name = timestampedName(unixMs);
  const payload = tree.directory();
  for (const [path, { text, mode }] of files) {
    const slash = path.lastIndexOf('/');
    ensureDirectory(tree, payload, slash < 0 ? '' : path.slice(0, slash)).entries.set(path.slice(slash + 1), tree.file(text, mode));
  }
  entries.clear();
  entries.set(name, payload);
  entries.set('..data', tree.symlink(name));
  for (const top of new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''))) entries.set(top, tree.symlink(`..data/${top}`));
  tree.onChange?.();
}

function timestampedName(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `..${t.year}_${two(t.month)}_${two(t.day)}_${two(t.hour)}_${two(t.minute)}_${two(t.second)}.${String(t.millisecond).padStart(3, '0')}000000`;
}

/** The files that `items` picks from an object's data, all of them when there are none; missing keys are passed over. */
export function pickFiles(data: Readonly<Record<string, string>>, items: readonly KeyToPath[] | undefined, defaultMode: number): VolumeFiles {
  if (items === undefined || items.length === 0) return new Map(Object.entries(data).map(([key, text]) => [key, { text, mode: defaultMode }]));
  return new Map(items.flatMap(({ key, path, mode = defaultMode }) => (data[key] === undefined ? [] : [[path, { text: data[key], mode }]])));
}
