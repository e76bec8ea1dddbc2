import { stateOf, stateText, type Job } from './jobs.ts';
import type { Shell } from './shell.ts';

/** `[1]+  Running                 sleep 100 &`. */
export function jobLine(shell: Shell, job: Job, withPid = false): string {
  const mark = job === shell.jobs.current() ? '+' : job === shell.jobs.previous() ? '-' : ' ';
  const state = stateText(job);
  const pid = withPid ? `${job.processes[0]?.pid ?? 0} ` : '';
  const isRunning = stateOf(job) === 'Running';
  if (shell.dialect.name !== 'bash') {
    const word = (state.startsWith('Exit') ? `Done(${state.slice(5)})` : state).padEnd(27);
    return `[${job.id}]${shell.dialect.name === 'ash' ? `${mark}  ` : ` ${mark} `}${pid}${word}${job.text}\n`;
  }
  return `[${job.id}]${mark}  ${pid}${state.padEnd(24)}${job.text}${isRunning ? ' &' : ''}\n`;
}
