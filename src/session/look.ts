import type { Cluster } from '#engine/cluster.ts';
import { createFileSystem } from '#engine/machine/fileSystem.ts';
import { createFileTree } from '#engine/machine/fileTree.ts';
import { FileError, type FileSystem } from '#engine/machine/files.ts';

/** Where files lie that a person can look at. */
export type Place =
  | { readonly in: 'container'; readonly namespace: string; readonly pod: string; readonly container: string }
  | { readonly in: 'volume'; readonly volume: string }
  | { readonly in: 'node'; readonly node: string };

export interface FileEntry {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink';
  /** UTF-8 bytes. */
  readonly size: number;
  /** Where a link leads. */
  readonly target?: string;
  /** Another file system begins here: a volume, a ConfigMap. */
  readonly isMount: boolean;
}

/** What lies at a path of a place. */
export type Look =
  | { readonly is: 'directory'; readonly entries: readonly FileEntry[]; readonly mounts: readonly string[] }
  /** A program has no text; a device is not read, for reading one has effects. */
  | { readonly is: 'file'; readonly of: 'text' | 'program' | 'device'; readonly text: string; readonly size: number }
  /** Nothing can be seen there; `text` is what a program would say of it. */
  | { readonly is: 'nothing'; readonly text: string };

/** What `ls` and `cat` would show of a path now. Looking leaves no trace: it is a question, and no input. */
export function look(cluster: Cluster, place: Place, path: string): Look {
  const files = filesOf(cluster, place);
  if (typeof files === 'string') return { is: 'nothing', text: files };
  try {
    return lookAt(files, path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { is: 'nothing', text: error.text };
  }
}

/** The file system of a place, or why there is none now. */
function filesOf({ runtime, api }: Cluster, place: Place): FileSystem | string {
  switch (place.in) {
    case 'node':
      return runtime.unreachable(place.node) ?? runtime.node(place.node)?.files ?? `nodes "${place.node}" not found`;
    case 'volume':
      return volumeFiles(runtime, place.volume);
    case 'container': {
      const { namespace, pod, container } = place;
      const run = runtime.seenRun(namespace, pod, container);
      if (run?.isRunning() === true) return run.machine.files;
      const stored = api.as('session').get('Pod', namespace, pod);
      if (stored === undefined) return `pods "${pod}" not found`;
      const { nodeName } = stored.spec;
      return (nodeName === undefined ? undefined : runtime.unreachable(nodeName)) ?? `container not found ("${container}")`;
    }
  }
}

/** A volume by itself, as a file system that has nothing else in it. */
function volumeFiles(runtime: Cluster['runtime'], volume: string): FileSystem | string {
  const directory = runtime.volumeDirectory(volume);
  if (directory === undefined) return `persistentvolumes "${volume}" not found`;
  const tree = createFileTree({ now: () => directory.mtimeMs });
  return createFileSystem({ ...tree, root: directory });
}

function lookAt(files: FileSystem, path: string): Look {
  const { type, size, program, device } = files.stat(path);
  if (type === 'directory') return { is: 'directory', entries: entriesOf(files, path), mounts: files.mounts().map((mount) => mount.path) };
  if (program !== undefined) return { is: 'file', of: 'program', text: '', size };
  return device === true ? { is: 'file', of: 'device', text: '', size: 0 } : { is: 'file', of: 'text', text: files.read(path), size };
}

function entriesOf(files: FileSystem, path: string): readonly FileEntry[] {
  const mounts = new Set(files.mounts().map((mount) => mount.path));
  const real = files.realPath(path);
  return files.list(path).map((name) => {
    const inner = real === '/' ? `/${name}` : `${real}/${name}`;
    const { type, size, device } = files.lstat(inner);
    return {
      name, type,
      size: device === true ? 0 : size,
      isMount: mounts.has(inner),
      ...(type === 'symlink' ? { target: files.readLink(inner) } : {}),
    };
  });
}
