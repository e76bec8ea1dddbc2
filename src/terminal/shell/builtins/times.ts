import { defineBuiltin } from '../builtin.ts';

/** simplified: programs use no measurable processor time. */
export const times = defineBuiltin({
  name: 'times',
  isSpecial: true,
  usage: 'times',
  summary: 'Display process times.',
  run: ({ shell }) => {
    shell.process.out('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
    return 0;
  },
});
