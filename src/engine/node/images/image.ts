import type { ExchangeOptions, Listener } from '../../machine/host.ts';
import type { Machine, Flavour } from '../../machine/machine.ts';
import type { DaemonWorker, Footprint, Signal } from '../../machine/programs.ts';

/** What a daemon (nginx, mysqld, redis-server) may do while it runs in a container. */
export interface DaemonContext {
  readonly machine: Machine;
  readonly argv: readonly string[];
  /** The full environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The ports that the container declares. */
  readonly ports: readonly number[];
  /** Where volumes are mounted: what the server may have to read instead of its own files. */
  readonly mountPaths: readonly string[];
  /** The image as the container names it. */
  readonly image: string;
  now(): number;
  unixNow(): number;
  after(delayMs: number, run: () => void): void;
  log(text: string, stream?: 'stdout' | 'stderr'): void;
  /** Lines of this moment that are made when somebody reads the log. */
  logLater(make: () => readonly string[], stream?: 'stdout' | 'stderr'): void;
  listen(listener: Listener): void;
  close(port: number): void;
  /** Looks a name up as programs of the container do. It takes `durationMs`. */
  resolve(name: string, options?: ExchangeOptions): { readonly addresses: readonly string[]; readonly durationMs: number };
  /** Sends one message to a server at an address; without a reply nobody answered, after `durationMs`. */
  talk(ip: string, port: number, message: string, options?: ExchangeOptions): { readonly reply?: string; readonly durationMs: number };
  /** The addresses of running pods in the container's namespace that carry these labels: what programs learn that ask the API server. */
  podAddresses(labels: Readonly<Record<string, string>>): readonly string[];
  exit(code: number): void;
}

export interface RunningDaemon {
  /** Reacts to a signal; the default action (die) has to be asked for by calling `exit`. */
  onSignal(signal: Signal): void;
}

/** A long-running server that an image brings. Simulated by its behaviour, not by its code. */
export interface Daemon {
  /** The executable's path in the image, for instance `/usr/sbin/nginx`. */
  readonly path: string;
  /** The name under which its file is known, where the last part of the path is another program's: a server that `java` runs. */
  readonly program?: string;
  readonly start: (context: DaemonContext) => RunningDaemon;
  /** How it shows among the processes, where that is not its command line. */
  readonly shows?: (argv: readonly string[]) => DaemonView;
  /** Started by hand with these words it goes into the background. */
  readonly detaches?: (argv: readonly string[]) => boolean;
  /** What it says before it ends when another program has its port. */
  readonly portTaken?: (port: number, unixMs: number) => string;
}

export interface DaemonView {
  readonly argv?: readonly string[];
  readonly footprint?: Footprint;
  readonly workers?: readonly DaemonWorker[];
}

/**
 * What a container of an image is: entry process, files, programs, ports and signals.
 * Adding an image is one file in this folder and one line in `index.ts`.
 */
export interface Image {
  /** Repository without registry and tag: `nginx`, `library/nginx` is the same. */
  readonly repository: string;
  /** True for the tags that exist; others fail to pull with the runtime's NotFound text. */
  readonly hasTag: (tag: string) => boolean;
  readonly sizeBytes: number;
  /** How this tag is made up. */
  readonly build: (tag: string, registry: string) => ImageBuild;
}

export interface ImageBuild {
  readonly flavour: Flavour;
  /** Built from nothing: neither a shell nor tools are in it. */
  readonly isBare?: boolean;
  readonly busybox?: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workdir: string;
  readonly user: string;
  /** Path to text of the files that matter. Directories arise by themselves. */
  readonly files: Readonly<Record<string, string>>;
  /** Names of the utilities on PATH, for instance `curl`; the shell's builtins are not listed. */
  readonly programs: readonly string[];
  readonly daemons: readonly Daemon[];
  /** Programs that do nothing but run what follows them: entry point scripts. */
  readonly wrappers?: readonly string[];
  /** What runs in place of a program that nobody knows: an image that is not simulated itself. */
  readonly anyProgram?: Daemon;
}
