import { compilePattern } from '../pattern.ts';
import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

const SIMPLE: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', r: '\r', v: '\v', '"': '"', '/': '/', '&': '&' };

/** Makes and keeps regular expressions; undefined for what is none. */
export function createPatterns(hasIntervals: boolean): (source: string) => RegExp | undefined {
  const known = new Map<string, RegExp | undefined>();
  return (source) => {
    if (known.has(source)) return known.get(source);
    const compiled = compilePattern(translate(source, hasIntervals), 'extended');
    const pattern = 'error' in compiled ? undefined : boundedRegExp(compiled.source, 's');
    known.set(source, pattern);
    return pattern;
  };
}

/** Awk's own escapes in a pattern; what is left is POSIX. */
function translate(source: string, hasIntervals: boolean): string {
  const escaped = source.replaceAll(/\\([0-7]{1,3}|[^])/g, (whole, code: string) => {
    if (/^[0-7]/.test(code)) return literal(String.fromCodePoint(Number.parseInt(code, 8) & 255));
    if (code === 'y') return '\\b';
    return code in SIMPLE ? literal(SIMPLE[code] ?? '') : whole;
  });
  return hasIntervals ? escaped : escaped.replaceAll(/(?<!\\)[{}]/g, (brace) => `\\${brace}`);
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|]/.test(char) ? `\\${char}` : char;
}
