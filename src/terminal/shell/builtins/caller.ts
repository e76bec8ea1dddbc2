import { defineBuiltin } from '../builtin.ts';

export const caller = defineBuiltin({
  name: 'caller',
  dialects: ['bash'],
  usage: 'caller [expr]',
  summary: 'Return the context of the current subroutine call.',
  run: ({ shell, args }) => {
    const depth = args[0] === undefined ? 0 : Number(args[0]);
    const call = shell.calls[shell.calls.length - 1 - depth];
    if (call === undefined) return 1;
    const outer = shell.calls[shell.calls.length - 2 - depth]?.name ?? 'main';
    shell.process.out(args[0] === undefined ? `${call.line} ${call.file}\n` : `${call.line} ${outer} ${call.file}\n`);
    return 0;
  },
});
