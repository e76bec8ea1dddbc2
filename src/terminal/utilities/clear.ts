import { defineUtility } from '../command.ts';

export const clear = defineUtility({
  name: 'clear',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'clear the terminal screen',
  run: (process) => {
    process.out('\x1b[H\x1b[2J\x1b[3J');
    return 0;
  },
});
