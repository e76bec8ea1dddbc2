import type { Json } from './json.ts';

/** Text that is no JSON; the message is jq's, with line and column. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** Reads values one after the other as their text comes: what a pipe brings may end in the middle of one. */
export interface JsonReader {
  /** Adds text. */
  feed(text: string): void;
  /** The next whole value; undefined until more text comes. At the end a half one is an error. */
  next(isAtEnd: boolean): { readonly value: Json } | undefined;
  /** How many lines have been begun and ended up to the last value. */
  lines(): number;
}

export function createJsonReader(): JsonReader {
  let text = '';
  /** Newlines in what is gone from the buffer, and how far the last of them lies behind. */
  let goneLines = 0;
  let goneColumn = 0;
  /** There while half a value waits for more. */
  let balance: ReturnType<typeof createBalance> | undefined;

  const place = (at: number): string => {
    const before = text.slice(0, at);
    const newlines = before.split('\n').length - 1;
    const column = newlines === 0 ? goneColumn + at : at - (before.lastIndexOf('\n') + 1);
    return `at line ${goneLines + newlines + 1}, column ${column}`;
  };
  const drop = (count: number) => {
    const gone = text.slice(0, count);
    const newlines = gone.split('\n').length - 1;
    goneColumn = newlines === 0 ? goneColumn + count : count - (gone.lastIndexOf('\n') + 1);
    goneLines += newlines;
    text = text.slice(count);
  };

  return {
    feed: (more) => {
      text += more;
      balance?.feed(more);
    },
    lines: () => goneLines + (text.includes('\n') ? 1 : 0),
    next: (isAtEnd) => {
      const blanks = /^[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
      drop(blanks);
      if (text === '' || (!isAtEnd && balance?.mayBeWhole() === false)) return undefined;
      const parsed = parseValue(text, isAtEnd, (message, at, marksEnd) => {
        throw new JsonError(`${message} ${marksEnd ? `at EOF ${place(text.length)}` : place(at)}`);
      });
      balance = undefined;
      if (parsed === undefined) {
        balance = createBalance();
        balance.feed(text);
        return undefined;
      }
      drop(parsed.end);
      return { value: parsed.value };
    },
  };
}

/** Watches brackets and quotes as text comes, so that half a value is not read again and again. */
function createBalance() {
  let [depth, isInString, isEscaped, wasEven] = [0, false, false, false];
  return {
    feed: (text: string) => {
      for (const char of text) {
        if (isInString) {
          if (isEscaped) isEscaped = false;
          else if (char === '\\') isEscaped = true;
          else if (char === '"') isInString = false;
        } else if (char === '"') isInString = true;
        else if (char === '{' || char === '[') depth += 1;
        else if (char === '}' || char === ']') depth -= 1;
        wasEven ||= depth <= 0 && !isInString && char.trim() !== '';
      }
    },
    /** Was a value complete somewhere, or a fault to be told? */
    mayBeWhole: () => wasEven,
  };
}

/** One whole value, for fromjson and --argjson. Throws JsonError. */
export function parseJson(text: string): Json {
  const reader = createJsonReader();
  reader.feed(text);
  const first = reader.next(true);
  if (first === undefined) throw new JsonError('Expected JSON value');
  if (reader.next(true) !== undefined) throw new JsonError('Unexpected extra JSON values');
  return first.value;
}

type Fail = (message: string, at: number, marksEnd?: boolean) => never;

/** Thrown inside when the text ends too early. */
class Unfinished extends Error {
  override readonly name = 'Unfinished';
}

/** jq reads so many brackets inside each other. */
const MOST_LEVELS = 256;

function parseValue(text: string, isAtEnd: boolean, fail: Fail): { readonly value: Json; readonly end: number } | undefined {
  let at = 0;
  let depth = 0;

  const skip = () => {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  };
  const more = () => {
    skip();
    if (at >= text.length) throw new Unfinished();
    return text.charAt(at);
  };

  const value = (): Json => {
    const char = more();
    if (char === '{' || char === '[') {
      depth += 1;
      if (depth > MOST_LEVELS) return fail('Exceeds depth limit for parsing', at + 1);
      const container = char === '{' ? object() : array();
      depth -= 1;
      return container;
    }
    if (char === '"') return string();
    return word();
  };

  const word = (): Json => {
    const found = /^[^\s,:{}[\]"]+/.exec(text.slice(at))?.[0] ?? '';
    if (found === '') return fail(text.charAt(at) === ':' ? "':' not as part of an object" : text.charAt(at) === ',' ? "Expected value before ','" : `Unmatched '${text.charAt(at)}'`, at + 1);
    if (at + found.length >= text.length && !isAtEnd) throw new Unfinished();
    const end = at + found.length;
    // What ends a word shows that it is none: jq notices at the next character.
    const literal = literalOf(found);
    if (literal === undefined && end >= text.length) return fail('Invalid numeric literal', end, true);
    if (literal === undefined) return fail(/^[-+.\dA-Za-z_]/.test(found) && !/^(t|f|nu)/.test(found) ? 'Invalid numeric literal' : 'Invalid literal', Math.min(end + 1, text.length + (end >= text.length ? 1 : 0)));
    at = end;
    return literal;
  };

  const string = (): string => {
    const match = /^"(?:[^"\\]|\\[^])*"/.exec(text.slice(at));
    if (match === null) throw new Unfinished();
    at += match[0].length;
    return unescape(match[0].slice(1, -1), () => fail('Invalid escape', at));
  };

  /** jq notices at the end of the value that stands where a separator should. */
  const noSeparator = (from: number): never => {
    at = from;
    const isBracket = '{['.includes(text.charAt(at));
    if (!isBracket) value();
    const isWord = text.charAt(at - 1) !== '"';
    return fail('Expected separator between values', isBracket || isWord ? at + 1 : at);
  };

  const array = (): Json => {
    at += 1;
    const items: Json[] = [];
    if (more() === ']') {
      at += 1;
      return items;
    }
    for (;;) {
      if (more() === ']') return fail('Expected another array element', at + 1);
      items.push(value());
      const char = more();
      at += 1;
      if (char === ']') return items;
      if (char !== ',') return char === ':' ? fail("':' not as part of an object", at) : noSeparator(at - 1);
    }
  };

  const object = (): Json => {
    at += 1;
    const members = new Map<string, Json>();
    if (more() === '}') {
      at += 1;
      return members;
    }
    for (;;) {
      if (more() === '}') return fail('Expected another key-value pair', at + 1);
      const key = value();
      if (more() !== ':') return text.charAt(at) === ',' || text.charAt(at) === '}' ? fail('Objects must consist of key:value pairs', at + 1) : noSeparator(at);
      if (typeof key !== 'string') return fail('Object keys must be strings', at + 1);
      at += 1;
      members.set(key, value());
      const char = more();
      at += 1;
      if (char === '}') return members;
      if (char !== ',') return noSeparator(at - 1);
    }
  };

  try {
    return { value: value(), end: at };
  } catch (error) {
    if (!(error instanceof Unfinished)) throw error;
    if (!isAtEnd) return undefined;
    return fail(text.includes('"') && isInsideString(text) ? 'Unfinished string' : 'Unfinished JSON term', text.length, true);
  }
}

function isInsideString(text: string): boolean {
  return text.replaceAll(/"(?:[^"\\]|\\[^])*"/g, '').includes('"');
}

function literalOf(word: string): Json | undefined {
  if (word === 'null') return null;
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'nan' || word === 'NaN') return Number.NaN;
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(word) ? Number(word) : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' };

/** The escapes of a JSON string; `refuse` is called for others. */
export function unescape(text: string, refuse: () => void): string {
  return text.replaceAll(/\\(u[0-9a-fA-F]{4}|[^])/g, (_, code: string) => {
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const plain = ESCAPES[code];
    if (plain === undefined) refuse();
    return plain ?? code;
  });
}
