import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

/** How records and fields are told apart. */

/** Splits by FS: one blank means runs of blanks, another single character itself, anything longer is a pattern. */
export function splitFields(text: string, separator: string, { compile, isParagraph, isPattern }: { readonly compile: (source: string) => RegExp; readonly isParagraph: boolean; readonly isPattern?: boolean }): readonly string[] {
  if (text === '') return [];
  if (separator === ' ' && isPattern !== true) return text.match(/[^ \t\n]+/g) ?? [];
  if (separator === '') return [...text];
  const source = separator.length === 1 && isPattern !== true ? (separator === '\\' ? '\\\\' : separator === '\t' ? '\\t' : `[${separator === '^' ? '\\^' : separator}]`) : separator;
  const pattern = compile(isParagraph ? `(${source})|\n` : source);
  return splitBy(text, pattern);
}

/** As String.split, but groups are not part of the answer and empty matches part nothing. */
export function splitBy(text: string, pattern: RegExp): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(boundedRegExp(pattern.source, `g${pattern.flags.replace('g', '')}`))) {
    if (match[0] === '') continue;
    pieces.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** A record taken from the front of a buffer, and what is left. */
export interface Taken {
  readonly record: string;
  readonly rest: string;
}

/** The next record of a buffer by RS; undefined when more text is needed to tell. */
export function takeRecord(buffer: string, separator: string, { isAtEnd, compile }: { readonly isAtEnd: boolean; readonly compile: (source: string) => RegExp }): Taken | undefined {
  if (separator === '') return takeParagraph(buffer, isAtEnd);
  if (separator.length === 1) {
    const end = buffer.indexOf(separator);
    if (end >= 0) return { record: buffer.slice(0, end), rest: buffer.slice(end + 1) };
  } else {
    const match = compile(separator).exec(buffer);
    const end = match === null ? -1 : match.index + match[0].length;
    // A match at the very end might go on.
    if (match !== null && match[0] !== '' && (isAtEnd || end < buffer.length)) return { record: buffer.slice(0, match.index), rest: buffer.slice(end) };
  }
  if (!isAtEnd || buffer === '') return undefined;
  return { record: separator.length > 1 ? buffer.replace(/\n$/, '') : buffer, rest: '' };
}

/** Records apart by empty lines. */
function takeParagraph(buffer: string, isAtEnd: boolean): Taken | undefined {
  const text = buffer.replace(/^\n+/, '');
  const match = /\n\n+/.exec(text);
  if (match !== null && (isAtEnd || match.index + match[0].length < text.length)) return { record: text.slice(0, match.index), rest: text.slice(match.index + match[0].length) };
  if (!isAtEnd || text === '') return undefined;
  return { record: text.replace(/\n+$/, ''), rest: '' };
}
