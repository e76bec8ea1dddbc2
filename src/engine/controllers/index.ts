import type { Controller } from './controller.ts';

/** Every control loop of a cluster, new ones for each cluster: they may remember what they have seen. */
export function createControllers(): readonly Controller[] {
  return [];
}
