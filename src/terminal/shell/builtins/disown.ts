import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { complain } from '../shell.ts';
import { findJob } from './jobs.ts';

export const disown = defineBuiltin({
  name: 'disown',
  dialects: ['bash'],
  usage: 'disown [-h] [-ar] [jobspec ... | pid ...]',
  summary: 'Remove jobs from current shell.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, disown, 'har');
    if (typeof options === 'number') return options;
    if (options.letters.has('a')) for (const job of shell.jobs.list()) shell.jobs.remove(job);
    if (options.rest.length === 0 && options.letters.size === 0 && shell.jobs.current() === undefined) {
      complain(shell, 'current: no such job');
      return 1;
    }
    const specs = options.rest.length === 0 && !options.letters.has('a') ? ['%+'] : options.rest;
    let status = 0;
    for (const spec of specs) {
      const job = findJob(call, spec);
      if (job === undefined) status = 1;
      else if (!options.letters.has('h')) shell.jobs.remove(job);
    }
    return status;
  },
});
