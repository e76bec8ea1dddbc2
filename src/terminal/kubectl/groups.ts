import type { KubectlGroup } from './command.ts';

/** Words that lead to subcommands. */
export const GROUPS: readonly KubectlGroup[] = [];
