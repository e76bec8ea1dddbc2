import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

/** Shell patterns: `*`, `?`, `[…]`, extended groups; a backslash takes the next character as it is. */

const remembered = new Map<string, RegExp>();
const MAX_REMEMBERED = 500;

/** True when the whole text fits the pattern. */
export function matches(pattern: string, text: string, ignoreCase = false): boolean {
  return regExpOf(pattern, ignoreCase).test(text);
}

/** The pattern as an anchored regular expression. */
export function regExpOf(pattern: string, ignoreCase = false): RegExp {
  const key = `${ignoreCase ? 'i' : ' '}${pattern}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const made = compile(pattern, ignoreCase);
  remembered.set(key, made);
  return made;
}

function compile(pattern: string, ignoreCase: boolean): RegExp {
  const flags = ignoreCase ? 'sui' : 'su';
  try {
    return boundedRegExp(`^(?:${sourceOf(pattern)})$`, flags);
  } catch {
    // A range such as [z-a] fits nothing but itself.
    return new RegExp(`^(?:${escapeRegExp(pattern)})$`, flags);
  }
}

/** The body of the regular expression that a pattern stands for. */
export function sourceOf(pattern: string): string {
  let source = '';
  let at = 0;
  while (at < pattern.length) {
    const piece = pieceAt(pattern, at);
    source += piece.source;
    at = piece.end;
  }
  return source;
}

interface Piece {
  readonly source: string;
  readonly end: number;
}

function pieceAt(pattern: string, at: number): Piece {
  const char = pattern[at] as string;
  if (char === '\\') {
    const next = codePointText(pattern, at + 1);
    return next === '' ? { source: '\\\\', end: at + 1 } : { source: escapeRegExp(next), end: at + 1 + next.length };
  }
  if ('?*+@!'.includes(char) && pattern[at + 1] === '(') {
    const group = groupAt(pattern, at);
    if (group !== undefined) return group;
  }
  // Stars in a row fit what one fits, and would take for ever to find out.
  if (char === '*') return { source: '.*', end: at + (/^\*+(?!\()/.exec(pattern.slice(at))?.[0].length ?? 1) };
  if (char === '?') return { source: '.', end: at + 1 };
  if (char === '[') return bracketAt(pattern, at) ?? { source: '\\[', end: at + 1 };
  const text = codePointText(pattern, at);
  return { source: escapeRegExp(text), end: at + text.length };
}

function codePointText(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** `@(a|b)` and its kin. */
function groupAt(pattern: string, at: number): Piece | undefined {
  const branches: string[] = [];
  let depth = 0;
  let start = at + 2;
  for (let index = at + 1; index < pattern.length; index += 1) {
    const char = pattern[index];
    if (char === '\\') index += 1;
    else if (char === '(') depth += 1;
    else if (char === '|' && depth === 1) {
      branches.push(pattern.slice(start, index));
      start = index + 1;
    } else if (char === ')' && (depth -= 1) === 0) {
      branches.push(pattern.slice(start, index));
      return { source: groupSource(pattern[at] as string, branches, pattern.slice(index + 1)), end: index + 1 };
    }
  }
  return undefined;
}

function groupSource(operator: string, branches: readonly string[], rest: string): string {
  const any = `(?:${branches.map(sourceOf).join('|')})`;
  if (operator === '@') return any;
  // What is not one of the branches: no branch may fit so that the rest fits behind it.
  if (operator === '!') return `(?!${any}(?:${sourceOf(rest)})$).*`;
  return `${any}${operator}`;
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  print: '\\x20-\\x7e\\u{a0}-\\u{10ffff}',
  graph: '\\x21-\\x7e\\u{a1}-\\u{10ffff}',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
};

function bracketAt(pattern: string, at: number): Piece | undefined {
  let index = at + 1;
  const isNegated = pattern[index] === '!' || pattern[index] === '^';
  if (isNegated) index += 1;
  let body = '';
  for (let isFirst = true; index < pattern.length; isFirst = false) {
    const char = pattern[index] as string;
    if (char === ']' && !isFirst) return { source: body === '' ? '(?!)' : `[${isNegated ? '^' : ''}${body}]`, end: index + 1 };
    const named = /^\[[:.=](\w+|.)[:.=]\]/.exec(pattern.slice(index));
    if (char === '[' && named !== null) {
      body += CLASSES[named[1] ?? ''] ?? escapeInBracket(named[1] ?? '');
      index += named[0].length;
    } else if (char === '\\' && index + 1 < pattern.length) {
      const text = codePointText(pattern, index + 1);
      body += escapeInBracket(text);
      index += 1 + text.length;
    } else if (char === '-' && !isFirst && pattern[index + 1] !== ']' && body !== '') {
      body += '-';
      index += 1;
    } else {
      const text = codePointText(pattern, index);
      body += escapeInBracket(text);
      index += text.length;
    }
  }
  return undefined;
}

function escapeInBracket(text: string): string {
  return /[-\\\]^[&~]/.test(text) ? `\\${text}` : text;
}

export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A pattern that fits exactly that text. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]()|!+@]/g, '\\$&');
}

/** The text of a pattern without its backslashes. */
export function unescapePattern(pattern: string): string {
  return pattern.replace(/\\(.)/gsu, '$1');
}

/** True when a pattern (quoted characters escaped) has anything that can fit more than itself. */
export function isPattern(pattern: string): boolean {
  return /(^|[^\\])(\\\\)*([*?]|\[.*\]|[+@!?*]\()/su.test(pattern);
}
