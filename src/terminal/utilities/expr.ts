import { defineUtility } from '../command.ts';
import { compilePattern } from './pattern.ts';
import { isBusybox, sayUsage } from './options.ts';
import type { Process } from '../process/process.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';

class ExprError extends Error {
  override readonly name = 'ExprError';
}

export const expr = defineUtility({
  name: 'expr',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'evaluate expressions',
  run: (process) => {
    const words = process.argv.slice(process.argv[1] === '--' ? 2 : 1);
    if (words.length === 0) {
      process.err(isBusybox(process) ? 'expr: too few arguments\n' : 'expr: missing operand\n');
      if (!isBusybox(process)) sayUsage(process);
      return 2;
    }
    try {
      const value = evaluate(process, words);
      process.out(`${value}\n`);
      return isTrue(value) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof ExprError)) throw error;
      process.err(`expr: ${error.message}\n`);
      return 2;
    }
  },
});

function isTrue(value: string): boolean {
  return value !== '' && !/^-?0+$/.test(value);
}

const isInteger = (text: string) => /^-?\d+$/.test(text);

function evaluate(process: Process, words: readonly string[]): string {
  const busybox = isBusybox(process);
  let at = 0;

  const take = (): string => {
    const word = words[at];
    if (word === undefined) throw new ExprError(busybox ? 'syntax error' : `syntax error: missing argument after '${words[at - 1] ?? ''}'`);
    at += 1;
    return word;
  };

  const accept = (...operators: readonly string[]) => {
    const word = words[at];
    if (word === undefined || !operators.includes(word)) return undefined;
    at += 1;
    return word;
  };

  const integer = (text: string): bigint => {
    if (!isInteger(text)) throw new ExprError(busybox ? 'non-numeric argument' : 'non-integer argument');
    return BigInt(text);
  };

  const primary = (): string => {
    const word = take();
    if (word === '(') {
      const inside = or();
      if (accept(')') === undefined) throw new ExprError(busybox ? 'syntax error' : `syntax error: expecting ')' ${words[at] === undefined ? `after '${words.at(-1) ?? ''}'` : `instead of '${words[at] ?? ''}'`}`);
      return inside;
    }
    if (word === '+' && !busybox) return take();
    if (word === 'quote') return take();
    if (word === 'length') return String([...primary()].length);
    if (word === 'match') return match(primary(), primary());
    if (word === 'index') return indexOfAny(primary(), primary());
    if (word === 'substr') return substring(primary(), primary(), primary());
    return word;
  };

  const matching = (): string => {
    let left = primary();
    while (accept(':') !== undefined) left = match(left, primary());
    return left;
  };

  const product = (): string => {
    let left = matching();
    for (let operator = accept('*', '/', '%'); operator !== undefined; operator = accept('*', '/', '%')) {
      const [a, b] = [integer(left), integer(matching())];
      if (operator !== '*' && b === 0n) throw new ExprError('division by zero');
      left = String(operator === '*' ? a * b : operator === '/' ? a / b : a % b);
    }
    return left;
  };

  const sum = (): string => {
    let left = product();
    for (let operator = accept('+', '-'); operator !== undefined; operator = accept('+', '-')) {
      const [a, b] = [integer(left), integer(product())];
      left = String(operator === '+' ? a + b : a - b);
    }
    return left;
  };

  const comparison = (): string => {
    let left = sum();
    const operators = ['<', '<=', '=', '==', '!=', '>=', '>'] as const;
    for (let operator = accept(...operators); operator !== undefined; operator = accept(...operators)) left = compare(left, operator, sum()) ? '1' : '0';
    return left;
  };

  const and = (): string => {
    let left = comparison();
    while (accept('&') !== undefined) {
      const right = comparison();
      left = isTrue(left) && isTrue(right) ? left : '0';
    }
    return left;
  };

  const or = (): string => {
    let left = and();
    while (accept('|') !== undefined) {
      const right = and();
      left = isTrue(left) ? left : isTrue(right) ? right : '0';
    }
    return left;
  };

  const value = or();
  const extra = words[at];
  if (extra !== undefined) throw new ExprError(busybox ? 'syntax error' : `syntax error: unexpected argument '${extra}'`);
  return value;
}

/** Numbers compare as numbers, anything else as text. */
function compare(left: string, operator: string, right: string): boolean {
  const order = isInteger(left) && isInteger(right) ? Number(BigInt(left) - BigInt(right)) : left < right ? -1 : left > right ? 1 : 0;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '!=':
      return order !== 0;
    default:
      return order === 0;
  }
}

/** The pattern holds from the start of the text; a group is the answer where there is one, else the length. */
function match(text: string, pattern: string): string {
  const compiled = compilePattern(pattern.replace(/^\^/, ''), 'basic');
  if ('error' in compiled) throw new ExprError(compiled.error);
  const found = boundedRegExp(`^(?:${compiled.source})`).exec(text);
  if (pattern.includes('\\(')) return found?.[1] ?? '';
  return String(found === null ? 0 : [...found[0]].length);
}

function indexOfAny(text: string, characters: string): string {
  return String([...text].findIndex((char) => characters.includes(char)) + 1);
}

function substring(text: string, position: string, length: string): string {
  if (!isInteger(position) || !isInteger(length) || Number(position) < 1 || Number(length) < 1) return '';
  return [...text].slice(Number(position) - 1, Number(position) - 1 + Number(length)).join('');
}
