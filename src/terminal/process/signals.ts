import type { Signal } from '#engine/machine/programs.ts';

/** What a signal does to a process that does not handle it. */
export function defaultActionOf(signal: Signal): 'terminate' | 'ignore' | 'stop' | 'continue' {
  switch (signal) {
    case 'SIGCHLD':
    case 'SIGWINCH':
      return 'ignore';
    case 'SIGSTOP':
    case 'SIGTSTP':
    case 'SIGTTIN':
    case 'SIGTTOU':
      return 'stop';
    case 'SIGCONT':
      return 'continue';
    default:
      return 'terminate';
  }
}

/** SIGKILL and SIGSTOP cannot be handled or ignored. */
export function isUnblockable(signal: Signal): boolean {
  return signal === 'SIGKILL' || signal === 'SIGSTOP';
}
