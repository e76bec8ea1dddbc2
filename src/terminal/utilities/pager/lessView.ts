import type { Tty } from '../../process/tty.ts';
import type { PagedText } from './less.ts';
import { compilePattern } from '../pattern.ts';
import { screenRows } from './textLines.ts';
import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

export interface LessOptions {
  readonly isChopped: boolean;
  readonly showsNumbers: boolean;
  readonly ignoresCase: boolean;
  readonly goesToEnd: boolean;
  readonly pattern: string | undefined;
}

/** What a pager shows and what its keys do. */
export interface LessView {
  /** The whole screen anew. */
  draw(): string;
  /** True when the key leaves. */
  press(key: string): boolean;
  /** All of it is on one screen. */
  fits(): boolean;
}

const HELP = [
  'SUMMARY OF LESS COMMANDS', '', '  q  :q  Q             Exit.', '  e  ^E  j  ^N  CR     Forward one line.', '  y  ^Y  k  ^K  ^P     Backward one line.', '  f  ^F  ^V  SPACE     Forward one window.',
  '  b  ^B  ESC-v         Backward one window.', '  d  ^D                Forward one half-window.', '  u  ^U                Backward one half-window.', '  /pattern             Search forward.',
  '  ?pattern             Search backward.', '  n                    Repeat previous search.', '  N                    Repeat previous search in reverse direction.', '  g  <  ESC-<          Go to first line.',
  '  G  >  ESC->          Go to last line.', '  :n                   Examine the next file.', '  :p                   Examine the previous file.', '', '                 Press q when done',
].join('\n');

