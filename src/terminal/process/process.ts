import type { Simulation } from '#engine/core/simulation.ts';
import type { ExitStatus, Footprint, Signal } from '#engine/machine/programs.ts';
import type { Machine } from '#engine/machine/machine.ts';
import type { Cluster } from '#engine/cluster.ts';
import type { Completer } from './completion.ts';
import type { Input, Output } from './stream.ts';
import type { Tty } from './tty.ts';

/**
 * What a process waits for. The kernel calls `subscribe` with a function that wakes the process, and the
 * returned function when the wait is over or given up. Waking is an event of the simulation, never a call inside.
 * A wait may end early, when a signal was handled: look at your condition again.
 */
export interface Wait {
  readonly why: string;
  subscribe(wake: () => void, sim: Simulation): () => void;
}

/** A wait for something from outside: time stands meanwhile, and what comes next belongs to the same event. */
export interface Hold extends Wait {
  readonly isOver: () => boolean;
}

/**
 * A running program: it yields what it waits for and returns its exit code. `finally` blocks run when a
 * signal ends it. A program that never waits may be a plain function.
 */
export type Running = Generator<Wait, number, void>;

/** A program: what an executable does once started. */
export type Program = (process: Process) => Running | number;

export interface Process {
  /** Its number in its machine: a container's first process is 1. */
  readonly pid: number;
  readonly parent: Process | undefined;
  /** argv[0] is the name under which it was called. */
  readonly argv: readonly string[];
  readonly env: Map<string, string>;
  cwd: string;
  readonly machine: Machine;
  readonly kernel: Kernel;
  /** File descriptors. A closed one is absent; the three below then refuse (reads end, writes fail with `Bad file descriptor`). */
  readonly descriptors: Map<number, Input | Output>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The terminal that controls it, if any. */
  readonly tty: Tty | undefined;
  /** Job control: processes that get a terminal's Ctrl-C together. Unique among all machines. */
  processGroup: number;
  /**
   * Writes to stdout. Throws {@link BrokenPipe} when nobody reads any more and {@link WriteError} when the write fails;
   * let both pass: the kernel turns them into SIGPIPE and `NAME: write error: …` with exit code 1.
   */
  out(text: string): void;
  /** Writes to stderr; a failing write is lost. */
  err(text: string): void;
  /** Takes over a signal; without a handler the default action holds. The handler runs before the process goes on. */
  onSignal(signal: Signal, handler: (() => void) | 'ignore' | 'default'): void;
  /** What holds for a signal now. */
  disposition(signal: Signal): 'handled' | 'ignore' | 'default';
  /** How it ended; undefined while it runs. */
  readonly exit: ExitStatus | undefined;
  readonly startedAtMs: number;
  /** Whose it is: root, unless the machine or a daemon has another user. */
  readonly user: string;
  /** What it takes, where that is known: of daemons. */
  readonly footprint: Footprint | undefined;
  /** `running`, `waiting`, `stopped`, `ended`. */
  readonly state: 'running' | 'waiting' | 'stopped' | 'ended';
  /** The signal that stopped it, while it is stopped. */
  readonly stoppedBy: Signal | undefined;
  /** Wakes when it ends, stops or goes on. */
  readonly changed: Wait;
}

export interface SpawnOptions {
  readonly program: Program;
  readonly argv: readonly string[];
  readonly machine: Machine;
  readonly parent?: Process;
  /** Absent: the parent's, or the machine's own. */
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  /** The child becomes one more holder of each stream and lets go when it ends. */
  readonly descriptors: ReadonlyMap<number, Input | Output>;
  readonly tty?: Tty;
  /** Absent: the parent's group; `new`: a group of its own. */
  readonly processGroup?: number | 'new';
  /** The first process of a container: pid 1, deaf to signals it does not handle; all others end with it. */
  readonly isInit?: boolean;
  /** Signals that stay ignored in the child, as after `trap ''` or nohup. Absent: those the parent ignores. */
  readonly ignoredSignals?: readonly Signal[];
  /** A number of its own choice, for what has been running since before anybody looked. */
  readonly pid?: number;
  readonly startedAtMs?: number;
  readonly user?: string;
  readonly footprint?: Footprint;
}

/** A process as a machine sees it: a node gives those of its containers numbers of its own. */
export interface SeenProcess {
  readonly pid: number;
  /** 0 where its parent cannot be seen. */
  readonly parentPid: number;
  readonly process: Process;
}

/** Where processes live. All of them run from the simulation's queue, one step an event. */
export interface Kernel {
  readonly cluster: Cluster;
  now(): number;
  unixNow(): number;
  spawn(options: SpawnOptions): Process;
  /** Finds what a command name means in a machine: looks along PATH in its files. Undefined: not found. */
  lookup(machine: Machine, name: string, path: string | undefined, cwd: string): Executable | undefined;
  /** What completes the arguments of a command, by the name of its program in the machine's files. Waits for its code. */
  completer(machine: Machine, name: string, path: string | undefined, cwd: string): Generator<Wait, Completer | undefined, void>;
  signal(process: Process, signal: Signal): void;
  /** False when nobody of the group lives any more. */
  signalGroup(processGroup: number, signal: Signal): boolean;
  /** Those of a machine in the order of their numbers, ended ones included until their parent has reaped them. */
  processes(machine: Machine): readonly Process[];
  /** Those and, on a node, its daemons and the processes of its containers, in the order of their numbers there. */
  visible(machine: Machine): readonly SeenProcess[];
  /** By the number that a machine sees; without one the first process with that number. */
  find(pid: number, machine?: Machine): Process | undefined;
  /** Takes an ended child off the table: what wait(2) does. */
  reap(process: Process): void;
  /** The process group that a group leader with this number has in a machine: what `kill -- -PID` means. */
  groupOf(machine: Machine, pid: number): number;
  /** Makes a process go on under another name and environment, its signal handlers gone: what exec(3) does before the program. */
  replace(process: Process, argv: readonly string[], env: ReadonlyMap<string, string>): void;
  /** Those whose terminal it is, in all machines. */
  onTerminal(tty: Tty): readonly Process[];
  /** The process whose step runs at this moment. */
  current(): Process | undefined;
  /** Opens the page's editor; undefined where there is none (then the caller says how to edit instead). */
  readonly editor: EditorPort | undefined;
}

export interface Executable {
  readonly path: string;
  /** Undefined for a script, whose text is then given. */
  readonly program?: Program;
  readonly script?: { readonly interpreter: readonly string[]; readonly text: string };
  readonly isExecutable: boolean;
  /** The name by which the registry knows the program. */
  readonly programName?: string;
  readonly isDirectory?: boolean;
}

/** A full-screen editor outside the terminal: the page's. */
export interface EditorPort {
  open(request: EditorRequest): { readonly closed: Wait; result(): EditorResult | undefined; cancel(): void };
}

export interface EditorRequest {
  /** `vi`, `nano`. */
  readonly program: string;
  readonly path: string;
  readonly content: string;
  readonly isNew: boolean;
  readonly readOnly: boolean;
  /** Saves while the editor stays open (`:w`); answers an error text or undefined. */
  readonly save: (content: string) => string | undefined;
}

export interface EditorResult {
  /** The exit code of the editor: `:cq` gives 1. */
  readonly code: number;
}

/** Thrown by a write that nobody will read. */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe';
}

/** Thrown by a read that failed: of a directory. Let it pass: the kernel says `NAME: -: Is a directory`, exit code 1. */
export class ReadError extends Error {
  override readonly name = 'ReadError';
}

/** Thrown by a write to stdout that failed: a full disk, a closed descriptor. The message is strerror's text. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}
