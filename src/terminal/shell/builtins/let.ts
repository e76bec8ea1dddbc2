import { defineBuiltin } from '../builtin.ts';
import { ShellError } from '../errors.ts';
import { evaluateIn } from '../expand/expression.ts';
import { complain } from '../shell.ts';

/** Arithmetic as a command: succeeds when the last value is not 0. */
export const letBuiltin = defineBuiltin({
  name: 'let',
  dialects: ['bash', 'ash'],
  usage: 'let arg [arg ...]',
  summary: 'Evaluate arithmetic expressions.',
  run: ({ shell, args }) => {
    if (args.length === 0) {
      complain(shell, 'expression expected');
      return 1;
    }
    try {
      let value = 0n;
      for (const arg of args) value = evaluateIn(shell, arg);
      return value === 0n ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ShellError) || error.kind === 'unset') throw error;
      complain(shell, error.message);
      return 1;
    }
  },
});
