import type { Completer, CompletionAnswer, CompletionCandidate } from '../../process/completion.ts';
import { byCodeUnit } from '../printers/json.ts';
import { commandTree } from '../kubectl.ts';
import { completeFlagValue } from './flagValues.ts';
import { NOTHING, POSITIONAL } from './positional.ts';
import { readTyped, type Typed } from './typed.ts';

/** What TAB offers behind `kubectl`: what the real one's completion script would get from it. */
export const kubectlCompleter: Completer = ({ process, words, current }) => {
  const typed = readTyped(process, commandTree, words, current);
  if (typed.isBehindDash) return undefined;
  if (typed.flag !== undefined) return completeFlagValue(process, typed);
  if (current.startsWith('-')) return { candidates: flagCandidates(typed) };
  return completeWord(typed);
};

/** A subcommand, or an argument of one. */
function completeWord(typed: Typed): CompletionAnswer | undefined {
  const { command, path, args } = typed;
  const below = args.length === 0 && path[0] !== 'help' ? childCandidates(typed) : [];
  const required = requiredFlags(typed);
  const rule = command === undefined ? undefined : POSITIONAL[path.join(' ')];
  if (rule === undefined && below.length === 0 && required.length === 0) return command === undefined ? NOTHING : undefined;
  const found = rule === undefined || typed.context === undefined ? NOTHING : rule(typed, typed.context);
  return { ...found, candidates: [...below, ...required, ...found.candidates] };
}

function childCandidates({ tree, path }: Typed): readonly CompletionCandidate[] {
  return tree
    .childrenOf(path)
    .map((node) => ({ text: node.path.at(-1) ?? '', description: node.short }))
    .toSorted((a, b) => byCodeUnit(a.text, b.text));
}

/** Flags without which the subcommand will not start come first. */
function requiredFlags({ command, given, specs }: Typed): readonly CompletionCandidate[] {
  return (command?.required ?? []).filter((name) => !given.has(name)).map((name) => ({ text: `--${name}`, description: specs[name]?.usage ?? '' }));
}

/** Flags that have not been given yet; lists can be given again. */
function flagCandidates({ specs, given }: Typed): readonly CompletionCandidate[] {
  const usable = Object.keys(specs)
    .filter((name) => specs[name]?.hidden !== true && specs[name]?.deprecated === undefined && (!given.has(name) || specs[name]?.type === 'strings'))
    .toSorted(byCodeUnit);
  return [
    ...usable.map((name) => ({ text: `--${name}`, description: specs[name]?.usage ?? '' })),
    ...usable.filter((name) => specs[name]?.short !== undefined).map((name) => ({ text: `-${specs[name]?.short ?? ''}`, description: specs[name]?.usage ?? '' })),
  ];
}

