/**
 * Which batch a place belongs to when places are worked on in batches of 1, 2, 4, 8 … : a failure in a batch keeps
 * the next one from being begun. k8s: slowStartBatch
 */
export function batchOf(place: number, largest = Infinity): number {
  const batch = Math.floor(Math.log2(place + 1));
  if (2 ** batch <= largest) return batch;
  const firstCapped = Math.floor(Math.log2(largest)) + 1;
  return firstCapped + Math.floor((place + 1 - 2 ** firstCapped) / largest);
}

/** Runs `run` for places 0 to `count` in growing batches; returns the first failure, whose batch is finished still. */
export function runInBatches(
  count: number,
  run: (place: number) => void,
  isFailure: (error: unknown) => error is Error,
): Error | undefined {
  let failure: Error | undefined;
  let failedBatch = -1;
  for (let place = 0; place < count; place += 1) {
    if (failure !== undefined && batchOf(place) !== failedBatch) break;
    try {
      run(place);
    } catch (error) {
      if (!isFailure(error)) throw error;
      failure ??= error;
      failedBatch = batchOf(place);
    }
  }
  return failure;
}
