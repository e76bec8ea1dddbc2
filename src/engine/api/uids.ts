import type { KubeObject } from '../kinds/object.ts';
import type { Profile } from '../profile.ts';
import type { Random } from '../core/random.ts';

/** Gives out uids: drawn, but for the claims whose uids the profile pins; a pinned one is given out once. */
export interface Uids {
  next(kind: string, namespace: string | undefined, name: string): string;
  /** Remembers a uid that is taken already. */
  take(object: KubeObject): void;
}

export function createUids(profile: Profile, random: Random): Uids {
  const taken = new Set<string>();
  return {
    next: (kind, namespace, name) => {
      const pinned = kind === 'PersistentVolumeClaim' ? profile.pins.claimUids[`${namespace ?? ''}/${name}`] : undefined;
      if (pinned === undefined || taken.has(pinned)) return random.uuid();
      return pinned;
    },
    take: ({ kind, metadata: { uid } }) => {
      if (kind === 'PersistentVolumeClaim') taken.add(uid);
    },
  };
}
