import type { StartedDaemon } from '#engine/machine/machine.ts';
import { SIGNAL_NUMBERS, type Signal } from '#engine/machine/programs.ts';
import { createCondition } from './condition.ts';
import { defaultActionOf } from './signals.ts';
import { BrokenPipe, WriteError, type Process, type Program, type Running, type Wait } from './process.ts';

/**
 * A server that the machine's image brings, started by hand or by a script. It runs as this process until it ends, or
 * goes into the background. An executable that nobody simulates says so.
 */
export function daemonProgram(name: string): Program {
  return function* (process) {
    let code: number | undefined;
    let voice = process;
    const ended = createCondition(`the end of ${name}`);
    const daemon = process.machine.startDaemon?.(name, {
      argv: process.argv,
      env: Object.fromEntries(process.env),
      onOutput: (text, stream) => say(voice, text, stream),
      onExit: (exitCode) => {
        code = exitCode;
        ended.notify();
      },
    });
    if (daemon === undefined) return sayUnknown(process, name);
    const body = (self: Process) => accompany(self, daemon, { ended, code: () => code });
    if (!daemon.isDetached || code !== undefined) {
      process.kernel.replace(process, daemon.argv, process.env);
      return yield* body(process);
    }
    voice = process.kernel.spawn({ program: body, argv: daemon.argv, machine: process.machine, env: process.env, cwd: '/', descriptors: process.descriptors, processGroup: 'new' });
    return 0;
  };
}

/** A server goes on when nobody reads what it says: it has not asked the one whose request it answers. */
function say(voice: Process, text: string, stream: 'stdout' | 'stderr'): void {
  if (stream === 'stderr') {
    voice.err(text);
    return;
  }
  try {
    voice.out(text);
  } catch (error) {
    if (!(error instanceof BrokenPipe) && !(error instanceof WriteError)) throw error;
  }
}

/** Passes on signals until the daemon has ended; who kills the process kills the daemon. */
function* accompany(self: Process, daemon: StartedDaemon, { ended, code }: { readonly ended: Wait; readonly code: () => number | undefined }): Running {
  for (const signal of Object.keys(SIGNAL_NUMBERS) as Signal[]) if (defaultActionOf(signal) === 'terminate') self.onSignal(signal, () => daemon.signal(signal));
  try {
    for (;;) {
      const exitCode = code();
      if (exitCode !== undefined) return exitCode;
      yield ended;
    }
  } finally {
    if (code() === undefined) daemon.signal('SIGKILL');
  }
}

function sayUnknown(process: Process, name: string): number {
  process.err(`${process.argv[0] ?? name}: ${name} is installed here but not part of this simulation\n`);
  return 126;
}
