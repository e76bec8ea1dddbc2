import { joinBytes, textOfByte } from '#engine/core/utf8.ts';

/** Backslash sequences, as $'…', `echo -e`, `printf` and `printf %b` read them. */

const LETTERS: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', e: '\u001b', E: '\u001b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\u000b', '\\': '\\' };

/** `$'…'` and `${x@E}`: octal without a leading 0, quotes, control characters. */
export function unescapeAnsi(text: string): string {
  const plain = text.replace(/\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|c.|.)/gsu, (whole, code: string) => {
    if (code.startsWith('c')) return String.fromCharCode((code.charCodeAt(1) ?? 0) & 0x1f);
    if (code === "'" || code === '"' || code === '?') return code;
    return numeric(code) ?? LETTERS[code] ?? whole;
  });
  return joinBytes(plain);
}

const LEADING_ZERO = /\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|0[0-7]{0,3}|.)|\\$/gsu;
const EITHER_OCTAL = /\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|0[0-7]{0,3}|[1-7][0-7]{0,2}|.)|\\$/gsu;

export interface Unescaped {
  readonly text: string;
  /** `\c` was met: nothing after it is printed, not even the newline. */
  readonly isCut: boolean;
}

/** `echo -e` and `%b`: octal wants a 0 in front, and `\c` ends the output. */
export function unescapeEcho(text: string, octal: 'leading zero' | 'either' = 'leading zero'): Unescaped {
  let result = '';
  const pattern = octal === 'either' ? EITHER_OCTAL : LEADING_ZERO;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, code] = match;
    result += text.slice(from, match.index);
    from = match.index + whole.length;
    if (code === 'c') return { text: joinBytes(result), isCut: true };
    result += code === undefined ? whole : (numeric(code) ?? LETTERS[code] ?? whole);
  }
  return { text: joinBytes(result + text.slice(from)), isCut: false };
}

/** In the format of printf: octal as it comes, `\"` too. dash knows octal numbers only. */
export function unescapeFormat(text: string, hasHexadecimal = true): string {
  const plain = text.replace(/\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|.)/gsu, (whole, code: string) => {
    if (code === '"' || code === "'") return code;
    if (!hasHexadecimal && /^[xuU]/.test(code)) return whole;
    return numeric(code) ?? LETTERS[code] ?? whole;
  });
  return joinBytes(plain);
}

/** What a numeric code stands for: `\u` a character, the others a byte; undefined when it is none. */
function numeric(code: string): string | undefined {
  if (/^[uU][0-9a-fA-F]/.test(code)) return String.fromCodePoint(Math.min(0x10_ffff, Number.parseInt(code.slice(1), 16)));
  if (/^x[0-9a-fA-F]/.test(code)) return textOfByte(Number.parseInt(code.slice(1), 16));
  return /^[0-7]+$/.test(code) ? textOfByte(Number.parseInt(code, 8) & 0xff) : undefined;
}
