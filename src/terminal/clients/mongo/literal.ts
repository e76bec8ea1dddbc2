import type { Json } from '#engine/node/images/mongo/documents.ts';

/** Reads the arguments of a call as a person types them: names without quotes, single quotes, trailing commas, `ObjectId('…')`. Undefined when they are wrong. */
export function readArguments(text: string): readonly Json[] | undefined {
  const reader = createReader(text);
  const values: Json[] = [];
  try {
    reader.space();
    while (!reader.isAtEnd()) {
      values.push(reader.value());
      reader.space();
      if (!reader.take(',')) break;
      reader.space();
    }
    return reader.isAtEnd() ? values : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function createReader(text: string) {
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = at;
    const found = sticky.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const space = () => void match(/(?:\s|\/\/[^\n]*)*/);
  const take = (character: string) => {
    if (text.charAt(at) !== character) return false;
    at += 1;
    return true;
  };
  const fail = (): never => {
    throw new SyntaxError(`at ${at}`);
  };
  const quoted = () => match(/'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/)?.slice(1, -1).replace(/\\([^])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
  const list = <T>(end: string, one: () => T): T[] => {
    const items: T[] = [];
    space();
    while (!take(end)) {
      items.push(one());
      space();
      if (!take(',') && text.charAt(at) !== end) fail();
      space();
    }
    return items;
  };
  const pair = (): readonly [string, Json] => {
    const key = quoted() ?? match(/[\w$]+/) ?? fail();
    space();
    if (!take(':')) fail();
    return [key, value()];
  };
  const value = (): Json => {
    space();
    if (take('{')) return Object.fromEntries(list('}', pair));
    if (take('[')) return list(']', value);
    const string = quoted();
    if (string !== undefined) return string;
    const number = match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
    if (number !== undefined) return Number(number);
    const call = match(/(?:new\s+)?(?:ObjectId|ISODate|Date|NumberInt|NumberLong)\s*\(/);
    if (call !== undefined) {
      const [inner = ''] = list(')', value);
      return call.includes('ObjectId') ? { $oid: String(inner) } : inner;
    }
    const word = match(/\w+/);
    return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : fail();
  };
  return { value, space, take, isAtEnd: () => at >= text.length };
}

const LINE = 76;

/** A value as mongosh shows it: on one line while it is short. */
export function shown(value: Json, indent = 0): string {
  const flat = flatText(value);
  if (flat.length + indent <= LINE) return flat;
  const pad = ' '.repeat(indent + 2);
  if (Array.isArray(value)) return `[\n${(value as readonly Json[]).map((item) => `${pad}${shown(item, indent + 2)}`).join(',\n')}\n${' '.repeat(indent)}]`;
  if (typeof value !== 'object' || value === null) return flat;
  return `{\n${Object.entries(value).map(([key, item]) => `${pad}${keyText(key)}: ${shown(item as Json, indent + 2)}`).join(',\n')}\n${' '.repeat(indent)}}`;
}

function flatText(value: Json): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${(value as readonly Json[]).map(flatText).join(', ')} ]`;
  const entries = Object.entries(value) as readonly (readonly [string, Json])[];
  if (entries.length === 1 && entries[0]?.[0] === '$oid') return `ObjectId('${String(entries[0][1])}')`;
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${keyText(key)}: ${flatText(item)}`).join(', ')} }`;
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`;
}
