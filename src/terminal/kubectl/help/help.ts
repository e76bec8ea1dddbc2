import type { Process, Wait } from '../../process/process.ts';
import { come } from '../../process/waits.ts';
import type { CommandTree } from '../commandTree.ts';
import { commandHelp, groupHelp, rootHelp } from './builtHelp.ts';
import { helpTexts } from './texts.ts';

/** What `kubectl PATH --help` prints; undefined for a path that leads nowhere. */
export function* helpFor(process: Process, tree: CommandTree, path: readonly string[]): Generator<Wait, string | undefined, void> {
  const texts = yield* come(helpTexts);
  const text = texts?.[path.join(' ')];
  return text === undefined ? builtHelp(tree, path) : text.replaceAll('/HOME/', `${process.env.get('HOME') ?? '/root'}/`);
}

function builtHelp(tree: CommandTree, path: readonly string[]): string | undefined {
  if (path.length === 0) return rootHelp(tree);
  const command = tree.commandAt(path);
  if (command !== undefined) return commandHelp(tree, command);
  const group = tree.groupAt(path);
  return group === undefined ? undefined : groupHelp(tree, group);
}
