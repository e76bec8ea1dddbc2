import { ApiError } from '../api/errors.ts';

/**
 * A look at a key ended early for a reason that is not the API server's refusal of one write: several refusals at
 * once, or a claim that is still being deleted. The runner looks again after the same growing pause.
 */
export class SyncError extends Error {
  override readonly name = 'SyncError';
}

/** Is this a failure of the cluster's, to be tried again, and not a fault of our code? */
export function isRetryable(error: unknown): error is ApiError | SyncError {
  return error instanceof ApiError || error instanceof SyncError;
}

/** The text of a failure as Go's aggregate prints it: the message alone, several as `[a, b]`, equal ones once. */
export function aggregateText(messages: readonly string[]): string {
  const distinct = [...new Set(messages)];
  return distinct.length === 1 ? (distinct[0] ?? '') : `[${distinct.join(', ')}]`;
}
