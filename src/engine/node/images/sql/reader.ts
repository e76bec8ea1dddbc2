import { SqlFault } from './fault.ts';
import { tokenize, type Token } from './tokens.ts';

/** Walks over the words of one statement. */
export interface TokenReader {
  readonly text: string;
  peek(ahead?: number): Token | undefined;
  /** Are these the next key words, in upper case? */
  isAt(...words: readonly string[]): boolean;
  /** Takes them if they are. */
  take(...words: readonly string[]): boolean;
  /** Takes them; anything else is a syntax error. */
  expect(...words: readonly string[]): void;
  next(): Token;
  /** A name of something, quoted or not. */
  name(): string;
  isAtEnd(): boolean;
  /** Says that the statement is wrong from here on. */
  fail(): never;
}

export function readTokens(text: string, doubleQuotes: 'string' | 'name'): TokenReader {
  const tokens = tokenize(text, doubleQuotes);
  let index = 0;
  const matches = (word: string, ahead: number) => {
    const token = tokens[index + ahead];
    return token !== undefined && (token.kind === 'word' ? token.text.toUpperCase() === word : token.kind === 'symbol' && token.text === word);
  };
  const fail = (): never => {
    const at = tokens[index]?.at ?? text.length;
    throw new SqlFault('syntax', text.slice(at).replace(/;\s*$/, ''), String(text.slice(0, at).split('\n').length));
  };
  const isAt = (...words: readonly string[]) => words.every(matches);
  const take = (...words: readonly string[]) => {
    if (!isAt(...words)) return false;
    index += words.length;
    return true;
  };
  const next = () => {
    const token = tokens[index];
    if (token === undefined) return fail();
    index += 1;
    return token;
  };
  return {
    text, isAt, take, next, fail,
    peek: (ahead = 0) => tokens[index + ahead],
    expect: (...words) => {
      if (!take(...words)) fail();
    },
    name: () => {
      const token = tokens[index];
      if (token === undefined || (token.kind !== 'word' && token.kind !== 'name')) return fail();
      index += 1;
      return token.text;
    },
    isAtEnd: () => index >= tokens.length || (index === tokens.length - 1 && isAt(';')),
  };
}
