import { FileError } from '#engine/machine/files.ts';
import type { CompletionAnswer } from '../../process/completion.ts';
import type { Process } from '../../process/process.ts';
import { configNames, containerNames, objectNames } from './names.ts';
import { answer } from './positional.ts';
import type { Typed } from './typed.ts';

const GET_FORMATS = ['json', 'yaml', 'kyaml', 'name', 'go-template', 'go-template-file', 'template', 'templatefile', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'custom-columns', 'custom-columns-file', 'wide'];

/** Values of the flag at the cursor; undefined leaves it to file names. */
export function completeFlagValue(process: Process, { flag, context, args, path, current }: Typed): CompletionAnswer | undefined {
  if (flag === undefined) return undefined;
  const { name, head } = flag;
  const value = current.slice(head.length);
  if (name === 'filename') return withHead(head, manifestFiles(process, value));
  const values = valuesOf(name, path.join(' '));
  if (values !== undefined) return withHead(head, answer(values));
  if (context === undefined) return undefined;
  switch (name) {
    case 'namespace':
      return withHead(head, answer(objectNames(context, 'namespaces')));
    case 'context':
      return withHead(head, answer(configNames(context, 'contexts')));
    case 'cluster':
      return withHead(head, answer(configNames(context, 'clusters')));
    case 'user':
      return withHead(head, answer(configNames(context, 'users')));
    case 'container':
      return path[0] === 'exec' && args[0] !== undefined ? withHead(head, answer(containerNames(context, args[0]))) : undefined;
    default:
      return undefined;
  }
}

function valuesOf(name: string, command: string): readonly string[] | undefined {
  if (name === 'output' && command === 'get') return GET_FORMATS;
  if (name === 'dry-run') return ['none', 'client', 'server'];
  return undefined;
}

function withHead(head: string, found: CompletionAnswer): CompletionAnswer {
  return head === '' ? found : { ...found, candidates: found.candidates.map((candidate) => ({ ...candidate, text: head + candidate.text })) };
}

/** Files that can hold manifests, and the directories that lead to them. */
function manifestFiles(process: Process, typed: string): CompletionAnswer {
  const { files } = process.machine;
  const head = typed.slice(0, typed.lastIndexOf('/') + 1);
  const directory = files.resolve(process.cwd, head === '' ? '.' : head);
  const texts = entriesOf(process, directory)
    .filter((name) => (name.startsWith('.') ? typed.slice(head.length).startsWith('.') : true))
    .flatMap((name) => (files.isDirectory(`${directory}/${name}`) ? [`${head}${name}/`] : /\.(?:json|ya?ml)$/.test(name) ? [head + name] : []));
  const fitting = texts.filter((text) => text.startsWith(typed));
  return answer(fitting, { noSpace: fitting.length === 1 && (fitting[0] ?? '').endsWith('/') });
}

function entriesOf({ machine }: Process, directory: string): readonly string[] {
  try {
    return machine.files.list(directory);
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}
