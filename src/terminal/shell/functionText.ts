import type { ShellFunction } from './shell.ts';

/**
 * A function as `type` and `declare -f` show it.
 * simplified: bash lays the body out anew; here it keeps the lines in which it was written.
 */
export function functionText({ name, node, source }: ShellFunction): string {
  const body = source.text.slice(node.body.pos, node.body.end);
  const inner = /^\{\s*([^]*?);?\s*\}$/.exec(body)?.[1];
  if (inner === undefined) return `${name} () \n${body}`;
  const lines = (inner.includes('\n') ? inner.split('\n') : inner.split(/;\s+/)).map((line) => line.trimEnd());
  const isWritten = inner.includes('\n');
  const indented = lines.map((line, index) => (isWritten ? `    ${line.trimStart()}` : `    ${line}${index < lines.length - 1 ? ';' : ''}`));
  return `${name} () \n{ \n${indented.join('\n')}\n}`;
}
