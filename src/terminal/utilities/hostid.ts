import { defineUtility } from '../command.ts';

/** The address of the machine as a number: its first two pairs of bytes exchanged. */
export const hostid = defineUtility({
  name: 'hostid',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the numeric identifier for the current host',
  run: (process) => {
    const [a = 127, b = 0, c = 0, d = 1] = (process.machine.host.ip ?? '127.0.0.1').split('.').map(Number);
    process.out(`${[b, a, d, c].map((byte) => byte.toString(16).padStart(2, '0')).join('')}\n`);
    return 0;
  },
});
