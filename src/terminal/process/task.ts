import { FileError } from '#engine/machine/files.ts';
import { sharedGetters } from '#engine/core/sharedGetters.ts';
import type { Timer } from '#engine/core/simulation.ts';
import type { ExitStatus, Signal } from '#engine/machine/programs.ts';
import { createCondition, type Condition } from './condition.ts';
import { closedInput, closedOutput } from './fileStream.ts';
import { BrokenPipe, WriteError, type Kernel, type Process, type Program, type Running, type SpawnOptions } from './process.ts';
import { isUnblockable } from './signals.ts';

/** A process as the kernel sees it. */
export interface Task extends Process {
  argv: readonly string[];
  env: Map<string, string>;
  parent: Task | undefined;
  readonly children: Set<Task>;
  exit: ExitStatus | undefined;
  state: 'running' | 'waiting' | 'stopped' | 'ended';
  stoppedBy: Signal | undefined;
  readonly isInit: boolean;
  /** Its number on the node of its machine. */
  readonly nodePid: number;
  /** Undefined before the first step and when the program is a plain function. */
  running: Running | undefined;
  readonly program: Program;
  readonly changed: Condition;
  readonly handlers: Map<Signal, (() => void) | 'ignore'>;
  readonly pendingSignals: Set<Signal>;
  /** Ends the wait it is in. */
  unsubscribe: (() => void) | undefined;
  /** Its next step, when one is due. */
  due: Timer | undefined;
  /** It was woken while stopped. */
  isWoken: boolean;
}

interface TaskIdentity {
  readonly kernel: Kernel;
  readonly pid: number;
  readonly processGroup: number;
  readonly startedAtMs: number;
  readonly nodePid: number;
}

/** A process that has not taken its first step. It holds its descriptors from now on. */
export function createTask(options: SpawnOptions, { kernel, pid, processGroup, startedAtMs, nodePid }: TaskIdentity): Task {
  const parent = options.parent as Task | undefined;
  const descriptors = new Map(options.descriptors);
  for (const stream of descriptors.values()) stream.retain();
  const tty = options.tty ?? parent?.tty;

  const task: Task = withStreams({
    pid,
    parent,
    children: new Set(),
    argv: options.argv,
    env: new Map(options.env ?? parent?.env ?? Object.entries(options.machine.env)),
    cwd: options.cwd ?? parent?.cwd ?? options.machine.cwd,
    machine: options.machine,
    kernel,
    descriptors,
    tty,
    processGroup,
    out: (text) => writeOut(task, text),
    err: (text) => writeErr(task, text),
    onSignal: (signal, handler) => {
      if (isUnblockable(signal)) return;
      if (handler === 'default') task.handlers.delete(signal);
      else task.handlers.set(signal, handler);
    },
    disposition: (signal) => {
      const handler = task.handlers.get(signal);
      return handler === undefined ? 'default' : handler === 'ignore' ? 'ignore' : 'handled';
    },
    exit: undefined,
    startedAtMs,
    nodePid,
    user: options.user ?? parent?.user ?? options.machine.user,
    footprint: options.footprint,
    state: 'waiting',
    stoppedBy: undefined,
    isInit: options.isInit ?? false,
    running: undefined,
    program: options.program,
    changed: createCondition(`a change of process ${pid}`),
    handlers: new Map(),
    pendingSignals: new Set(),
    unsubscribe: undefined,
    due: undefined,
    isWoken: false,
  });
  for (const signal of options.ignoredSignals ?? ignoredBy(parent)) task.handlers.set(signal, 'ignore');
  return task;
}

function ignoredBy(parent: Task | undefined): readonly Signal[] {
  if (parent === undefined) return [];
  return [...parent.handlers].filter(([, handler]) => handler === 'ignore').map(([signal]) => signal);
}

type StandardStreams = Pick<Task, 'stdin' | 'stdout' | 'stderr'>;

/** Completes a process by its standard streams: whatever its first three descriptors are now. */
const withStreams = sharedGetters<Omit<Task, keyof StandardStreams>, StandardStreams>({
  stdin: ({ descriptors }) => {
    const stream = descriptors.get(0);
    return stream?.direction === 'in' ? stream : closedInput;
  },
  stdout: ({ descriptors }) => outputOf(descriptors, 1),
  stderr: ({ descriptors }) => outputOf(descriptors, 2),
});

function outputOf(descriptors: Task['descriptors'], descriptor: number) {
  const stream = descriptors.get(descriptor);
  return stream?.direction === 'out' ? stream : closedOutput;
}

function writeOut(task: Task, text: string): void {
  try {
    task.stdout.write(text);
  } catch (error) {
    throw error instanceof FileError ? new WriteError(error.text) : error;
  }
}

function writeErr(task: Task, text: string): void {
  try {
    task.stderr.write(text);
  } catch (error) {
    if (error instanceof BrokenPipe || error instanceof FileError || error instanceof WriteError) return;
    throw error;
  }
}