export function createLessView(texts: readonly PagedText[], tty: Tty, options: LessOptions): LessView {
  let current = 0;
  let rows: readonly string[] = [];
  let top = 0;
  /** What is being typed behind `/`, `?`, `:` or a number. */
  let typed: string | undefined;
  let pattern = '';
  let expression: RegExp | undefined;
  let isBackwards = false;
  let message: string | undefined;
  let isFresh = true;
  let help: { readonly rows: readonly string[]; readonly top: number } | undefined;

  const height = () => Math.max(1, tty.rows - 1);
  const lastTop = () => Math.max(0, rows.length - height());
  const layOut = (text: string) => {
    const numbered = options.showsNumbers ? text.replace(/\n$/, '').split('\n').map((line, index) => `${String(index + 1).padStart(7)} ${line}`).join('\n') : text;
    rows = screenRows(numbered, tty.columns, options.isChopped);
  };
  const open = (index: number) => {
    current = index;
    top = 0;
    isFresh = true;
    layOut(texts[index]?.text ?? '');
  };
  const move = (by: number) => {
    top = Math.min(Math.max(0, top + by), Math.max(top, lastTop()));
  };

  const matches = (row: string) => expression?.test(row) === true;
  const look = (text: string) => {
    pattern = text;
    const compiled = compilePattern(text, 'extended');
    // As less -i: a pattern with a capital minds the case.
    expression = 'error' in compiled ? undefined : boundedRegExp(compiled.source, options.ignoresCase && text === text.toLowerCase() ? 'i' : '');
    if ('error' in compiled) message = `${compiled.error}  (press RETURN)`;
  };

  const search = (backwards: boolean) => {
    if (pattern === '') {
      message = 'No previous regular expression  (press RETURN)';
      return;
    }
    for (let at = top + (backwards ? -1 : 1); at >= 0 && at < rows.length; at += backwards ? -1 : 1) {
      if (!matches(rows[at] ?? '')) continue;
      top = at;
      return;
    }
    message = 'Pattern not found  (press RETURN)';
  };

  const finishTyped = () => {
    const line = typed ?? '';
    typed = undefined;
    if (line.startsWith('/') || line.startsWith('?')) {
      isBackwards = line.startsWith('?');
      if (line.length > 1) look(line.slice(1));
      if (message === undefined) search(isBackwards);
    } else if (line === ':n' || line === ':p') {
      const next = current + (line === ':n' ? 1 : -1);
      if (next >= 0 && next < texts.length) open(next);
      else message = line === ':n' ? 'No next file  (press RETURN)' : 'No previous file  (press RETURN)';
    } else if (line === ':q' || line === ':Q') return true;
    return false;
  };

  const pressTyped = (key: string): boolean => {
    if (key === '\u0007' || key === '\x1b') typed = undefined;
    else if (key === '\r' || key === '\n') return finishTyped();
    else if (key === '\u007f' || key === '\b') typed = (typed?.length ?? 0) <= 1 ? undefined : typed?.slice(0, -1);
    else if (/^\d+$/.test(typed ?? '') && !/^\d$/.test(key)) {
      const number = Number(typed);
      typed = undefined;
      if (key === 'g' || key === 'G') top = Math.min(Math.max(0, number - 1), Math.max(0, rows.length - 1));
      else return pressCommand(key, number);
    } else {
      typed += key;
      if (/^:[npqQ]$/.test(typed ?? '')) return finishTyped();
    }
    return false;
  };

  const pressCommand = (key: string, count?: number): boolean => {
    const half = Math.max(1, Math.floor(height() / 2));
    switch (key) {
      case 'q':
      case 'Q':
        return true;
      case ' ':
      case 'f':
      case '\u0006':
      case '\u0016':
      case '\x1b[6~':
        move(count ?? height());
        break;
      case 'b':
      case '\u0002':
      case '\x1b[5~':
        move(-(count ?? height()));
        break;
      case '\r':
      case '\n':
      case 'j':
      case 'e':
      case '\u000e':
      case '\u0005':
      case '\x1b[B':
      case '\x1bOB':
        move(count ?? 1);
        break;
      case 'k':
      case 'y':
      case '\u0010':
      case '\u0019':
      case '\x1b[A':
      case '\x1bOA':
        move(-(count ?? 1));
        break;
      case 'd':
      case '\u0004':
        move(half);
        break;
      case 'u':
      case '\u0015':
        move(-half);
        break;
      case 'g':
      case '<':
      case '\x1b[H':
      case '\x1bOH':
      case '\x1b[1~':
        top = 0;
        break;
      case 'G':
      case '>':
      case '\x1b[F':
      case '\x1bOF':
      case '\x1b[4~':
        top = lastTop();
        break;
      case 'n':
        search(isBackwards);
        break;
      case 'N':
        search(!isBackwards);
        break;
      case 'h':
      case 'H':
        help = { rows, top };
        rows = screenRows(HELP, tty.columns);
        top = 0;
        break;
      case '/':
      case '?':
      case ':':
        typed = key;
        break;
      default:
        if (/^[1-9]$/.test(key)) typed = key;
    }
    return false;
  };

  const statusLine = () => {
    if (typed !== undefined) return /^\d/.test(typed) ? `:${typed}` : typed;
    if (message !== undefined) return inverse(message);
    if (help !== undefined) return inverse(top >= lastTop() ? 'HELP -- END -- Press g to see it again, or q when done' : 'HELP -- Press RETURN for more, or q when done');
    const { name } = texts[current] ?? {};
    const of = texts.length > 1 ? ` (file ${current + 1} of ${texts.length})` : '';
    const isAtEnd = top >= lastTop();
    if (isFresh && name !== undefined) return inverse(`${name}${of}${isAtEnd ? ' (END)' : ''}`);
    return isAtEnd ? inverse('(END)') : ':';
  };

  open(0);
  if (options.goesToEnd) top = lastTop();
  if (options.pattern !== undefined) {
    look(options.pattern);
    top = Math.max(0, rows.findIndex(matches));
  }

  return {
    draw: () => {
      const shown = Array.from({ length: height() }, (_, index) => rows[top + index]);
      const lines = shown.map((row) => `${row === undefined ? '\x1b[1m~\x1b[0m' : highlighted(row, expression)}\x1b[K\n`);
      return `\x1b[H${lines.join('')}${statusLine()}\x1b[K`;
    },
    press: (key) => {
      const wasTold = message !== undefined;
      message = undefined;
      if (typed !== undefined) return pressTyped(key);
      if (wasTold && (key === '\r' || key === '\n')) return false;
      if (help !== undefined && (key === 'q' || key === 'Q')) {
        ({ rows, top } = help);
        help = undefined;
        return false;
      }
      isFresh = false;
      return pressCommand(key);
    },
    fits: () => texts.length === 1 && rows.length <= height(),
  };
}

function inverse(text: string): string {
  return `\x1b[7m${text}\x1b[27m`;
}

function highlighted(row: string, expression: RegExp | undefined): string {
  return expression === undefined ? row : row.replace(boundedRegExp(expression.source, `g${expression.flags}`), (found) => (found === '' ? '' : inverse(found)));
}
