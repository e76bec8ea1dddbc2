import type { History } from './history.ts';

/** What became of a line with `!` in it. */
export type Expanded = { readonly kind: 'same' } | { readonly kind: 'changed'; readonly text: string; readonly isOnlyPrinted: boolean } | { readonly kind: 'error'; readonly message: string };

/** bash's history expansion: `!!`, `!n`, `!-n`, `!text`, `!?text?`, word designators and modifiers, `^old^new^`. */
export function expandHistory(line: string, history: History): Expanded {
  if (line.startsWith('^')) return quickSubstitution(line, history);
  if (!line.includes('!')) return { kind: 'same' };
  let result = '';
  let isOnlyPrinted = false;
  let isChanged = false;
  let quote = '';
  for (let at = 0; at < line.length; ) {
    const char = line[at] as string;
    if (quote !== "'" && char === '\\') {
      result += line.slice(at, at + 2);
      at += 2;
    } else if (char === '!' && quote !== "'" && startsEvent(line, at, quote)) {
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

/** Not before a blank, `=`, `(`, the end, or the closing double quote. */
function startsEvent(line: string, at: number, quote: string): boolean {
  const next = line[at + 1];
  if (next === undefined || /[\s=(]/.test(next)) return false;
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
  return designate(text, rest, { at: at + 1, consumed: selector.length });
}

interface Selector {
  readonly text: string;
  readonly length: number;
}

/** What names the event behind the `!`. `!$` and `!:2` name the last one. */
function selectorOf(rest: string): Selector {
  const fixed = /^(?:!|#|-?\d+)/.exec(rest)?.[0];
  if (fixed !== undefined) return { text: fixed, length: fixed.length };
  if (/^[$^*:]/.test(rest)) return { text: '!', length: 0 };
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
}

/** Word designators (`:1`, `$`, `*`, `:2-3`) and modifiers (`:h`, `:s/a/b/`, `:p`). */
function designate(line: string, rest: string, { at, consumed }: From): Event | Failure {
  let end = consumed;
  let text = line;
  const designator = /^(?::?([$^*])|:(\d+\*|\d*-?[\d$]*|\d+))/.exec(rest.slice(consumed));
  const spec = designator?.[1] ?? designator?.[2] ?? '';
  if (designator !== null && spec !== '') {
    const words = pickWords(line, spec);
    if (words === undefined) return { message: `:${spec}: bad word specifier` };
    text = words;
    end += designator[0].length;
  }
  let isOnlyPrinted = false;
  for (;;) {
    const modifier = /^:(?:([phtreq])|(g?)s(.)(.*?)\3(?:(.*?)(?:\3|$))?)/.exec(rest.slice(end));
    if (modifier === null) break;
    const [whole, letter, global, , from = '', to = ''] = modifier;
    if (letter === undefined) {
      if (!text.includes(from)) return { message: `${whole}: substitution failed` };
      text = global === 'g' ? text.replaceAll(from, to) : text.replace(from, to);
    } else if (letter === 'p') isOnlyPrinted = true;
    else text = modified(text, letter);
    end += whole.length;
  }
  return { text, end: at + end, isOnlyPrinted };
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
    default:
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
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
  const match = /^\^([^^]*)\^([^^]*)\^?(.*)$/.exec(line);
  const last = history.entries().at(-1)?.line;
  if (match === null || last === undefined) return { kind: 'same' };
  const [, from = '', to = '', rest = ''] = match;
  if (!last.includes(from)) return { kind: 'error', message: `:s${line}: substitution failed` };
  return { kind: 'changed', text: last.replace(from, to) + rest, isOnlyPrinted: false };
}
