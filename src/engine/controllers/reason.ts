import type { ObjectKey } from '../kinds/object.ts';
import type { Explanation, WhyParams } from '../why.ts';

/** Why a controller did something or waits, before the runner adds the moment and the controller's name. */
export type Reason = Omit<Explanation, 'atMs' | 'actor'>;

/** Something is done about an object. */
export function act(about: ObjectKey, code: string, params: WhyParams): Reason {
  return { about, kind: 'act', code, params };
}

/** Nothing can be done about an object until something else changes, usually the object that is named. */
export function wait(about: ObjectKey, code: string, params: WhyParams, blockedBy?: ObjectKey): Reason {
  return blockedBy === undefined ? { about, kind: 'wait', code, params } : { about, kind: 'wait', code, params, blockedBy };
}

/** Nothing has to be done about an object, and this is why. */
export function note(about: ObjectKey, code: string, params: WhyParams): Reason {
  return { about, kind: 'note', code, params };
}
