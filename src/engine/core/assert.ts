/** A fault of ours, never the user's: the session stops the clock and shows it with seed and inputs. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws an {@link AssertionError} when a promise of our own code is broken. Put the values in the message. */
export function assert(condition: unknown, message: string): asserts condition {
  if (condition === false || condition === undefined || condition === null) throw new AssertionError(message);
}

/** For the `default` of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable: ${JSON.stringify(value)}`);
}
