import { FileError, type FileStat } from '#engine/machine/files.ts';
import { elementsOf, parameterValue } from './parameters.ts';
import type { Shell } from './shell.ts';

/** `-f file`, `-z text` and all other tests of one operand. */
export function testUnary(shell: Shell, operator: string, operand: string): boolean {
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-t':
      return shell.process.descriptors.get(Number(operand))?.isTty() === true;
    case '-v':
      return isSet(shell, operand);
    case '-o':
      return shell.options.has(operand);
    case '-R':
      return shell.variables.findOwn(operand)?.isNameReference === true;
    default:
      return testFile(shell, operator, operand);
  }
}

function testFile(shell: Shell, operator: string, path: string): boolean {
  const stat = statOf(shell, path, operator === '-L' || operator === '-h');
  if (stat === undefined) return false;
  switch (operator) {
    case '-f':
      return stat.type === 'file' && stat.device !== true;
    case '-d':
      return stat.type === 'directory';
    case '-c':
      return stat.device === true;
    case '-L':
    case '-h':
      return stat.type === 'symlink';
    case '-s':
      return stat.type === 'directory' || stat.size > 0;
    case '-x':
      return stat.type === 'directory' || (stat.mode & 0o111) !== 0;
    case '-u':
      return (stat.mode & 0o4000) !== 0;
    case '-g':
      return (stat.mode & 0o2000) !== 0;
    case '-k':
      return (stat.mode & 0o1000) !== 0;
    case '-O':
      return stat.owner === shell.process.machine.user;
    // There are no pipes, sockets or block devices among the files.
    case '-b':
    case '-p':
    case '-S':
      return false;
    default:
      // -e, -a, -r, -w, -G, -N: who is root may do everything.
      return true;
  }
}

/** Undefined when there is nothing. */
export function statOf(shell: Shell, path: string, isLink = false): FileStat | undefined {
  if (path === '') return undefined;
  const absolute = shell.files.resolve(shell.process.cwd, path);
  try {
    return isLink ? shell.files.lstat(absolute) : shell.files.stat(absolute);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function isSet(shell: Shell, name: string): boolean {
  const match = /^([A-Za-z_]\w*)\[(.+)\]$/.exec(name);
  if (match === null) return parameterValue(shell, name) !== undefined;
  const elements = elementsOf(shell, match[1] ?? '');
  return match[2] === '@' || match[2] === '*' ? elements.length > 0 : elements.some(([key]) => key === match[2]);
}

/** `-nt`, `-ot`, `-ef`. */
export function compareFiles(shell: Shell, operator: '-nt' | '-ot' | '-ef', left: string, right: string): boolean {
  const a = statOf(shell, left);
  const b = statOf(shell, right);
  if (operator === '-ef') return a !== undefined && a.inode === b?.inode;
  if (operator === '-nt') return a !== undefined && (b === undefined || a.mtimeMs > b.mtimeMs);
  return b !== undefined && (a === undefined || a.mtimeMs < b.mtimeMs);
}

export function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    default:
      return left >= right;
  }
}

export const UNARY_OPERATORS: ReadonlySet<string> = new Set([...'abcdefghkLnNoOprRsStuvwxzG'].map((letter) => `-${letter}`));
export const BINARY_OPERATORS: ReadonlySet<string> = new Set(['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']);
