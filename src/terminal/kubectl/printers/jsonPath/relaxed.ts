import { KubectlError } from '../../errors.ts';
import { findResults } from './evaluate.ts';
import { JsonPathError, type ListNode } from './nodes.ts';
import { parseJsonPath } from './parse.ts';

/** `metadata.name`, `.metadata.name` and `{.metadata.name}` all mean the same. k8s: get RelaxedJSONPathExpression */
export function relaxedPath(text: string): string {
  if (text === '') return text;
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text);
  if (match === null) {
    throw new KubectlError(`unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`);
  }
  const inner = match[1] ?? match[2] ?? '';
  return `{.${inner}}`;
}

/** Parses a relaxed path; the error is the parser's. */
export function parseRelaxed(text: string): ListNode {
  try {
    return parseJsonPath(relaxedPath(text));
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(error.message);
    throw error;
  }
}

/** All values at a path, in one list. */
export function valuesAt(path: ListNode, value: unknown): readonly unknown[] {
  return findResults(path, value, false).flat();
}
