import type { Delay, Delays, Profile } from '../profile.ts';

/** What of a profile a person may change; the rest follows from it. */
export interface ProfileChanges {
  readonly nodeCount: number;
  readonly clusterDomain: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly className: string;
  readonly bindingMode: BindingMode;
  readonly delays: Delays;
  /** k8s: feature gate MaxUnavailableStatefulSet. */
  readonly maxUnavailable: boolean;
}

export type BindingMode = 'Immediate' | 'WaitForFirstConsumer';

export type DelayName = keyof Delays;

/** The changes that give a profile back as it is: what a form starts with. */
export function changesOf(profile: Profile): ProfileChanges {
  const storageClass = storageClassOf(profile);
  return {
    nodeCount: profile.nodes.length,
    clusterDomain: profile.clusterDomain,
    podCidr: profile.podCidr,
    serviceCidr: profile.serviceCidr,
    className: storageClass?.name ?? '',
    bindingMode: storageClass?.bindingMode ?? 'Immediate',
    delays: profile.delays,
    maxUnavailable: profile.gates.MaxUnavailableStatefulSet,
  };
}

/** The first storage class of a profile. */
export function storageClassOf({ objects }: Profile): { readonly name: string; readonly bindingMode: BindingMode } | undefined {
  const found = objects.find(({ kind }) => kind === 'StorageClass') as { readonly metadata: { readonly name: string }; readonly volumeBindingMode?: BindingMode } | undefined;
  return found === undefined ? undefined : { name: found.metadata.name, bindingMode: found.volumeBindingMode ?? 'Immediate' };
}

export function isSameDelay(a: Delay, b: Delay): boolean {
  return a.minMs === b.minMs && a.maxMs === b.maxMs;
}
