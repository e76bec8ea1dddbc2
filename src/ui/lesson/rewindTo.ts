import type { AppStore } from '../store/store.ts';

/** Plays the person's own history again up to a moment, and goes on from there in a branch of its own. */
export function rewindTo(store: AppStore, atMs: number): void {
  const { present, nowMs, lookAt, actFromHere, setPlaying } = store.getState();
  const isPast = present !== undefined;
  if (!isPast && atMs >= nowMs) return;
  const generation = store.getState().generation;
  lookAt(atMs);
  const act = () => {
    actFromHere();
    setPlaying(true);
  };
  // A moment that is near is shown at once; a far one when the replay has come to it.
  if (isThere(store, generation)) act();
  else {
    const unsubscribe = store.subscribe(() => {
      if (!isThere(store, generation)) return;
      unsubscribe();
      act();
    });
  }
}

function isThere(store: AppStore, before: number): boolean {
  const { present, seekingMs, generation } = store.getState();
  return present !== undefined && seekingMs === undefined && generation !== before;
}
