import { createLate } from '#engine/core/late.ts';
import type { Utility } from './command.ts';

/**
 * The programs that a page fetches after its first prompt, in parts, in the order in which they are fetched. Here is only
 * where they will be: who brings them is above.
 */
export const laterPrograms = {
  kubectl: createLate<readonly Utility[]>('kubectl'),
  tools: createLate<readonly Utility[]>('the Unix tools'),
  clients: createLate<readonly Utility[]>('the clients of servers'),
} as const;
