import type { ExitStatus, Signal } from '#engine/machine/programs.ts';
import type { Machine } from '#engine/machine/machine.ts';
import type { Cluster } from '#engine/cluster.ts';
import type { Input, Output } from './stream.ts';
import type { Tty } from './tty.ts';

/**
 * What a process waits for. The kernel calls `subscribe` with a function that wakes the process, and the
 * returned function when the wait is over or given up. Waking is an event of the simulation, never a call inside.
 */
export interface Wait {
  readonly why: string;
  subscribe(wake: () => void): () => void;
}

/**
 * A running program: it yields what it waits for and returns its exit code. `finally` blocks run when a
 * signal ends it. A program that never waits may be a plain function.
 */
export type Running = Generator<Wait, number, void>;

/** A program: what an executable does once started. */
export type Program = (process: Process) => Running | number;

export interface Process {
  readonly pid: number;
  readonly parent: Process | undefined;
  /** argv[0] is the name under which it was called. */
  readonly argv: readonly string[];
  readonly env: Map<string, string>;
  cwd: string;
  readonly machine: Machine;
  readonly kernel: Kernel;
  /** File descriptors; 0, 1 and 2 are always there. */
  readonly descriptors: Map<number, Input | Output>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The terminal that controls it, if any. */
  readonly tty: Tty | undefined;
  /** Job control: processes that get a terminal's Ctrl-C together. */
  processGroup: number;
  /** Writes to stdout; throws {@link BrokenPipe} when nobody reads any more (the kernel turns that into SIGPIPE). */
  out(text: string): void;
  /** Writes to stderr. */
  err(text: string): void;
  /** Takes over a signal; without a handler the default action holds. The handler runs before the process goes on. */
  onSignal(signal: Signal, handler: (() => void) | 'ignore' | 'default'): void;
  /** How it ended; undefined while it runs. */
  readonly exit: ExitStatus | undefined;
  readonly startedAtMs: number;
  /** `running`, `waiting`, `stopped`, `ended`. */
  readonly state: 'running' | 'waiting' | 'stopped' | 'ended';
}

export interface SpawnOptions {
  readonly program: Program;
  readonly argv: readonly string[];
  readonly machine: Machine;
  readonly parent?: Process;
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly descriptors: ReadonlyMap<number, Input | Output>;
  readonly tty?: Tty;
  /** Absent: the parent's group; `new`: a group of its own. */
  readonly processGroup?: number | 'new';
}

/** Where processes live. All of them run from the simulation's queue, one step an event. */
export interface Kernel {
  readonly cluster: Cluster;
  now(): number;
  unixNow(): number;
  spawn(options: SpawnOptions): Process;
  /** Finds what a command name means in a machine: looks along PATH in its files. Undefined: not found. */
  lookup(machine: Machine, name: string, path: string | undefined, cwd: string): Executable | undefined;
  signal(process: Process, signal: Signal): void;
  signalGroup(processGroup: number, signal: Signal): void;
  processes(machine: Machine): readonly Process[];
  find(pid: number): Process | undefined;
  /** Opens the page's editor; undefined where there is none (then the caller says how to edit instead). */
  readonly editor: EditorPort | undefined;
}

export interface Executable {
  readonly path: string;
  /** Undefined for a script, whose text is then given. */
  readonly program?: Program;
  readonly script?: { readonly interpreter: readonly string[]; readonly text: string };
  readonly isExecutable: boolean;
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
