import { defineUtility } from '../command.ts';
import { createCpuMeter, drain } from '../process/waits.ts';

/** Without end: each line costs virtual time, so that the tab lives and Ctrl-C works. */
export const yes = defineUtility({
  name: 'yes',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'output a string repeatedly until killed',
  *run(process) {
    const text = `${process.argv.length > 1 ? process.argv.slice(1).join(' ') : 'y'}\n`;
    const cpu = createCpuMeter();
    for (;;) {
      process.out(text);
      const rest = cpu.spend(0.05);
      if (rest) yield rest;
      yield* drain(process.stdout);
    }
  },
});
