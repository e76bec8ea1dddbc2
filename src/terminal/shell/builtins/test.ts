import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import { ShellError } from '../errors.ts';
import { BINARY_OPERATORS, compareFiles, compareNumbers, testUnary, UNARY_OPERATORS } from '../fileTests.ts';
import { complain, complainAsShell, type Shell } from '../shell.ts';

/** `test expression`. */
export const test = defineBuiltin({
  name: 'test',
  usage: 'test [expr]',
  summary: 'Evaluate conditional expression.',
  run: (call) => evaluate(call, call.args),
});

/** `[ expression ]`. */
export const bracket = defineBuiltin({
  name: '[',
  usage: '[ arg... ]',
  summary: 'Evaluate conditional expression.',
  run: (call) => {
    if (call.args.at(-1) === ']') return evaluate(call, call.args.slice(0, -1));
    say(call.shell, { bash: "missing `]'", ash: 'missing ]', dash: 'missing ]' });
    return 2;
  },
});

interface Texts {
  readonly bash: string;
  readonly ash: string;
  readonly dash: string;
}

/** busybox's `test` is a tool of its own: it does not name itself. */
function say(shell: Shell, texts: Texts): void {
  if (shell.dialect.name === 'ash') complainAsShell(shell, texts.ash);
  else complain(shell, texts[shell.dialect.name]);
}

class TestError extends Error {
  override readonly name = 'TestError';
  readonly texts: Texts;
  constructor(texts: Texts) {
    super(texts.bash);
    this.texts = texts;
  }
}

function evaluate({ shell }: BuiltinCall, words: readonly string[]): number {
  try {
    return isTrue(shell, words) ? 0 : 1;
  } catch (error) {
    if (error instanceof ShellError) throw error;
    if (!(error instanceof TestError)) throw error;
    say(shell, error.texts);
    return 2;
  }
}

/** POSIX decides by the number of words; more than four go through the grammar. */
function isTrue(shell: Shell, words: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = words;
  switch (words.length) {
    case 0:
      return false;
    case 1:
      return first !== '';
    case 2:
      return twoWords(shell, first, second);
    case 3:
      if (BINARY_OPERATORS.has(second)) return binary(shell, second, first, third);
      if (second === '-a') return first !== '' && third !== '';
      if (second === '-o') return first !== '' || third !== '';
      if (first === '!') return !twoWords(shell, second, third);
      if (first === '(' && third === ')') return second !== '';
      throw new TestError({ bash: `${second}: binary operator expected`, ash: `${second}: unknown operand`, dash: `${first}: unexpected operator` });
    case 4:
      if (first === '!') return !isTrue(shell, words.slice(1));
      if (first === '(' && words[3] === ')') return twoWords(shell, second, third);
      return grammar(shell, words);
    default:
      return grammar(shell, words);
  }
}

function twoWords(shell: Shell, first: string, second: string): boolean {
  if (first === '!') return second === '';
  if (UNARY_OPERATORS.has(first)) return testUnary(shell, first, second);
  throw new TestError({ bash: `${first}: unary operator expected`, ash: `${second}: unknown operand`, dash: `${first}: unexpected operator` });
}

/** `-o` binds loosest, then `-a`, then `!`. */
function grammar(shell: Shell, words: readonly string[]): boolean {
  let at = 0;

  const or = (): boolean => {
    let value = and();
    while (words[at] === '-o') {
      at += 1;
      const right = and();
      value = value || right;
    }
    return value;
  };

  const and = (): boolean => {
    let value = not();
    while (words[at] === '-a') {
      at += 1;
      const right = not();
      value = value && right;
    }
    return value;
  };

  const not = (): boolean => {
    if (words[at] !== '!') return primary();
    at += 1;
    return !not();
  };

  const primary = (): boolean => {
    const word = words[at];
    if (word === undefined) throw new TestError({ bash: 'argument expected', ash: 'argument expected', dash: 'argument expected' });
    const operator = words[at + 1];
    if (operator !== undefined && BINARY_OPERATORS.has(operator) && words[at + 2] !== undefined) {
      at += 3;
      return binary(shell, operator, word, words[at - 1] ?? '');
    }
    if (word === '(') {
      at += 1;
      const value = or();
      if (words[at] !== ')') throw new TestError({ bash: "`)' expected", ash: 'closing paren expected', dash: 'closing paren expected' });
      at += 1;
      return value;
    }
    if (UNARY_OPERATORS.has(word) && operator !== undefined) {
      at += 2;
      return testUnary(shell, word, operator);
    }
    at += 1;
    return word !== '';
  };

  const value = or();
  if (at < words.length) throw new TestError({ bash: 'too many arguments', ash: `${words[at] ?? ''}: unknown operand`, dash: `${words[at - 1] ?? ''}: unexpected operator` });
  return value;
}

function binary(shell: Shell, operator: string, left: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(shell, operator, left, right);
    default:
      return compareNumbers(operator, integer(left), integer(right));
  }
}

const MAX = 2n ** 63n;

function integer(text: string): bigint {
  const trimmed = text.trim();
  const value = /^[+-]?\d+$/.test(trimmed) ? BigInt(trimmed) : undefined;
  if (value === undefined || value >= MAX || value < -MAX) throw new TestError({ bash: `${text}: integer expression expected`, ash: `${text}: bad number`, dash: `Illegal number: ${text}` });
  return value;
}
