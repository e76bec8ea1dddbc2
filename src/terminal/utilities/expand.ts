import { defineUtility } from '../command.ts';
import { isBusybox, nameOf, parseOptions } from './options.ts';
import { readSources } from './sources.ts';

/** expand makes blanks of tabs, unexpand tabs of blanks. */
export const expand = defineUtility({
  name: 'expand',
  aliases: ['unexpand'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'convert tabs to spaces, or spaces to tabs',
  *run(process) {
    const options = parseOptions(process, { short: 'it:af', long: { initial: 'i', tabs: 't:', all: 'a', 'first-only': 'f' } });
    if (options === undefined) return 1;
    const tabs = options.value('t') ?? '8';
    const bad = /[^\d, ]/.exec(tabs);
    if (bad !== null || tabs === '') {
      process.err(isBusybox(process) ? `${nameOf(process)}: invalid number '${tabs}'\n` : `${nameOf(process)}: tab size contains invalid character(s): '${tabs.slice(bad?.index ?? 0)}'\n`);
      return 1;
    }
    if (/^0+$/.test(tabs)) {
      process.err(`${nameOf(process)}: ${isBusybox(process) ? 'number 0 is not in 1..4294967295 range' : 'tab size cannot be 0'}\n`);
      return 1;
    }
    const next = stops(tabs.split(/[, ]+/).map(Number));
    const all = options.has('a') || options.has('t');
    const change = nameOf(process) === 'expand' ? (line: string) => spaced(line, next, options.has('i')) : (line: string) => tabbed(line, next, { all: all && !options.has('f'), keepsLone: !isBusybox(process) });
    const ok = yield* readSources(process, options.operands, (text) => process.out(text.replaceAll(/[^\n]+/g, change)));
    return ok ? 0 : 1;
  },
});

/** The tab stop behind a column; undefined behind the last of a list. */
type NextStop = (column: number) => number | undefined;

function stops(sizes: readonly number[]): NextStop {
  const [only = 8] = sizes;
  if (sizes.length === 1) return (column) => column + only - (column % only);
  return (column) => sizes.find((stop) => stop > column);
}

function spaced(line: string, next: NextStop, onlyLeading: boolean): string {
  let out = '';
  let isLeading = true;
  let column = 0;
  for (const char of line) {
    if (char === '\t' && (isLeading || !onlyLeading)) {
      const stop = next(column) ?? column + 1;
      out += ' '.repeat(stop - column);
      column = stop;
      continue;
    }
    if (char !== ' ' && char !== '\t') isLeading = false;
    column = char === '\t' ? (next(column) ?? column + 1) : column + 1;
    out += char;
  }
  return out;
}

function tabbed(line: string, next: NextStop, { all, keepsLone }: { readonly all: boolean; readonly keepsLone: boolean }): string {
  let out = '';
  let column = 0;
  let blanksFrom: number | undefined;
  let isLeading = true;
  const flush = () => {
    if (blanksFrom === undefined) return;
    let at = blanksFrom;
    // GNU leaves a single blank inside a line, even where a tab would do.
    const isLone = keepsLone && !isLeading && column - at === 1;
    for (let stop = isLone ? undefined : next(at); stop !== undefined && stop <= column; stop = next(at)) {
      out += '\t';
      at = stop;
    }
    out += ' '.repeat(column - at);
    blanksFrom = undefined;
  };
  for (const char of line) {
    const isBlank = char === ' ' || char === '\t';
    if (isBlank && (isLeading || all)) {
      blanksFrom ??= column;
      column = char === '\t' ? (next(column) ?? column + 1) : column + 1;
      continue;
    }
    flush();
    if (!isBlank) isLeading = false;
    out += char;
    column += 1;
  }
  flush();
  return out;
}
