import type { Shell } from './shell.ts';

/** A command as the job list shows it: its own text on one line. */
export function jobText(shell: Shell, node: { readonly pos: number; readonly end: number }): string {
  const lines = shell.source.text.slice(node.pos, node.end).split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .reduce((text, line) => (text === '' ? line : `${text}${/(?:\b(?:do|then|else)|[{(|&;])$/.test(text) ? ' ' : '; '}${line}`), '');
}
