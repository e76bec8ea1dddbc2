const NAMES: Readonly<Record<string, string>> = { '\t': 'Tab', '\r': 'Enter', '\n': 'Enter', '\u001b': 'Esc', '\u007f': 'Backspace', '\u001b[A': '↑', '\u001b[B': '↓', '\u001b[C': '→', '\u001b[D': '←' };

const KEYS = /\u001b\[[A-D]|[\u0000-\u001f\u007f]/g;

/** A text as it is typed: pieces of text, and keys by what stands on them. */
export function keyCaps(line: string): readonly { readonly text: string; readonly isKey: boolean }[] {
  const pieces: { readonly text: string; readonly isKey: boolean }[] = [];
  let at = 0;
  for (const match of line.matchAll(KEYS)) {
    const [key] = match;
    if (match.index > at) pieces.push({ text: line.slice(at, match.index), isKey: false });
    pieces.push({ text: NAMES[key] ?? `Ctrl-${String.fromCodePoint((key.codePointAt(0) ?? 0) + 64)}`, isKey: true });
    at = match.index + key.length;
  }
  if (at < line.length) pieces.push({ text: line.slice(at), isKey: false });
  return pieces;
}
