import type { KubectlCommand } from '../command.ts';
import { apply } from './apply.ts';
import { create } from './create.ts';
import { deleteCommand } from './delete.ts';
import { describe } from './describe.ts';
import { get } from './get.ts';

/** Every subcommand, in the order of kubectl's own list. */
export const COMMANDS: readonly KubectlCommand[] = [create, get, deleteCommand, describe, apply];
