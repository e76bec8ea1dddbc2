import type { Process } from '../../process/process.ts';
import type { KubectlCommand, KubectlContext, KubectlGroup } from '../command.ts';
import type { CommandTree } from '../commandTree.ts';
import { isServerThere } from '../connection.ts';
import { createContext } from '../context.ts';
import { KubectlError } from '../errors.ts';
import { parseFlags, type FlagSpec, type FlagSpecs, type ParsedFlags } from '../flags.ts';
import { GLOBAL_FLAGS } from '../globalFlags.ts';

/** What has been typed of a command line when TAB is pressed. */
export interface Typed {
  readonly tree: CommandTree;
  readonly command: KubectlCommand | undefined;
  readonly group: KubectlGroup | undefined;
  /** The words that named the subcommand. */
  readonly path: readonly string[];
  readonly specs: FlagSpecs;
  /** The arguments so far, without flags and without the word at the cursor. */
  readonly args: readonly string[];
  readonly given: ReadonlySet<string>;
  /** The word at the cursor. */
  readonly current: string;
  /** The flag whose value the word at the cursor is. */
  readonly flag: { readonly name: string; readonly spec: FlagSpec; readonly head: string } | undefined;
  readonly isBehindDash: boolean;
  /** The command's context; undefined when no server answers, or the kubeconfig is of no use. */
  readonly context: KubectlContext | undefined;
}

/** Reads the words before the cursor as far as they can be read. */
export function readTyped(process: Process, tree: CommandTree, words: readonly string[], current: string): Typed {
  const before = words.slice(1, -1);
  const { command, group, args } = tree.find(before);
  const specs: FlagSpecs = { ...GLOBAL_FLAGS, ...command?.flags };
  const parsed = parseLeniently(specs, openFlag(before, specs) === undefined ? args : args.slice(0, -1));
  return {
    tree, command, group, specs, current,
    path: command?.path ?? group?.path ?? [],
    args: parsed.args,
    given: parsed.given,
    flag: flagAt(before, specs, current),
    isBehindDash: parsed.argsBeforeDash !== undefined,
    context: usableContext(process, tree, command, parsed),
  };
}

/** Words that make no sense are left out, so that the rest is understood. */
function parseLeniently(specs: FlagSpecs, words: readonly string[]): ParsedFlags {
  for (let end = words.length; end > 0; end -= 1) {
    try {
      return parseFlags(specs, words.slice(0, end), 'kubectl');
    } catch {
      // The last word is at fault, or one before it: try with fewer.
    }
  }
  return parseFlags(specs, [], 'kubectl');
}

/** The flag that the last word leaves waiting for its value. */
function openFlag(before: readonly string[], specs: FlagSpecs): string | undefined {
  const last = before.at(-1) ?? '';
  if (before.includes('--') || !last.startsWith('-') || last.includes('=')) return undefined;
  const name = last.startsWith('--') ? last.slice(2) : nameOfShort(specs, last.at(-1) ?? '');
  return name !== undefined && specs[name] !== undefined && specs[name].alone === undefined ? name : undefined;
}

function nameOfShort(specs: FlagSpecs, letter: string): string | undefined {
  return Object.keys(specs).find((name) => specs[name]?.short === letter);
}

/** `-n de`, `--namespace=de`: `head` is what stays in front of the value. */
function flagAt(before: readonly string[], specs: FlagSpecs, current: string): Typed['flag'] {
  const open = openFlag(before, specs);
  const openSpec = open === undefined ? undefined : specs[open];
  if (open !== undefined && openSpec !== undefined) return { name: open, spec: openSpec, head: '' };
  const joined = /^--([\w-]+)=/.exec(current);
  const spec = joined === null ? undefined : specs[joined[1] ?? ''];
  return joined === null || spec === undefined ? undefined : { name: joined[1] ?? '', spec, head: joined[0] };
}

function usableContext(process: Process, tree: CommandTree, command: KubectlCommand | undefined, parsed: ParsedFlags): KubectlContext | undefined {
  const some = command ?? tree.commandAt(['options']);
  if (some === undefined) return undefined;
  try {
    const { context } = createContext(process, tree, some, parsed);
    context.config.check();
    return isServerThere(process, context.config.server) ? context : undefined;
  } catch (error) {
    if (error instanceof KubectlError) return undefined;
    throw error;
  }
}
