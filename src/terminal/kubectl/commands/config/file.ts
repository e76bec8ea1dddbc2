import type { KubectlContext } from '../../command.ts';
import { listAt, recordAt, textAt, type JsonRecord } from '../../printers/values.ts';
import { formatYaml } from '../../printers/yaml.ts';

type ListName = 'clusters' | 'contexts' | 'users';

/** Writes the kubeconfig back, its keys in order, its entries by name. */
export function writeConfig(context: KubectlContext, content: JsonRecord): void {
  const { path } = context.config;
  const { files } = context.process.machine;
  files.makeDirectory(path.slice(0, path.lastIndexOf('/')), { parents: true });
  files.write(path, formatYaml({ apiVersion: 'v1', kind: 'Config', clusters: null, contexts: null, 'current-context': '', users: null, ...content }));
}

/** The content with one entry added or changed. */
export function withEntry(content: JsonRecord, list: ListName, name: string, body: JsonRecord): JsonRecord {
  const key = list.slice(0, -1);
  const entries = listAt(content, list);
  const isKnown = entries.some((entry) => textAt(entry, 'name') === name);
  const changed = isKnown ? entries.map((entry) => (textAt(entry, 'name') === name ? { ...(entry as JsonRecord), [key]: body } : entry)) : [...entries, { [key]: body, name }];
  return { ...content, [list]: changed.toSorted((a, b) => (textAt(a, 'name') < textAt(b, 'name') ? -1 : 1)) };
}

/** The content without an entry. */
export function withoutEntry(content: JsonRecord, list: ListName, name: string): JsonRecord {
  return { ...content, [list]: listAt(content, list).filter((entry) => textAt(entry, 'name') !== name) };
}

/** The body of an entry, empty when there is none. */
export function bodyOf(content: JsonRecord, list: ListName, name: string): JsonRecord {
  const entry = listAt(content, list).find((entry) => textAt(entry, 'name') === name);
  return recordAt(entry, list.slice(0, -1));
}

export function hasEntry(content: JsonRecord, list: ListName, name: string): boolean {
  return listAt(content, list).some((entry) => textAt(entry, 'name') === name);
}
