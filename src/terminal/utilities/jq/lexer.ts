import { unescape } from './readJson.ts';
import { JqSyntaxError } from './syntax.ts';

export interface Token {
  readonly type: 'number' | 'text' | 'field' | 'name' | 'variable' | 'format' | 'word' | 'sign' | 'end';
  /** The name or sign; of text the pieces are in {@link parts}. */
  readonly text: string;
  /** Offset in the program; of the end, of the last thing before it. */
  readonly at: number;
  /** Of a text: what stands between its quotes, tokens for what is in `\( )`. */
  readonly parts?: readonly (string | readonly Token[])[];
}

const WORDS = new Set('def if then elif else end as reduce foreach try catch label import include and or __loc__'.split(' '));
const SIGNS = ['?//=', '?//', '//=', '|=', '+=', '-=', '*=', '/=', '%=', '==', '!=', '<=', '>=', '//', '..', '.', '[', ']', '(', ')', '{', '}', '|', ',', ':', ';', '=', '<', '>', '+', '-', '*', '/', '%', '?', '$'];

/** Splits a program into tokens. */
export function tokensOf(source: string): readonly Token[] {
  return readTokens(source, 0, false).tokens;
}

/** Up to the end, or to the parenthesis that closes an interpolation. */
function readTokens(source: string, start: number, isInside: boolean): { readonly tokens: readonly Token[]; readonly end: number } {
  const tokens: Token[] = [];
  let at = start;
  const open: string[] = [];
  let last = start;
  while (at < source.length) {
    const rest = source.slice(at);
    const blank = /^(?:\s+|#[^\n]*)/.exec(rest)?.[0];
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest)?.[0];
    const field = /^\.[a-zA-Z_]\w*/.exec(rest)?.[0];
    const variable = /^\$(?:__loc__|[a-zA-Z_]\w*(?:::\w+)*)/.exec(rest)?.[0];
    const format = /^@[a-zA-Z0-9_]+/.exec(rest)?.[0];
    const name = /^[a-zA-Z_]\w*(?:::\w+)*/.exec(rest)?.[0];
    const sign = SIGNS.find((candidate) => rest.startsWith(candidate));
    last = at;
    const push = (type: Token['type'], text: string, length = text.length) => {
      tokens.push({ type, text, at });
      at += length;
    };
    if (blank !== undefined) at += blank.length;
    else if (rest.startsWith('"')) {
      const text = readText(source, at);
      tokens.push({ type: 'text', text: '', at, parts: text.parts });
      at = text.end;
      last = at - 1;
    } else if (number !== undefined) push('number', number);
    else if (field !== undefined) push('field', field.slice(1), field.length);
    else if (variable !== undefined) {
      // The sign and the name are two things to jq.
      last += 1;
      push('variable', variable.slice(1), variable.length);
    }
    else if (format !== undefined) push('format', format);
    else if (name !== undefined) push(WORDS.has(name) ? 'word' : 'name', name);
    else if (sign !== undefined) {
      const closed = OPENING[sign];
      if (Object.values(OPENING).includes(sign)) open.push(sign);
      if (sign === ')' && open.length === 0 && isInside) return { tokens: [...tokens, { type: 'end', text: '', at: last }], end: at + 1 };
      // A closing sign that closes nothing is no sign at all.
      if (closed !== undefined && open.pop() !== closed) throw invalid(tokens, at);
      push('sign', sign);
    } else throw invalid(tokens, at);
  }
  if (isInside) throw new JqSyntaxError('syntax error, unexpected $end', last);
  return { tokens: [...tokens, { type: 'end', text: '', at: last }], end: at };
}

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function invalid(tokens: readonly Token[], at: number): JqSyntaxError {
  return new JqSyntaxError(`syntax error, unexpected INVALID_CHARACTER${endsTerm(tokens.at(-1)) || tokens.length === 0 ? ', expecting $end' : ''}`, at);
}

/** Could a program end behind this? */
function endsTerm(token: Token | undefined): boolean {
  return token !== undefined && token.type !== 'word' && (token.type !== 'sign' || [']', ')', '}', '.', '?'].includes(token.text));
}

function readText(source: string, start: number): { readonly parts: readonly (string | readonly Token[])[]; readonly end: number } {
  const parts: (string | readonly Token[])[] = [];
  let at = start + 1;
  let raw = '';
  const flush = () => {
    if (raw !== '') parts.push(unescape(raw, () => {
      throw new JqSyntaxError('syntax error, unexpected INVALID_CHARACTER', at);
    }));
    raw = '';
  };
  while (source.charAt(at) !== '"') {
    if (at >= source.length) throw new JqSyntaxError('syntax error, unexpected $end, expecting QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END', start + 1);
    if (source.startsWith('\\(', at)) {
      flush();
      const inside = readTokens(source, at + 2, true);
      parts.push(inside.tokens);
      at = inside.end;
      continue;
    }
    const length = source.charAt(at) === '\\' ? 2 : 1;
    raw += source.slice(at, at + length);
    at += length;
  }
  flush();
  return { parts, end: at + 1 };
}
