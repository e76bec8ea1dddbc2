import { defineUtility } from '../command.ts';
import { unescapeEcho } from '../shell/escapes.ts';

/** /bin/echo: what `env echo` and `xargs` run; the shell has its own. */
export const echo = defineUtility({
  name: 'echo',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'display a line of text',
  run: (process) => {
    const args = process.argv.slice(1);
    let newline = true;
    let escapes = false;
    const letters = /^-[neE]+$/;
    while (args[0] !== undefined && letters.test(args[0])) {
      for (const letter of args.shift()?.slice(1) ?? '') {
        if (letter === 'n') newline = false;
        else escapes = letter === 'e';
      }
    }
    const text = args.join(' ');
    const { text: expanded, isCut } = escapes ? unescapeEcho(text) : { text, isCut: false };
    process.out(expanded + (newline && !isCut ? '\n' : ''));
    return 0;
  },
});
