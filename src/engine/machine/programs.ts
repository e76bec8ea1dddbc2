import type { Machine } from './machine.ts';

export type Signal = 'SIGHUP' | 'SIGINT' | 'SIGQUIT' | 'SIGKILL' | 'SIGTERM' | 'SIGPIPE' | 'SIGCHLD' | 'SIGCONT' | 'SIGSTOP' | 'SIGTSTP' | 'SIGUSR1' | 'SIGUSR2' | 'SIGWINCH' | 'SIGALRM' | 'SIGTTIN' | 'SIGTTOU';

/** Signal numbers on Linux. */
export const SIGNAL_NUMBERS: Readonly<Record<Signal, number>> = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGUSR1: 10, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGWINCH: 28,
};

/** How a process ended: its exit code, 128 + the signal's number when a signal ended it. */
export interface ExitStatus {
  readonly code: number;
  readonly signal?: Signal;
}

/** The other end of a process's standard streams: what `kubectl attach` holds. */
export interface Attachment {
  /** Sends what the person typed. */
  write(text: string): void;
  /** Nothing more will be typed. */
  closeInput(): void;
  resize(columns: number, rows: number): void;
  detach(): void;
}

export interface StartRequest {
  readonly machine: Machine;
  readonly argv: readonly string[];
  /** On top of the machine's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** With a terminal: echo, line editing, Ctrl-C. */
  readonly tty?: { readonly columns: number; readonly rows: number };
  /** False gives end of input at once. */
  readonly stdin: boolean;
  /** The container's first process: number 1, deaf to signals without a handler; all others end with it. */
  readonly isInit?: boolean;
  readonly onOutput: (text: string, stream: 'stdout' | 'stderr') => void;
  readonly onExit: (status: ExitStatus) => void;
}

export interface RunningProgram {
  readonly pid: number;
  signal(signal: Signal): void;
  attach(onOutput: (text: string, stream: 'stdout' | 'stderr') => void): Attachment;
  /** With a terminal: its foreground waits for keys. Ask it for `Tty.askAlso` while a person is attached. */
  isWaitingForInput?(): boolean;
}

/** What a process takes of its machine. */
export interface Footprint {
  readonly residentKb: number;
  readonly virtualKb: number;
  /** Of one processor, all the time: 0.02 is two percent. */
  readonly cpuShare: number;
  readonly threads: number;
}

/** A server that an image brings, simulated by its behaviour: still `ps` shows it and `kill` reaches it, as process 1. */
export interface DaemonPresence {
  readonly machine: Machine;
  readonly argv: readonly string[];
  /** When it was started, on the simulation's clock: it may be looked at long after. */
  readonly startedAtMs?: number;
  readonly footprint?: Footprint;
  /** The processes that it has started itself. */
  readonly workers?: readonly DaemonWorker[];
  /** Signals sent from inside the container; SIGKILL from its node. */
  readonly onSignal: (signal: Signal) => void;
}

export interface DaemonWorker {
  readonly pid: number;
  readonly argv: readonly string[];
  readonly user: string;
  readonly footprint: Footprint;
}

/** A program that cannot be started: what the container runtime says of it. */
export type StartFailure = { readonly reason: 'not found' | 'not executable'; readonly path: string };

/**
 * Starts programs in machines. The engine only knows that something can; the terminal layer brings it
 * (see `terminal/process`), so that a probe, a hook or an init container runs the very programs a person would.
 */
export interface ProgramRunner {
  start(request: StartRequest): RunningProgram | StartFailure;
  /** Shows a daemon among the processes of its machine until it is told of the end; then the others end too. */
  present?(daemon: DaemonPresence): { end(code: number): void };
}
