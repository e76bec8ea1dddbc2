import { ShellError } from './errors.ts';

/** How an expression reaches the shell's variables. */
export interface ArithmeticVariables {
  get(name: string, subscript: string | undefined): string | undefined;
  set(name: string, subscript: string | undefined, value: string): void;
  /** True when an unset variable is an error (`set -u`). */
  readonly isStrict: boolean;
}

/** The messages of a shell about expressions. */
export type ArithmeticTexts = (problem: ArithmeticProblem) => string;

export interface ArithmeticProblem {
  readonly code: 'operand' | 'operator' | 'expression' | 'parenthesis' | 'division' | 'exponent' | 'base' | 'digit' | 'assignment' | 'colon' | 'recursion' | 'number' | 'identifier';
  /** The whole expression, and what is left of it from the last token on. */
  readonly expression: string;
  readonly rest: string;
}

/** Parentheses and signs in each other, and variables that name expressions that name variables: what is deeper would exhaust the stack. */
const MAX_NESTING = 256;

/**
 * Evaluates a C-like expression over 64-bit whole numbers. Throws ShellError with a text from `texts`. Dollar
 * expansions have been done before.
 */
export function evaluateArithmetic(expression: string, variables: ArithmeticVariables, texts: ArithmeticTexts, depth = 0): bigint {
  const fail = (code: ArithmeticProblem['code'], rest: string): never => {
    throw new ShellError(texts({ code, expression: expression.trimStart(), rest }));
  };
  if (depth > MAX_NESTING) fail('recursion', /[\w$]+\s*$/.exec(expression)?.[0].trim() ?? expression.trim());
  const tokens = tokenize(expression, fail);
  if (tokens.length === 1) return 0n;
  let at = 0;
  let nesting = depth;
  /** Above zero: the value is not wanted, and nothing is assigned or divided. */
  let skipping = 0;

  const peek = () => tokens[at] as Token;
  const restFrom = (token: Token) => expression.slice(token.at);
  /** The rest of the text as bash quotes it: from the last token that is one. */
  const rest = () => restFrom(peek().kind === 'end' && at > 0 ? (tokens[at - 1] as Token) : peek());
  const next = () => {
    const token = peek();
    at += 1;
    return token;
  };
  const accept = (text: string) => {
    if (peek().kind !== 'operator' || peek().text !== text) return false;
    at += 1;
    return true;
  };

  const read = (target: Target): bigint => {
    if (skipping > 0) return 0n;
    const value = variables.get(target.name, target.subscript);
    if (value === undefined && variables.isStrict) throw new ShellError(`${target.name}: unbound variable`, { kind: 'unset' });
    return value === undefined ? 0n : valueOf(value);
  };

  const valueOf = (value: string): bigint => (/^\s*-?(?:0|[1-9]\d*)\s*$/.test(value) ? wrap(BigInt(value.trim())) : evaluateArithmetic(value, variables, texts, nesting + 1));

  const store = (target: Target, value: bigint): bigint => {
    const wrapped = wrap(value);
    if (skipping === 0) variables.set(target.name, target.subscript, wrapped.toString());
    return wrapped;
  };

  const comma = (): bigint => {
    let value = assignment();
    while (accept(',')) value = assignment();
    return value;
  };

  const assignment = (): bigint => {
    const start = peek();
    const operator = tokens[at + 1];
    if (start.kind === 'name' && operator?.kind === 'operator' && ASSIGNMENTS.has(operator.text)) {
      at += 2;
      const value = assignment();
      const target = targetOf(start);
      if (operator.text === '=') return store(target, value);
      return store(target, apply(operator.text.slice(0, -1), read(target), value, () => rest()));
    }
    const value = conditional();
    if (peek().kind === 'operator' && ASSIGNMENTS.has(peek().text)) fail('assignment', restFrom(peek()));
    return value;
  };

  const conditional = (): bigint => {
    const test = binary(0);
    if (!accept('?')) return test;
    const consequent = skipUnless(test !== 0n, comma);
    if (!accept(':')) fail('colon', rest());
    const alternate = skipUnless(test === 0n, conditional);
    return test === 0n ? alternate : consequent;
  };

  const skipUnless = (isWanted: boolean, evaluate: () => bigint): bigint => {
    if (!isWanted) skipping += 1;
    const value = evaluate();
    if (!isWanted) skipping -= 1;
    return value;
  };

  /** Operators that bind at least as tightly as the level says. */
  const binary = (level: number): bigint => {
    let left = power();
    for (;;) {
      const token = peek();
      const binds = token.kind === 'operator' ? (BINDING.get(token.text) ?? -1) : -1;
      if (binds < level) return left;
      at += 1;
      if (token.text === '&&' || token.text === '||') {
        const right = skipUnless((left !== 0n) === (token.text === '&&'), () => binary(binds + 1));
        left = token.text === '&&' ? boolean(left !== 0n && right !== 0n) : boolean(left !== 0n || right !== 0n);
      } else {
        const operand = peek();
        left = apply(token.text, left, binary(binds + 1), () => restFrom(operand.kind === 'end' ? token : operand));
      }
    }
  };

  const power = (): bigint => {
    const base = unary();
    if (!accept('**')) return base;
    const exponent = power();
    if (exponent < 0n) fail('exponent', rest());
    return skipping > 0 ? 0n : powerOf(base, exponent);
  };

  const apply = (operator: string, left: bigint, right: bigint, where: () => string): bigint => {
    if ((operator === '/' || operator === '%') && right === 0n) {
      if (skipping > 0) return 0n;
      fail('division', where());
    }
    return wrap(calculate(operator, left, right));
  };

  const unary = (): bigint => {
    nesting += 1;
    // Variables that lead round in a circle are told as such before this.
    if (nesting > MAX_NESTING + 64) fail('recursion', rest());
    const value = signed();
    nesting -= 1;
    return value;
  };

  const signed = (): bigint => {
    const token = peek();
    if (token.kind === 'operator') {
      if (token.text === '++' || token.text === '--') {
        if (tokens[at + 1]?.kind === 'name') {
          at += 1;
          const target = targetOf(next());
          return store(target, read(target) + (token.text === '++' ? 1n : -1n));
        }
        // Two signs before a number.
        at += 1;
        return unary();
      }
      if (token.text === '!') return (at += 1), boolean(unary() === 0n);
      if (token.text === '~') return (at += 1), wrap(~unary());
      if (token.text === '-') return (at += 1), wrap(-unary());
      if (token.text === '+') return (at += 1), unary();
    }
    return postfix();
  };

  const postfix = (): bigint => {
    const token = peek();
    if (token.kind === 'number') {
      at += 1;
      return token.value ?? 0n;
    }
    if (token.kind === 'name') {
      at += 1;
      const target = targetOf(token);
      const value = read(target);
      if (accept('++')) store(target, value + 1n);
      else if (accept('--')) store(target, value - 1n);
      return value;
    }
    if (accept('(')) {
      const value = comma();
      if (!accept(')')) fail('parenthesis', rest());
      return value;
    }
    return fail('operand', rest());
  };

  const value = comma();
  if (peek().kind !== 'end') fail('expression', restFrom(peek()));
  return value;
}

interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
  readonly value?: bigint;
  readonly subscript?: string;
}

interface Target {
  readonly name: string;
  readonly subscript: string | undefined;
}

function targetOf(token: Token): Target {
  return { name: token.text, subscript: token.subscript };
}

/** Loosest first. */
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!='], ['<', '>', '<=', '>='], ['<<', '>>'], ['+', '-'], ['*', '/', '%']];
const BINDING: ReadonlyMap<string, number> = new Map(LEVELS.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)));
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|=']);
const OPERATOR = /^(?:<<=|>>=|\*\*|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%=<>!~&|^?:,()])/;

function tokenize(expression: string, fail: (code: ArithmeticProblem['code'], rest: string) => never): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    const rest = expression.slice(at);
    const blank = /^\s+/.exec(rest)?.[0];
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const token = numberToken(rest, at, fail) ?? nameToken(rest, at) ?? operatorToken(rest, at, tokens.at(-1));
    if (token === undefined) return fail(tokens.at(-1)?.kind === 'number' || tokens.at(-1)?.kind === 'name' ? 'operator' : 'operand', rest);
    tokens.push(token);
    at += lengthOf(token, rest);
  }
  tokens.push({ kind: 'end', text: '', at: expression.length });
  return tokens;
}

function lengthOf(token: Token, rest: string): number {
  if (token.kind !== 'name' || token.subscript === undefined) return token.text.length;
  return subscriptEnd(rest, token.text.length);
}

