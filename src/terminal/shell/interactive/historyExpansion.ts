import { singleQuoted } from '../expand/quoting.ts';
import type { History } from './history.ts';

/** What became of a line with `!` in it. */
export type Expanded = { readonly kind: 'same' } | { readonly kind: 'changed'; readonly text: string; readonly isOnlyPrinted: boolean } | { readonly kind: 'error'; readonly message: string };

/** What was searched for and exchanged last: `!%` and `:&` come back to it. */
interface Memory {
  searchedWord: string;
  substitution: { readonly from: string; readonly to: string } | undefined;
}

const memories = new WeakMap<History, Memory>();

function memoryOf(history: History): Memory {
  const known = memories.get(history);
  if (known !== undefined) return known;
  const made: Memory = { searchedWord: '', substitution: undefined };
  memories.set(history, made);
  return made;
}

export interface ExpansionOptions {
  /** `!(` opens a pattern then. */
  readonly hasExtendedPatterns?: boolean;
}

/** bash's history expansion: `!!`, `!n`, `!-n`, `!text`, `!?text?`, word designators and modifiers, `^old^new^`. */
export function expandHistory(line: string, history: History, { hasExtendedPatterns = false }: ExpansionOptions = {}): Expanded {
  if (line.startsWith('^')) return quickSubstitution(line, history);
  if (!line.includes('!')) return { kind: 'same' };
  let result = '';
  let isOnlyPrinted = false;
  let isChanged = false;
  let quote = '';
  for (let at = 0; at < line.length; ) {
    const char = line[at] as string;
    if (quote === '' && char === '#' && (at === 0 || /[\s;&|()<>]/.test(line[at - 1] ?? ''))) {
      result += line.slice(at);
      break;
    }
    if (quote !== "'" && char === '\\') {
      result += line.slice(at, at + 2);
      at += 2;
    } else if (char === '!' && quote !== "'" && startsEvent(line, at, quote, hasExtendedPatterns)) {
      const event = readEvent(line, at, result, history);
      if ('message' in event) return { kind: 'error', message: event.message };
      result += event.text;
      isOnlyPrinted ||= event.isOnlyPrinted;
      isChanged = true;
      at = event.end;
    } else {
      if ((char === "'" || char === '"') && (quote === '' || quote === char)) quote = quote === '' ? char : '';
      result += char;
      at += 1;
    }
  }
  return isChanged ? { kind: 'changed', text: result, isOnlyPrinted } : { kind: 'same' };
}

/** Not before a blank, `=`, the end, the closing double quote, or a pattern in parentheses. */
function startsEvent(line: string, at: number, quote: string, hasExtendedPatterns: boolean): boolean {
  const next = line[at + 1];
  if (next === undefined || /[\s=]/.test(next) || (next === '(' && hasExtendedPatterns)) return false;
  if (next === '"' && quote === '"') return false;
  // `$!` is a parameter, `[!a]` a pattern.
  return !(line[at - 1] === '$' || (line[at - 1] === '[' && line.includes(']', at)) || (line[at - 1] === '{' && line[at - 2] === '$'));
}

interface Event {
  readonly text: string;
  readonly end: number;
  readonly isOnlyPrinted: boolean;
}

interface Failure {
  readonly message: string;
}

function readEvent(line: string, at: number, before: string, history: History): Event | Failure {
  const rest = line.slice(at + 1);
  const selector = selectorOf(rest);
  const text = selector.text === '#' ? before : findLine(selector.text, history);
  if (text === undefined) return { message: `${line.slice(at, at + 1 + selector.length)}: event not found` };
  if (selector.text.startsWith('?')) memoryOf(history).searchedWord = splitWords(text).find((word) => word.includes(selector.text.slice(1))) ?? '';
  return designate(text, rest, { at: at + 1, consumed: selector.length, history });
}

interface Selector {
  readonly text: string;
  readonly length: number;
}

