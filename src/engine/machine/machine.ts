import type { FileSystem } from './files.ts';
import type { Host } from './host.ts';
import type { Signal } from './programs.ts';

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
  /** False once it has been stopped: programs can no longer start in it. */
  isUp(): boolean;
  /**
   * Starts a server that the machine's image brings, for a shell that runs it (`exec nginx -g 'daemon off;'`): asked with
   * the name of the program that an executable file carries. Undefined when the image brings none of that name.
   */
  startDaemon?(program: string, start: DaemonStart): { signal(signal: Signal): void } | undefined;
}

export interface DaemonStart {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly onOutput: (text: string, stream: 'stdout' | 'stderr') => void;
  readonly onExit: (code: number) => void;
}
