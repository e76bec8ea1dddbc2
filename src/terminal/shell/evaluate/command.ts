import type { Eval, RunWordsOptions } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import { builtinOf, type Builtin } from '../builtin.ts';
import { expandWords } from '../expand/expandWord.ts';
import { jobText } from '../jobText.ts';
import { quotedWhenNeeded } from '../expand/quoting.ts';
import { parseWord, type Assignment, type Command, type Redirection } from '../parser.ts';
import { complain, type Shell } from '../shell.ts';
import type { Assigned } from './assigned.ts';
import { assignedText } from './assigned.ts';
import { assign, expandAssignment } from './assignments.ts';
import { callFunction } from './functions.ts';
import { runBuiltin } from './runBuiltin.ts';
import { redirect } from './redirect.ts';
import { trace } from './trace.ts';
import { dropSubstitutions } from './subshell.ts';
import { checkFailure, runTrap } from './traps.ts';
import { runExternal } from './external.ts';

export interface CommandOptions {
  /** The last thing that this process does: a program may take its place. */
  readonly mayReplace: boolean;
}

/** A simple command: assignments, words, redirections. */
export function* runCommand(shell: Shell, command: Command, options: CommandOptions): Eval<number> {
  shell.line = shell.source.lineAt(command.pos);
  if (shell.traps.has('DEBUG') && !shell.isInTrap) yield* runTrap(shell, 'DEBUG');
  shell.substitutionStatus = undefined;
  try {
    const parts = yield* expandCommand(shell, command);
    yield* execute(shell, parts, { ...options, text: jobText(shell, command) });
  } catch (error) {
    // What goes wrong in a command alone does not stop the next one.
    if (!(error instanceof ShellError) || error.kind !== 'command') throw error;
    complain(shell, error.message);
    shell.status = error.status;
  } finally {
    if (shell.substitutions.size > 0) dropSubstitutions(shell);
  }
  yield* checkFailure(shell);
  return shell.status;
}

/** A simple command whose words are final. */
interface Expanded {
  readonly words: readonly string[];
  /** For `declare` and its kin: the arguments that are assignments, by their place among the words. */
  readonly assignedWords: ReadonlyMap<number, Assigned>;
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
}

function* expandCommand(shell: Shell, command: Command): Eval<Expanded> {
  const assignments = command.prefix.filter((part) => part.type === 'Assignment');
  const assignedWords = new Map<number, Assigned>();
  const words: string[] = command.name === undefined ? [] : yield* expandWords(shell, [command.name]);
  const declares = isDeclaring(words[0] ?? '', command);
  for (const argument of command.args) {
    if (argument.type === 'Assignment' && declares) {
      const assigned = yield* expandAssignment(shell, argument);
      assignedWords.set(words.length, assigned);
      words.push(assignedText(assigned, (text) => text));
    } else words.push(...(yield* expandWords(shell, [argument.type === 'Assignment' ? parseWord(argument.text) : argument])));
  }
  return { words, assignedWords, assignments, redirections: command.redirects };
}

const DECLARING = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

function isDeclaring(name: string, command: Command): boolean {
  if (DECLARING.has(name)) return true;
  const [first] = command.args;
  return (name === 'command' || name === 'builtin') && first?.type === 'Word' && DECLARING.has(first.value);
}

/** How the command shows in the job list. */
interface ShownOptions extends CommandOptions {
  readonly text: string;
}

function* execute(shell: Shell, parts: Expanded, options: ShownOptions): Eval<void> {
  const [name] = parts.words;
  if (name === undefined) yield* runBare(shell, parts);
  else {
    yield* traceCommand(shell, parts);
    yield* runNamed(shell, name, parts, options);
  }
}

/** Assignments and redirections alone. */
function* runBare(shell: Shell, { assignments, redirections }: Expanded): Eval<void> {
  for (const assignment of assignments) {
    const assigned = yield* expandAssignment(shell, assignment);
    if (shell.options.has('xtrace')) yield* trace(shell, assignedText(assigned, quotedWhenNeeded));
    assign(shell, assigned);
  }
  const redirected = yield* redirect(shell, redirections);
  redirected?.undo();
  shell.status = redirected === undefined ? failedRedirection(shell) : (shell.substitutionStatus ?? 0);
  shell.pipeStatus = [shell.status];
}

