import type { Cluster } from '#engine/cluster.ts';
import { SIGNAL_NUMBERS, type ExitStatus, type Signal } from '#engine/machine/programs.ts';
import type { Late } from '#engine/core/late.ts';
import type { Utility } from '../command.ts';
import { findExecutable } from './executable.ts';
import { BrokenPipe, ReadError, WriteError, type EditorPort, type Hold, type Kernel, type Process, type SpawnOptions, type Wait } from './process.ts';
import { createProcessTable } from './processTable.ts';
import { createProcessView } from './processView.ts';
import { createProgramShelf } from './programShelf.ts';
import { defaultActionOf } from './signals.ts';
import { RegExpLimit } from '../regExp/runProgram.ts';
import { createSystemDaemons } from './systemDaemons.ts';
import { createTask, type Task } from './task.ts';

export interface KernelOptions {
  /** Of the cluster only the clock is used here; programs reach the rest through it. */
  readonly cluster: Cluster;
  /** Everything that an executable file of a machine may be. */
  readonly programs: readonly Utility[];
  /** More of that, whose code may come later. Who asks for a name waits for these in their order until one has it. */
  readonly laterPrograms?: readonly Late<readonly Utility[]>[];
  readonly editor?: EditorPort;
  /** Told of each process that has ended, whatever its machine. */
  readonly onEnd?: (process: Process) => void;
}

/** So many steps are free at one moment; the credit grows with time. Beyond it steps take time: nothing can hold the clock still. */
const FREE_STEPS = 2000;
const FREE_STEPS_PER_MS = 20;
const STEP_COST_MS = 0.05;
/** What fork and exec take: a loop that only starts programs moves the clock. */
const START_COST_MS = 0.8;

/**
 * Runs processes from the simulation's queue: each step of a generator is an event of its own. Signals are
 * delivered between steps. A fault in a program of ours passes to whoever moves the simulation.
 */
