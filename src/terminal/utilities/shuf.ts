import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

/** Mixes lines; by the simulation's own dice, so that a replay mixes them in the same way. */
export const shuf = defineUtility({
  name: 'shuf',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'shuffle lines',
  *run(process) {
    const options = parseOptions(process, { short: 'ei:n:o:rz', long: { echo: 'e', 'input-range': 'i:', 'head-count': 'n:', output: 'o:', repeat: 'r', 'zero-terminated': 'z' } });
    if (options === undefined) return 1;
    const range = options.value('i');
    let lines: string[] = [];
    if (range !== undefined) {
      const [, low, high] = /^(\d+)-(\d+)$/.exec(range) ?? [];
      if (low === undefined || high === undefined || Number(low) > Number(high)) {
        process.err(isBusybox(process) ? `shuf: bad range '${range}'\n` : `shuf: invalid input range: '${range}'\n`);
        return 1;
      }
      lines = Array.from({ length: Number(high) - Number(low) + 1 }, (_, index) => String(Number(low) + index));
    } else if (options.has('e')) lines = [...options.operands];
    else if (!(yield* readSources(process, options.operands.slice(0, 1), (text) => (lines = linesOf(text))))) return 1;
    const { random } = process.kernel.cluster.sim;
    for (let last = lines.length - 1; last > 0; last -= 1) {
      const other = random.integer(0, last);
      [lines[last], lines[other]] = [lines[other] ?? '', lines[last] ?? ''];
    }
    process.out(lines.slice(0, Number(options.value('n') ?? lines.length)).map((line) => `${line}\n`).join(''));
    return 0;
  },
});
