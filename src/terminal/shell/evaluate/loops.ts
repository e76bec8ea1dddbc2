import type { Eval } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import { evaluateIn } from '../expand/expression.ts';
import { expandBody, expandPattern, expandText, expandWords } from '../expand/expandWord.ts';
import { matches } from '../expand/pattern.ts';
import type { ArithmeticFor, Case, CompoundList, For, If, Select, Statement, While } from '../parser.ts';
import { complain, type Shell } from '../shell.ts';
import { readLine } from '../readLine.ts';
import { isName } from '../variables.ts';
import { rest } from './rest.ts';
import { traceCompound } from './trace.ts';
import { splitFields } from '../expand/splitFields.ts';

/** Runs what is asked before a branch is taken: its failure is an answer, not an error. */
function* holds(shell: Shell, list: CompoundList): Eval<boolean> {
  shell.ignoreErrors += 1;
  try {
    yield* shell.evaluator.statements(shell, list.commands);
  } finally {
    shell.ignoreErrors -= 1;
  }
  return shell.status === 0;
}

export function* runIf(shell: Shell, node: If): Eval<number> {
  for (const branch of [node, ...node.elif]) {
    const isTaken = yield* holds(shell, branch.clause);
    if (shell.flow !== undefined) return shell.status;
    if (isTaken) return yield* shell.evaluator.statements(shell, branch.then.commands);
  }
  if (node.else !== undefined) return yield* shell.evaluator.statements(shell, node.else.commands);
  return (shell.status = 0);
}

/** Runs the body of a loop once and says whether the loop goes on. */
function* goesOn(shell: Shell, body: readonly Statement[]): Eval<boolean> {
  yield* shell.evaluator.statements(shell, body);
  return leavesLoop(shell);
}

function leavesLoop(shell: Shell): boolean {
  const { flow } = shell;
  if (flow === undefined) return true;
  if (flow.kind !== 'break' && flow.kind !== 'continue') return false;
  if (flow.levels > 1) {
    shell.flow = { kind: flow.kind, levels: flow.levels - 1 };
    return false;
  }
  shell.flow = undefined;
  return flow.kind === 'continue';
}

export function* runWhile(shell: Shell, node: While): Eval<number> {
  let status = 0;
  shell.loopDepth += 1;
  try {
    for (;;) {
      const isTrue = yield* holds(shell, node.clause);
      if (shell.flow !== undefined) {
        if (leavesLoop(shell)) continue;
        break;
      }
      if (isTrue !== (node.kind === 'while')) {
        shell.status = status;
        break;
      }
      const isOn = yield* goesOn(shell, node.body.commands);
      status = shell.status;
      if (!isOn) break;
    }
  } finally {
    shell.loopDepth -= 1;
  }
  return shell.status;
}

export function* runFor(shell: Shell, node: For): Eval<number> {
  const name = node.name.value;
  shell.line = shell.source.lineAt(node.pos);
  if (!isName(name)) {
    complain(shell, `\`${node.name.text}': not a valid identifier`);
    return (shell.status = 1);
  }
  const items = node.wordlist === undefined ? shell.parameters : yield* expandWords(shell, node.wordlist);
  shell.status = 0;
  shell.loopDepth += 1;
  try {
    for (const item of items) {
      yield* rest(shell);
      if (shell.flow !== undefined) break;
      yield* traceCompound(shell, `for ${name} in ${node.wordlist === undefined ? '"$@"' : node.wordlist.map(({ text }) => text).join(' ')}`);
      if (!assign(shell, name, item)) break;
      if (!(yield* goesOn(shell, node.body.commands))) break;
    }
  } finally {
    shell.loopDepth -= 1;
  }
  return shell.status;
}

/** False, with the message, when the variable of the loop is readonly. */
function assign(shell: Shell, name: string, value: string): boolean {
  try {
    shell.variables.set(name, value);
    return true;
  } catch (error) {
    if (!(error instanceof ShellError) || shell.dialect.name !== 'bash') throw error;
    complain(shell, error.message);
    shell.status = 1;
    return false;
  }
}

