import { FileError, type FileStat } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { isBusybox, nameOf } from './options.ts';

/** The program beside the shells' builtin: probes and find -exec run this one. */
export const test = defineUtility({
  name: 'test',
  aliases: ['[', '[['],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'check file types and compare values',
  run: (process) => {
    const words = process.argv.slice(1);
    const closing = { '[': ']', '[[': ']]' }[nameOf(process)];
    if (closing !== undefined && words.pop() !== closing) return complain(process, isBusybox(process) ? `missing ${closing}` : `missing '${closing}'`);
    try {
      return createTest(process, words).evaluate() ? 0 : 1;
    } catch (error) {
      if (!(error instanceof TestError)) throw error;
      return complain(process, error.message);
    }
  },
});

class TestError extends Error {
  override readonly name = 'TestError';
}

function complain(process: Process, text: string): number {
  process.err(`${nameOf(process)}: ${text}\n`);
  return 2;
}

const UNARY = new Set('bcdefghknprstuvwxzGLNOS'.split('').map((letter) => `-${letter}`));
const BINARY = new Set(['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']);

function createTest(process: Process, words: readonly string[]) {
  const busybox = isBusybox(process);
  let at = 0;
  const next = () => words[(at += 1) - 1];
  const unknown = (word: string) => new TestError(busybox ? `${word}: unknown operand` : `extra argument '${word}'`);

  const unary = (operator: string, operand: string): boolean => {
    if (operator === '-n') return operand !== '';
    if (operator === '-z') return operand === '';
    if (operator === '-t') return process.descriptors.get(Number(operand))?.isTty() === true;
    return testsFile(process, operator, operand);
  };

  const number = (text: string) => {
    if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new TestError(busybox ? `${text}: bad number` : `invalid integer '${text}'`);
    return Number(text);
  };

  const binary = (left: string, operator: string, right: string): boolean => {
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
      case '-eq':
        return number(left) === number(right);
      case '-ne':
        return number(left) !== number(right);
      case '-lt':
        return number(left) < number(right);
      case '-le':
        return number(left) <= number(right);
      case '-gt':
        return number(left) > number(right);
      case '-ge':
        return number(left) >= number(right);
      default:
        return comparesFiles(process, left, operator, right);
    }
  };

  /** `!`, parentheses, and the tests themselves: a binary operator in the second place wins. */
  const primary = (): boolean => {
    const word = next();
    if (word === undefined) throw new TestError(busybox ? 'argument expected' : `missing argument after '${words.at(-1) ?? ''}'`);
    const operator = words[at];
    const right = words[at + 1];
    if (operator !== undefined && right !== undefined && BINARY.has(operator)) {
      at += 2;
      return binary(word, operator, right);
    }
    if (word === '!') return !primary();
    if (word === '(') {
      const inside = either();
      if (next() !== ')') throw new TestError(busybox ? 'closing paren expected' : "')' expected");
      return inside;
    }
    const operand = words[at];
    if (UNARY.has(word) && operand !== undefined) {
      at += 1;
      return unary(word, operand);
    }
    if (BINARY.has(word) && words.length > 1 && busybox) throw new TestError(`${word}: argument expected`);
    return word !== '';
  };

  const both = (): boolean => {
    let value = primary();
    while (words[at] === '-a') {
      at += 1;
      value = primary() && value;
    }
    return value;
  };

  const either = (): boolean => {
    let value = both();
    while (words[at] === '-o') {
      at += 1;
      value = both() || value;
    }
    return value;
  };

  /** GNU has words of its own for two and three arguments that make no test. */
  const refuseShort = () => {
    const [first = '', second = ''] = words;
    if (busybox) return;
    if (words.length === 2 && first !== '!' && !UNARY.has(first)) throw new TestError(/^-.$/.test(first) ? `'${first}': unary operator expected` : `missing argument after '${second}'`);
    if (words.length === 3 && first !== '!' && first !== '(' && !BINARY.has(second) && second !== '-a' && second !== '-o') throw new TestError(`'${second}': binary operator expected`);
  };

  return {
    evaluate: (): boolean => {
      if (words.length === 0) return false;
      if (words.length === 1) return words[0] !== '';
      if (words.length === 2 && words[0] === '!') return words[1] === '';
      refuseShort();
      const value = either();
      const extra = words[at];
      if (extra !== undefined) throw unknown(extra);
      return value;
    },
  };
}

function statOf(process: Process, name: string, followsLinks = true): FileStat | undefined {
  const { files } = process.machine;
  try {
    const path = files.resolve(process.cwd, name);
    return followsLinks ? files.stat(path) : files.lstat(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return undefined;
  }
}

function testsFile(process: Process, operator: string, name: string): boolean {
  const isLinkTest = operator === '-h' || operator === '-L';
  const stat = name === '' ? undefined : statOf(process, name, !isLinkTest);
  if (stat === undefined) return false;
  const modes: Readonly<Record<string, number>> = { '-u': 0o4000, '-g': 0o2000, '-k': 0o1000, '-x': 0o111 };
  switch (operator) {
    case '-f':
      return stat.type === 'file' && stat.device !== true;
    case '-d':
      return stat.type === 'directory';
    case '-c':
      return stat.device === true;
    case '-h':
    case '-L':
      return stat.type === 'symlink';
    case '-s':
      return stat.size > 0;
    case '-O':
    case '-G':
      return stat.owner === process.machine.user;
    case '-b':
    case '-p':
    case '-S':
      return false;
    default: {
      const mode = modes[operator];
      return mode === undefined || (stat.mode & mode) !== 0;
    }
  }
}

function comparesFiles(process: Process, left: string, operator: string, right: string): boolean {
  const [a, b] = [statOf(process, left), statOf(process, right)];
  if (operator === '-ef') return a !== undefined && a.inode === b?.inode;
  if (operator === '-nt') return a !== undefined && (b === undefined || a.mtimeMs > b.mtimeMs);
  return b !== undefined && (a === undefined || a.mtimeMs < b.mtimeMs);
}
