import type { KubectlCommand, KubectlGroup } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { GROUPS } from './groups.ts';
import { GLOBAL_FLAGS } from './globalFlags.ts';
import type { FlagSpecs } from './flags.ts';

/** What the words of a command line lead to: a subcommand, or as far as a group goes. */
export interface Found {
  readonly command: KubectlCommand | undefined;
  readonly group: KubectlGroup | undefined;
  /** The words without those that named the subcommand. */
  readonly args: readonly string[];
}

/** k8s: cobra Find. Flags may stand between the words. */
export function findCommand(argv: readonly string[]): Found {
  let path: readonly string[] = [];
  let args = argv;
  for (;;) {
    const specs: FlagSpecs = { ...GLOBAL_FLAGS, ...commandAt(path)?.flags };
    const at = firstWord(args, specs);
    const next = at === undefined ? undefined : childOf(path, args[at] ?? '');
    if (at === undefined || next === undefined) return { command: commandAt(path), group: groupAt(path), args };
    path = next;
    args = [...args.slice(0, at), ...args.slice(at + 1)];
  }
}

export function commandAt(path: readonly string[]): KubectlCommand | undefined {
  return COMMANDS.find((command) => isSame(command.path, path));
}

export function groupAt(path: readonly string[]): KubectlGroup | undefined {
  return GROUPS.find((group) => isSame(group.path, path));
}

/** Subcommands and groups right below a path. */
export function childrenOf(path: readonly string[]): readonly (KubectlCommand | KubectlGroup)[] {
  const below = [...COMMANDS, ...GROUPS].filter((node) => node.path.length === path.length + 1 && isSame(node.path.slice(0, -1), path));
  return below.filter((node, index) => below.findIndex((other) => isSame(other.path, node.path)) === index);
}

function childOf(path: readonly string[], word: string): readonly string[] | undefined {
  return childrenOf(path).find((node) => node.path.at(-1) === word || node.aliases?.includes(word) === true)?.path;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, index) => word === right[index]);
}

/** k8s: cobra stripFlags. Where the first word is that is neither a flag nor a flag's value. */
function firstWord(args: readonly string[], specs: FlagSpecs): number | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--') return undefined;
    if (takesNext(word, specs)) index += 1;
    else if (word !== '' && !word.startsWith('-')) return index;
  }
  return undefined;
}

function takesNext(word: string, specs: FlagSpecs): boolean {
  if (word.includes('=')) return false;
  if (word.startsWith('--')) return specs[word.slice(2)]?.alone === undefined && word !== '--help';
  if (!/^-[^-]$/.test(word) || word === '-h') return false;
  const spec = Object.values(specs).find((spec) => spec.short === word.slice(1));
  return spec?.alone === undefined;
}
