import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { extraOperand, isBusybox, parseOptions } from './options.ts';
import { linesOf, readSources } from './sources.ts';

export const uniq = defineUtility({
  name: 'uniq',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'report or omit repeated lines',
  *run(process) {
    // These take a value behind their sign only.
    const separation = process.argv.map((arg) => /^--(?:all-repeated|group)(?:=(\w+))?$/.exec(arg)).find((match) => match !== null);
    const args = process.argv.slice(1).map((arg) => arg.replace(/^(--(?:all-repeated|group))=.*$/, '$1'));
    const options = parseOptions(process, { short: 'cdiuf:s:w:Dz', long: { 'zero-terminated': 'z', 'all-repeated': 'all-repeated', group: 'group', count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i', 'skip-fields': 'f:', 'skip-chars': 's:', 'check-chars': 'w:' } }, args);
    if (options === undefined) return 1;
    if (options.operands.length > 2 && !isBusybox(process)) return extraOperand(process, options.operands[2] ?? '');
    for (const [letter, what] of [['f', 'fields to skip'], ['s', 'bytes to skip'], ['w', 'bytes to compare']] as const) {
      const number = options.value(letter);
      if (number === undefined || /^\d+$/.test(number)) continue;
      process.err(isBusybox(process) ? `uniq: invalid number '${number}'\n` : `uniq: ${number}: invalid number of ${what}\n`);
      return 1;
    }
    const showsAll = options.has('D') || options.has('all-repeated') || options.has('group');
    const gap = options.has('group') || separation?.[1] === 'separate' ? 'between' : separation?.[1] === 'prepend' ? 'before' : 'none';
    const ending = options.has('z') ? '\0' : '\n';
    const keyOf = (line: string) => {
      const unfielded = line.replace(new RegExp(`^(?:\\s*\\S+){0,${Number(options.value('f') ?? 0)}}`), '');
      const key = unfielded.slice(Number(options.value('s') ?? 0), options.has('w') ? Number(options.value('s') ?? 0) + Number(options.value('w')) : undefined);
      return options.has('i') ? key.toLowerCase() : key;
    };
    const groups: { line: string; count: number; readonly lines: string[] }[] = [];
    const ok = yield* readSources(process, options.operands.slice(0, 1), (text) => {
      for (const line of linesOf(text, ending)) {
        const last = groups.at(-1);
        if (last !== undefined && keyOf(last.line) === keyOf(line)) {
          last.count += 1;
          last.lines.push(line);
        } else groups.push({ line, count: 1, lines: [line] });
      }
    });
    if (!ok) return 1;
    const kept = groups.filter(({ count }) => (options.has('d') || options.has('D') || options.has('all-repeated') ? count > 1 : options.has('u') ? count === 1 : true));
    const text = kept
      .flatMap(({ line, count, lines }, index) => (showsAll ? [...(gap === 'before' || (gap === 'between' && index > 0) ? [''] : []), ...lines] : [options.has('c') ? `${String(count).padStart(7)} ${line}` : line]))
      .map((line) => line + ending)
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
