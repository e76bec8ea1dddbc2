import { plainCommands } from './parser.ts';

/** An alias may lead to others, but not without end. */
const MAX_REPLACEMENTS = 100;

interface Replaced {
  readonly start: number;
  readonly end: number;
  /** Names that are not replaced again inside. */
  readonly names: readonly string[];
}

/**
 * Replaces the command names in a text that are aliases. A name is not replaced inside its own replacement, and
 * after a value that ends in a blank the next word is looked at too.
 */
export function expandAliases(text: string, aliases: ReadonlyMap<string, string>): string {
  if (aliases.size === 0) return text;
  let current = text;
  let replaced: readonly Replaced[] = [];
  for (let count = 0; count < MAX_REPLACEMENTS; count += 1) {
    const next = replaceOne(current, aliases, replaced);
    if (next === undefined) break;
    current = next.text;
    ({ replaced } = next);
  }
  return current;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function replaceOne(text: string, aliases: ReadonlyMap<string, string>, replaced: readonly Replaced[]): { readonly text: string; readonly replaced: readonly Replaced[] } | undefined {
  const word = candidates(text, aliases, replaced).find((candidate) => aliases.has(candidate.text) && !namesAround(candidate, replaced).includes(candidate.text));
  if (word === undefined) return undefined;
  const value = aliases.get(word.text) ?? '';
  const shift = value.length - (word.end - word.start);
  const made: Replaced = { start: word.start, end: word.start + value.length, names: [word.text, ...namesAround(word, replaced)] };
  const moved = replaced.map((range) => ({
    ...range,
    start: range.start > word.start ? range.start + shift : range.start,
    end: range.end >= word.end ? range.end + shift : range.end,
  }));
  return { text: text.slice(0, word.start) + value + text.slice(word.end), replaced: [...moved, made] };
}

/** Command names, and the words behind a replacement that ends in a blank. */
function candidates(text: string, aliases: ReadonlyMap<string, string>, replaced: readonly Replaced[]): readonly Word[] {
  return plainCommands(text).flatMap(({ name, next }) => {
    const isFollowed = next !== undefined && replaced.some((range) => leadsTo(range, next, text, aliases));
    return isFollowed ? [name, next] : [name];
  });
}

/** The value of the alias ends in a blank, and only blanks lie between it and the word. */
function leadsTo({ names, end }: Replaced, next: Word, text: string, aliases: ReadonlyMap<string, string>): boolean {
  const value = aliases.get(names[0] ?? '') ?? '';
  return /[ \t]$/.test(value) && end <= next.start && text.slice(end, next.start).trim() === '';
}

function namesAround({ start, end }: Word, replaced: readonly Replaced[]): readonly string[] {
  return replaced.filter((range) => range.start <= start && end <= range.end).flatMap(({ names }) => names);
}
