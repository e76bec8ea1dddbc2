import { isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, Tags } from 'yaml';

/** kubectl takes moments, and numbers written like `12:30:45`, for text. */
const customTags = (tags: Tags): Tags =>
  tags.filter((tag) => typeof tag === 'string' || (tag.tag !== 'tag:yaml.org,2002:timestamp' && !('format' in tag && tag.format === 'TIME')));

/** The documents of a text, with the places of their parts and what is wrong with their syntax. */
export function readDocuments(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, { version: '1.1', prettyErrors: false, customTags, strict: true });
  return Array.isArray(documents) ? documents : [];
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a path leads in a document: the value there, or the name of the field. Of a value with parts its name is
 * meant, and what is missing is found at the nearest that is there.
 */
export function rangeAt(document: Document.Parsed, path: readonly (string | number)[], part: 'key' | 'value'): Range {
  let node: unknown = document.contents;
  let range: Range = rangeOf(node) ?? { from: document.range[0], to: document.range[1] };
  for (const [index, step] of path.entries()) {
    const found = partAt(node, step);
    if (found === undefined) return range;
    const isValueMeant = part === 'value' && index === path.length - 1 && isScalar(found.value);
    range = (isValueMeant ? undefined : rangeOf(found.key)) ?? rangeOf(found.value) ?? rangeOf(found.key) ?? range;
    node = found.value;
  }
  return range;
}

interface Part {
  readonly key: unknown;
  readonly value: unknown;
}

function partAt(node: unknown, step: string | number): Part | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(step));
    return pair === undefined ? undefined : { key: pair.key, value: pair.value };
  }
  if (isSeq(node) && typeof step === 'number') {
    const value = node.items[step];
    return value === undefined ? undefined : { key: undefined, value };
  }
  return undefined;
}

function rangeOf(node: unknown): Range | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range === undefined || range === null ? undefined : { from: range[0], to: range[1] };
}
