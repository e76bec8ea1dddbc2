import { isTerminating, type KubeObject } from '../../kinds/object.ts';

/** What to do about the finalizer that keeps something in use: nothing, wait for its user to go, or write the list anew. */
export type ProtectionStep = 'nothing' | 'wait' | { readonly finalizers: readonly string[] };

/** k8s: pvcprotection processPVC, pvprotection processPV */
export function planProtection({ metadata }: KubeObject, finalizer: string, isInUse: boolean): ProtectionStep {
  const { finalizers = [] } = metadata;
  const isProtected = finalizers.includes(finalizer);
  if (!isTerminating({ metadata })) return isProtected ? 'nothing' : { finalizers: [...finalizers, finalizer] };
  if (!isProtected) return 'nothing';
  return isInUse ? 'wait' : { finalizers: finalizers.filter((other) => other !== finalizer) };
}
