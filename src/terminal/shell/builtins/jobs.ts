import { defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import { jobLine } from '../jobLine.ts';
import { stateOf, type Job } from '../jobs.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]';

export const jobs = defineBuiltin({
  name: 'jobs',
  usage,
  summary: 'Display status of jobs.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'lnprs');
    if (typeof options === 'number') return options;
    const wanted = options.rest.length > 0 ? options.rest.map((spec) => findJob(call, spec)) : shell.jobs.list();
    for (const job of wanted) {
      if (job === undefined || !isWanted(job, options.letters)) continue;
      shell.process.out(options.letters.has('p') ? `${job.processes[0]?.pid ?? 0}\n` : jobLine(shell, job, options.letters.has('l')));
    }
    forgetDone(shell);
    return wanted.some((job) => job === undefined) ? 1 : 0;
  },
});

function isWanted(job: Job, letters: ReadonlyMap<string, string>): boolean {
  const state = stateOf(job);
  return !(letters.has('r') && state !== 'Running') && !(letters.has('s') && state !== 'Stopped');
}

/** Takes ended jobs off the list once they have been told of. */
export function forgetDone(shell: Shell): void {
  for (const job of shell.jobs.list()) {
    if (stateOf(job) !== 'Done') continue;
    for (const process of job.processes) shell.kernel.reap(process);
    shell.jobs.remove(job);
  }
}

/** The job that a `%…` means; undefined with a message when there is none. */
export function findJob({ shell }: BuiltinCall, spec: string): Job | undefined {
  const job = shell.jobs.find(spec);
  if (job === undefined || job === 'ambiguous') {
    complain(shell, job === 'ambiguous' ? `${spec}: ambiguous job spec` : shell.dialect.name === 'bash' ? `${spec}: no such job` : `No such job: ${spec}`);
    return undefined;
  }
  return job;
}
