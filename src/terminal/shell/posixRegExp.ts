import { sourceOf } from './expand/pattern.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';

/** A POSIX extended regular expression as a JavaScript one; undefined when it is malformed. */
export function toRegExp(source: string, ignoreCase = false): RegExp | undefined {
  if (/^[*+?]|(^|[^\\])\((?:[*+?])/.test(source)) return undefined;
  try {
    return boundedRegExp(translate(source), `su${ignoreCase ? 'i' : ''}`);
  } catch {
    return undefined;
  }
}

/** Brackets with their classes are the pattern syntax's; the rest is nearly the same in both. */
function translate(source: string): string {
  let result = '';
  for (let at = 0; at < source.length; ) {
    const char = source[at] as string;
    if (char === '[') {
      const end = bracketEnd(source, at);
      result += end === undefined ? '[' : sourceOf(source.slice(at, end).replace(/\\/g, '\\\\'));
      at = end ?? source.length;
    } else if (char === '\\') {
      const next = source[at + 1] ?? '';
      result += /[\\^$.*+?()[\]{}|/]/.test(next) ? `\\${next}` : { '<': '\\b', '>': '\\b', b: '\\b', w: '\\w', W: '\\W', s: '\\s', S: '\\S' }[next] ?? next;
      at += 2;
    } else if (char === '/' || (char === '{' && !/^\{\d+(,\d*)?\}/.test(source.slice(at)))) {
      result += `\\${char}`;
      at += 1;
    } else {
      result += char === '}' && !/\{\d+(,\d*)?$/.test(source.slice(0, at)) ? '\\}' : char;
      at += 1;
    }
  }
  return result;
}

function bracketEnd(source: string, at: number): number | undefined {
  let index = at + 1;
  if (source[index] === '^') index += 1;
  if (source[index] === ']') index += 1;
  while (index < source.length && source[index] !== ']') {
    const named = /^\[[:.=].*?[:.=]\]/.exec(source.slice(index));
    index += named === null ? 1 : named[0].length;
  }
  return index < source.length ? index + 1 : undefined;
}
