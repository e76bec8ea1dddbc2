import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import { isBusybox, nameOf, parseOptions } from '../options.ts';
import { keysUntil, splitKeys, takeKeys } from '../screenKeys.ts';
import { createLessView, type LessView } from './lessView.ts';

export interface PagedText {
  /** Undefined for standard input. */
  readonly name: string | undefined;
  readonly text: string;
}

/** Shows a text page by page. What does not go to a terminal passes as it is. */
export const less = defineUtility({
  name: 'less',
  flavours: ['centos7', 'alpine', 'busybox'],
  summary: 'view a file page by page',
  *run(process) {
    const args = process.argv.slice(1).filter((arg) => !arg.startsWith('+'));
    const options = parseOptions(process, isBusybox(process) ? { short: 'EFIMmNSRhX~' } : { short: 'aABcCeEfFgGiIJKLmMnNqQrRsSuUVwWXb:h:j:k:o:O:p:P:t:T:x:y:z:', long: { 'quit-if-one-screen': 'F', 'RAW-CONTROL-CHARS': 'R', 'chop-long-lines': 'S', 'LINE-NUMBERS': 'N', 'no-init': 'X', 'ignore-case': 'i' } }, args);
    if (options === undefined) return 1;
    const texts = yield* readTexts(process, options.operands);
    if (typeof texts === 'number') return texts;
    const { tty } = process;
    if (tty === undefined || !process.stdout.isTty()) {
      for (const { text } of texts) process.out(text);
      return 0;
    }
    const goesToEnd = process.argv.includes('+G') || process.argv.includes('+F');
    const pattern = options.value('p') ?? process.argv.find((arg) => arg.startsWith('+/'))?.slice(2);
    const view = createLessView(texts, tty, { isChopped: options.has('S'), showsNumbers: options.has('N'), ignoresCase: options.has('i') || options.has('I'), goesToEnd, pattern });
    if (options.has('F') && view.fits()) {
      for (const { text } of texts) process.out(text);
      return 0;
    }
    return yield* show(process, view, !isBusybox(process) && !options.has('X'));
  },
});

/** The texts to page through; a number to end with after what is wrong has been told. */
export function* readTexts(process: Process, names: readonly string[]): Generator<Wait, readonly PagedText[] | number, void> {
  // GNU's less tells of such things where it would show the text.
  const isLoose = !process.stdout.isTty() && !isBusybox(process) && nameOf(process) === 'less';
  const say = isLoose ? process.out : process.err;
  if (names.length === 0 || (names.length === 1 && names[0] === '-')) {
    if (process.stdin.isTty()) {
      process.err(isBusybox(process) ? 'less: missing filename\n' : 'Missing filename ("less --help" for help)\n');
      return 1;
    }
    return [{ name: undefined, text: yield* readAll(process.stdin) }];
  }
  const texts: PagedText[] = [];
  for (const name of names) {
    const { files } = process.machine;
    const path = files.resolve(process.cwd, name);
    try {
      if (files.isDirectory(path)) say(`${name} is a directory\n`);
      else texts.push({ name, text: files.read(path) });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      say(isBusybox(process) ? `less: can't open '${name}': ${error.text}\n` : `${name}: ${error.text}\n`);
    }
  }
  return texts.length === 0 ? (isLoose ? 0 : 1) : texts;
}

function* show(process: Process, view: LessView, usesOtherScreen: boolean): Running {
  const { tty } = process;
  if (tty === undefined) return 1;
  const giveBack = takeKeys(tty);
  // Ctrl-C gives up what is being typed, not the pager.
  process.onSignal('SIGINT', () => view.press('\u0007'));
  process.out(usesOtherScreen ? '\x1b[?1049h\x1b[?1h\x1b=' : '');
  try {
    process.out(view.draw());
    for (;;) {
      const keys = yield* keysUntil(process, tty, Number.POSITIVE_INFINITY);
      if (keys === undefined) return 0;
      for (const key of splitKeys(keys)) if (view.press(key)) return 0;
      process.out(view.draw());
    }
  } finally {
    giveBack();
    process.out(`\r\x1b[K${usesOtherScreen ? '\x1b[?1l\x1b>\x1b[?1049l' : ''}`);
  }
}
