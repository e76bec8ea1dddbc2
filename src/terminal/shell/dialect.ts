import type { ArithmeticProblem } from './arithmetic.ts';
import type { SyntaxProblem } from './parser.ts';

export type DialectName = 'bash' | 'ash' | 'dash';

/** What the shells say differently. Texts come without the shell's own prefix. */
export interface Dialect {
  readonly name: DialectName;
  /** What stands before every message: `bash: line 3: `, `sh: `. */
  prefix(where: MessagePlace): string;
  notFound(command: string): string;
  /** Found, but it may not be executed. */
  notExecutable(path: string): string;
  isDirectory(path: string): string;
  noSuchFile(path: string): string;
  cannotOpen(path: string, reason: string): string;
  cannotCreate(path: string, reason: string): string;
  syntaxError(problem: SyntaxProblem): string;
  arithmeticError(problem: ArithmeticProblem): string;
  /** `${x?}` without a text of its own. */
  notSet(name: string, isNullError: boolean): string;
  unbound(name: string): string;
  badSubstitution(text: string): string;
  readonly(name: string): string;
  noSuchDescriptor(descriptor: number): string;
  illegalOption(builtin: string, option: string): string;
  /** Special builtins end a script on error and keep the assignments in front of them. */
  readonly isPosix: boolean;
}

export interface MessagePlace {
  /** $0 or the script's path. */
  readonly shellName: string;
  readonly line: number;
  readonly isInteractive: boolean;
  readonly isScript: boolean;
  /** The builtin that speaks, if one does. */
  readonly builtin?: string;
}

export const bash: Dialect = {
  name: 'bash',
  prefix: ({ shellName, line, isInteractive, builtin }) => {
    const place = isInteractive ? `${shellName}: ` : `${shellName}: line ${line}: `;
    return builtin === undefined ? place : `${place}${builtin}: `;
  },
  notFound: (command) => `${command}: command not found`,
  notExecutable: (path) => `${path}: Permission denied`,
  isDirectory: (path) => `${path}: Is a directory`,
  noSuchFile: (path) => `${path}: No such file or directory`,
  cannotOpen: (path, reason) => `${path}: ${reason}`,
  cannotCreate: (path, reason) => `${path}: ${reason}`,
  syntaxError: (problem) => {
    if (problem.kind === 'quote') return `unexpected EOF while looking for matching \`${problem.token}'`;
    if (problem.kind === 'end') return 'syntax error: unexpected end of file';
    if (problem.kind === 'conditional') return problem.token;
    return `syntax error near unexpected token \`${problem.token}'`;
  },
  arithmeticError: ({ code, expression, rest }) => `${expression}: ${BASH_ARITHMETIC[code]} (error token is "${rest}")`,
  notSet: (name, isNullError) => `${name}: parameter ${isNullError ? 'null or ' : ''}not set`,
  unbound: (name) => `${name}: unbound variable`,
  badSubstitution: (text) => `${text}: bad substitution`,
  readonly: (name) => `${name}: readonly variable`,
  noSuchDescriptor: (descriptor) => `${descriptor}: Bad file descriptor`,
  illegalOption: (builtin, option) => `${builtin}: -${option}: invalid option`,
  isPosix: false,
};

const BASH_ARITHMETIC: Readonly<Record<ArithmeticProblem['code'], string>> = {
  operand: 'syntax error: operand expected',
  operator: 'syntax error: invalid arithmetic operator',
  expression: 'syntax error in expression',
  parenthesis: "missing `)'",
  division: 'division by 0',
  exponent: 'exponent less than 0',
  base: 'invalid arithmetic base',
  digit: 'value too great for base',
  number: 'invalid number',
  assignment: 'attempted assignment to non-variable',
  colon: "`:' expected for conditional expression",
  recursion: 'expression recursion level exceeded',
  identifier: 'syntax error: invalid arithmetic operator',
};

export const ash: Dialect = {
  name: 'ash',
  prefix: ({ shellName, line, isInteractive, isScript, builtin }) => {
    // -c counts its lines from 0, and only builtins and scripts name them.
    const place = isInteractive ? '' : `line ${isScript ? line : line - 1}: `;
    if (builtin !== undefined) return `${shellName}: ${builtin}: ${place}`;
    return `${shellName}: ${isScript ? place : ''}`;
  },
  notFound: (command) => `${command}: not found`,
  notExecutable: (path) => `${path}: Permission denied`,
  isDirectory: (path) => `${path}: Permission denied`,
  noSuchFile: (path) => `${path}: not found`,
  cannotOpen: (path, reason) => `can't open ${path}: ${reason === 'No such file or directory' ? 'no such file' : reason}`,
  cannotCreate: (path, reason) => `can't create ${path}: ${reason === 'No such file or directory' ? 'nonexistent directory' : reason}`,
  syntaxError: (problem) => `syntax error: ${isUnterminated(problem) ? 'unterminated quoted string' : `unexpected ${ashThing(problem)}${expecting(problem)}`}`,
  arithmeticError: ({ code }) => (code === 'division' ? 'divide by zero' : 'arithmetic syntax error'),
  notSet: (name, isNullError) => `${name}: parameter not set${isNullError ? ' or null' : ''}`,
  unbound: (name) => `${name}: parameter not set`,
  badSubstitution: () => 'syntax error: bad substitution',
  readonly: (name) => `${name}: is read only`,
  noSuchDescriptor: (descriptor) => `${descriptor}: Bad file descriptor`,
  illegalOption: (_, option) => `illegal option -${option}`,
  isPosix: true,
};

function isUnterminated({ kind, token }: SyntaxProblem): boolean {
  return kind === 'quote' && token !== ')' && token !== '}';
}

/** What ash and dash found where they could not use it. */
function ashThing({ kind, token, isAtEnd }: SyntaxProblem): string {
  if (kind === 'end' || kind === 'quote' || isAtEnd) return 'end of file';
  if (token === 'newline') return 'newline';
  return /^[^;&|<>()]/.test(token) && !RESERVED.has(token) ? 'word' : `"${token}"`;
}

function expecting({ kind, token, expected, isAtEnd }: SyntaxProblem): string {
  const wanted = kind === 'quote' ? token : isAtEnd ? '' : expected;
  return wanted === '' ? '' : ` (expecting "${wanted}")`;
}

const RESERVED = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for', 'in', '{', '}', '!']);

export const dash: Dialect = {
  ...ash,
  name: 'dash',
  prefix: ({ shellName, line, builtin }) => `${shellName}: ${line}: ${builtin === undefined ? '' : `${builtin}: `}`,
  syntaxError: (problem) => `Syntax error: ${isUnterminated(problem) ? 'Unterminated quoted string' : `${ashThing(problem)} unexpected${expecting(problem)}`}`,
  cannotOpen: (path, reason) => `cannot open ${path}: ${reason === 'No such file or directory' ? 'No such file' : reason}`,
  cannotCreate: (path, reason) => `cannot create ${path}: ${reason === 'No such file or directory' ? 'Directory nonexistent' : reason}`,
  badSubstitution: () => 'Bad substitution',
  arithmeticError: ({ code, expression }) => {
    if (code === 'division') return `arithmetic expression: division by zero: "${expression}"`;
    return `arithmetic expression: expecting ${code === 'expression' || code === 'operator' ? 'EOF' : 'primary'}: "${expression}"`;
  },
  noSuchDescriptor: (descriptor) => `${descriptor}: Bad file descriptor`,
  illegalOption: (builtin, option) => `${builtin}: Illegal option -${option}`,
};