export function createKernel({ cluster, programs, laterPrograms = [], editor, onEnd }: KernelOptions): Kernel {
  const { sim } = cluster;
  const table = createProcessTable();
  const shelf = createProgramShelf(programs, laterPrograms);
  let current: Task | undefined;
  let credit = FREE_STEPS;
  let creditAtMs = 0;

  /** Nothing most of the time; see {@link FREE_STEPS}. */
  const stepDelayMs = () => {
    credit = Math.min(FREE_STEPS, credit + (sim.now() - creditAtMs) * FREE_STEPS_PER_MS) - 1;
    creditAtMs = sim.now();
    if (credit >= 0) return 0;
    credit = 0;
    return STEP_COST_MS;
  };

  const wake = (task: Task) => {
    if (task.state === 'ended' || task.due !== undefined) return;
    if (task.state === 'stopped') {
      task.isWoken = true;
      return;
    }
    stopWaiting(task);
    task.due = sim.after(stepDelayMs(), 'process', () => step(task));
  };

  const waitFor = (task: Task, wait: Wait) => {
    task.state = 'waiting';
    const previous = current;
    current = task;
    task.unsubscribe = wait.subscribe(() => wake(task), sim);
    current = previous;
  };

  const step = (task: Task) => {
    task.due = undefined;
    if (task.state === 'stopped') {
      task.isWoken = true;
      return;
    }
    const full = fullOutputOf(task);
    if (full !== undefined) {
      waitFor(task, full.drained);
      return;
    }
    task.state = 'running';
    runStep(task, () => (task.running === undefined ? start(task) : task.running.next()));
  };

  const runStep = (task: Task, advance: () => IteratorResult<Wait, number>) => {
    const previous = current;
    current = task;
    try {
      const result = advance();
      if (result.done === true) end(task, { code: result.value & 0xff });
      else if (isHold(result.value)) sim.hold(result.value.isOver, () => runStep(task, () => goOn(task)));
      else waitFor(task, result.value);
    } catch (error) {
      endByError(task, error);
    } finally {
      current = previous;
    }
  };

  const start = (task: Task): IteratorResult<Wait, number> => {
    const started = task.program(task);
    if (typeof started === 'number') return { done: true, value: started };
    task.running = started;
    return started.next();
  };

  /** The step that was held goes on; its first part has started the program. */
  const goOn = ({ running }: Task): IteratorResult<Wait, number> => running?.next() ?? { done: true, value: 0 };

  const endByError = (task: Task, error: unknown) => {
    if (error instanceof BrokenPipe) {
      if (task.handlers.has('SIGPIPE')) {
        task.err(`${nameOf(task)}: write error: Broken pipe\n`);
        end(task, { code: 1 });
      } else end(task, statusOf('SIGPIPE'));
    } else if (error instanceof WriteError) {
      task.err(`${nameOf(task)}: write error: ${error.message}\n`);
      end(task, { code: 1 });
    } else if (error instanceof RegExpLimit) {
      task.err(`${nameOf(task)}: ${error.message}\n`);
      end(task, { code: 2 });
    } else if (error instanceof ReadError) {
      task.err(`${nameOf(task)}: -: ${error.message}\n`);
      end(task, { code: 1 });
    } else {
      end(task, { code: 1 });
      throw error;
    }
  };

  const end = (task: Task, status: ExitStatus) => {
    stopWaiting(task);
    sim.cancel(task.due);
    runFinally(task);
    task.state = 'ended';
    task.exit = status;
    for (const stream of task.descriptors.values()) stream.release();
    task.descriptors.clear();
    for (const child of task.children) orphan(child);
    if (task.isInit) endMachine(task);
    if (task.parent === undefined || task.parent.state === 'ended') table.remove(task);
    else signal(task.parent, 'SIGCHLD');
    task.changed.notify();
    onEnd?.(task);
  };

  /** The `finally` blocks of its program. */
  const runFinally = (task: Task) => {
    const { running } = task;
    task.running = undefined;
    if (running === undefined) return;
    const previous = current;
    current = task;
    try {
      running.return(0);
    } catch (error) {
      if (!(error instanceof BrokenPipe) && !(error instanceof WriteError)) throw error;
    } finally {
      current = previous;
    }
  };

  const orphan = (child: Task) => {
    child.parent = undefined;
    if (child.state === 'ended') table.remove(child);
    // A stopped process that nobody can continue any more is told to hang up, as an orphaned process group is.
    if (child.state === 'stopped') {
      signal(child, 'SIGHUP');
      signal(child, 'SIGCONT');
    }
  };

  const endMachine = (init: Task) => {
    for (const task of table.of(init.machine)) if (task !== init) signal(task, 'SIGKILL');
  };

  const stop = (task: Task, by: Signal) => {
    if (task.due !== undefined) {
      sim.cancel(task.due);
      task.due = undefined;
      task.isWoken = true;
    }
    task.state = 'stopped';
    task.stoppedBy = by;
    if (task.parent !== undefined) signal(task.parent, 'SIGCHLD');
    task.changed.notify();
  };

  const resume = (task: Task) => {
    if (task.state !== 'stopped') return;
    task.state = 'waiting';
    task.stoppedBy = undefined;
    if (task.isWoken) {
      task.isWoken = false;
      wake(task);
    }
    if (task.parent !== undefined) signal(task.parent, 'SIGCHLD');
    task.changed.notify();
  };

  const signal = (process: Process, name: Signal) => {
    const task = process as Task;
    if (task.state === 'ended') return;
    if (name === 'SIGCONT') for (const stopping of ['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] as const) task.pendingSignals.delete(stopping);
    if (isIgnored(task, name, current)) return;
    task.pendingSignals.add(name);
    // A key that a person presses comes between steps: what is due at this moment must not run away from it.
    if (current === undefined) deliver(task, name);
    else sim.after(0, name, () => deliver(task, name));
  };

  const deliver = (task: Task, name: Signal) => {
    if (task.state === 'ended' || !task.pendingSignals.has(name)) return;
    if (name === 'SIGCONT') resume(task);
    // A stopped process takes its other signals when it goes on.
    if (task.state === 'stopped' && name !== 'SIGKILL') return;
    task.pendingSignals.delete(name);
    const handler = task.handlers.get(name);
    if (handler === 'ignore') return;
    if (handler !== undefined) handle(task, handler);
    else actByDefault(task, name);
    if (name === 'SIGCONT') for (const other of task.pendingSignals) sim.after(0, other, () => deliver(task, other));
  };

  const handle = (task: Task, handler: () => void) => {
    const previous = current;
    current = task;
    try {
      handler();
    } finally {
      current = previous;
    }
    wake(task);
  };

  const actByDefault = (task: Task, name: Signal) => {
    const action = defaultActionOf(name);
    if (action === 'terminate') end(task, statusOf(name));
    else if (action === 'stop') stop(task, name);
  };

  const spawn = (options: SpawnOptions): Process => {
    const pid = options.pid ?? table.nextPid(options.machine, options.isInit ?? false);
    const group = options.processGroup;
    const processGroup = group === 'new' || (group === undefined && options.parent === undefined) ? table.groupOf(options.machine, pid) : (group ?? options.parent?.processGroup ?? 0);
    const task = createTask(options, { kernel, pid, processGroup, startedAtMs: options.startedAtMs ?? sim.now(), nodePid: table.nextNodePid(options.machine, pid) });
    task.parent?.children.add(task);
    table.add(task);
    task.due = sim.after(START_COST_MS + stepDelayMs(), 'start', () => step(task));
    return task;
  };

  const view = createProcessView({ table, startDaemons: (machine, system) => daemons.start(machine, system), nodeOf: (machine) => cluster.runtime.node(machine.host.nodeName) });
  const kernel: Kernel = {
    cluster,
    now: () => sim.now(),
    unixNow: () => cluster.unixNow(),
    spawn,
    *completer(machine, name, path, cwd) {
      const found = findExecutable(machine, name, { path, cwd, programs: shelf.program });
      return found?.programName === undefined ? undefined : yield* shelf.completer(found.programName);
    },
    lookup: (machine, name, path, cwd) => findExecutable(machine, name, { path, cwd, programs: shelf.program }),
    signal,
    signalGroup: (processGroup, name) => {
      const living = table.inGroup(processGroup).filter((task) => task.state !== 'ended');
      for (const task of living) signal(task, name);
      return living.length > 0;
    },
    processes: (machine) => table.of(machine),
    visible: view.visible,
    find: (pid, machine) => (machine === undefined ? table.find(pid, undefined) : view.find(pid, machine)),
    reap: (process) => {
      if (process.state === 'ended') table.remove(process as Task);
    },
    groupOf: (machine, pid) => table.groupOf(machine, pid),
    replace: (process, argv, env) => {
      const task = process as Task;
      task.argv = argv;
      task.env = new Map(env);
      for (const [name, handler] of task.handlers) if (handler !== 'ignore') task.handlers.delete(name);
    },
    onTerminal: (tty) => table.all().filter((task) => task.tty === tty && task.state !== 'ended'),
    current: () => current,
    editor,
  };
  const daemons = createSystemDaemons(kernel);
  return kernel;
}

function isHold(wait: Wait): wait is Hold {
  return 'isOver' in wait;
}

function stopWaiting(task: Task): void {
  task.unsubscribe?.();
  task.unsubscribe = undefined;
}

function fullOutputOf(task: Task) {
  for (const stream of task.descriptors.values()) if (stream.direction === 'out' && stream.isFull()) return stream;
  return undefined;
}

/**
 * Ignored by choice or by default; the first process of a container is deaf to what it does not handle, and even to
 * SIGKILL when that comes from inside the container.
 */
function isIgnored(task: Task, name: Signal, sender: Task | undefined): boolean {
  if (name === 'SIGCONT') return false;
  const handler = task.handlers.get(name);
  if (handler !== undefined) return handler === 'ignore';
  if (task.isInit) return name !== 'SIGKILL' || sender?.machine === task.machine || task.machine.container === undefined;
  return defaultActionOf(name) === 'ignore';
}

function statusOf(name: Signal): ExitStatus {
  return { code: 128 + SIGNAL_NUMBERS[name], signal: name };
}

function nameOf(task: Task): string {
  return (task.argv[0] ?? '').replace(/^.*\//, '');
}
