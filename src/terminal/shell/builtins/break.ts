import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import { complain } from '../shell.ts';

export const breakBuiltin = defineBuiltin({
  name: 'break',
  isSpecial: true,
  usage: 'break [n]',
  summary: 'Exit for, while, or until loops.',
  run: (call) => leaveLoops(call, 'break'),
});

export const continueBuiltin = defineBuiltin({
  name: 'continue',
  isSpecial: true,
  usage: 'continue [n]',
  summary: 'Resume for, while, or until loops.',
  run: (call) => leaveLoops(call, 'continue'),
});

function leaveLoops({ shell, args }: BuiltinCall, kind: 'break' | 'continue'): number {
  const isBash = shell.dialect.name === 'bash';
  if (shell.loopDepth === 0) {
    if (isBash) complain(shell, "only meaningful in a `for', `while', or `until' loop");
    return 0;
  }
  const [argument = '1'] = args;
  if (!/^[+-]?\d+$/.test(argument)) {
    complain(shell, isBash ? `${argument}: numeric argument required` : `Illegal number: ${argument}`);
    shell.flow = isBash ? { kind: 'break', levels: shell.loopDepth } : { kind: 'exit' };
    return isBash ? 128 : 2;
  }
  const levels = Number(argument);
  if (levels < 1) {
    complain(shell, isBash ? `${argument}: loop count out of range` : `Illegal number: ${argument}`);
    shell.flow = { kind: 'break', levels: shell.loopDepth };
    return 1;
  }
  shell.flow = { kind, levels: Math.min(levels, shell.loopDepth) };
  return 0;
}
