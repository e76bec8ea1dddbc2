import type { Input } from '../process/stream.ts';
import { readSome } from '../process/waits.ts';
import { expandAliases } from './aliases.ts';
import type { Eval } from './evaluator.ts';
import { reportSyntaxError } from './evaluate/statements.ts';
import { isIncomplete, parse, type Script, type Statement } from './parser.ts';
import { readLine } from './readLine.ts';
import type { Shell } from './shell.ts';

/** Runs a whole text: a script file, or the argument of -c. */
export function* runScriptText(shell: Shell, text: string, firstLine = 1): Eval<void> {
  const script = parse(text, firstLine);
  const groups = lineGroups(script);
  for (const [index, group] of groups.entries()) {
    yield* runGroup(shell, script, { group, nextAt: groups[index + 1]?.[0]?.pos });
    if (shell.flow === undefined) continue;
    // What goes wrong in a line gives up that line; -c gives up everything.
    if (shell.flow.kind !== 'discard' || shell.mode === 'command' || shell.mode === 'interactive') return;
    shell.flow = undefined;
  }
  shell.source = script.source;
  if (script.error !== undefined) reportSyntaxError(shell, script);
}

interface Group {
  readonly group: readonly Statement[];
  /** Where the next one starts. */
  readonly nextAt: number | undefined;
}

/** Runs one line of commands, its aliases replaced as they are defined by now. */
function* runGroup(shell: Shell, script: Script, { group, nextAt }: Group): Eval<void> {
  const first = group[0]?.pos ?? 0;
  if (shell.options.has('verbose')) shell.process.err(`${verboseText(script.source.text.slice(first, nextAt))}\n`);
  const text = script.source.text.slice(first, nextAt);
  const expanded = usesAliases(shell) ? expandAliases(text, shell.aliases) : text;
  const final = expanded === text ? script : parse(expanded, script.source.lineAt(first));
  shell.source = final.source;
  yield* shell.evaluator.statements(shell, final === script ? group : final.statements);
  if (final !== script && final.error !== undefined && shell.flow === undefined) reportSyntaxError(shell, final);
}

/** The lines as they were read. */
function verboseText(text: string): string {
  return text.replace(/\n+$/, '');
}

/** bash replaces aliases only where a person types, unless told to. */
function usesAliases(shell: Shell): boolean {
  return shell.aliases.size > 0 && (shell.dialect.name !== 'bash' || shell.shopt.get('expand_aliases') === true);
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

/** Reads commands line by line and runs each as soon as it is whole. */
export function* runInput(shell: Shell, input: Input): Eval<void> {
  // bash leaves the rest of the input for what its commands read; the others take it in blocks.
  const nextLine = shell.dialect.name === 'bash' || input.isTty() ? () => readLine(input) : blockReader(input);
  let pending = '';
  let line = 1;
  for (;;) {
    const next = yield* nextLine();
    if (next !== undefined) pending += `${next}\n`;
    if (next !== undefined && isIncomplete(pending)) continue;
    if (pending.trim() !== '') yield* runScriptText(shell, pending, line);
    line += pending.split('\n').length - 1;
    pending = '';
    if (next === undefined || shell.flow?.kind === 'exit') return;
    shell.flow = undefined;
  }
}

/** Lines out of all that is there. */
function blockReader(input: Input): () => Eval<string | undefined> {
  let rest = '';
  return function* nextLine() {
    for (;;) {
      const end = rest.indexOf('\n');
      if (end >= 0) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 1);
        return line;
      }
      const text = yield* readSome(input);
      if (text !== undefined) rest += text;
      else {
        const last = rest;
        rest = '';
        return last === '' ? undefined : last;
      }
    }
  };
}
