import type { ObjectKey } from './kinds/object.ts';

/** Values for the blanks of a reason's sentence. */
export type WhyParams = Readonly<Record<string, string | number>>;

/**
 * A reason as data, so that it can be said in any language. The sentence of each code lies in
 * `session/why/` (English and Chinese); a test holds the two lists and the codes in use together.
 * Codes read `<actor>.<what>`: `statefulset.waitReady`, `scheduler.unboundClaim`.
 */
export interface Why {
  readonly code: string;
  readonly params: WhyParams;
}

/** What one controller decided about one object, or why it waits. */
export interface Explanation extends Why {
  readonly atMs: number;
  /** The component: `statefulset-controller`, `default-scheduler`, `kubelet`. */
  readonly actor: string;
  readonly about: ObjectKey;
  /** `act`: something was done; `wait`: nothing can be done until something else changes; `note`: background. */
  readonly kind: 'act' | 'wait' | 'note';
  /** What is waited for, where that is an object: the chain that `why` follows. */
  readonly blockedBy?: ObjectKey;
}

/** A reason with the moment and the component that gave it. Written out field by field, for all explanations to be of one shape. */
export function explanationOf({ about, kind, code, params, blockedBy }: Omit<Explanation, 'atMs' | 'actor'>, atMs: number, actor: string): Explanation {
  return blockedBy === undefined ? { about, kind, code, params, atMs, actor } : { about, kind, code, params, blockedBy, atMs, actor };
}
