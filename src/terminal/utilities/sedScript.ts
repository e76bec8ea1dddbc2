import { compilePattern } from './pattern.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';

export type SedAddress =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'regex'; readonly regex: RegExp }
  | { readonly kind: 'plus'; readonly count: number };

export interface SedCommand {
  readonly name: string;
  readonly addresses: readonly SedAddress[];
  readonly negated: boolean;
  /** Text of a, i, c; label of b, t, `:`; file of r, w; exit code of q. */
  readonly text: string;
  readonly regex?: RegExp;
  readonly replacement?: readonly (string | number | { readonly change: string })[];
  readonly flags?: string;
  readonly map?: ReadonlyMap<string, string>;
  /** Of `{`: where its `}` stands. */
  end?: number;
}

export type SedScript = { readonly commands: readonly SedCommand[] } | { readonly error: string; readonly at: number };

class ScriptError extends Error {}

/** Reads a script; the error text is GNU's, `at` counts characters from 1. */
export function parseSedScript(text: string, { extended, gnu }: { readonly extended: boolean; readonly gnu: boolean }): SedScript {
  const reader = createReader(text);
  const commands: SedCommand[] = [];
  const open: SedCommand[] = [];
  let lastRegex: RegExp | undefined;

  const regexOf = (source: string, flags = ''): RegExp => {
    if (source === '') {
      if (lastRegex === undefined) throw new ScriptError('no previous regular expression');
      return lastRegex;
    }
    const compiled = compilePattern(source, extended ? 'extended' : 'basic');
    if ('error' in compiled) throw new ScriptError(compiled.error);
    lastRegex = boundedRegExp(compiled.source, flags);
    return lastRegex;
  };

  const address = (): SedAddress | undefined => {
    const number = reader.match(/^\d+/);
    if (number !== undefined) {
      const step = gnu ? reader.match(/^\s*~\s*\d+/) : undefined;
      return step === undefined ? { kind: 'line', line: Number(number) } : { kind: 'step', first: Number(number), step: Number(step.replace(/\D/g, '')) };
    }
    if (reader.take('$')) return { kind: 'last' };
    const delimiter = reader.peek() === '/' ? '/' : reader.peek() === '\\' ? reader.at(1) : undefined;
    if (delimiter === undefined) return undefined;
    reader.skip(delimiter === '/' ? 1 : 2);
    const source = reader.until(delimiter);
    if (source === undefined) throw new ScriptError('unterminated address regex');
    return { kind: 'regex', regex: regexOf(source, reader.take('I') ? 'i' : '') };
  };

  try {
    for (;;) {
      reader.match(/^[\s;]*/);
      if (reader.isDone()) break;
      if (reader.peek() === '#') {
        reader.match(/^[^\n]*/);
        continue;
      }
      const addresses: SedAddress[] = [];
      const first = address();
      if (first !== undefined) {
        addresses.push(first);
        reader.match(/^\s*/);
        if (reader.take(',')) {
          reader.match(/^\s*/);
          const plus = reader.match(/^\+\d+/);
          const second: SedAddress | undefined = plus === undefined ? address() : { kind: 'plus', count: Number(plus.slice(1)) };
          if (second === undefined) throw new ScriptError('unexpected `,\'');
          addresses.push(second);
        }
      }
      reader.match(/^\s*/);
      const negated = reader.match(/^!\s*/) !== undefined;
      const name = reader.next();
      if (name === undefined) throw new ScriptError('missing command');
      const command: SedCommand = { name, addresses, negated, ...bodyOf(name, reader, regexOf, gnu) };
      if (name === '}') {
        const start = open.pop();
        if (start === undefined) throw new ScriptError("unexpected `}'");
        start.end = commands.length;
      }
      if (name === '{') open.push(command);
      commands.push(command);
    }
    if (open.length > 0) return { error: "unmatched `{'", at: 0 };
    return { commands };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    return { error: error.message, at: reader.position() };
  }
}

type Body = Pick<SedCommand, 'text'> & Partial<Pick<SedCommand, 'regex' | 'replacement' | 'flags' | 'map'>>;

function bodyOf(name: string, reader: Reader, regexOf: (source: string, flags?: string) => RegExp, gnu: boolean): Body {
  switch (name) {
    case 's':
      return substitution(reader, regexOf, gnu);
    case 'y':
      return transliteration(reader);
    case 'a':
    case 'i':
    case 'c': {
      reader.match(/^[ \t]*/);
      if (reader.match(/^\\[ \t]*\n/) === undefined) reader.match(/^\\(?=[^\n])/);
      if (reader.isDone()) throw new ScriptError("expected \\ after `a', `c' or `i'");
      return { text: (reader.match(/^(?:\\[^]|[^\n\\])*/) ?? '').replaceAll(/\\([^])/g, '$1') };
    }
    case ':':
      return { text: (reader.match(/^\s*[^\s;}]*/) ?? '').trim() };
    case 'b':
    case 't':
    case 'T':
      return { text: (reader.match(/^[ \t]*[^\s;}]*/) ?? '').trim() };
    case 'r':
    case 'w':
      return { text: (reader.match(/^[^\n]*/) ?? '').trim() };
    case 'q':
    case 'Q':
    case 'l':
      return ended(reader, { text: (reader.match(/^[ \t]*\d*/) ?? '').trim() });
    case '{':
      return { text: '' };
    default:
      if (!'=dDgGhHnNpPx}'.includes(name)) throw new ScriptError(`unknown command: \`${name}'`);
      return ended(reader, { text: '' });
  }
}

