import type { AccessMode } from '../../kinds/persistentVolumeClaim.ts';

/** A node to which a volume is, or is to be, attached. */
export interface Attachment {
  readonly node: string;
  /** Set once nobody needs it there any more. */
  readonly unusedSinceMs: number | undefined;
}

export type AttachStep =
  | { readonly do: 'nothing' }
  | { readonly do: 'attach' }
  /** It is still attached elsewhere and may be on one node only. */
  | { readonly do: 'refuse'; readonly node: string };

/** Decides whether a volume may be attached to the node of a pod. k8s: attachdetach reconciler attachDesiredVolumes */
export function planAttach(node: string, attachments: readonly Attachment[], accessModes: readonly AccessMode[]): AttachStep {
  if (attachments.some((attachment) => attachment.node === node)) return { do: 'nothing' };
  const isShared = accessModes.includes('ReadWriteMany') || accessModes.includes('ReadOnlyMany');
  const [elsewhere] = attachments;
  return elsewhere === undefined || isShared ? { do: 'attach' } : { do: 'refuse', node: elsewhere.node };
}

/** An unhealthy node cannot say that it has unmounted: after this long it is not asked any more. k8s: maxWaitForUnmountDuration */
export const FORCE_DETACH_MS = 360_000;

export type DetachStep = 'detach' | 'wait' | 'keep';

/** Decides whether a volume that nobody on the node needs any more may be taken away. */
export function planDetach(unusedForMs: number | undefined, isNodeHealthy: boolean, isOutOfService: boolean): DetachStep {
  if (unusedForMs === undefined) return 'keep';
  return isNodeHealthy || isOutOfService || unusedForMs >= FORCE_DETACH_MS ? 'detach' : 'wait';
}
