import type { Evaluator } from '../evaluator.ts';
import { runCommand, runWords } from './command.ts';
import { runNode } from './node.ts';
import { runStatements, runText } from './statements.ts';
import { substitute, substituteProcess } from './subshell.ts';

/** The interpreter, put together. */
export const interpreter: Evaluator = {
  statements: runStatements,
  text: runText,
  words: runWords,
  substitute,
  substituteProcess,
  node: runNode,
  command: (shell, command) => runCommand(shell, command, { mayReplace: false }),
};
