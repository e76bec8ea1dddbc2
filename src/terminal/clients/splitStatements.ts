/** A statement that is complete, and what ended it. */
export interface SplitStatement {
  readonly text: string;
  /** `;`, `\G`, `\g`; empty at the end of the input. */
  readonly ending: string;
  /** The line of the input it begins in, from 1. */
  readonly line: number;
}

/** Cuts text into statements; what is not finished yet is the rest. Quotes and comments keep their semicolons. */
export function splitStatements(text: string): { readonly statements: readonly SplitStatement[]; readonly rest: string } {
  const statements: SplitStatement[] = [];
  const pattern = /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^])*"|`[^`]*`|--[ \t][^\n]*|\/\*[^]*?\*\/|;|\\[Gg]|['"`]|[^]/g;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    // A quote that is not closed: the rest of it is still to come.
    if (/^['"`]$/.test(match[0])) break;
    if (match[0] !== ';' && !/^\\[Gg]$/.test(match[0])) continue;
    const piece = text.slice(from, match.index);
    if (piece.trim() !== '') statements.push({ text: piece.trim(), ending: match[0], line: lineOf(text, from + piece.search(/\S/)) });
    from = match.index + match[0].length;
  }
  return { statements, rest: text.slice(from) };
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
