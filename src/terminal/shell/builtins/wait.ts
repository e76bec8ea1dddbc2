import type { Process } from '../../process/process.ts';
import { anyOf } from '../../process/waits.ts';
import { defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import type { Eval } from '../evaluator.ts';
import { exitOfJob, SIGNAL_TEXTS, stateOf, type Job } from '../jobs.ts';
import { complain, type Shell } from '../shell.ts';
import { trapNameOf } from '../evaluate/traps.ts';
import { SIGNAL_NUMBERS, type Signal } from '#engine/machine/programs.ts';
import { rest } from '../evaluate/rest.ts';

const usage = 'wait [-fn] [-p var] [id ...]';

/** Waits for jobs. A signal with a trap ends it with 128 and the signal's number. */
export const wait = defineBuiltin({
  name: 'wait',
  usage,
  summary: 'Wait for job completion and return exit status.',
  *run(call): Eval<number> {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'fnp:');
    if (typeof options === 'number') return options;
    if (options.letters.has('n')) return yield* waitForAny(shell);
    if (options.rest.length === 0) return yield* waitForAll(shell);
    let status = 0;
    for (const spec of options.rest) {
      status = yield* waitForOne(call, spec);
      if (shell.flow !== undefined) break;
    }
    return status;
  },
});

function* waitForAll(shell: Shell): Eval<number> {
  for (const job of shell.jobs.list()) {
    const interrupted = yield* untilDone(shell, job.processes);
    if (interrupted !== undefined) return interrupted;
    if (!shell.isInteractive && shell.dialect.name === 'bash') finish(shell, job);
  }
  return 0;
}

function* waitForAny(shell: Shell): Eval<number> {
  const jobs = [...shell.jobs.list()];
  if (jobs.length === 0) return 127;
  for (;;) {
    const done = jobs.find((job) => stateOf(job) === 'Done');
    if (done !== undefined) return finish(shell, done);
    yield anyOf(...jobs.flatMap(({ processes }) => processes).map(({ changed }) => changed));
    const interrupted = yield* interruption(shell);
    if (interrupted !== undefined) return interrupted;
  }
}

function* waitForOne(call: BuiltinCall, spec: string): Eval<number> {
  const { shell } = call;
  const job = shell.jobs.find(spec);
  if (job === undefined || job === 'ambiguous') return unknown(call, spec);
  const interrupted = yield* untilDone(shell, job.processes);
  return interrupted ?? finish(shell, job);
}

function unknown({ shell }: BuiltinCall, spec: string): number {
  const isBash = shell.dialect.name === 'bash';
  if (spec.startsWith('%')) complain(shell, isBash ? `${spec}: no such job` : `No such job: ${spec}`);
  else if (!/^\d+$/.test(spec)) complain(shell, isBash ? `\`${spec}': not a pid or valid job spec` : `Illegal number: ${spec}`);
  else {
    const known = shell.endedJobs.get(Number(spec));
    if (known !== undefined) return known;
    if (isBash) complain(shell, `pid ${spec} is not a child of this shell`);
  }
  return !isBash && !/^\d+$/.test(spec) ? 2 : 127;
}

/** The status of a job that has ended; it leaves the list. */
function finish(shell: Shell, job: Job): number {
  for (const process of job.processes) shell.kernel.reap(process);
  shell.jobs.remove(job);
  const { code, signal } = exitOfJob(job);
  if (signal !== undefined && signal !== 'SIGINT' && shell.dialect.name !== 'bash' && !shell.isInteractive) shell.process.err(`${SIGNAL_TEXTS[signal]}\n`);
  shell.endedJobs.set(job.processes.at(-1)?.pid ?? 0, code);
  return code;
}

function* untilDone(shell: Shell, processes: readonly Process[]): Eval<number | undefined> {
  for (;;) {
    const living = processes.filter(({ exit }) => exit === undefined);
    if (living.length === 0) return undefined;
    yield anyOf(...living.map(({ changed }) => changed));
    const interrupted = yield* interruption(shell);
    if (interrupted !== undefined) return interrupted;
  }
}

/** The status with which a trapped signal or Ctrl-C ends the wait. */
function* interruption(shell: Shell): Eval<number | undefined> {
  if (shell.isInterrupted) {
    yield* rest(shell);
    return 130;
  }
  const name = shell.pendingTraps.find((pending) => trapNameOf(pending) !== undefined && pending !== 'CHLD');
  return name === undefined ? undefined : 128 + (SIGNAL_NUMBERS[`SIG${name}` as Signal] ?? 0);
}
