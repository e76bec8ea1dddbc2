import type { AppStore } from '../store/store.ts';

/** Plays the person's own history again up to a moment, and goes on from there in a branch of its own. */
export function rewindTo(store: AppStore, atMs: number): void {
  const { present, nowMs, lookAt } = store.getState();
  if (present === undefined && atMs >= nowMs) return;
  lookAt(atMs);
  store.getState().actFromHere();
}
