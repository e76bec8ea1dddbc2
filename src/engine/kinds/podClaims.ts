import type { Pod, Volume } from './pod.ts';

const noNames: readonly string[] = [];

type Claimant = Pick<Pod, 'spec'> & { readonly metadata: { readonly name: string } };

/** The claim that a volume of a pod stands for; one for the pod alone is named for both. k8s: ephemeral.VolumeClaimName */
export function claimNameOf({ metadata }: Claimant, { name, persistentVolumeClaim, ephemeral }: Volume): string | undefined {
  if (persistentVolumeClaim !== undefined) return persistentVolumeClaim.claimName;
  return ephemeral === undefined ? undefined : `${metadata.name}-${name}`;
}

/** The claims that a pod mounts, by name, in the order of its volumes. */
export function claimNamesOf(pod: Claimant): readonly string[] {
  let names: string[] | undefined;
  for (const volume of pod.spec.volumes ?? []) {
    const name = claimNameOf(pod, volume);
    if (name !== undefined) (names ??= []).push(name);
  }
  return names ?? noNames;
}

/** Why a claim of the right name is none for this pod alone. k8s: ephemeral.VolumeIsForPod */
export function strangeClaimText({ metadata: { namespace = '', name } }: Pod, claim: string): string {
  return `PVC ${namespace}/${claim} was not created for pod ${namespace}/${name} (pod is not owner)`;
}
