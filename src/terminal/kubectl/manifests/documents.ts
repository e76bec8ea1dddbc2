import { isRecord, type JsonRecord } from '../printers/values.ts';
import { readYaml, YamlError } from './yamlReader.ts';

/** A text that cannot be read, in the words that kubectl puts behind `error parsing FILE: `. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/** What was read up to the first fault, and the fault. */
export interface Documents {
  readonly values: readonly unknown[];
  readonly problem: string | undefined;
}

/** The documents of a manifest, empty ones left out. k8s: apimachinery YAMLOrJSONDecoder */
export function readDocuments(text: string): Documents {
  return /^\s*\{/.test(text) ? readJsonFirst(text) : readYamlDocuments(text);
}

function readYamlDocuments(text: string): Documents {
  const values: unknown[] = [];
  for (const piece of splitDocuments(text)) {
    try {
      const value = readYaml(piece);
      if (value !== undefined && value !== null) values.push(value);
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      return { values, problem: `error converting YAML to JSON: yaml: ${error.message}` };
    }
  }
  return { values, problem: undefined };
}

/** Cuts at lines that hold only `---` and perhaps a comment. */
function splitDocuments(text: string): readonly string[] {
  const pieces: string[] = [];
  let lines: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const rest = line.startsWith('---') ? line.slice(3).trim() : undefined;
    if (rest !== undefined && (rest === '' || rest.startsWith('#'))) {
      pieces.push(lines.join(''));
      lines = [];
    } else {
      lines.push(line);
    }
  }
  return [...pieces, lines.join('')].filter((piece) => piece.trim() !== '');
}

/** A stream that begins like JSON is read as JSON, and as YAML when its syntax is not JSON's. */
function readJsonFirst(text: string): Documents {
  const values: unknown[] = [];
  let at = 0;
  while (/\S/.test(text.slice(at))) {
    const end = endOfJson(text, at);
    if (end === undefined) return { values, problem: 'unexpected EOF' };
    const value = parseJson(text.slice(at, end));
    if (value === undefined) return readYamlDocuments(text);
    if (value.json !== null) values.push(value.json);
    at = end;
    at += /^\s*---[^\S\n]*(\n|$)/.exec(text.slice(at))?.[0].length ?? 0;
  }
  return { values, problem: undefined };
}

function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Where the JSON value that starts at `from` ends; undefined when the text ends first. */
function endOfJson(text: string, from: number): number | undefined {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (isQuoted) {
      if (char === '\\') at += 1;
      else if (char === '"') isQuoted = false;
    } else if (char === '"') {
      isQuoted = true;
    } else if (char === '{' || char === '[') {
      depth += 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && /\S/.test(char)) {
      return text.length;
    }
  }
  return undefined;
}

/** The objects of a document: a list of any kind is taken apart. */
export function flattenList(document: JsonRecord): readonly JsonRecord[] {
  const { kind, items } = document;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [document];
  return items.filter(isRecord).flatMap(flattenList);
}
