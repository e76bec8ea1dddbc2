const SIMPLE: Readonly<Record<string, string>> = { a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** The backslash escapes of `echo -e`; `stop` after `\c`. */
export function expandEscapes(text: string): { readonly text: string; readonly stop: boolean } {
  const end = text.search(/(?<!\\)(?:\\\\)*\\c/);
  const stop = end >= 0;
  const body = stop ? text.replace(/((?<!\\)(?:\\\\)*)\\c[^]*$/, '$1') : text;
  const expanded = body.replaceAll(/\\(0[0-7]{0,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|[abefnrtv\\])/g, (_, code: string) => {
    if (code.startsWith('0')) return String.fromCodePoint(Number.parseInt(code, 8) & 255);
    if (/^[xu]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    return SIMPLE[code] ?? code;
  });
  return { text: expanded, stop };
}
