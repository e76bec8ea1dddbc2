import type { ExitStatus } from '#engine/machine/programs.ts';
import type { Process } from '../../process/process.ts';
import { COOKED } from '../../process/tty.ts';
import { anyOf, forever } from '../../process/waits.ts';
import type { Eval } from '../evaluator.ts';
import { jobLine } from '../jobLine.ts';
import { exitOfJob, SIGNAL_TEXTS, stateOf, type Job } from '../jobs.ts';
import { messagePrefix, type Shell } from '../shell.ts';

/** Waits for a job in the foreground until it ends or stops, and sets `$?`. The terminal is its meanwhile. */
export function* waitInForeground(shell: Shell, job: Job): Eval<void> {
  const { process } = shell;
  const tty = job.isControlled ? process.tty : undefined;
  if (tty !== undefined) tty.foreground = job.processGroup;
  if (job.isControlled) yield* untilSettled(job);
  else yield* untilSettledHere(shell, job);
  if (tty !== undefined) {
    tty.foreground = process.processGroup;
    tty.mode = COOKED;
  }
  if (stateOf(job) === 'Done') finishForeground(shell, job);
  else noteStopped(shell, job);
}

function* untilSettled(job: Job): Eval<void> {
  while (stateOf(job) === 'Running') yield anyOf(...living(job).map(({ changed }) => changed));
}

function living(job: Job): readonly Process[] {
  return job.processes.filter(({ exit }) => exit === undefined);
}

/**
 * Without job control the shell shares its group with the job. Ctrl-C then reaches both: the shell waits, and dies of
 * it only when the job did. A stopped job is simply waited for.
 */
function* untilSettledHere(shell: Shell, job: Job): Eval<void> {
  const { process } = shell;
  const handles = process.disposition('SIGINT') === 'default';
  let isInterrupted = false;
  if (handles) process.onSignal('SIGINT', () => (isInterrupted = true));
  while (stateOf(job) !== 'Done') yield anyOf(...living(job).map(({ changed }) => changed));
  if (!handles) return;
  process.onSignal('SIGINT', 'default');
  if (isInterrupted && exitOfJob(job).signal === 'SIGINT') yield* dieOfInterrupt(shell);
}

function* dieOfInterrupt(shell: Shell): Eval<void> {
  shell.kernel.signal(shell.process, 'SIGINT');
  yield forever;
}

function finishForeground(shell: Shell, job: Job): void {
  const exits = job.processes.map(({ exit }) => exit ?? { code: 0 });
  for (const child of job.processes) shell.kernel.reap(child);
  shell.jobs.remove(job);
  shell.pipeStatus = exits.map(({ code }) => code);
  const failed = shell.options.has('pipefail') ? shell.pipeStatus.findLast((code) => code !== 0) : undefined;
  shell.status = failed ?? shell.pipeStatus.at(-1) ?? 0;
  // Ctrl-C reaches every stage; whichever it ended, the person meant the whole line.
  const interrupted = job.isControlled ? exits.find(({ signal }) => signal === 'SIGINT') : undefined;
  reportSignal(shell, job, interrupted ?? exits.at(-1) ?? { code: 0 });
}

function reportSignal(shell: Shell, job: Job, { signal }: ExitStatus): void {
  if (signal === undefined || signal === 'SIGPIPE') return;
  if (signal === 'SIGINT') {
    if (job.isControlled) interrupt(shell);
    return;
  }
  const text = SIGNAL_TEXTS[signal];
  if (shell.isInteractive) shell.process.err(`${text}\n`);
  // bash says of SIGTERM only the word.
  else if (shell.dialect.name === 'bash' && shell.subshellLevel === 0 && signal !== 'SIGTERM') {
    const pid = String(job.processes.at(-1)?.pid ?? 0).padStart(5);
    shell.process.err(`${messagePrefix(shell)}${pid} ${text.padEnd(23)} ${job.text}\n`);
  }
  else if (shell.subshellLevel === 0) shell.process.err(`${text}\n`);
}

/** A job that died of Ctrl-C takes the loop or list around it along. */
function interrupt(shell: Shell): void {
  shell.process.err('\n');
  shell.status = 130;
  shell.flow = { kind: 'discard', isInterrupt: true };
}

function noteStopped(shell: Shell, job: Job): void {
  shell.jobs.touch(job);
  const signal = living(job)[0]?.stoppedBy;
  shell.status = signal === 'SIGSTOP' ? 147 : signal === 'SIGTTIN' ? 149 : 148;
  job.told = 'Stopped';
  // busybox does not break the line behind the ^Z.
  shell.process.err(`${shell.dialect.name === 'bash' ? '\n' : ''}${jobLine(shell, job)}`);
  // The rest of the line is given up in a loop, as bash does.
  if (shell.loopDepth > 0) shell.flow = { kind: 'discard', isInterrupt: false };
}
