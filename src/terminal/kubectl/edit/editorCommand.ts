import type { Process } from '../../process/process.ts';
import { quoteGo } from '../printers/goQuote.ts';

/** `$KUBE_EDITOR`, `$EDITOR` or vi, with the file to edit. One with quotes in it is given to the shell. k8s: editor.NewDefaultEditor */
export function editorCommand(process: Process, path: string): { readonly argv: readonly string[]; readonly name: string } {
  const name = [process.env.get('KUBE_EDITOR'), process.env.get('EDITOR')].find((editor) => editor !== undefined && editor !== '') ?? 'vi';
  if (!name.includes(' ')) return { argv: [name, path], name };
  if (!/["'\\]/.test(name)) return { argv: [...name.split(' '), path], name };
  const shell = process.env.get('SHELL') ?? '/bin/bash';
  return { argv: [shell, '-c', `${name} ${quoteGo(path)}`], name };
}
