import type { FileSystem } from './files.ts';
import type { Host } from './host.ts';
import type { Footprint, Signal } from './programs.ts';

/** Which family of programs a machine carries; decides the variant that answers. */
export type Flavour = 'centos7' | 'debian' | 'alpine' | 'busybox';

/** Something that programs run in: a node of the cluster, or one container. */
export interface Machine {
  /** `node/centos7k8s1`, `pod/default/web-0/nginx`. */
  readonly id: string;
  readonly hostname: string;
  readonly flavour: Flavour;
  /** The version of busybox where programs differ by it, for instance `1.28`. */
  readonly busybox?: string;
  readonly files: FileSystem;
  /** What a new process starts with. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly user: string;
  /** The network side; all containers of a pod share one. */
  readonly host: Host;
  /** Set when this is a container: which. */
  readonly container?: { readonly namespace: string; readonly pod: string; readonly podUid: string; readonly name: string };
  /** Set when this is a node: what runs on it besides what people start. */
  readonly system?: NodeSystem;
  /** A container that sees the processes of its node (`hostPID`). */
  readonly seesNode?: boolean;
  /** False once it has been stopped: programs can no longer start in it. */
  isUp(): boolean;
  /**
   * Starts a server that the machine's image brings, for a shell that runs it (`exec nginx -g 'daemon off;'`): asked with
   * the name of the program that an executable file carries. Undefined when the image brings none of that name.
   */
  startDaemon?(program: string, start: DaemonStart): StartedDaemon | undefined;
}

export interface StartedDaemon {
  signal(signal: Signal): void;
  /** It has gone into the background: who started it does not wait. */
  readonly isDetached: boolean;
  /** How it shows among the processes. */
  readonly argv: readonly string[];
}

export interface NodeSystem {
  /** When it was switched on, in milliseconds since 1970. */
  bootedUnixMs(): number;
  /** What the kernel and systemd have started, the first process first. */
  daemons(): readonly SystemDaemon[];
  /** The containers that run on it now. */
  containers(): readonly Machine[];
}

export interface SystemDaemon {
  readonly pid: number;
  /** 0 for none. */
  readonly parent: number;
  readonly argv: readonly string[];
  readonly user: string;
  readonly footprint: Footprint;
}

export interface DaemonStart {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly onOutput: (text: string, stream: 'stdout' | 'stderr') => void;
  readonly onExit: (code: number) => void;
}
