const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', "'": "'", '"': '"' };

/** The text of a quoted Go string (`"…"`, `'…'` or backquotes); undefined when it is not one. */
export function unquoteGo(quoted: string): string | undefined {
  const quote = quoted[0];
  const inner = quoted.slice(1, -1);
  if (quoted.length < 2 || quote !== quoted.at(-1)) return undefined;
  if (quote === '`') return inner;
  let isValid = true;
  const text = inner.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[^])/g, (_, escape: string) => {
    const known = ESCAPES[escape];
    if (known !== undefined) return known;
    if (/^[xuU]./.test(escape)) return String.fromCodePoint(Number.parseInt(escape.slice(1), 16));
    if (/^[0-7]{3}$/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8));
    isValid = false;
    return '';
  });
  return isValid && !inner.endsWith('\\\\\\') ? text : undefined;
}

/** A text as Go's `%q` writes it. */
export function quoteGo(text: string): string {
  return JSON.stringify(text);
}
