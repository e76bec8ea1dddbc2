import { selects } from '../../api/selectors.ts';
import type { Pod, PodAffinityTerm } from '../../kinds/pod.ts';
import type { Cycle, Rejection } from './cycle.ts';
import type { NodeInfo } from './nodeInfo.ts';
import type { SchedulingView } from './view.ts';

const rejection = (reason: string, resolvable: boolean): Rejection => ({ plugin: 'InterPodAffinity', reasons: [reason], resolvable });
const notNear = rejection("node(s) didn't match pod affinity rules", false);
const tooNear = rejection("node(s) didn't match pod anti-affinity rules", true);
const unwelcome = rejection("node(s) didn't satisfy existing pods anti-affinity rules", true);

/** k8s: interpodaffinity Filter */
export function filterByPodAffinity({ info, view }: Cycle, node: NodeInfo): Rejection | undefined {
  const { pod } = info;
  const near = pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (near.length > 0 && !isNearEnough(near, pod, node, view)) return notNear;
  const apart = pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (apart.some((term) => hasNeighbour(term, pod, node, view))) return tooNear;
  return isUnwelcome(pod, node, view) ? unwelcome : undefined;
}

/** All terms must find a neighbour; the first pod of a group that wants to be near itself may start anywhere. */
function isNearEnough(terms: readonly PodAffinityTerm[], pod: Pod, node: NodeInfo, view: SchedulingView): boolean {
  if (terms.some(({ topologyKey }) => node.node.metadata.labels?.[topologyKey] === undefined)) return false;
  if (terms.every((term) => hasNeighbour(term, pod, node, view))) return true;
  const isFirst = view.nodes.every(({ pods }) => everyPod(pods, (other) => !terms.every((term) => isMeant(term, pod, other, view))));
  return isFirst && terms.every((term) => isMeant(term, pod, pod, view));
}

/** Is a pod that the term means in the same domain as the node? */
function hasNeighbour(term: PodAffinityTerm, owner: Pod, node: NodeInfo, view: SchedulingView): boolean {
  const domain = node.node.metadata.labels?.[term.topologyKey];
  if (domain === undefined) return false;
  return view.nodes.some(
    (other) => other.node.metadata.labels?.[term.topologyKey] === domain && !everyPod(other.pods, (pod) => !isMeant(term, owner, pod, view)),
  );
}

/** Does a pod that is already there refuse this one as a neighbour? */
function isUnwelcome(pod: Pod, node: NodeInfo, view: SchedulingView): boolean {
  return view.nodes.some(
    (other) =>
      other.aloof.size > 0 &&
      !everyPod(other.aloof, (neighbour) => {
        const terms = neighbour.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
        return !terms.some((term) => isSameDomain(term, other, node) && isMeant(term, neighbour, pod, view));
      }),
  );
}

function isSameDomain({ topologyKey }: PodAffinityTerm, a: NodeInfo, b: NodeInfo): boolean {
  const domain = a.node.metadata.labels?.[topologyKey];
  return domain !== undefined && domain === b.node.metadata.labels?.[topologyKey];
}

/** Does a term of `owner` mean `other`? Without namespaces it means the owner's own. */
export function isMeant(term: PodAffinityTerm, owner: Pod, other: Pod, view: Pick<SchedulingView, 'namespaceLabels'>): boolean {
  const { namespaces = [], namespaceSelector, labelSelector } = term;
  const namespace = other.metadata.namespace ?? '';
  const isOwn = namespaces.length === 0 && namespaceSelector === undefined && namespace === owner.metadata.namespace;
  const isNamed = namespaces.includes(namespace) || (namespaceSelector !== undefined && selects(namespaceSelector, view.namespaceLabels(namespace)));
  return (isOwn || isNamed) && selects(labelSelector, other.metadata.labels);
}

/** The weights of preferred terms that hold on the node: for those near, against those apart. */
export function neighbourPreferenceOf(pod: Pod, node: NodeInfo, view: SchedulingView): number {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  let sum = 0;
  for (const { weight, podAffinityTerm } of podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []) {
    if (hasNeighbour(podAffinityTerm, pod, node, view)) sum += weight;
  }
  for (const { weight, podAffinityTerm } of podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []) {
    if (hasNeighbour(podAffinityTerm, pod, node, view)) sum -= weight;
  }
  return sum;
}

function everyPod(pods: NodeInfo['pods'], holds: (pod: Pod) => boolean): boolean {
  for (const { pod } of pods.values()) if (!holds(pod)) return false;
  return true;
}
