import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { isTerminating, type Pod } from '../../kinds/pod.ts';
import { annotationOf, isFullyBound, SELECTED_NODE } from '../storage/claim.ts';
import type { PodInfo } from './podInfo.ts';

/** A pod whose node is chosen and whose volumes are not there yet. */
export interface WaitingPod {
  readonly info: PodInfo;
  readonly node: string;
  /** `isNew`: a provisioner makes the volume, as opposed to one that was there. */
  readonly claims: readonly { readonly name: string; readonly isNew: boolean }[];
  readonly untilMs: number;
}

export type WaitStep =
  | { readonly do: 'wait' }
  | { readonly do: 'bind'; readonly pod: Pod }
  /** Somebody else has put the pod on a node. */
  | { readonly do: 'placed' }
  | { readonly do: 'gone' }
  | { readonly do: 'giveUp'; readonly pod: Pod; readonly reason: string };

/** Decides how the waiting for volumes goes on. k8s: volumebinding BindPodVolumes, checkBindings */
export function planWait(entry: WaitingPod, pod: Pod | undefined, claimOf: (name: string) => PersistentVolumeClaim | undefined, nowMs: number): WaitStep {
  if (pod === undefined || pod.metadata.uid !== entry.info.pod.metadata.uid || isTerminating(pod)) return { do: 'gone' };
  if (pod.spec.nodeName !== undefined) return { do: 'placed' };
  const claims = entry.claims.map(({ name, isNew }) => ({ name, isNew, claim: claimOf(name) }));
  for (const { name, isNew, claim } of claims) {
    if (claim === undefined) return { do: 'giveUp', pod, reason: `persistentvolumeclaim "${name}" not found` };
    const isReset = isNew && !isFullyBound(claim) && annotationOf(claim, SELECTED_NODE) === undefined;
    if (isReset) return { do: 'giveUp', pod, reason: `selectedNode annotation reset for PVC "${name}"` };
  }
  if (claims.every(({ claim }) => claim !== undefined && isFullyBound(claim))) return { do: 'bind', pod };
  return nowMs >= entry.untilMs ? { do: 'giveUp', pod, reason: 'context deadline exceeded' } : { do: 'wait' };
}

export function claimText({ claims }: WaitingPod): string {
  return claims.map(({ name }) => name).join(', ');
}