function ended(reader: Reader, body: Body): Body {
  reader.match(/^[ \t]*/);
  if (!reader.isDone() && !/[;\n}#]/.test(reader.peek())) {
    reader.skip(1);
    throw new ScriptError('extra characters after command');
  }
  return body;
}

function substitution(reader: Reader, regexOf: (source: string, flags?: string) => RegExp, gnu: boolean): Body {
  const delimiter = reader.next() ?? '';
  const source = reader.until(delimiter);
  const replacement = source === undefined ? undefined : reader.until(delimiter, true);
  if (source === undefined || replacement === undefined || delimiter === '') throw new ScriptError("unterminated `s' command");
  const flags = reader.match(/^[gpiIeMm\d]*/) ?? '';
  const file = reader.match(/^w[ \t]+[^\n]*/);
  reader.match(/^[ \t]*/);
  if (!reader.isDone() && !/[;\n}#]/.test(reader.peek())) {
    reader.skip(1);
    throw new ScriptError("unknown option to `s'");
  }
  const regex = regexOf(source, /[iI]/.test(flags) ? 'i' : '');
  const parts = partsOf(replacement, gnu);
  const groups = (new RegExp(`${regex.source}|`).exec('')?.length ?? 1) - 1;
  const unknown = parts.find((part) => typeof part === 'number' && part > groups);
  if (gnu && typeof unknown === 'number') throw new ScriptError(`invalid reference \\${unknown} on \`s' command's RHS`);
  return { text: file?.slice(1).trim() ?? '', regex, replacement: parts, flags };
}

/** `&`, `\1`, `\n`, `\U` … of a replacement. */
function partsOf(text: string, gnu: boolean): (string | number | { readonly change: string })[] {
  const parts: (string | number | { readonly change: string })[] = [];
  for (const [token] of text.matchAll(/\\[^]|&|[^\\&]+/g)) {
    if (token === '&') parts.push(0);
    else if (!token.startsWith('\\')) parts.push(token);
    else if (/\d/.test(token)) parts.push(Number(token.slice(1)));
    else if (gnu && /[ULEul]/.test(token)) parts.push({ change: token.slice(1) });
    else parts.push({ n: '\n', t: '\t' }[token.slice(1)] ?? token.slice(1));
  }
  return parts;
}

function transliteration(reader: Reader): Body {
  const delimiter = reader.next() ?? '';
  const from = reader.until(delimiter);
  const to = reader.until(delimiter);
  if (from === undefined || to === undefined) throw new ScriptError("unterminated `y' command");
  const plain = (text: string) => [...text.replaceAll('\\n', '\n').replaceAll('\\t', '\t')];
  const [keys, values] = [plain(from), plain(to)];
  if (keys.length !== values.length) throw new ScriptError("strings for `y' command are different lengths");
  return { text: '', map: new Map(keys.map((key, index) => [key, values[index] ?? key])) };
}

interface Reader {
  peek(): string;
  at(offset: number): string;
  next(): string | undefined;
  take(char: string): boolean;
  skip(count: number): void;
  match(regex: RegExp): string | undefined;
  /** Everything to an unescaped delimiter, which is consumed; brackets protect it. `raw` leaves other escapes alone, as the rest does. */
  until(delimiter: string, raw?: boolean): string | undefined;
  isDone(): boolean;
  position(): number;
}

function createReader(text: string): Reader {
  let position = 0;
  const match = (regex: RegExp) => {
    const found = regex.exec(text.slice(position))?.[0];
    position += found?.length ?? 0;
    return found;
  };
  return {
    peek: () => text.charAt(position),
    at: (offset) => text.charAt(position + offset),
    next: () => {
      const char = text.charAt(position);
      position += 1;
      return char === '' ? undefined : char;
    },
    take: (char) => {
      if (text.charAt(position) !== char) return false;
      position += 1;
      return true;
    },
    skip: (count) => {
      position += count;
    },
    match,
    until: (delimiter, raw = false) => {
      let out = '';
      let inBracket = false;
      while (position < text.length) {
        const char = text.charAt(position);
        position += 1;
        if (char === '\\') {
          const next = text.charAt(position);
          position += 1;
          out += next === delimiter && !inBracket ? next : `\\${next}`;
        } else if (char === delimiter && !inBracket) {
          return out;
        } else {
          if (!raw && char === '[' && !inBracket) {
            inBracket = true;
            const rest = /^\^?\]?/.exec(text.slice(position))?.[0] ?? '';
            out += char + rest;
            position += rest.length;
            continue;
          }
          if (char === ']') inBracket = false;
          out += char;
        }
      }
      return undefined;
    },
    isDone: () => position >= text.length,
    position: () => Math.min(position, text.length),
  };
}
