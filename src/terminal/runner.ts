import type { Attachment, DaemonPresence, ProgramRunner, RunningProgram, Signal, StartFailure, StartRequest } from '#engine/machine/programs.ts';
import { SIGNAL_NUMBERS } from '#engine/machine/programs.ts';
import { createCondition } from './process/condition.ts';
import { nullInput, sinkOutput } from './process/fileStream.ts';
import { createPipe } from './process/pipe.ts';
import { BrokenPipe, type Executable, type Kernel, type Process, type Program, type Running } from './process/process.ts';
import type { Input, Output } from './process/stream.ts';
import { createTty, type Tty } from './process/tty.ts';
import { forever } from './process/waits.ts';

type OnOutput = StartRequest['onOutput'];

/** Starts what containers, probes, hooks and kubectl exec run: the programs of the terminal, in the machine they name. */
export function createProgramRunner(kernel: Kernel): ProgramRunner {
  return {
    start: (request) => startProgram(kernel, request),
    present: (daemon) => presentDaemon(kernel, daemon),
  };
}

function startProgram(kernel: Kernel, request: StartRequest): RunningProgram | StartFailure {
  const { machine } = request;
  const name = request.argv[0] ?? '';
  const env = new Map(Object.entries({ ...machine.env, ...request.env }));
  const cwd = request.cwd ?? machine.cwd;
  const executable = kernel.lookup(machine, name, env.get('PATH'), cwd);
  if (executable === undefined) return { reason: 'not found', path: name };
  if (!executable.isExecutable) return { reason: 'not executable', path: name };
  const program = programOf(kernel, executable, request);
  if (program === undefined) return { reason: 'not executable', path: name };

  const streams = createStreams(kernel, request);
  const process = kernel.spawn({
    program: program.run,
    argv: program.argv,
    machine,
    env,
    cwd,
    descriptors: streams.descriptors,
    ...(streams.tty === undefined ? {} : { tty: streams.tty }),
    processGroup: 'new',
    isInit: request.isInit ?? false,
  });
  streams.handOver();
  if (streams.tty !== undefined) streams.tty.foreground = process.processGroup;
  reportExit(process, () => {
    streams.letGo();
    request.onExit(process.exit ?? { code: 0 });
  });
  return {
    pid: process.pid,
    signal: (signal) => kernel.signal(process, signal),
    attach: streams.attach,
    isWaitingForInput: () => streams.tty?.isWaitingForPerson() ?? false,
  };
}

interface Startable {
  readonly run: Program;
  readonly argv: readonly string[];
}

/** A script runs in its interpreter; one without has none here, as execve answers ENOEXEC. */
function programOf(kernel: Kernel, executable: Executable, { machine, argv, cwd }: StartRequest): Startable | undefined {
  if (executable.program !== undefined) return { run: executable.program, argv };
  const interpreter = executable.script?.interpreter ?? [];
  const found = interpreter[0] === undefined ? undefined : kernel.lookup(machine, interpreter[0], undefined, cwd ?? machine.cwd);
  if (found?.program === undefined) return undefined;
  return { run: found.program, argv: [...interpreter, executable.path, ...argv.slice(1)] };
}

interface Streams {
  readonly descriptors: ReadonlyMap<number, Input | Output>;
  readonly tty: Tty | undefined;
  readonly attach: (onOutput: OnOutput) => Attachment;
  /** The program has its own hold on its ends now. */
  readonly handOver: () => void;
  /** The program has ended. */
  readonly letGo: () => void;
}

function createStreams(kernel: Kernel, request: StartRequest): Streams {
  const listeners = new Set<OnOutput>([request.onOutput]);
  const tell: OnOutput = (text, stream) => {
    for (const listener of listeners) listener(text, stream);
  };
  return request.tty === undefined ? plainStreams(request, listeners, tell) : ttyStreams(kernel, request.tty, listeners, tell);
}