/** `for ((first; test; step))`. */
export function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Eval<number> {
  shell.line = shell.source.lineAt(node.pos);
  const [first = '', test = '', step = ''] = headOf(shell.source.text.slice(node.pos, node.body.pos));
  shell.status = 0;
  shell.loopDepth += 1;
  try {
    yield* evaluate(shell, first);
    while (test.trim() === '' || (yield* evaluate(shell, test)) !== 0n) {
      yield* rest(shell);
      if (shell.flow !== undefined) break;
      if (!(yield* goesOn(shell, node.body.commands))) break;
      yield* evaluate(shell, step);
    }
  } catch (error) {
    if (!(error instanceof ShellError) || error.kind === 'unset') throw error;
    complain(shell, error.message, '((');
    shell.status = 1;
  } finally {
    shell.loopDepth -= 1;
  }
  return shell.status;
}

function* evaluate(shell: Shell, text: string): Eval<bigint> {
  return text.trim() === '' ? 1n : evaluateIn(shell, yield* expandBody(shell, text));
}

/** The three expressions between the double parentheses. */
function headOf(text: string): readonly string[] {
  const start = text.indexOf('((') + 2;
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    else if (text[index] === ')' && (depth -= 1) < 0) return text.slice(start, index).split(';');
  }
  return text.slice(start).split(';');
}

export function* runCase(shell: Shell, node: Case): Eval<number> {
  shell.line = shell.source.lineAt(node.pos);
  const word = yield* expandText(shell, node.word);
  const ignoreCase = shell.shopt.get('nocasematch') === true;
  yield* traceCompound(shell, `case ${node.word.text} in`);
  shell.status = 0;
  let fallsThrough = false;
  for (const item of node.items) {
    let fits = fallsThrough;
    for (const pattern of item.pattern) if (!fits) fits = matches(yield* expandPattern(shell, pattern), word, ignoreCase);
    if (!fits) continue;
    yield* shell.evaluator.statements(shell, item.body.commands);
    if (shell.flow !== undefined || item.terminator === ';;' || item.terminator === undefined) break;
    fallsThrough = item.terminator === ';&';
  }
  return shell.status;
}

/** `select`: a menu on stderr, a number from stdin, until `break` or the end of input. */
export function* runSelect(shell: Shell, node: Select): Eval<number> {
  const items = node.wordlist === undefined ? shell.parameters : yield* expandWords(shell, node.wordlist);
  shell.status = 0;
  if (items.length === 0) return 0;
  shell.loopDepth += 1;
  let showsMenu = true;
  try {
    for (;;) {
      yield* rest(shell);
      if (shell.flow !== undefined) break;
      if (showsMenu) shell.process.err(menuText(items, shell.process.tty?.columns ?? 80));
      shell.process.err(shell.variables.get('PS3') ?? '#? ');
      const line = yield* readLine(shell.process.stdin);
      if (line === undefined) {
        shell.process.out('\n');
        shell.status = 1;
        break;
      }
      const answer = splitFields(line, ' \t\n').join(' ');
      showsMenu = answer === '';
      if (showsMenu) continue;
      shell.variables.set('REPLY', line);
      shell.variables.set(node.name.value, items[Number(answer) - 1] ?? '');
      if (!(yield* goesOn(shell, node.body.commands))) break;
    }
  } finally {
    shell.loopDepth -= 1;
  }
  return shell.status;
}

/** In columns that fit the terminal, numbered down. */
function menuText(items: readonly string[], columns: number): string {
  const digits = String(items.length).length;
  const entries = items.map((item, index) => `${String(index + 1).padStart(digits)}) ${item}`);
  const width = Math.max(...entries.map((entry) => entry.length)) + 2;
  const perRow = Math.max(1, Math.floor(columns / width));
  const rows = items.length <= 3 || perRow === 1 ? items.length : Math.ceil(items.length / perRow);
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    const cells = entries.filter((_, index) => index % rows === row);
    text += `${cells.map((cell, index) => (index < cells.length - 1 ? cell.padEnd(width) : cell)).join('')}\n`;
  }
  return text;
}
