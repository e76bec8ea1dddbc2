import { utf8Bytes } from '#engine/core/utf8.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { drain, readSome } from '../process/waits.ts';
import { isBusybox, parseOptions } from './options.ts';
import { readFile } from './sources.ts';

const GNU_OPTIONS = {
  short: 'nbsAETuvet',
  long: { number: 'n', 'number-nonblank': 'b', 'squeeze-blank': 's', 'show-all': 'A', 'show-ends': 'E', 'show-tabs': 'T', 'show-nonprinting': 'v' },
};

/** Copies files or standard input to standard output, as it arrives. */
export const cat = defineUtility({
  name: 'cat',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'concatenate files and print on the standard output',
  *run(process) {
    const options = parseOptions(process, isBusybox(process) ? { short: 'nbvteA' } : GNU_OPTIONS);
    if (options === undefined) return 1;
    const format = createFormat(new Set(options.given.map(([name]) => name)), isBusybox(process));
    let status = 0;
    for (const name of options.operands.length === 0 ? ['-'] : options.operands) {
      if (name === '-') {
        yield* copyInput(process, format);
        continue;
      }
      const text = readFile(process, name);
      if (text === undefined) status = 1;
      else process.out(format(text));
      yield* drain(process.stdout);
    }
    return status;
  },
});

function* copyInput(process: Process, format: (text: string) => string): Generator<Wait, void, void> {
  for (;;) {
    const text = yield* readSome(process.stdin);
    if (text === undefined) return;
    process.out(format(text));
    yield* drain(process.stdout);
  }
}

/** Numbers lines and shows what is invisible; keeps its count over all files. */
function createFormat(given: ReadonlySet<string>, busybox: boolean): (text: string) => string {
  const showEnds = given.has('A') || given.has('E') || given.has('e');
  const showTabs = given.has('A') || given.has('T') || given.has('t');
  const numberAll = given.has('n') && !given.has('b');
  const numberFull = given.has('b');
  const showsControls = ['A', 'e', 't', 'v'].some((name) => given.has(name));
  if (!showEnds && !showTabs && !numberAll && !numberFull && !given.has('s') && !showsControls) return (text) => text;
  // Busybox numbers line by line and ends each, also an unfinished last one.
  const finishLine = busybox && (numberAll || numberFull);
  let line = 0;
  let atStart = true;
  let blanks = 0;
  return (text) => {
    let out = '';
    for (const piece of text.split(/(?<=\n)/)) {
      if (piece === '') continue;
      const body = piece.replace(/\n$/, '');
      const ends = piece.endsWith('\n');
      if (atStart) {
        blanks = body === '' && ends ? blanks + 1 : 0;
        if (given.has('s') && blanks > 1) continue;
        if (numberAll || (numberFull && body !== '')) out += `${String((line += 1)).padStart(6)}\t`;
      }
      const visible = showsControls ? withoutControls(body) : body;
      out += (showTabs ? visible.replaceAll('\t', '^I') : visible) + (ends ? `${showEnds ? '$' : ''}\n` : finishLine && body !== '' ? '\n' : '');
      atStart = ends;
    }
    return out;
  };
}

/** `^X` for control characters, `M-x` for bytes above 127. */
function withoutControls(text: string): string {
  let out = '';
  for (const byte of utf8Bytes(text)) {
    const low = byte & 0x7f;
    const shown = low === 0x7f ? '^?' : low < 0x20 && byte !== 9 ? `^${String.fromCharCode(low + 0x40)}` : String.fromCharCode(low);
    out += byte < 0x80 ? shown : `M-${shown}`;
  }
  return out;
}
