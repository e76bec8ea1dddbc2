import type { Signal } from '#engine/machine/programs.ts';
import { charWidth } from './wcwidth.ts';

export interface LineDisciplineOptions {
  /** Shows text on the terminal when echo is on. */
  readonly echo: (text: string) => void;
  readonly raise: (signal: Signal) => void;
  readonly takesSignals: () => boolean;
}

/** The cooked mode of a terminal: lines with erase, kill, end of input and the keys that are signals. */
export interface LineDiscipline {
  receive(text: string): void;
  /** A line, or the part of it that fits; '' when none is finished, undefined for an end of input that was typed. */
  read(limit?: number): string | undefined;
  isReadable(): boolean;
  /** Everything typed so far as it is, finished or not: for a reader in raw mode. */
  takeRaw(): string;
}

export const SIGNAL_KEYS: Readonly<Record<string, Signal>> = { '\u0003': 'SIGINT', '\u001a': 'SIGTSTP', '\u001c': 'SIGQUIT' };

export function createLineDiscipline({ echo, raise, takesSignals }: LineDisciplineOptions): LineDiscipline {
  /** Finished lines; an empty one is an end of input. */
  let lines: string[] = [];
  let line: string[] = [];
  let isLiteral = false;

  const insert = (char: string) => {
    line.push(char);
    echo(visible(char));
  };

  const finish = () => {
    lines.push(line.join(''));
    line = [];
  };

  const erase = () => {
    const char = line.pop();
    if (char !== undefined) echo('\b \b'.repeat(columnsOf(char)));
  };

  const eraseWord = () => {
    while (line.at(-1) === ' ') erase();
    while (line.length > 0 && line.at(-1) !== ' ') erase();
  };

  const interrupt = (key: string, signal: Signal) => {
    echo(visible(key));
    line = [];
    lines = [];
    raise(signal);
  };

  const take = (char: string) => {
    const signal = takesSignals() ? SIGNAL_KEYS[char] : undefined;
    if (isLiteral) {
      isLiteral = false;
      insert(char);
    } else if (signal !== undefined) interrupt(char, signal);
    else editOrInsert(char);
  };

  const editOrInsert = (char: string) => {
    switch (char) {
      case '\r':
      case '\n':
        line.push('\n');
        echo('\n');
        finish();
        break;
      case '\u007f':
      case '\b':
        erase();
        break;
      case '\u0015':
        while (line.length > 0) erase();
        break;
      case '\u0017':
        eraseWord();
        break;
      case '\u0004':
        finish();
        break;
      case '\u0012':
        echo(`^R\n${line.map(visible).join('')}`);
        break;
      case '\u0016':
        isLiteral = true;
        break;
      // simplified: Ctrl-S and Ctrl-Q do not halt the output.
      case '\u0011':
      case '\u0013':
        break;
      default:
        insert(char);
    }
  };

  return {
    receive: (text) => {
      for (const char of text.replaceAll('\r\n', '\n')) take(char);
    },
    read: (limit) => {
      const first = lines[0];
      if (first === undefined) return '';
      if (limit !== undefined && first.length > limit) {
        lines[0] = first.slice(limit);
        return first.slice(0, limit);
      }
      lines.shift();
      return first === '' ? undefined : first;
    },
    isReadable: () => lines.length > 0,
    takeRaw: () => {
      const text = lines.join('') + line.join('');
      lines = [];
      line = [];
      return text;
    },
  };
}

/** Control characters show as ^X, as with ECHOCTL. */
export function visible(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, (char) => `^${String.fromCharCode(char.charCodeAt(0) ^ 0x40)}`);
}

function columnsOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  // simplified: an erased tab gives back one column.
  if (char === '\t') return 1;
  return code < 0x20 || code === 0x7f ? 2 : charWidth(code);
}
