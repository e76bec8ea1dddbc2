/** More words than this are not made from one. */
const MAX_WORDS = 100_000;

/**
 * Brace expansion of a word's raw text: `a{b,c}` gives `ab` and `ac`, `{1..3}` three numbers. It is textual and comes
 * before all other expansions; quotes and `${…}` are stepped over. A text without braces gives itself.
 */
export function expandBraces(text: string): readonly string[] {
  const group = findGroup(text);
  if (group === undefined) return [text];
  const before = text.slice(0, group.start);
  const rests = expandBraces(text.slice(group.end));
  const words: string[] = [];
  for (const choice of group.choices) for (const rest of rests) if (words.length < MAX_WORDS) words.push(before + choice + rest);
  return words;
}

interface Group {
  readonly start: number;
  /** Behind the closing brace. */
  readonly end: number;
  readonly choices: readonly string[];
}

/** The first group that really is one. */
function findGroup(text: string): Group | undefined {
  for (let at = 0; at < text.length; at = skip(text, at)) {
    if (text[at] !== '{' || text[at - 1] === '$') continue;
    const group = groupAt(text, at);
    if (group !== undefined) return group;
  }
  return undefined;
}

function groupAt(text: string, start: number): Group | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let at = start; at < text.length; at = skip(text, at)) {
    const char = text[at];
    if (char === '{') depth += 1;
    else if (char === ',' && depth === 1) commas.push(at);
    else if (char === '}' && (depth -= 1) === 0) return choicesOf(text, start, at, commas);
  }
  return undefined;
}

function choicesOf(text: string, start: number, close: number, commas: readonly number[]): Group | undefined {
  const end = close + 1;
  if (commas.length === 0) {
    const sequence = sequenceOf(text.slice(start + 1, close));
    // `{a}` is no group, but one may lie inside it.
    return sequence === undefined ? undefined : { start, end, choices: sequence };
  }
  const bounds = [start, ...commas, close];
  const choices = bounds.slice(1).flatMap((to, index) => expandBraces(text.slice((bounds[index] ?? 0) + 1, to)));
  return { start, end, choices };
}

/** `1..5`, `a..e`, `01..10..2`. */
function sequenceOf(text: string): readonly string[] | undefined {
  const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, from = '', to = '', by] = match;
  const isNumeric = /\d/.test(from) && /\d/.test(to);
  if (!isNumeric && (/\d/.test(from) || /\d/.test(to))) return undefined;
  const width = isNumeric && [from, to].some((end) => /^-?0\d/.test(end)) ? Math.max(from.length, to.length) : 0;
  const [first, last] = isNumeric ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const step = Math.max(1, Math.abs(Number(by ?? 1))) * (first <= last ? 1 : -1);
  const values: string[] = [];
  for (let value = first; (step > 0 ? value <= last : value >= last) && values.length < MAX_WORDS; value += step) {
    values.push(isNumeric ? padded(value, width) : String.fromCharCode(value));
  }
  return values;
}

function padded(value: number, width: number): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}

/** The position behind what starts here: a character, or something quoted that is left alone. */
function skip(text: string, at: number): number {
  const char = text[at];
  if (char === '\\') return at + 2;
  if (char === '$' && text[at + 1] === "'") return ansiQuoteEnd(text, at + 1) + 1;
  if (char === "'") return closing(text, at + 1, "'") + 1;
  if (char === '"') return doubleQuoteEnd(text, at) + 1;
  if (char === '`') return closing(text, at + 1, '`') + 1;
  if (char === '$' && text[at + 1] === '{') return nestedEnd(text, at + 1, '{', '}');
  if (char === '$' && text[at + 1] === '(') return nestedEnd(text, at + 1, '(', ')');
  return at + 1;
}

function closing(text: string, from: number, quote: string): number {
  const end = text.indexOf(quote, from);
  return end < 0 ? text.length : end;
}

function ansiQuoteEnd(text: string, at: number): number {
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === "'") return index;
  }
  return text.length;
}

function doubleQuoteEnd(text: string, at: number): number {
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
    else if (text[index] === '`') index = closing(text, index + 1, '`');
    else if (text[index] === '$' && (text[index + 1] === '(' || text[index + 1] === '{')) index = nestedEnd(text, index + 1, text[index + 1] ?? '', text[index + 1] === '(' ? ')' : '}') - 1;
  }
  return text.length;
}

function nestedEnd(text: string, at: number, open: string, close: string): number {
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === open) depth += 1;
    else if (text[index] === close && (depth -= 1) === 0) return index + 1;
  }
  return text.length;
}
