import { defineBuiltin } from '../builtin.ts';
import { complain } from '../shell.ts';

export const returnBuiltin = defineBuiltin({
  name: 'return',
  isSpecial: true,
  usage: 'return [n]',
  summary: 'Return from a shell function.',
  run: ({ shell, args }) => {
    const [argument] = args;
    const isBash = shell.dialect.name === 'bash';
    if (shell.calls.length === 0 && shell.sourceDepth === 0) {
      if (isBash) {
        complain(shell, "can only `return' from a function or sourced script");
        return 2;
      }
      // In the others it ends the script.
      shell.flow = { kind: 'exit' };
      return argument === undefined ? shell.status : Number(argument) & 0xff;
    }
    shell.flow = { kind: 'return' };
    if (argument === undefined) return shell.status;
    if (/^[+-]?\d+$/.test(argument)) return Number(BigInt.asUintN(8, BigInt(argument)));
    complain(shell, isBash ? `${argument}: numeric argument required` : `Illegal number: ${argument}`);
    return 2;
  },
});
