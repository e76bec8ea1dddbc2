import { AwkSyntaxError } from './syntax.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A place in the tokens of a program. */
export interface Cursor {
  peek(ahead?: number): Token;
  /** Does that sign or word stand here? */
  is(text: string, ahead?: number): boolean;
  advance(count?: number): void;
  accept(text: string): boolean;
  expect(text: string): void;
  /** A name, which is taken. */
  name(): string;
  skipNewlines(): void;
  skipTerminators(): void;
  position(): number;
  goBack(position: number): void;
  fail(): never;
}

export function createCursor(source: string): Cursor {
  const tokens = tokensOf(source);
  let position = 0;

  const peek = (ahead = 0): Token => tokens[Math.min(position + ahead, tokens.length - 1)] as Token;
  const is = (text: string, ahead = 0) => {
    const token = peek(ahead);
    return token.text === text && (token.type === 'operator' || token.type === 'word' || token.type === 'newline');
  };
  const fail = (): never => {
    const { line, at, type, text } = peek();
    const found = type === 'end' || type === 'newline' ? 'newline or end of string' : type === 'string' ? `"${text}"` : text;
    throw new AwkSyntaxError(line, at, found);
  };
  const accept = (text: string) => {
    if (!is(text)) return false;
    position += 1;
    return true;
  };
  return {
    peek, is, accept, fail,
    advance: (count = 1) => {
      position += count;
    },
    expect: (text) => {
      if (!accept(text)) fail();
    },
    name: () => {
      const token = peek();
      if (token.type !== 'name' && token.type !== 'call') return fail();
      position += 1;
      return token.text;
    },
    skipNewlines: () => {
      while (is('\n')) position += 1;
    },
    skipTerminators: () => {
      while (is('\n') || is(';')) position += 1;
    },
    position: () => position,
    goBack: (to) => {
      position = to;
    },
  };
}
