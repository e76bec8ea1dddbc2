/** Cuts a line into words as most clients do: blanks part them, quotes keep them together. Undefined when a quote stays open. */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|([^\s"']\S*))\s*/y;
  const text = line.trim();
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    words.push(match[1]?.replace(/\\(["\\])/g, '$1').replaceAll('\\n', '\n') ?? match[2] ?? match[3] ?? '');
  }
  return words;
}
