import type { Printer } from './outputFormat.ts';
import { isRecord, textAt, type JsonRecord } from './values.ts';

/** `-o name`, and the lines that say what was done: `statefulset.apps/web scaled`. */
export function createNamePrinter(operation = ''): Printer {
  return { print: (value) => (Array.isArray(value['items']) ? value['items'].map((item) => nameLine(item, operation)).join('') : nameLine(value, operation)) };
}

function nameLine(value: unknown, operation: string): string {
  if (isRecord(value) && isRecord(value['object'])) return nameLine(value['object'], operation);
  return isRecord(value) ? `${qualifiedName(value)}${operation === '' ? '' : ` ${operation}`}\n` : '';
}

/** `statefulset.apps/web` of any object. */
export function qualifiedName(object: JsonRecord): string {
  return `${qualifiedKind(object)}/${textAt(object, 'metadata', 'name') || '<unknown>'}`;
}

/** `statefulset.apps` of any object. */
export function qualifiedKind(object: JsonRecord): string {
  const version = textAt(object, 'apiVersion');
  const kind = textAt(object, 'kind').toLowerCase();
  const slash = version.indexOf('/');
  return slash < 0 ? kind : `${kind}.${version.slice(0, slash)}`;
}
