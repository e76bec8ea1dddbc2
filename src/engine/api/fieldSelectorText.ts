import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import { badRequest } from './status.ts';

/** One `field=value` of a field selector. */
interface FieldTerm {
  readonly field: string;
  readonly value: string;
  readonly isEqual: boolean;
}

/** Reads the text of `--field-selector`. Throws BadRequest with the parser's own words. k8s: fields ParseSelector */
function parseFieldSelector(text: string): readonly FieldTerm[] {
  return splitTerms(text)
    .filter((term) => term !== '')
    .map((term) => {
      const parsed = parseTerm(term);
      if (parsed === undefined) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      return parsed;
    });
}

/** Which objects of a kind a field selector picks. Throws BadRequest for a field that the kind does not offer. */
export function fieldMatcher(kind: Kind, text: string): (object: KubeObject) => boolean {
  const terms = parseFieldSelector(text).map(({ field, value, isEqual }) => ({ value, isEqual, read: readerOf(kind, field) }));
  return (object) => terms.every(({ read, value, isEqual }) => (read(object) === value) === isEqual);
}

const METADATA: Readonly<Record<string, (object: KubeObject) => string>> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace ?? '',
};

function readerOf(kind: Kind, field: string): (object: KubeObject) => string {
  const read = kind.selectableFields[field] ?? METADATA[field];
  if (read === undefined) throw badRequest(unsupportedField(kind, field));
  return read;
}

/** Names of an object: every kind knows them, whatever it calls them. */
const NAME_FIELDS: ReadonlySet<string> = new Set([...Object.keys(METADATA), 'name']);

/** Kinds with fields of their own answer in other words than those that only know their names. */
function unsupportedField(kind: Kind, field: string): string {
  if (kind.kind === 'Job') return `field label "${field}" not supported for batchv1.Job`;
  const hasOwn = Object.keys(kind.selectableFields).some((known) => !NAME_FIELDS.has(known));
  if (hasOwn) return `field label not supported: ${field}`;
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

/** Splits at commas; a backslash protects the next character. */
function splitTerms(text: string): readonly string[] {
  const terms: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === ',') {
      terms.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...terms, text.slice(from)];
}

function parseTerm(term: string): FieldTerm | undefined {
  for (let at = 0; at < term.length; at += 1) {
    const operator = ['!=', '==', '='].find((candidate) => term.startsWith(candidate, at));
    if (operator === undefined) continue;
    const value = term.slice(at + operator.length).replaceAll(/\\([\\,=])/g, '$1');
    return { field: term.slice(0, at), value, isEqual: operator !== '!=' };
  }
  return undefined;
}
