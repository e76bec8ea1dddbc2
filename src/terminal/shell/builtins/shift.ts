import { defineBuiltin } from '../builtin.ts';
import { complain } from '../shell.ts';

export const shift = defineBuiltin({
  name: 'shift',
  isSpecial: true,
  usage: 'shift [n]',
  summary: 'Shift positional parameters.',
  run: ({ shell, args }) => {
    const [argument = '1'] = args;
    const { name } = shell.dialect;
    if (!/^\+?\d+$/.test(argument)) {
      complain(shell, name === 'bash' ? (/^-\d+$/.test(argument) ? `${argument}: shift count out of range` : `${argument}: numeric argument required`) : `Illegal number: ${argument}`);
      return name === 'bash' ? 1 : 2;
    }
    const count = Number(argument);
    if (count > shell.parameters.length) {
      if (name === 'dash') complain(shell, "can't shift that many");
      return name === 'dash' ? 2 : 1;
    }
    shell.parameters = shell.parameters.slice(count);
    return 0;
  },
});
