import type { KubectlCommand, KubectlGroup } from '../command.ts';
import type { CommandTree } from '../commandTree.ts';
import { flagList } from '../flagHelp.ts';

const ROOT_SECTIONS: readonly (readonly [string, string])[] = [
  ['Basic Commands (Beginner):', 'create expose run set'],
  ['Basic Commands (Intermediate):', 'explain get edit delete'],
  ['Deploy Commands:', 'rollout scale autoscale'],
  ['Cluster Management Commands:', 'certificate cluster-info top cordon uncordon drain taint'],
  ['Troubleshooting and Debugging Commands:', 'describe logs attach exec port-forward proxy cp auth debug events'],
  ['Advanced Commands:', 'diff apply patch replace wait kustomize'],
  ['Settings Commands:', 'label annotate completion'],
  ['Subcommands provided by plugins:', ''],
  ['Other Commands:', 'alpha api-resources api-versions config plugin version'],
];

/** Names are padded to the longest and at least eleven characters. */
const SHORTEST_PADDING = 11;
const GLOBAL_HINT = 'Use "kubectl options" for a list of global command-line options (applies to all commands).\n';

/** `kubectl` and `kubectl help`. */
export function rootHelp(tree: CommandTree): string {
  return `kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/\n\n${rootUsage(tree)}`;
}

/** The lists of commands, as they also follow an unknown help topic. */
export function rootUsage(tree: CommandTree): string {
  const sections = ROOT_SECTIONS.map(([title, names]) => `${title}\n${names === '' ? '' : commandLines(names.split(' ').map((name) => rootEntry(tree, name)), 'api-resources'.length)}\n`);
  return `${sections.join('')}Usage:\n  kubectl [flags] [options]\n\nUse "kubectl <command> --help" for more information about a given command.\n${GLOBAL_HINT}`;
}

interface Entry {
  readonly name: string;
  readonly short: string;
}

function rootEntry(tree: CommandTree, name: string): Entry {
  return { name, short: (tree.commandAt([name]) ?? tree.groupAt([name]))?.short ?? '' };
}

function commandLines(entries: readonly Entry[], longest: number): string {
  const width = Math.max(SHORTEST_PADDING, longest) + 3;
  return entries.map(({ name, short }) => `  ${name.padEnd(width)}${short}\n`).join('');
}

/** `kubectl rollout`. */
export function groupHelp(tree: CommandTree, group: KubectlGroup): string {
  const usage = `kubectl ${group.path.join(' ')}${group.usage === '' ? '' : ` ${group.usage}`} [options]`;
  return `${intro(group)}${childList(tree, group.path)}Usage:\n  ${usage}\n\nUse "kubectl ${group.path.join(' ')} <command> --help" for more information about a given command.\n${GLOBAL_HINT}`;
}

/** `kubectl get --help`. */
export function commandHelp(tree: CommandTree, command: KubectlCommand): string {
  const path = ['kubectl', ...command.path].join(' ');
  const flags = Object.keys(command.flags).length === 0 ? '' : `Options:\n${flagList(command.flags)}\n`;
  const usage = `${path}${command.usage === '' ? '' : ` ${command.usage}`}`;
  const hasChildren = tree.childrenOf(command.path).length > 0;
  const hint = hasChildren ? `Use "${path} <command> --help" for more information about a given command.\n` : '';
  return `${intro(command)}${hasChildren ? childList(tree, command.path) : ''}${flags}Usage:\n  ${usage.includes('[options]') ? usage : `${usage} [options]`}\n\n${hint}${GLOBAL_HINT}`;
}

function intro({ long, short, examples }: Pick<KubectlCommand, 'long' | 'short' | 'examples'>): string {
  const text = long ?? `${short}.`;
  const shown = examples === undefined ? '' : `Examples:\n${examples.split('\n').map((line) => `  ${line}\n`).join('')}\n`;
  return `${text}\n\n${shown}`;
}

function childList(tree: CommandTree, path: readonly string[]): string {
  const children = tree.childrenOf(path).map((child) => ({ name: child.path.at(-1) ?? '', short: child.short })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return `Available Commands:\n${commandLines(children, Math.max(...children.map((child) => child.name.length)))}\n`;
}
