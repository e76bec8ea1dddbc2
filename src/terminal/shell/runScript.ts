import type { Input } from '../process/stream.ts';
import type { Eval } from './evaluator.ts';
import { reportSyntaxError } from './evaluate/statements.ts';
import { isIncomplete, parse, type Script, type Statement } from './parser.ts';
import { readLine } from './readLine.ts';
import type { Shell } from './shell.ts';

/** Runs a whole text: a script file, or the argument of -c. */
export function* runScriptText(shell: Shell, text: string): Eval<void> {
  yield* runScript(shell, parse(text));
}

/** What goes wrong in a line gives up that line; -c gives up everything. */
export function* runScript(shell: Shell, script: Script): Eval<void> {
  shell.source = script.source;
  for (const group of lineGroups(script)) {
    yield* shell.evaluator.statements(shell, group);
    if (shell.flow === undefined) continue;
    if (shell.flow.kind !== 'discard' || shell.mode === 'command') return;
    shell.flow = undefined;
  }
  if (script.error !== undefined) reportSyntaxError(shell, script);
}

/** Statements that were read as one line. */
function lineGroups({ statements, source }: Script): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  let lastLine = -1;
  for (const statement of statements) {
    const group = groups.at(-1);
    if (group !== undefined && source.lineAt(statement.pos) === lastLine) group.push(statement);
    else groups.push([statement]);
    lastLine = source.lineAt(statement.end);
  }
  return groups;
}

/** Reads commands line by line and runs each as soon as it is whole; the rest of the input is left for what they read. */
export function* runInput(shell: Shell, input: Input): Eval<void> {
  let pending = '';
  let line = 1;
  for (;;) {
    const next = yield* readLine(input);
    if (next !== undefined) pending += `${next}\n`;
    if (next !== undefined && isIncomplete(pending)) continue;
    if (pending.trim() !== '') yield* runScript(shell, parse(pending, line));
    line += pending.split('\n').length - 1;
    pending = '';
    if (next === undefined || shell.flow?.kind === 'exit') return;
    shell.flow = undefined;
  }
}
