import type { Wait } from '../process/process.ts';
import type { Command, CommandNode, ParsedScript, Statement } from './parser.ts';
import type { Shell } from './shell.ts';
import type { Source } from './source.ts';

/** A piece of evaluation: it yields what it waits for. */
export type Eval<T> = Generator<Wait, T, void>;

/** What the parts of the shell need of each other while commands run; broken out so that none imports in a circle. */
export interface Evaluator {
  /** Runs statements in order and returns the last status. */
  statements(shell: Shell, statements: readonly Statement[]): Eval<number>;
  /** Parses and runs text in this shell: eval, traps, `.`. */
  text(shell: Shell, text: string, options?: RunTextOptions): Eval<number>;
  /** Runs a command that is spelled out already: `command`, `builtin`, `exec`. */
  words(shell: Shell, words: readonly string[], options?: RunWordsOptions): Eval<number>;
  /** Starts a subshell and gives its output, trailing newlines cut. */
  substitute(shell: Shell, script: ParsedScript): Eval<string>;
  /** Starts a process substitution and gives the path that stands for it. */
  substituteProcess(shell: Shell, script: ParsedScript, direction: '<' | '>'): Eval<string>;
  node(shell: Shell, node: CommandNode): Eval<number>;
  command(shell: Shell, command: Command): Eval<number>;
}

export interface RunTextOptions {
  /** The builtin named in syntax errors: `eval`. */
  readonly speaker?: string;
  readonly source?: Source;
  readonly firstLine?: number;
}

export interface RunWordsOptions {
  readonly skipFunctions?: boolean;
  readonly onlyBuiltins?: boolean;
  /** Looks along the standard path, as `command -p` does. */
  readonly usesDefaultPath?: boolean;
}
