import type { KubectlContext } from '../command.ts';
import { formatJson } from '../printers/json.ts';
import { formatYaml } from '../printers/yaml.ts';
import type { JsonRecord } from '../printers/values.ts';

const HEADER = [
  "# Please edit the object below. Lines beginning with a '#' will be ignored,",
  '# and an empty file will abort the edit. If an error occurs while saving this file will be',
  '# reopened with the relevant failures.',
  '#',
];

/** One opening of the editor. */
export interface EditRound {
  readonly path: string;
  /** The text without comments, as the editor gets it. */
  readonly body: string;
  readonly isRetry: boolean;
  remove(): void;
}

/** The temporary file of `kubectl edit`. */
export interface EditFile {
  first(): EditRound;
  /** The same text again, with what was wrong above it. */
  again(body: string, problems: readonly string[]): EditRound;
  read(path: string): { readonly body: string };
  remove(path: string): void;
}

export function editFile(context: KubectlContext, objects: readonly JsonRecord[], isJson: boolean): EditFile {
  const { files } = context.process.machine;
  const { pid, kernel } = context.process;
  const random = context.cluster.sim.random.fork(`kubectl edit ${pid} ${kernel.now()}`);
  const path = `/tmp/kubectl-edit-${random.integer(100_000_000, 4_000_000_000)}.${isJson ? 'json' : 'yaml'}`;
  const [only] = objects;
  const value = objects.length === 1 && only !== undefined ? only : { apiVersion: 'v1', items: objects, kind: 'List', metadata: {} };
  const body = isJson ? `${formatJson(value, '    ')}\n` : formatYaml(value);
  const remove = () => {
    if (files.exists(path)) files.unlink(path);
  };
  const open = (text: string, header: readonly string[], isRetry: boolean): EditRound => {
    files.makeDirectory('/tmp', { parents: true });
    // JSON has no comments.
    files.write(path, isJson ? text : `${header.join('\n')}\n${text}`);
    return { path, body: withoutComments(text), isRetry, remove };
  };
  return {
    first: () => open(body, HEADER, false),
    again: (text, problems) => open(text, [...HEADER, ...problems, '#'], true),
    read: () => ({ body: files.exists(path) ? withoutComments(files.read(path)) : '' }),
    remove,
  };
}

/** Lines that begin with `#` are not part of the object. */
function withoutComments(text: string): string {
  return text.split('\n').filter((line) => !line.startsWith('#')).join('\n');
}
