import { defineUtility } from '../command.ts';

export const pwd = defineUtility({
  name: 'pwd',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the working directory',
  run: (process) => {
    process.out(`${process.cwd}\n`);
    return 0;
  },
});