function numberToken(rest: string, at: number, fail: (code: ArithmeticProblem['code'], rest: string) => never): Token | undefined {
  const text = /^\d[\w@#]*/.exec(rest)?.[0];
  if (text === undefined) return undefined;
  const value = numberOf(text);
  if (typeof value === 'string') return fail(value, text);
  return { kind: 'number', text, at, value };
}

/** `0x1f`, `017`, `2#101`, `64#@_`; a code when it is none. */
function numberOf(text: string): bigint | 'base' | 'digit' | 'number' {
  const based = /^(\d+)#(.*)$/.exec(text);
  if (based !== null) {
    const base = Number(based[1]);
    if (base < 2 || base > 64) return 'base';
    return digitsIn(based[2] ?? '', base);
  }
  if (/^0[xX]/.test(text)) return digitsIn(text.slice(2).toLowerCase(), 16);
  if (text.length > 1 && text.startsWith('0')) return digitsIn(text.slice(1), 8);
  return digitsIn(text, 10);
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';

function digitsIn(digits: string, base: number): bigint | 'digit' | 'number' {
  let value = 0n;
  for (const char of digits) {
    const digit = DIGITS.indexOf(base <= 36 ? char.toLowerCase() : char);
    if (digit < 0 || digit >= base) return 'digit';
    value = value * BigInt(base) + BigInt(digit);
  }
  return wrap(value);
}

function nameToken(rest: string, at: number): Token | undefined {
  const text = /^[A-Za-z_]\w*/.exec(rest)?.[0];
  if (text === undefined) return undefined;
  if (rest[text.length] !== '[') return { kind: 'name', text, at };
  const end = subscriptEnd(rest, text.length);
  return { kind: 'name', text, at, subscript: rest.slice(text.length + 1, end - 1) };
}

/** The position behind the bracket that closes the one at `open`. */
function subscriptEnd(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text[index] === '[') depth += 1;
    else if (text[index] === ']' && (depth -= 1) === 0) return index + 1;
  }
  return text.length;
}

function operatorToken(rest: string, at: number, before: Token | undefined): Token | undefined {
  const text = OPERATOR.exec(rest)?.[0];
  if (text === undefined) return undefined;
  // `1++2`: behind a number there is nothing to count up.
  const isSplit = (text === '++' || text === '--') && before?.kind !== 'name' && !/^..\s*[A-Za-z_]/.test(rest);
  return { kind: 'operator', text: isSplit ? text.slice(0, 1) : text, at };
}

function calculate(operator: string, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return left / right;
    case '%': return left % right;
    case '<<': return left << (right & 63n);
    case '>>': return left >> (right & 63n);
    case '&': return left & right;
    case '|': return left | right;
    case '^': return left ^ right;
    case '==': return boolean(left === right);
    case '!=': return boolean(left !== right);
    case '<': return boolean(left < right);
    case '>': return boolean(left > right);
    case '<=': return boolean(left <= right);
    default: return boolean(left >= right);
  }
}

function boolean(value: boolean): bigint {
  return value ? 1n : 0n;
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function powerOf(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let factor = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = wrap(result * factor);
    factor = wrap(factor * factor);
  }
  return result;
}
