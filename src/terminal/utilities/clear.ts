import { defineUtility } from '../command.ts';
import { COOKED } from '../process/tty.ts';
import { nameOf } from './options.ts';

/** Empties the screen; reset also gives the terminal its usual settings back. */
export const clear = defineUtility({
  name: 'clear',
  aliases: ['reset'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'clear the terminal screen',
  run: (process) => {
    if (nameOf(process) === 'reset') {
      if (process.tty !== undefined) process.tty.mode = COOKED;
      process.out('\x1bc\x1b[?1000l\x1b[?25h');
    }
    process.out('\x1b[H\x1b[2J\x1b[3J');
    return 0;
  },
});
