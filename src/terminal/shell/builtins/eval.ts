import { defineBuiltin } from '../builtin.ts';

export const evalBuiltin = defineBuiltin({
  name: 'eval',
  isSpecial: true,
  usage: 'eval [arg ...]',
  summary: 'Execute arguments as a shell command.',
  *run({ shell, args }) {
    const text = args.join(' ');
    if (text.trim() === '') return 0;
    const outer = shell.speaker;
    // The others go on speaking as eval.
    if (shell.dialect.name === 'bash') shell.speaker = undefined;
    shell.traceLevel += 1;
    try {
      return yield* shell.evaluator.text(shell, text, { speaker: 'eval' });
    } finally {
      shell.speaker = outer;
      shell.traceLevel -= 1;
    }
  },
});
