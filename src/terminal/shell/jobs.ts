import type { ExitStatus, Signal } from '#engine/machine/programs.ts';
import type { Process } from '../process/process.ts';

/** A pipeline that the shell started: in the background, or stopped, or running in the foreground. */
export interface Job {
  /** 1 and on; shown in brackets. */
  readonly id: number;
  readonly processGroup: number;
  readonly processes: readonly Process[];
  readonly text: string;
  /** Has job control: a group of its own. */
  readonly isControlled: boolean;
  /** What the person was last told of it. */
  told: JobState;
  /** Given to a signal that is not reported, or disowned. */
  isQuiet: boolean;
}

export type JobState = 'Running' | 'Stopped' | 'Done';

export interface Jobs {
  add(job: Omit<Job, 'id'>): Job;
  remove(job: Job): void;
  /** In the order of their numbers. */
  list(): readonly Job[];
  /** The one marked `+`: the last that was stopped, else the last put into the background. */
  current(): Job | undefined;
  /** The one marked `-`. */
  previous(): Job | undefined;
  /** Makes it the current one. */
  touch(job: Job): void;
  /** `%1`, `%%`, `%-`, `%name`, `%?text`, or a process number. */
  find(spec: string): Job | 'ambiguous' | undefined;
}

export function createJobs(): Jobs {
  let jobs: Job[] = [];
  /** Least recent first. */
  let recent: Job[] = [];

  const ranked = () => [...recent.filter((job) => stateOf(job) !== 'Stopped'), ...recent.filter((job) => stateOf(job) === 'Stopped')];

  const findByText = (text: string, fits: (job: Job) => boolean): Job | 'ambiguous' | undefined => {
    const found = jobs.filter(fits);
    if (found.length > 1) return 'ambiguous';
    return text === '' ? undefined : found[0];
  };

  return {
    add: (job) => {
      const added: Job = { ...job, id: 1 + Math.max(0, ...jobs.map(({ id }) => id)) };
      jobs.push(added);
      recent.push(added);
      return added;
    },
    remove: (job) => {
      jobs = jobs.filter((other) => other !== job);
      recent = recent.filter((other) => other !== job);
    },
    list: () => jobs,
    current: () => ranked().at(-1),
    previous: () => ranked().at(-2) ?? ranked().at(-1),
    touch: (job) => {
      recent = [...recent.filter((other) => other !== job), job];
    },
    find: (spec) => {
      if (!spec.startsWith('%')) return jobs.find(({ processes }) => processes.some(({ pid }) => String(pid) === spec));
      const text = spec.slice(1);
      if (text === '' || text === '%' || text === '+') return ranked().at(-1);
      if (text === '-') return ranked().at(-2) ?? ranked().at(-1);
      if (/^\d+$/.test(text)) return jobs.find(({ id }) => id === Number(text));
      if (text.startsWith('?')) return findByText(text, (job) => job.text.includes(text.slice(1)));
      return findByText(text, (job) => job.text.startsWith(text));
    },
  };
}

export function stateOf(job: Job): JobState {
  const living = job.processes.filter(({ exit }) => exit === undefined);
  if (living.length === 0) return 'Done';
  return living.every(({ state }) => state === 'stopped') ? 'Stopped' : 'Running';
}

/** How the last of its processes ended. */
export function exitOfJob(job: Job): ExitStatus {
  return job.processes.at(-1)?.exit ?? { code: 0 };
}

/** `Running`, `Done`, `Exit 3`, `Terminated`: the word of the job list. */
export function stateText(job: Job): string {
  const state = stateOf(job);
  if (state !== 'Done') return state;
  const { code, signal } = exitOfJob(job);
  if (signal !== undefined) return SIGNAL_TEXTS[signal];
  return code === 0 ? 'Done' : `Exit ${code}`;
}

/** strsignal's texts, as bash says them. */
export const SIGNAL_TEXTS: Readonly<Record<Signal, string>> = {
  SIGHUP: 'Hangup', SIGINT: 'Interrupt', SIGQUIT: 'Quit', SIGKILL: 'Killed', SIGUSR1: 'User defined signal 1', SIGUSR2: 'User defined signal 2', SIGPIPE: 'Broken pipe', SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated', SIGCHLD: 'Child exited', SIGCONT: 'Continued', SIGSTOP: 'Stopped (signal)', SIGTSTP: 'Stopped', SIGTTIN: 'Stopped (tty input)', SIGTTOU: 'Stopped (tty output)', SIGWINCH: 'Window changed',
};
