/**
 * How far in a line of YAML begins that follows another one: under its name, one level in behind a colon or a bar that
 * has its value below. Where that value is there already, beside it.
 */
export function indentAfter(line: string, next: string | undefined): number {
  const column = /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
  const text = line.slice(column).replace(/\s+#.*$/, '').trimEnd();
  if (!/(?::|[:\s][|>][+-]?)$/.test(text)) return column;
  const below = next === undefined ? -1 : (/^\s*/.exec(next)?.[0].length ?? -1);
  return below > column || (below === column && next?.trimStart().startsWith('- ') === true) ? below : column + 2;
}
