import { defineUtility } from '../command.ts';
import { createCpuMeter, readAll } from '../process/waits.ts';
import { isBusybox, sayUsage } from './options.ts';

/** simplified: numbers beyond 2^53 are refused. */
export const factor = defineUtility({
  name: 'factor',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the prime factors of numbers',
  *run(process) {
    const words = process.argv.slice(1);
    const texts = words.length > 0 ? words : (yield* readAll(process.stdin)).split(/\s+/).filter((word) => word !== '');
    const cpu = createCpuMeter();
    let status = 0;
    for (const text of texts) {
      if (!/^\+?\d+$/.test(text) || !Number.isSafeInteger(Number(text))) {
        if (isBusybox(process)) return sayUsage(process);
        process.err(`factor: '${text}' is not a valid positive integer\n`);
        status = 1;
        continue;
      }
      const factors: number[] = [];
      let rest = Number(text);
      for (let prime = 2; prime * prime <= rest; prime += prime === 2 ? 1 : 2) {
        for (; rest % prime === 0; rest /= prime) factors.push(prime);
        const pause = cpu.spend(0.000_01);
        if (pause) yield pause;
      }
      if (rest > 1) factors.push(rest);
      process.out(`${[`${Number(text)}:`, ...factors].join(' ')}\n`);
    }
    return status;
  },
});
