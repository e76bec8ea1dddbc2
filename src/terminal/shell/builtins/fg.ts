import type { Eval } from '../evaluator.ts';
import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import { waitInForeground } from '../evaluate/waiting.ts';
import { stateOf, type Job } from '../jobs.ts';
import { complain } from '../shell.ts';
import { findJob } from './jobs.ts';

/** Brings a job to the foreground and waits for it. */
export const fg = defineBuiltin({
  name: 'fg',
  usage: 'fg [job_spec]',
  summary: 'Move job to the foreground.',
  *run(call): Eval<number> {
    const { shell } = call;
    const job = controlledJob(call, call.args[0]);
    if (job === undefined) return shell.dialect.name === 'bash' ? 1 : 2;
    shell.process.out(`${job.text}\n`);
    shell.jobs.touch(job);
    job.told = 'Running';
    // The terminal is the job's before it goes on, or it would stop again at once.
    if (shell.process.tty !== undefined) shell.process.tty.foreground = job.processGroup;
    shell.kernel.signalGroup(job.processGroup, 'SIGCONT');
    yield* untilAwake(job);
    yield* waitInForeground(shell, job);
    return shell.status;
  },
});

function* untilAwake(job: Job): Eval<void> {
  for (const process of job.processes) while (process.state === 'stopped') yield process.changed;
}

/** Lets a stopped job go on in the background. */
export const bg = defineBuiltin({
  name: 'bg',
  usage: 'bg [job_spec ...]',
  summary: 'Move jobs to the background.',
  *run(call): Eval<number> {
    const { shell, args } = call;
    let status = 0;
    for (const spec of args.length === 0 ? [undefined] : args) {
      const job = controlledJob(call, spec);
      if (job === undefined) {
        status = shell.dialect.name === 'bash' ? 1 : 2;
        continue;
      }
      if (stateOf(job) === 'Running') {
        complain(shell, `job ${job.id} already in background`);
        continue;
      }
      const mark = job === shell.jobs.current() ? '+' : '-';
      shell.process.out(shell.dialect.name === 'bash' ? `[${job.id}]${mark} ${job.text} &\n` : `[${job.id}] ${job.text}\n`);
      job.told = 'Running';
      shell.lastBackground = job.processes.at(-1)?.pid;
      shell.kernel.signalGroup(job.processGroup, 'SIGCONT');
      yield* untilAwake(job);
    }
    return status;
  },
});

function controlledJob(call: BuiltinCall, spec: string | undefined): Job | undefined {
  const { shell } = call;
  if (!shell.options.has('monitor')) {
    complain(shell, shell.dialect.name === 'bash' ? 'no job control' : 'No current job');
    return undefined;
  }
  if (spec !== undefined) return findJob(call, spec.startsWith('%') || /^\d+$/.test(spec) ? (spec.startsWith('%') ? spec : `%${spec}`) : `%${spec}`);
  const current = shell.jobs.current();
  if (current === undefined) complain(shell, shell.dialect.name === 'bash' ? 'current: no such job' : 'No current job');
  return current;
}