function failedRedirection(shell: Shell): number {
  return shell.dialect.name === 'dash' ? 2 : 1;
}

function* runNamed(shell: Shell, name: string, parts: Expanded, options: ShownOptions): Eval<void> {
  const temporary = yield* temporaryValues(shell, parts.assignments);
  const isFunction = shell.functions.has(name);
  const builtin = isFunction ? undefined : builtinOf(shell, name);
  const redirected = yield* redirect(shell, parts.redirections);
  if (redirected === undefined) {
    shell.status = failedRedirection(shell);
    if (shell.dialect.isPosix && builtin?.isSpecial === true && !shell.isInteractive) shell.flow = { kind: 'exit' };
    return;
  }
  const keeps = name === 'exec' && parts.words.length === 1;
  try {
    yield* runFound(shell, { name, builtin, parts, temporary, options });
  } finally {
    if (keeps) redirected.keep();
    else redirected.undo();
  }
  if (name !== 'export') shell.lastArgument = parts.words.at(-1) ?? name;
}

interface Found {
  readonly name: string;
  readonly builtin: Builtin | undefined;
  readonly parts: Expanded;
  readonly temporary: ReadonlyMap<string, string>;
  readonly options: ShownOptions;
}

function* runFound(shell: Shell, { name, builtin, parts, temporary, options }: Found): Eval<void> {
  const definition = shell.functions.get(name);
  if (builtin === undefined && definition === undefined) {
    yield* runExternal(shell, parts.words, { temporary, ...options });
    return;
  }
  // In POSIX shells the assignments in front of a special builtin stay.
  const stays = shell.dialect.isPosix && builtin?.isSpecial === true;
  if (stays) for (const [variable, value] of temporary) shell.variables.set(variable, value);
  const isScoped = temporary.size > 0 && !stays;
  if (isScoped) shell.variables.pushTemporary(temporary);
  try {
    if (definition !== undefined) yield* callFunction(shell, definition, parts.words);
    else if (builtin !== undefined) shell.status = yield* runBuiltin(shell, builtin, { words: parts.words, assigned: parts.assignedWords, mayReplace: options.mayReplace });
  } finally {
    if (isScoped) shell.variables.popScope();
  }
  shell.pipeStatus = [shell.status];
}

/** The values of assignments in front of a command. */
function* temporaryValues(shell: Shell, assignments: readonly Assignment[]): Eval<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const assignment of assignments) {
    const { name, value } = yield* expandAssignment(shell, assignment);
    const text = typeof value === 'string' ? value : value.elements.map((element) => element.value).join(' ');
    if (shell.options.has('xtrace')) yield* trace(shell, `${name}=${quotedWhenNeeded(text)}`);
    if (shell.variables.find(name)?.isReadonly === true) {
      if (shell.dialect.name !== 'bash') throw new ShellError(shell.dialect.readonly(name), { kind: 'readonly' });
      complain(shell, shell.dialect.readonly(name));
      continue;
    }
    values.set(name, text);
  }
  return values;
}

function* traceCommand(shell: Shell, { words }: Expanded): Eval<void> {
  if (!shell.options.has('xtrace')) return;
  const quote = shell.dialect.name === 'dash' ? (text: string) => text : quotedWhenNeeded;
  yield* trace(shell, words.map(quote).join(' '));
}

/** Runs words that are final already: `command`, `builtin`, `exec`. */
export function* runWords(shell: Shell, words: readonly string[], { skipFunctions = false, onlyBuiltins = false, usesDefaultPath = false }: RunWordsOptions = {}): Eval<number> {
  const [name] = words;
  if (name === undefined) return 0;
  const definition = skipFunctions ? undefined : shell.functions.get(name);
  const builtin = builtinOf(shell, name);
  if (definition !== undefined) yield* callFunction(shell, definition, words);
  else if (builtin !== undefined) shell.status = yield* runBuiltin(shell, builtin, { words, assigned: new Map(), mayReplace: false });
  else if (!onlyBuiltins) yield* runExternal(shell, words, { temporary: new Map(), mayReplace: false, text: words.join(' '), usesDefaultPath });
  return shell.status;
}

