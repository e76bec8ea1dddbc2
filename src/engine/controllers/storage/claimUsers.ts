import type { Pod } from '../../kinds/pod.ts';
import { claimNamesOf } from '../../kinds/podClaims.ts';
import { claimKeyText } from './claim.ts';

/** Which pods mount a claim: pod keys by claim. */
export interface ClaimUsers {
  add(key: string, pod: Pod): void;
  remove(key: string, pod: Pod): void;
  /** By `namespace/claim`. */
  of(claim: string): readonly string[];
}

export function createClaimUsers(): ClaimUsers {
  const users = new Map<string, Set<string>>();
  return {
    add: (key, pod) => {
      for (const name of claimNamesOf(pod)) {
        const claim = claimKeyText(pod.metadata.namespace, name);
        let here = users.get(claim);
        if (here === undefined) users.set(claim, (here = new Set()));
        here.add(key);
      }
    },
    remove: (key, pod) => {
      for (const name of claimNamesOf(pod)) {
        const claim = claimKeyText(pod.metadata.namespace, name);
        const here = users.get(claim);
        here?.delete(key);
        if (here?.size === 0) users.delete(claim);
      }
    },
    of: (claim) => [...(users.get(claim) ?? [])],
  };
}
