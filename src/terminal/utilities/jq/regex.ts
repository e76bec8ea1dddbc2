import { boundedRegExp } from '../../regExp/boundedRegExp.ts';
import { JqError, shortly } from './failure.ts';
import { typeOf, type Json } from './json.ts';

/** Where a pattern matches a text, as jq's match gives it; with `onlyAsks`, whether it does. */
export function matchText(text: Json, pattern: Json, flags: Json, onlyAsks: boolean): Json {
  if (typeof text !== 'string') throw new JqError(`${typeOf(text)} (${shortly(text)}) cannot be matched, as it is not a string`);
  if (typeof pattern !== 'string') throw new JqError(`${typeOf(pattern)} (${shortly(pattern)}) cannot be matched, as it is not a string`);
  const wanted = typeof flags === 'string' ? flags : '';
  for (const flag of wanted) if (!'gimnxslp'.includes(flag)) throw new JqError(`${wanted} is not a valid modifier string`);
  const expression = compile(pattern, wanted);
  if (onlyAsks) return expression.test(text);
  const at = offsetsIn(text);
  const found = wanted.includes('g') ? [...text.matchAll(expression)] : [expression.exec(text)].filter((match) => match !== null);
  return found.filter((match) => match[0] !== '' || (!wanted.includes('n') && !(wanted.includes('g') && match.index === text.length && text !== ''))).map((match) => describe(text, match, expression, at));
}

/** jq's patterns are Oniguruma's: those that JavaScript has too are taken. */
function compile(pattern: string, flags: string): RegExp {
  const source = flags.includes('x') ? pattern.replaceAll(/\\#|#.*|\s+/g, (part) => (part === '\\#' ? '#' : '')) : pattern;
  const translated = source.replace(/^\(\?i\)/, '').replaceAll('\\h', '[0-9a-fA-F]').replaceAll('\\A', '^').replaceAll(/\\[zZ]/g, '$').replaceAll(/\[\[:(\w+):\]\]/g, (_, name: string) => `[${CLASSES[name] ?? ''}]`).replaceAll(/\[:(\w+):\]/g, (_, name: string) => CLASSES[name] ?? '');
  const ignoresCase = flags.includes('i') || source.startsWith('(?i)');
  try {
    return boundedRegExp(translated, `${flags.includes('g') ? 'g' : ''}${ignoresCase ? 'i' : ''}${flags.includes('p') ? 's' : ''}`);
  } catch {
    throw new JqError(`Regex failure: ${faultOf(pattern)}`);
  }
}

/** What Oniguruma says of a pattern. */
function faultOf(pattern: string): string {
  const bare = pattern.replaceAll(/\\./gs, '');
  if (bare.endsWith('\\')) return 'end pattern at escape';
  if (/\[[^\]]*$/.test(bare)) return 'premature end of char-class';
  const open = bare.split('(').length - bare.split(')').length;
  if (open > 0) return 'end pattern with unmatched parenthesis';
  if (open < 0) return 'unmatched close parenthesis';
  if (/^[*+?]|[(|][*+?]/.test(bare.replaceAll('(?', '('))) return 'target of repeat operator is not specified';
  return /\[[^\]]*-/.test(bare) ? 'empty range in char class' : 'invalid pattern in look-behind';
}

const CLASSES: Readonly<Record<string, string>> = { alpha: 'a-zA-Z', digit: '0-9', alnum: 'a-zA-Z0-9', upper: 'A-Z', lower: 'a-z', space: '\\s', punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f', word: '\\w', blank: ' \\t' };

/** Offsets count characters, JavaScript's indexes count halves of some. */
function offsetsIn(text: string): (index: number) => number {
  const length = Array.from(text).length;
  return length === text.length ? (index) => index : (index) => Array.from(text.slice(0, index)).length;
}

function describe(text: string, match: RegExpMatchArray, expression: RegExp, at: (index: number) => number): Json {
  const names = [...expression.source.matchAll(/\((?:\?<([A-Za-z_]\w*)>|(?!\?))/g)].map(([, name]) => name);
  let from = match.index ?? 0;
  const captures = match.slice(1).map((group: string | undefined, index) => {
    const start = group === undefined ? -1 : text.indexOf(group, from);
    if (start >= 0) from = start;
    if (group === undefined) return new Map<string, Json>([['offset', -1], ['string', null], ['length', 0], ['name', names[index] ?? null]]);
    return new Map<string, Json>([
      ['offset', at(start)],
      ['length', Array.from(group).length],
      ['string', group],
      ['name', names[index] ?? null],
    ]);
  });
  return new Map<string, Json>([
    ['offset', at(match.index ?? 0)],
    ['length', Array.from(match[0]).length],
    ['string', match[0]],
    ['captures', captures],
  ]);
}