function ttyStreams(kernel: Kernel, size: { readonly columns: number; readonly rows: number }, listeners: Set<OnOutput>, tell: OnOutput): Streams {
  const tty = createTty(kernel, { ...size, onOutput: (text) => tell(text, 'stdout') });
  return {
    descriptors: new Map<number, Input | Output>([[0, tty.input], [1, tty.output], [2, tty.output]]),
    tty,
    attach: (onOutput) => {
      listeners.add(onOutput);
      return {
        write: (text) => tty.receive(text),
        closeInput: () => tty.receive('\u0004'),
        resize: (columns, rows) => tty.resize(columns, rows),
        detach: () => listeners.delete(onOutput),
      };
    },
    handOver: () => {},
    letGo: () => {},
  };
}

function plainStreams(request: StartRequest, listeners: Set<OnOutput>, tell: OnOutput): Streams {
  const pipe = request.stdin ? createPipe() : undefined;
  let isOpen = pipe !== undefined;
  const closeInput = () => {
    if (isOpen) pipe?.output.release();
    isOpen = false;
  };
  const streamOf = (stream: 'stdout' | 'stderr') => sinkOutput((text) => tell(text, stream));
  return {
    descriptors: new Map<number, Input | Output>([[0, pipe?.input ?? nullInput()], [1, streamOf('stdout')], [2, streamOf('stderr')]]),
    tty: undefined,
    attach: (onOutput) => {
      listeners.add(onOutput);
      return {
        write: (text) => {
          if (isOpen && !tryWrite(pipe?.output, text)) closeInput();
        },
        closeInput,
        resize: () => {},
        detach: () => listeners.delete(onOutput),
      };
    },
    handOver: () => pipe?.input.release(),
    letGo: closeInput,
  };
}

/** False when the program reads no more: what is typed then is lost. */
function tryWrite(output: Output | undefined, text: string): boolean {
  try {
    output?.write(text);
    return true;
  } catch (error) {
    if (error instanceof BrokenPipe) return false;
    throw error;
  }
}

/** Tells once when a process has ended. */
function reportExit(process: Process, tell: () => void): void {
  const cancel = process.changed.subscribe(() => {
    if (process.exit === undefined) return;
    cancel();
    tell();
  }, process.kernel.cluster.sim);
}

function presentDaemon(kernel: Kernel, daemon: DaemonPresence): { end(code: number): void } {
  const { machine, argv, startedAtMs = kernel.now(), footprint, workers = [], onSignal } = daemon;
  const ended = createCondition('its end');
  let code: number | undefined;
  const master = kernel.spawn({
    *program(self) {
      for (const signal of Object.keys(SIGNAL_NUMBERS) as Signal[]) if (signal !== 'SIGCHLD') self.onSignal(signal, () => onSignal(signal));
      for (;;) {
        if (code !== undefined) return code;
        yield ended;
      }
    },
    argv,
    machine,
    descriptors: new Map(),
    isInit: true,
    // The number of a first process, without the numbers behind it: others have been given out while nobody looked.
    pid: 1,
    startedAtMs,
    ...(footprint === undefined ? {} : { footprint }),
  });
  for (const { pid, argv: workerArgv, user, footprint: workerFootprint } of workers) {
    // simplified: a worker ends only with its master.
    kernel.spawn({ program: deafWorker, argv: workerArgv, machine, parent: master, descriptors: new Map(), pid, user, footprint: workerFootprint, startedAtMs });
  }
  reportExit(master, () => {
    if (code === undefined) onSignal('SIGKILL');
  });
  return {
    end: (exitCode) => {
      code = exitCode;
      if (master.exit === undefined) ended.notify();
    },
  };
}

function* deafWorker(self: Process): Running {
  for (const signal of Object.keys(SIGNAL_NUMBERS) as Signal[]) self.onSignal(signal, 'ignore');
  for (;;) yield forever;
}
