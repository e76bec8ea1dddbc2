import type { WatchEvent } from '../../api/api.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { isFinished, type Pod } from '../../kinds/pod.ts';
import { claimKeyText } from '../storage/claim.ts';
import { createClaimUsers } from '../storage/claimUsers.ts';

/** Pods that have no node yet, by the claims that they mount. */
export interface UnscheduledPods {
  see(event: WatchEvent<Pod>, nowMs: number): void;
  /** Names of the pods that use the claim and have been known for a while. */
  of(claim: PersistentVolumeClaim, nowMs: number): readonly string[];
}

/** A pod that is made right after its claim is not known yet when the claim is looked at first. */
const KNOWN_AFTER_MS = 100;

export function createUnscheduledPods(): UnscheduledPods {
  const users = createClaimUsers();
  const sinceMs = new Map<string, number>();
  return {
    see: ({ type, object: pod }, nowMs) => {
      const key = claimKeyText(pod.metadata.namespace, pod.metadata.name);
      if (type === 'DELETED' || isFinished(pod) || pod.spec.nodeName !== undefined) {
        if (sinceMs.delete(key)) users.remove(key, pod);
      } else if (!sinceMs.has(key)) {
        users.add(key, pod);
        sinceMs.set(key, nowMs);
      }
    },
    of: ({ metadata: { namespace, name } }, nowMs) =>
      users
        .of(claimKeyText(namespace, name))
        .filter((key) => (sinceMs.get(key) ?? nowMs) + KNOWN_AFTER_MS <= nowMs)
        .map((key) => key.slice(key.indexOf('/') + 1)),
  };
}
