import type { Late } from '#engine/core/late.ts';

/**
 * Brings something late when it is wanted, by `fetch`. Answers how to bring it ahead of that, whose promise comes true
 * whether it could be fetched or not: what could not be fetched now is asked for again the next time.
 */
export function serve<T>(late: Late<T>, fetch: () => Promise<T>): () => Promise<void> {
  let coming: Promise<void> | undefined;
  const bring = () => {
    coming ??= fetch().then(late.provide, () => {
      coming = undefined;
      late.fail();
    });
    return coming;
  };
  late.onWanted(() => void bring());
  return bring;
}
