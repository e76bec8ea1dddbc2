import { SqlFault } from './fault.ts';

export interface Token {
  /** `name` is a quoted identifier, `word` a bare one or a key word. */
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'symbol' | 'variable';
  readonly text: string;
  /** Where it begins in the statement. */
  readonly at: number;
}

const PATTERNS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+|--[ \t][^\n]*|--(?=\n|$)|#[^\n]*|\/\*[^]*?\*\//y],
  ['variable', /@@?[\w.$]+/y],
  ['number', /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+/y],
  ['word', /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y],
  ['string', /'(?:[^'\\]|\\[^]|'')*'/y],
  ['name', /`[^`]*`/y],
  ['symbol', /<=>|<>|!=|<=|>=|\|\||&&|::|:=|[-+*/%=<>(),.;:{}[\]@]/y],
];

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0' };

/** The words of a statement. In MySQL double quotes make a string, elsewhere the name of something. */
export function tokenize(text: string, doubleQuotes: 'string' | 'name'): readonly Token[] {
  const tokens: Token[] = [];
  const patterns = [...PATTERNS, [doubleQuotes, /"(?:[^"\\]|\\[^]|"")*"/y] as const];
  for (let at = 0; at < text.length;) {
    const found = patterns.map(([kind, pattern]) => [kind, matchAt(pattern, text, at)] as const).find(([, match]) => match !== undefined);
    if (found?.[1] === undefined) throw new SqlFault('syntax', text.slice(at));
    const [kind, match] = found;
    if (kind !== 'space') tokens.push({ kind, text: kind === 'string' || kind === 'name' ? unquote(match) : match, at });
    at += match.length;
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unquote(text: string): string {
  const quote = text.charAt(0);
  const inner = text.slice(1, -1).replaceAll(quote + quote, quote);
  return quote === '`' ? inner : inner.replace(/\\([^])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
