import type { Utility } from './command.ts';
import { fault } from './faults/fault.ts';
import { shells } from './shell/index.ts';

/** What a terminal cannot do without: its shell. `fault` is small, and its texts are those of the page's menu. */
export const firstPrograms: readonly Utility[] = [...shells, fault];
