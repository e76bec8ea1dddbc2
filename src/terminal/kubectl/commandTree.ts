import type { KubectlCommand, KubectlGroup } from './command.ts';
import { GLOBAL_FLAGS } from './globalFlags.ts';
import type { FlagSpecs } from './flags.ts';

/** What the words of a command line lead to: a subcommand, or as far as a group goes. */
export interface Found {
  readonly command: KubectlCommand | undefined;
  readonly group: KubectlGroup | undefined;
  /** The words without those that named the subcommand. */
  readonly args: readonly string[];
}

/** All subcommands and the groups that lead to them. */
export interface CommandTree {
  /** k8s: cobra Find. Flags may stand between the words. */
  find(argv: readonly string[]): Found;
  commandAt(path: readonly string[]): KubectlCommand | undefined;
  groupAt(path: readonly string[]): KubectlGroup | undefined;
  /** Subcommands and groups right below a path. */
  childrenOf(path: readonly string[]): readonly (KubectlCommand | KubectlGroup)[];
}

export function createCommandTree(commands: readonly KubectlCommand[], groups: readonly KubectlGroup[]): CommandTree {
  const commandAt = (path: readonly string[]) => commands.find((command) => isSame(command.path, path));
  const groupAt = (path: readonly string[]) => groups.find((group) => isSame(group.path, path));
  const childrenOf = (path: readonly string[]) => {
    const below = [...commands, ...groups].filter((node) => node.path.length === path.length + 1 && isSame(node.path.slice(0, -1), path));
    return below.filter((node, index) => below.findIndex((other) => isSame(other.path, node.path)) === index);
  };
  const childOf = (path: readonly string[], word: string) => childrenOf(path).find((node) => node.path.at(-1) === word || node.aliases?.includes(word) === true)?.path;
  const find = (argv: readonly string[]): Found => {
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
  };
  return { find, commandAt, groupAt, childrenOf };
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
