import type { Eval } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import type { Shell, ShellFunction } from '../shell.ts';
import { segment } from './segment.ts';
import { runTrap } from './traps.ts';

/** Deeper than any honest recursion. bash has no limit of its own and dies somewhere further down. */
const MAX_DEPTH = 1000;

/** Calls a function: its words become $1 and on, its locals a scope of their own. */
export function* callFunction(shell: Shell, definition: ShellFunction, words: readonly string[]): Eval<void> {
  const limit = Number(shell.variables.get('FUNCNEST') ?? 0) || MAX_DEPTH;
  if (shell.calls.length >= limit) throw new ShellError(`${definition.name}: maximum function nesting level exceeded (${limit})`);
  const outer = { parameters: shell.parameters, source: shell.source, file: shell.file, loopDepth: shell.loopDepth, line: shell.line };
  shell.calls.push({ name: definition.name, line: shell.line, file: shell.file });
  shell.parameters = words.slice(1);
  shell.source = definition.source;
  shell.file = definition.file;
  shell.loopDepth = 0;
  shell.variables.pushScope();
  try {
    yield* segment(runBody(shell, definition));
    if (shell.traps.has('RETURN') && shell.options.has('functrace')) yield* runTrap(shell, 'RETURN');
  } finally {
    shell.variables.popScope();
    shell.calls.pop();
    Object.assign(shell, outer);
  }
  if (shell.flow?.kind === 'return') shell.flow = undefined;
}

function* runBody(shell: Shell, { node }: ShellFunction): Eval<void> {
  const { body } = node;
  if (body.type === 'CompoundList') yield* shell.evaluator.statements(shell, body.commands);
  else yield* shell.evaluator.node(shell, body);
}
