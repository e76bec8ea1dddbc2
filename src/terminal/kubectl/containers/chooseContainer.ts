import type { Container, Pod } from '#engine/kinds/pod.ts';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** All containers of a pod in the order of kubectl's lists. */
export function containersOf({ spec }: Pod): readonly { readonly container: Container; readonly kind: '' | 'ephem' | 'init' }[] {
  return [
    ...spec.containers.map((container) => ({ container, kind: '' as const })),
    ...(spec.ephemeralContainers ?? []).map((container) => ({ container, kind: 'ephem' as const })),
    ...(spec.initContainers ?? []).map((container) => ({ container, kind: 'init' as const })),
  ];
}

/** The container that is meant when none is named; `note` is told where there is a choice. k8s: podcmd.FindOrDefaultContainerByName */
export function defaultContainer(pod: Pod, note: (text: string) => void): Container | undefined {
  const wanted = pod.metadata.annotations?.[DEFAULT_CONTAINER];
  const all = containersOf(pod);
  const annotated = wanted === undefined ? undefined : all.find(({ container }) => container.name === wanted)?.container;
  if (annotated !== undefined) return annotated;
  if (wanted !== undefined) note(`Default container name "${wanted}" not found in pod ${pod.metadata.name}\n`);
  const [first] = pod.spec.containers;
  if (all.length > 1 && first !== undefined) {
    note(`Defaulted container "${first.name}" out of: ${all.map(({ container, kind }) => (kind === '' ? container.name : `${container.name} (${kind})`)).join(', ')}\n`);
  }
  return first;
}

export function findContainer(pod: Pod, name: string): Container | undefined {
  return containersOf(pod).find(({ container }) => container.name === name)?.container;
}
