import { defineUtility } from '../../command.ts';
import { parseOptions } from '../options.ts';
import { readSources } from '../sources.ts';

export const strings = defineUtility({
  name: 'strings',
  flavours: ['alpine', 'busybox'],
  summary: 'display printable strings in a file',
  *run(process) {
    const options = parseOptions(process, { short: 'aft:on:' });
    if (options === undefined) return 1;
    const least = Number(options.value('n') ?? 4);
    const ok = yield* readSources(process, options.operands, (text, name) => {
      for (const run of text.match(new RegExp(`[\\t -~]{${least},}`, 'g')) ?? []) process.out(`${options.has('f') ? `${name}: ` : ''}${run}\n`);
    });
    return ok ? 0 : 1;
  },
});