/** What names the event behind the `!`. `!$` and `!:2` name the last one. */
function selectorOf(rest: string): Selector {
  const fixed = /^(?:!|#|-?\d+)/.exec(rest)?.[0];
  if (fixed !== undefined) return { text: fixed, length: fixed.length };
  if (/^[$^*:%]/.test(rest)) return { text: '!', length: 0 };
  const inside = /^\?([^?\n]*)\??/.exec(rest);
  if (inside !== null) return { text: `?${inside[1] ?? ''}`, length: inside[0].length };
  const word = /^[^\s:;&|()<>"'^$*]+/.exec(rest)?.[0] ?? '';
  return { text: word, length: word.length };
}

function findLine(selector: string, history: History): string | undefined {
  const entries = history.entries();
  if (selector === '!') return entries.at(-1)?.line;
  if (/^-\d+$/.test(selector)) return entries.at(Number(selector))?.line;
  if (/^\d+$/.test(selector)) return history.find(Number(selector));
  if (selector.startsWith('?')) return entries.findLast(({ line }) => line.includes(selector.slice(1)))?.line;
  return selector === '' ? undefined : entries.findLast(({ line }) => line.startsWith(selector))?.line;
}

interface From {
  readonly at: number;
  readonly consumed: number;
  readonly history: History;
}

/** Word designators (`:1`, `$`, `*`, `:2-3`) and modifiers (`:h`, `:s/a/b/`, `:p`). */
function designate(line: string, rest: string, { at, consumed, history }: From): Event | Failure {
  const memory = memoryOf(history);
  let end = consumed;
  let text = line;
  const designator = /^(?::?([$^*%])|:(\d+\*|\d*-?[\d$]*|\d+))/.exec(rest.slice(consumed));
  const spec = designator?.[1] ?? designator?.[2] ?? '';
  if (designator !== null && spec !== '') {
    const words = spec === '%' ? memory.searchedWord : pickWords(line, spec);
    if (words === undefined) return { message: `:${spec}: bad word specifier` };
    text = words;
    end += designator[0].length;
  }
  let isOnlyPrinted = false;
  for (;;) {
    const modifier = /^:(?:([phtreqx])|(g?)s(.)((?:\\.|(?!\3).)*)\3?((?:\\.|(?!\3).)*)\3?|(g?)&)/su.exec(rest.slice(end));
    if (modifier === null) break;
    const [whole, letter] = modifier;
    if (letter === undefined) {
      const isAll = (modifier[2] ?? modifier[6]) === 'g';
      const substitution = modifier[3] === undefined ? memory.substitution : substitutionOf(modifier[4] ?? '', modifier[5] ?? '', memory);
      if (substitution === undefined) return { message: `${whole}: no previous substitution` };
      memory.substitution = substitution;
      if (!text.includes(substitution.from)) return { message: `${whole}: substitution failed` };
      text = isAll ? text.replaceAll(substitution.from, () => substitution.to) : text.replace(substitution.from, () => substitution.to);
    } else if (letter === 'p') isOnlyPrinted = true;
    else text = modified(text, letter);
    end += whole.length;
  }
  const unknown = /^:([^\s])/.exec(rest.slice(end));
  if (unknown !== null && /[a-zA-Z]/.test(unknown[1] ?? '')) return { message: `${unknown[1]}: unrecognized history modifier` };
  return { text, end: at + end, isOnlyPrinted };
}

/** `&` in the new text stands for the old one; an empty old one for the last that was used. */
function substitutionOf(from: string, to: string, { substitution }: Memory): { readonly from: string; readonly to: string } {
  const old = from === '' ? (substitution?.from ?? '') : from;
  return { from: old, to: to.replace(/\\&|&/g, (sign) => (sign === '&' ? old : '&')) };
}

function modified(text: string, letter: string): string {
  switch (letter) {
    case 'h':
      return text.replace(/\/[^/]*$/, '');
    case 't':
      return text.replace(/^.*\//, '');
    case 'r':
      return text.replace(/\.[^./]*$/, '');
    case 'e':
      return /\.[^./]*$/.exec(text)?.[0] ?? '';
    case 'x':
      return splitWords(text).map(singleQuoted).join(' ');
    default:
      return singleQuoted(text);
  }
}

function pickWords(line: string, spec: string): string | undefined {
  const words = splitWords(line);
  const last = words.length - 1;
  if (spec === '$') return words.at(-1) ?? '';
  if (spec === '^') return words[1];
  if (spec === '*') return words.slice(1).join(' ');
  const range = /^(\d*)(-?)(\d+|\$|\*)?$/.exec(spec) ?? /^(\d+)(\*)$/.exec(spec);
  if (range === null) return undefined;
  const from = range[1] === '' ? 0 : Number(range[1]);
  if (from > last) return undefined;
  if (spec.endsWith('*')) return words.slice(from).join(' ');
  if (range[2] === '') return words[from];
  const to = range[3] === undefined ? last - 1 : range[3] === '$' ? last : Number(range[3]);
  return to > last ? undefined : words.slice(from, to + 1).join(' ');
}

/** The words of a command line, quotes kept. */
export function splitWords(line: string): readonly string[] {
  return line.match(/(?:[^\s"'\\;&|<>()]|\\.|"(?:\\.|[^"\\])*"?|'[^']*'?)+|[;&|<>()]+/g) ?? [];
}

/** `^old^new`: the last command with a piece exchanged. */
function quickSubstitution(line: string, history: History): Expanded {
  const match = /^\^([^^]+)(?:\^([^^]*)(?:\^(.*))?)?$/s.exec(line);
  const last = history.entries().at(-1)?.line;
  if (match === null || last === undefined) return { kind: 'same' };
  const memory = memoryOf(history);
  const substitution = substitutionOf(match[1] ?? '', match[2] ?? '', memory);
  memory.substitution = substitution;
  if (!last.includes(substitution.from)) return { kind: 'error', message: `:s${line}: substitution failed` };
  return { kind: 'changed', text: last.replace(substitution.from, () => substitution.to) + (match[3] ?? ''), isOnlyPrinted: false };
}
