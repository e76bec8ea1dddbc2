import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { sleepUntil } from '../../process/waits.ts';
import { isBusybox, parseOptions, type ParsedOptions } from '../options.ts';
import { systemFacts } from './systemFacts.ts';

const UNITS: Readonly<Record<string, number>> = { b: 1 / 1024, k: 1, m: 1024, g: 1024 * 1024 };

/** The memory of the node. */
export const free = defineUtility({
  name: 'free',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'display amount of free and used memory in the system',
  *run(process) {
    const options = parseOptions(process, isBusybox(process) ? { short: 'bkmgh' } : { short: 'bkmghtlws:c:V', long: { bytes: 'b', kilo: 'k', mega: 'm', giga: 'g', human: 'h', total: 't', wide: 'w', seconds: 's:', count: 'c:', lohi: 'l', version: 'V' } });
    if (options === undefined) return 1;
    if (options.has('V')) {
      process.out('free from procps-ng 3.3.10\n');
      return 0;
    }
    const everySeconds = options.value('s') ?? (options.has('c') ? '1' : undefined);
    if (everySeconds !== undefined && !(Number(everySeconds) > 0)) return refuse(process, `seconds argument failed: '${everySeconds}': Invalid argument`);
    const count = options.value('c');
    if (count !== undefined && !/^[1-9]\d*$/.test(count)) return refuse(process, `failed to parse count argument: '${count}': ${/^\d+$/.test(count) ? 'Numerical result out of range' : 'Invalid argument'}`);
    for (let shown = 1; ; shown += 1) {
      process.out(table(process, options));
      if (everySeconds === undefined || (count !== undefined && shown >= Number(count))) return 0;
      process.out('\n');
      yield* sleepUntil(process, process.kernel.now() + Number(everySeconds) * 1000);
    }
  },
});

function refuse(process: Process, text: string): 1 {
  process.err(`free: ${text}\n`);
  return 1;
}

function table(process: Process, options: ParsedOptions): string {
  const { memory } = systemFacts(process);
  const show = options.has('h') ? (isBusybox(process) ? humanBusybox : humanProcps) : plain(UNITS[options.given.findLast(([name]) => name in UNITS)?.[0] ?? 'k'] ?? 1);
  const row = (label: string, values: readonly number[]) => `${label.padEnd(8)}${values.map((value, index) => show(value).padStart(index === 0 ? 11 : 12)).join('')}\n`;
  const { total, used, free: unused, shared, buffers, cache, available } = memory;
  const titles = options.has('w') ? ['total', 'used', 'free', 'shared', 'buffers', 'cache', 'available'] : ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
  const header = `${' '.repeat(8)}${titles.map((title, index) => title.padStart(index === 0 ? 11 : 12)).join('')}\n`;
  const inUse = options.has('w') ? [buffers, cache] : [buffers + cache];
  const halves = options.has('l') ? row('Low:', [total, used, unused]) + row('High:', [0, 0, 0]) : '';
  const sum = options.has('t') ? row('Total:', [total, used, unused]) : '';
  return header + row('Mem:', [total, used, unused, shared, ...inUse, available]) + halves + row('Swap:', [0, 0, 0]) + sum;
}

function plain(unitKb: number): (kb: number) => string {
  return (kb) => String(Math.floor(kb / unitKb));
}

/** procps 3.3.10: four places and a letter without an `i`. */
function humanProcps(kb: number): string {
  let value = kb;
  let unit = 'K';
  if (kb === 0) return '0B';
  for (const next of ['M', 'G', 'T']) {
    if (value < 1000) break;
    value /= 1024;
    unit = next;
  }
  return value < 9.95 ? `${value.toFixed(1)}${unit}` : `${Math.floor(value)}${unit}`;
}

/** Always one decimal. */
function humanBusybox(kb: number): string {
  if (kb === 0) return '0';
  let value = kb;
  let unit = 'K';
  for (const next of ['M', 'G', 'T']) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${value.toFixed(1)}${unit}`;
}
