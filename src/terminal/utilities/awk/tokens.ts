import { AwkSyntaxError } from './syntax.ts';

export interface Token {
  readonly type: 'number' | 'string' | 'pattern' | 'name' | 'call' | 'builtin' | 'word' | 'operator' | 'newline' | 'end';
  readonly text: string;
  readonly line: number;
  readonly at: number;
}

const WORDS = new Set('BEGIN END BEGINFILE ENDFILE function func if else while for do break continue next nextfile exit return delete in getline print printf switch case default'.split(' '));
export const BUILTINS = new Set(
  'length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush gensub strftime systime mktime asort asorti and or xor lshift rshift compl strtonum'.split(' '),
);
const OPERATORS = ['**=', '&&', '||', '++', '--', '+=', '-=', '*=', '/=', '%=', '^=', '**', '==', '<=', '>=', '!=', '!~', '>>', '|&', '{', '}', '(', ')', '[', ']', ';', ',', '+', '-', '*', '/', '%', '^', '!', '>', '<', '|', '?', ':', '~', '$', '='];

/** Behind these a slash divides; elsewhere it opens a pattern. */
const ENDS_VALUE = new Set([')', ']', '$', '++', '--']);

/** Splits a program into tokens. A pattern between slashes is one, where a value may begin. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const push = (type: Token['type'], text: string, length: number) => {
    tokens.push({ type, text, line, at });
    at += length;
  };

  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest);
    if (blank !== null) {
      if (blank[0].endsWith('\n')) line += 1;
      at += blank[0].length;
    } else if (rest.startsWith('\n')) {
      push('newline', '\n', 1);
      line += 1;
    } else if (rest.startsWith('"')) {
      const text = /^"(?:[^"\\\n]|\\[^])*"/.exec(rest)?.[0];
      if (text === undefined) throw new AwkSyntaxError(line, at, 'unterminated string');
      push('string', unescape(text.slice(1, -1)), text.length);
    } else if (rest.startsWith('/') && !endsValue(tokens.at(-1))) {
      const text = /^\/(?:\[\^?\]?[^\]\n]*\]|\\[^\n]|[^/\\\n[])*\//.exec(rest)?.[0] ?? /^\/(?:\\[^\n]|[^/\\\n])*\//.exec(rest)?.[0];
      if (text === undefined) throw new AwkSyntaxError(line, at, 'unterminated regexp');
      push('pattern', text.slice(1, -1).replaceAll('\\/', '/'), text.length);
    } else {
      const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(rest)?.[0];
      const word = /^[A-Za-z_]\w*/.exec(rest)?.[0];
      const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
      if (number !== undefined) push('number', number, number.length);
      else if (word !== undefined) push(typeOfWord(word, rest.charAt(word.length)), word, word.length);
      else if (operator !== undefined) push('operator', operator.replace('**', '^'), operator.length);
      else throw new AwkSyntaxError(line, at, `'${rest.charAt(0)}'`);
    }
  }
  tokens.push({ type: 'end', text: '', line, at });
  return tokens;
}

function typeOfWord(word: string, next: string): Token['type'] {
  if (WORDS.has(word)) return 'word';
  if (BUILTINS.has(word)) return 'builtin';
  return next === '(' ? 'call' : 'name';
}

function endsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return token.type === 'number' || token.type === 'string' || token.type === 'name' || token.type === 'builtin' || (token.type === 'operator' && ENDS_VALUE.has(token.text));
}

const SIMPLE: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"', '/': '/', '\n': '' };

/** The escapes of a string literal; an unknown one keeps its backslash, as patterns in strings need it. */
export function unescape(text: string): string {
  return text.replaceAll(/\\([0-7]{1,3}|[^])/g, (whole, code: string) => (/^[0-7]/.test(code) ? String.fromCodePoint(Number.parseInt(code, 8) & 255) : (SIMPLE[code] ?? whole)));
}
