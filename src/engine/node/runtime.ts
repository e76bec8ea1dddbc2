import type { Machine } from '../machine/machine.ts';
import type { RunningProgram } from '../machine/programs.ts';
import type { DirectoryNode, FileTree } from '../machine/files.ts';

export interface LogLine {
  readonly unixMs: number;
  readonly stream: 'stdout' | 'stderr';
  /** Without the newline. */
  readonly text: string;
}

/** One run of a container: a restart makes a new one. */
export interface ContainerRun {
  readonly namespace: string;
  readonly pod: string;
  readonly podUid: string;
  readonly container: string;
  /** 0 for the first run. */
  readonly attempt: number;
  readonly machine: Machine;
  readonly tty: boolean;
  readonly stdin: boolean;
  /** Its input ends with that of the first who attaches; else it stays open for others. */
  readonly stdinOnce: boolean;
  /** The container's first process while it runs; daemons of images have none. */
  readonly program?: RunningProgram | undefined;
  isRunning(): boolean;
  log(): readonly LogLine[];
  /** Told of each new line; returns the way to stop. */
  onLog(listener: (line: LogLine) => void): () => void;
  /** Told once when the run ends, at once when it has. */
  onExit(listener: (exitCode: number) => void): () => void;
}

/** One pod that runs on a node. */
export interface RunningPod {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly node: string;
}

/** What kubectl's exec, attach, logs and cp reach through the kubelet. */
export interface Runtime {
  /** The newest run of a container of that pod; undefined before the first, or when the node cannot be reached. */
  run(namespace: string, pod: string, container: string): ContainerRun | undefined;
  /** Like `run`, for somebody who only looks at its files and its log: nothing in it takes notice. */
  seenRun(namespace: string, pod: string, container: string): ContainerRun | undefined;
  previousRun(namespace: string, pod: string, container: string): ContainerRun | undefined;
  /** Pods with a container that truly runs, whatever the API server knows of it: on a node that is cut off, too. */
  runningPods(): readonly RunningPod[];
  /** Why the kubelet of that node gives no answer, or undefined when it does. */
  unreachable(nodeName: string): string | undefined;
  /** The machine of a node: its files, its address. */
  node(name: string): Machine | undefined;
  /** The disk of a node: for exports and hostPath. */
  disk(nodeName: string): FileTree | undefined;
  /** The directory of a PersistentVolume, where it is one that can be mounted. */
  volumeDirectory(volumeName: string): DirectoryNode | undefined;
}
