import { now } from '../../process/waits.ts';
import { defineBuiltin } from '../builtin.ts';
import { complain } from '../shell.ts';

export const suspend = defineBuiltin({
  name: 'suspend',
  dialects: ['bash'],
  usage: 'suspend [-f]',
  summary: 'Suspend shell execution.',
  *run({ shell, args }) {
    if ((shell.isLogin && args[0] !== '-f') || !shell.options.has('monitor')) {
      complain(shell, shell.isLogin ? 'cannot suspend a login shell' : 'cannot suspend: no job control');
      return 1;
    }
    shell.kernel.signal(shell.process, 'SIGSTOP');
    yield now;
    return 0;
  },
});
