import { defineUtility } from '../command.ts';
import { textOfUtf8, utf8Bytes } from '#engine/core/utf8.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';
import { linesOf, readSources } from './sources.ts';

type Range = readonly [from: number, to: number];

export const cut = defineUtility({
  name: 'cut',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'remove sections from each line of files',
  *run(process) {
    const options = parseOptions(process, { short: 'b:c:d:f:snz', long: { bytes: 'b:', characters: 'c:', delimiter: 'd:', fields: 'f:', 'only-delimited': 's', 'zero-terminated': 'z', complement: 'complement', 'output-delimiter': 'output-delimiter:' } });
    if (options === undefined) return 1;
    const fail = (text: string) => {
      process.err(`cut: ${text}\n${isBusybox(process) ? '' : "Try 'cut --help' for more information.\n"}`);
      return 1;
    };
    const fields = options.value('f');
    const list = fields ?? options.value('c') ?? options.value('b');
    if (list === undefined) return fail(isBusybox(process) ? 'expected a list of bytes, characters, or fields' : 'you must specify a list of bytes, characters, or fields');
    if (!isBusybox(process) && options.given.filter(([name]) => 'bcf'.includes(name)).length > 1) return fail('only one list may be specified');
    if (/^0+$/.test(list) && !isBusybox(process)) return fail(fields === undefined ? 'byte/character positions are numbered from 1' : 'fields are numbered from 1');
    if (!isBusybox(process) && isDecreasing(list)) return fail('invalid decreasing range');
    const ranges = parseRanges(list, isBusybox(process));
    if (ranges === undefined) return fail(isBusybox(process) ? `invalid number '${list}'` : fields === undefined ? `invalid byte/character position ${quoted(process, list)}` : `invalid field value ${quoted(process, list)}`);
    const given = options.value('d');
    const delimiter = given === '' ? '\0' : given === undefined ? '\t' : isBusybox(process) ? ([...given][0] ?? '') : given;
    if ([...delimiter].length !== 1) return fail('the delimiter must be a single character');
    const glue = options.value('output-delimiter') ?? (fields === undefined ? '' : delimiter);
    const isWanted = (at: number) => ranges.some(([from, to]) => at >= from && at <= to) !== options.has('complement');
    // GNU's cut counts bytes also with -c.
    const countsBytes = fields === undefined && glue === '' && (options.has('b') || !isBusybox(process));
    const ending = options.has('z') ? '\0' : '\n';
    const cutLine = (line: string) => {
      if (fields !== undefined && (!line.includes(delimiter) || /^0+$/.test(list))) return options.has('s') ? undefined : line;
      if (countsBytes) return textOfUtf8(utf8Bytes(line).filter((_, index) => isWanted(index + 1)));
      const parts = fields === undefined ? [...line] : line.split(delimiter);
      return parts.filter((_, index) => isWanted(index + 1)).join(glue);
    };
    const ok = yield* readSources(process, options.operands, (text) => {
      for (const line of linesOf(text, ending)) {
        const kept = cutLine(line);
        if (kept !== undefined) process.out(kept + ending);
      }
    });
    return ok ? 0 : 1;
  },
});

function isDecreasing(list: string): boolean {
  return list.split(',').some((part) => {
    const match = /^(\d+)-(\d+)$/.exec(part);
    return match !== null && Number(match[2]) < Number(match[1]);
  });
}

/** `1,3-5,7-`: undefined for what is no list. */
function parseRanges(list: string, allowsZero: boolean): Range[] | undefined {
  const ranges: Range[] = [];
  for (const part of list.split(',')) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (match === null || part === '' || part === '-') return undefined;
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to = match[2] === '' ? from : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
    if ((from === 0 && !allowsZero) || to < from) return undefined;
    ranges.push([from, to]);
  }
  return ranges;
}
