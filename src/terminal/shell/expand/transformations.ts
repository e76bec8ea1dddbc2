import type { Variable } from '../variables.ts';
import { unescapeAnsi } from '../escapes.ts';
import { matches, regExpOf, sourceOf } from './pattern.ts';
import { ansiQuoted, singleQuoted } from './quoting.ts';
import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

/** `${x#pattern}`, `##`, `%`, `%%`: takes the shortest or longest fit off one end. */
export function removePattern(text: string, pattern: string, operator: '#' | '##' | '%' | '%%'): string {
  if (pattern === '') return text;
  const cuts = cutsOf(text, operator === '#' || operator === '%%');
  for (const cut of cuts) {
    const [head, tail] = [text.slice(0, cut), text.slice(cut)];
    if (operator.startsWith('#') ? matches(pattern, head) : matches(pattern, tail)) return operator.startsWith('#') ? tail : head;
  }
  return text;
}

/** Every place between characters, from the left or from the right. */
function cutsOf(text: string, fromLeft: boolean): readonly number[] {
  const cuts = [0];
  for (const char of text) cuts.push((cuts.at(-1) ?? 0) + char.length);
  return fromLeft ? cuts : cuts.reverse();
}

interface ReplaceOptions {
  readonly operator: '/' | '//' | '/#' | '/%';
  /** `&` in the replacement stands for what fitted; the replacement has quoted characters escaped. */
  readonly takesWhole: boolean;
  readonly ignoreCase: boolean;
}

export function replacePattern(text: string, pattern: string, replacement: string, { operator, takesWhole, ignoreCase }: ReplaceOptions): string {
  if (pattern === '' && operator !== '/#' && operator !== '/%') return text;
  const source = sourceOf(pattern);
  const anchored = operator === '/#' ? `^(?:${source})` : operator === '/%' ? `(?:${source})$` : source;
  const expression = boundedRegExp(anchored, `su${operator === '//' ? 'g' : ''}${ignoreCase ? 'i' : ''}`);
  let end = -1;
  return text.replace(expression, (whole, ...rest: unknown[]) => {
    // bash finds nothing empty right behind what it has found.
    const at = rest.find((part) => typeof part === 'number') ?? 0;
    if (whole === '' && at === end) return '';
    end = at + whole.length;
    return takesWhole ? withWhole(replacement, whole) : replacement;
  });
}

function withWhole(replacement: string, whole: string): string {
  return replacement.replace(/\\(.)|&/gsu, (match, escaped: string | undefined) => (match === '&' ? whole : (escaped ?? '')));
}

/** `^`, `^^`, `,`, `,,`: of the characters that fit the pattern. */
export function convertCase(text: string, pattern: string, operator: '^' | '^^' | ',' | ',,'): string {
  const expression = regExpOf(pattern);
  const convert = (char: string) => (!expression.test(char) ? char : operator.startsWith('^') ? char.toUpperCase() : char.toLowerCase());
  const chars = [...text];
  if (operator.length === 2) return chars.map(convert).join('');
  return convert(chars[0] ?? '') + chars.slice(1).join('');
}

/** `${x@Q}` and its kin. */
export function transform(text: string, operator: string, { name, variable }: { readonly name: string; readonly variable: Variable | undefined }): string {
  switch (operator) {
    case 'Q':
    case 'K':
    case 'k':
      return quoted(text);
    case 'E':
      return unescapeAnsi(text);
    case 'U':
      return text.toUpperCase();
    case 'u':
      return convertCase(text, '?', '^');
    case 'L':
      return text.toLowerCase();
    case 'a':
      return attributesOf(variable);
    case 'A':
      return attributesOf(variable) === '' ? `${name}=${quoted(text)}` : `declare -${attributesOf(variable)} ${name}=${quoted(text)}`;
    default:
      return text;
  }
}

function quoted(text: string): string {
  return /[\u0000-\u001f\u007f]/.test(text) ? ansiQuoted(text) : singleQuoted(text);
}

/** The letters of `declare -…`. */
export function attributesOf(variable: Variable | undefined): string {
  if (variable === undefined) return '';
  const letters: readonly (readonly [boolean, string])[] = [
    [variable.indexed !== undefined, 'a'],
    [variable.associative !== undefined, 'A'],
    [variable.isInteger, 'i'],
    [variable.isNameReference, 'n'],
    [variable.isReadonly, 'r'],
    [variable.isExported, 'x'],
    [variable.letterCase === 'lower', 'l'],
    [variable.letterCase === 'upper', 'u'],
  ];
  return letters.filter(([isSet]) => isSet).map(([, letter]) => letter).join('');
}
