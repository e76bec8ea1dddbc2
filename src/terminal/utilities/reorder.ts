import { defineUtility } from '../command.ts';
import { nameOf, parseOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

/** tac gives the lines of its input from the last to the first, rev each line from its end. */
export const tac = defineUtility({
  name: 'tac',
  aliases: ['rev'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print lines in reverse',
  *run(process) {
    const options = parseOptions(process, { short: '', long: {} });
    if (options === undefined) return 1;
    const reverses = nameOf(process) === 'rev';
    const ok = yield* readSources(process, options.operands, (text) => {
      if (reverses) process.out(text.replaceAll(/[^\n]+/g, (line) => [...line].reverse().join('')));
      else process.out(text.split(/(?<=\n)/).reverse().join(''));
    });
    return ok ? 0 : 1;
  },
});

/** Numbers the lines of files that have text in them. */
export const nl = defineUtility({
  name: 'nl',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'number lines of files',
  *run(process) {
    const options = parseOptions(process, { short: 'b:w:s:v:i:', long: { 'body-numbering': 'b:' } });
    if (options === undefined) return 1;
    const all = options.value('b') === 'a';
    const width = Number(options.value('w') ?? 6);
    const separator = options.value('s') ?? '\t';
    let number = Number(options.value('v') ?? 1);
    const ok = yield* readSources(process, options.operands, (text) => {
      for (const line of linesOf(text)) {
        if (line === '' && !all) process.out(`${' '.repeat(width + separator.length)}\n`);
        else {
          process.out(`${String(number).padStart(width)}${separator}${line}\n`);
          number += Number(options.value('i') ?? 1);
        }
      }
    });
    return ok ? 0 : 1;
  },
});
