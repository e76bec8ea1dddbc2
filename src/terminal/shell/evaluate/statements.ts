import { RegExpLimit } from '../../regExp/runProgram.ts';
import { ShellError } from '../errors.ts';
import type { Eval, RunTextOptions } from '../evaluator.ts';
import { parse, type AndOr, type Pipeline, type PipelineNode, type Script, type Statement } from '../parser.ts';
import { complain, messagePrefix, type Shell } from '../shell.ts';
import { startBackground } from './background.ts';
import { reportError } from './leaving.ts';
import { runNode } from './node.ts';
import { runPipeline } from './pipeline.ts';
import { segment } from './segment.ts';
import { checkFailure, runPendingTraps } from './traps.ts';

/** `eval` in `eval`, a file that sources itself: so deep and no further. */
const MAX_TEXT_DEPTH = 500;

/** Runs statements in order until one changes the flow. */
export function* runStatements(shell: Shell, statements: readonly Statement[]): Eval<number> {
  for (const statement of statements) {
    yield* runStatement(shell, statement);
    if (shell.flow !== undefined) break;
  }
  return shell.status;
}

function* runStatement(shell: Shell, statement: Statement): Eval<void> {
  if (shell.options.has('noexec') && !shell.isInteractive) return;
  try {
    if (shell.pendingTraps.length > 0) yield* runPendingTraps(shell);
    if (shell.flow !== undefined) return;
    if (statement.background === true) yield* startBackground(shell, statement);
    else yield* runCommands(shell, statement.command);
    if (shell.pendingTraps.length > 0) yield* runPendingTraps(shell);
  } catch (error) {
    if (error instanceof ShellError) reportError(shell, error);
    else if (error instanceof RegExpLimit) {
      complain(shell, error.message);
      shell.status = 2;
    } else throw error;
  }
}

/** A pipeline, or several joined by `&&` and `||`. */
export function* runCommands(shell: Shell, node: AndOr | PipelineNode): Eval<number> {
  return node.type === 'AndOr' ? yield* runAndOr(shell, node) : yield* runPipelineNode(shell, node);
}

function* runAndOr(shell: Shell, { commands, operators }: AndOr): Eval<number> {
  for (const [index, command] of commands.entries()) {
    const operator = operators[index - 1];
    if (operator !== undefined && (operator === '&&') !== (shell.status === 0)) continue;
    const isLast = index === commands.length - 1;
    if (!isLast) shell.ignoreErrors += 1;
    try {
      yield* runPipelineNode(shell, command);
    } finally {
      if (!isLast) shell.ignoreErrors -= 1;
    }
    if (shell.flow !== undefined) break;
  }
  return shell.status;
}

function* runPipelineNode(shell: Shell, node: PipelineNode): Eval<number> {
  if (node.type !== 'Pipeline') return yield* runNode(shell, node);
  const isNegated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  const time = node.prefixes.find((prefix) => prefix.type === 'Time');
  const startedAtMs = shell.kernel.now();
  if (isNegated) shell.ignoreErrors += 1;
  try {
    yield* runStages(shell, node);
  } finally {
    if (isNegated) shell.ignoreErrors -= 1;
  }
  if (time?.type === 'Time') reportTime(shell, shell.kernel.now() - startedAtMs, time.posix !== undefined);
  if (isNegated && shell.flow === undefined) shell.status = shell.status === 0 ? 1 : 0;
  return shell.status;
}

function* runStages(shell: Shell, node: Pipeline): Eval<void> {
  const [only] = node.commands;
  if (only === undefined) shell.status = 0;
  else if (node.commands.length === 1) yield* runNode(shell, only);
  else {
    yield* runPipeline(shell, node);
    yield* checkFailure(shell);
  }
}

function reportTime(shell: Shell, tookMs: number, isPosix: boolean): void {
  const { process } = shell;
  if (isPosix || shell.dialect.name === 'dash') process.err(`real ${seconds(tookMs, 2)}\nuser 0.00\nsys 0.00\n`);
  else if (shell.dialect.name === 'ash') process.err(`real\t${minutes(tookMs, 2)}\nuser\t0m 0.00s\nsys\t0m 0.00s\n`);
  else process.err(`\nreal\t${Math.floor(tookMs / 60_000)}m${seconds(tookMs % 60_000, 3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`);
}

function minutes(ms: number, digits: number): string {
  return `${Math.floor(ms / 60_000)}m ${seconds(ms % 60_000, digits)}s`;
}

function seconds(ms: number, digits: number): string {
  return (ms / 1000).toFixed(digits);
}

/** Parses text and runs it in this shell, as `eval`, traps and `.` do. */
export function* runText(shell: Shell, text: string, { speaker, firstLine = shell.line }: RunTextOptions = {}): Eval<number> {
  if (shell.textDepth >= MAX_TEXT_DEPTH) throw new ShellError(`${speaker ?? 'source'}: maximum ${speaker ?? 'source'} nesting level exceeded (${MAX_TEXT_DEPTH})`);
  const script = parse(text, firstLine);
  const outer = { source: shell.source, line: shell.line };
  shell.source = script.source;
  shell.textDepth += 1;
  try {
    if (script.statements.length > 0) yield* segment(runStatements(shell, script.statements));
    else if (script.error === undefined) shell.status = 0;
    if (script.error !== undefined && shell.flow === undefined) reportSyntaxError(shell, script, speaker);
  } finally {
    shell.textDepth -= 1;
    shell.source = outer.source;
    shell.line = outer.line;
  }
  return shell.status;
}

/** Says what is wrong with a text, and ends a shell that has to end by it. */
export function reportSyntaxError(shell: Shell, script: Script, speaker?: string): void {
  const { error } = script;
  if (error === undefined) return;
  const { dialect } = shell;
  // dash counts only the lines that are there.
  const isBehindText = error.kind === 'end' || error.line > script.source.text.split('\n').length;
  shell.line = dialect.name === 'dash' && isBehindText && !script.source.text.endsWith('\n') ? error.line - 1 : error.line;
  shell.status = 2;
  if (dialect.name !== 'bash') {
    complain(shell, dialect.syntaxError(error), speaker);
    if (!shell.isInteractive) shell.flow = { kind: 'exit' };
    return;
  }
  const prefix = bashSyntaxPrefix(shell, speaker, error.line);
  shell.process.err(`${prefix}${dialect.syntaxError(error)}\n`);
  if (error.kind === 'quote' && shell.mode === 'interactive') shell.process.err(`${prefix}syntax error: unexpected end of file\n`);
  // bash forgets to fail here.
  if (error.kind === 'conditional' && shell.mode === 'command' && script.source.text.includes(']]')) shell.status = 0;
  if (error.kind === 'token' && shell.mode !== 'interactive') shell.process.err(`${prefix}\`${script.source.line(error.line)}'\n`);
}

function bashSyntaxPrefix(shell: Shell, speaker: string | undefined, line: number): string {
  if (shell.mode === 'interactive') return speaker === undefined ? messagePrefix(shell) : `${shell.name}: ${speaker}: `;
  if (speaker !== undefined) return `${shell.name}: ${speaker}: line ${line}: `;
  const isSourced = shell.sourceDepth > 0 || shell.mode !== 'command';
  return isSourced ? messagePrefix(shell) : `${shell.name}: -c: line ${line}: `;
}

