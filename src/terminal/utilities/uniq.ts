import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

export const uniq = defineUtility({
  name: 'uniq',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'report or omit repeated lines',
  *run(process) {
    const options = parseOptions(process, { short: 'cdiuf:s:w:D', long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i', 'skip-fields': 'f:', 'skip-chars': 's:', 'check-chars': 'w:' } });
    if (options === undefined) return 1;
    const keyOf = (line: string) => {
      const unfielded = line.replace(new RegExp(`^(?:\\s*\\S+){0,${Number(options.value('f') ?? 0)}}`), '');
      const key = unfielded.slice(Number(options.value('s') ?? 0), options.has('w') ? Number(options.value('s') ?? 0) + Number(options.value('w')) : undefined);
      return options.has('i') ? key.toLowerCase() : key;
    };
    const groups: { line: string; count: number; readonly lines: string[] }[] = [];
    const ok = yield* readSources(process, options.operands.slice(0, 1), (text) => {
      for (const line of linesOf(text)) {
        const last = groups.at(-1);
        if (last !== undefined && keyOf(last.line) === keyOf(line)) {
          last.count += 1;
          last.lines.push(line);
        } else groups.push({ line, count: 1, lines: [line] });
      }
    });
    if (!ok) return 1;
    const kept = groups.filter(({ count }) => (options.has('d') || options.has('D') ? count > 1 : options.has('u') ? count === 1 : true));
    const text = kept
      .flatMap(({ line, count, lines }) => (options.has('D') ? lines : [options.has('c') ? `${String(count).padStart(7)} ${line}` : line]))
      .map((line) => `${line}\n`)
      .join('');
    const output = options.operands[1];
    if (output === undefined) {
      process.out(text);
      return 0;
    }
    try {
      process.machine.files.write(process.machine.files.resolve(process.cwd, output), text);
      return 0;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.err(isBusybox(process) ? `uniq: can't open '${output}': ${error.text}\n` : `uniq: ${output}: ${error.text}\n`);
      return 1;
    }
  },
});
