import type { Api } from '#engine/api/api.ts';
import type { Cluster } from '#engine/cluster.ts';
import type { Process, Wait } from '../process/process.ts';
import type { CommandTree } from './commandTree.ts';
import type { KubectlError } from './errors.ts';
import type { FlagSpecs, FlagValues } from './flags.ts';
import type { GlobalFlags } from './globalFlags.ts';
import type { Kubeconfig } from './kubeconfig.ts';
import type { Discovery } from './resources/discovery.ts';

/** What a subcommand sees while it runs. */
export interface KubectlContext<S extends FlagSpecs = FlagSpecs> {
  readonly process: Process;
  readonly cluster: Cluster;
  /** The API server, as this subcommand's field manager. */
  readonly api: Api;
  apiAs(fieldManager: string): Api;
  /** Looks for the server once; fails as kubectl does where there is none. All that need the server do it by themselves. */
  connect(): void;
  readonly discovery: Discovery;
  readonly flags: FlagValues<S & GlobalFlags>;
  /** Names of the flags that the person gave. */
  readonly given: ReadonlySet<string>;
  readonly args: readonly string[];
  /** How many arguments stood before `--`; undefined without one. */
  readonly argsBeforeDash: number | undefined;
  /** All subcommands, for help and completion. */
  readonly tree: CommandTree;
  /** `kubectl rollout status`. */
  readonly path: string;
  /** From `-n`, else the current context, else `default`. */
  readonly namespace: string;
  /** `-n` was given: manifests with another namespace are refused. */
  readonly isNamespaceGiven: boolean;
  readonly config: Kubeconfig;
  out(text: string): void;
  err(text: string): void;
  /** `Warning: <text>` on stderr, coloured on a terminal. */
  warn(text: string): void;
  unixNow(): number;
  /** An error with the hint to the help below it. */
  usageError(text: string): KubectlError;
}

/** How a subcommand ends: its exit code, 0 where it says nothing. */
export type CommandRun = Generator<Wait, number | void, void> | number | void;

/** One subcommand of kubectl, as its file writes it. */
export interface KubectlDefinition<S extends FlagSpecs> {
  /** `['rollout', 'status']`. */
  readonly path: readonly string[];
  readonly aliases?: readonly string[];
  /** The arguments as the help shows them, behind the path: `(TYPE NAME | TYPE/NAME) [flags]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly short: string;
  /** The first paragraphs of the help; the short text when absent. */
  readonly long?: string;
  /** Command lines with a comment above each, as the help shows them. */
  readonly examples?: string;
  readonly flags: S;
  /** Flags without which it will not start. */
  readonly required?: readonly (keyof S & string)[];
  /** Who writes, for managedFields; `kubectl-<verb>` unless told. */
  readonly fieldManager?: string;
  /** What Ctrl-C does; the default is a signal's death (130). `fail` ends with 1, `succeed` with 0. */
  readonly interrupt?: 'fail' | 'succeed';
  /** True for commands that work without a server. */
  readonly isLocal?: boolean;
  readonly run: (context: KubectlContext<S>) => CommandRun;
}

/** A subcommand whose flags are known only at run time: what the registry holds. */
export interface KubectlCommand extends Omit<KubectlDefinition<FlagSpecs>, 'run'> {
  readonly run: (context: KubectlContext) => CommandRun;
}

/** A word that only leads to others: `kubectl rollout`. Alone it prints its help. */
export interface KubectlGroup {
  readonly path: readonly string[];
  readonly aliases?: readonly string[];
  readonly short: string;
  readonly long?: string;
  readonly examples?: string;
  readonly usage: string;
  /** Where the help of the bare word goes, and how it ends. */
  readonly alone: { readonly stream: 'stdout' | 'stderr'; readonly code: number };
}

/** Checks the flags' types of a definition and lets go of them, so that all subcommands fit one list. */
export function defineKubectl<S extends FlagSpecs>(definition: KubectlDefinition<S>): KubectlCommand {
  return definition as unknown as KubectlCommand;
}
