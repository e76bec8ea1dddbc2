import type { Eval } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import { evaluateIn } from '../expand/expression.ts';
import { expandBody } from '../expand/expandWord.ts';
import type { CommandNode, CompoundCommand, CompoundList, FunctionNode, Redirected, Redirection } from '../parser.ts';
import { complain, type Shell } from '../shell.ts';
import { runCommand } from './command.ts';
import { testCondition } from './conditional.ts';
import { reportError } from './leaving.ts';
import { runArithmeticFor, runCase, runFor, runIf, runSelect, runWhile } from './loops.ts';
import { redirect } from './redirect.ts';
import { rest } from './rest.ts';
import { segment } from './segment.ts';
import { awaitPlace, spawnSubshell } from './subshell.ts';
import { traceCompound } from './trace.ts';
import { startCoprocess } from './coprocess.ts';
import { checkFailure } from './traps.ts';
import { waitInForeground } from './waiting.ts';
import { jobText } from '../jobText.ts';

/** Runs one command of any kind. */
export function* runNode(shell: Shell, node: CommandNode): Eval<number> {
  yield* rest(shell);
  if (shell.flow !== undefined) return shell.status;
  switch (node.type) {
    case 'Command':
      return yield* runCommand(shell, node, { mayReplace: false });
    case 'Redirected':
      return yield* runRedirected(shell, node, false);
    case 'Function':
      return defineFunction(shell, node);
    case 'Coproc':
      return yield* startCoprocess(shell, node);
    default:
      return yield* nested(shell, () => runCompound(shell, node, []));
  }
}

/** Every so many levels of loops in loops the evaluation goes on on a fresh stack. */
const LEVELS_A_SEGMENT = 12;

function* nested(shell: Shell, body: () => Eval<number>): Eval<number> {
  shell.nesting += 1;
  try {
    return shell.nesting % LEVELS_A_SEGMENT === 0 ? yield* segment(body()) : yield* body();
  } finally {
    shell.nesting -= 1;
  }
}

/** Runs the last command of a subshell: a program takes over the process instead of being started as a child. */
export function* runLastNode(shell: Shell, node: CommandNode): Eval<number> {
  try {
    if (node.type === 'Command') return yield* runCommand(shell, node, { mayReplace: true });
    if (node.type === 'Subshell') return yield* shell.evaluator.statements(shell, node.body.commands);
    if (node.type === 'Redirected' && node.command.type === 'Subshell') return yield* runRedirected(shell, node, true);
    return yield* runNode(shell, node);
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    reportError(shell, error);
    return shell.status;
  }
}

function* runRedirected(shell: Shell, node: Redirected, isLast: boolean): Eval<number> {
  if (node.command.type === 'Subshell' && !isLast) return yield* runCompound(shell, node.command, node.redirects);
  const redirected = yield* redirect(shell, node.redirects);
  if (redirected === undefined) {
    shell.status = shell.dialect.name === 'dash' ? 2 : 1;
    yield* checkFailure(shell);
    return shell.status;
  }
  try {
    return isLast && node.command.type === 'Subshell' ? yield* shell.evaluator.statements(shell, node.command.body.commands) : yield* runCompound(shell, node.command, []);
  } finally {
    redirected.undo();
  }
}

function* runCompound(shell: Shell, node: CompoundCommand, redirections: readonly Redirection[]): Eval<number> {
  switch (node.type) {
    case 'If':
      return yield* runIf(shell, node);
    case 'For':
      return yield* runFor(shell, node);
    case 'ArithmeticFor':
      return yield* runArithmeticFor(shell, node);
    case 'Select':
      return yield* runSelect(shell, node);
    case 'While':
      return yield* runWhile(shell, node);
    case 'Case':
      return yield* runCase(shell, node);
    case 'BraceGroup':
      return yield* runGroup(shell, node.body);
    case 'Subshell':
      return yield* runSubshellGroup(shell, node, redirections);
    case 'TestCommand':
      shell.line = shell.source.lineAt(node.pos);
      shell.status = yield* testCondition(shell, node.expression);
      yield* checkFailure(shell);
      return shell.status;
    case 'ArithmeticCommand':
      return yield* runArithmetic(shell, node);
  }
}

function* runGroup(shell: Shell, body: CompoundList): Eval<number> {
  return yield* shell.evaluator.statements(shell, body.commands);
}

function* runSubshellGroup(shell: Shell, node: CommandNode & { readonly type: 'Subshell' }, redirections: readonly Redirection[]): Eval<number> {
  yield* awaitPlace(shell);
  const isControlled = shell.options.has('monitor');
  const child = spawnSubshell(
    shell,
    function* body(subshell) {
      const redirected = yield* redirect(subshell, redirections);
      if (redirected === undefined) return 1;
      return yield* subshell.evaluator.statements(subshell, node.body.commands);
    },
    isControlled ? { processGroup: 'new' } : {},
  );
  yield* waitInForeground(shell, shell.jobs.add({ processes: [child], processGroup: child.processGroup, text: jobText(shell, node), isControlled, told: 'Running', isQuiet: false }));
  yield* checkFailure(shell);
  return shell.status;
}

function* runArithmetic(shell: Shell, node: CommandNode & { readonly type: 'ArithmeticCommand' }): Eval<number> {
  shell.line = shell.source.lineAt(node.pos);
  try {
    const expression = (yield* expandBody(shell, node.body)).replaceAll('"', '');
    yield* traceCompound(shell, `(( ${expression.trim()} ))`);
    shell.status = evaluateIn(shell, expression) === 0n ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ShellError) || error.kind === 'unset') throw error;
    complain(shell, error.message, '((');
    shell.status = 1;
  }
  yield* checkFailure(shell);
  return shell.status;
}

function defineFunction(shell: Shell, node: FunctionNode): number {
  const name = node.name.value;
  shell.functions.set(name, { name, node, source: shell.source, file: shell.mode === 'command' && shell.sourceDepth === 0 ? 'environment' : shell.file });
  return (shell.status = 0);
}
