import type { DaemonSet } from '../../kinds/daemonSet.ts';
import type { Node } from '../../kinds/node.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { Affinity, NodeSelector, Pod, PodSpec, Toleration } from '../../kinds/pod.ts';
import { podFromTemplate } from '../podControl.ts';
import { isNodeSelected } from '../storage/nodeSelector.ts';
import { untoleratedTaint } from '../tolerations.ts';

export const HASH_LABEL = 'controller-revision-hash';
export const GENERATION_LABEL = 'pod-template-generation';
export const GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation';

const exists = (key: string, effect: 'NoSchedule' | 'NoExecute'): Toleration => ({ key, operator: 'Exists', effect });

/** What pods of a DaemonSet put up with whatever their template says. k8s: daemon util AddOrUpdateDaemonPodTolerations */
const TOLERATIONS: readonly Toleration[] = [
  exists('node.kubernetes.io/not-ready', 'NoExecute'),
  exists('node.kubernetes.io/unreachable', 'NoExecute'),
  exists('node.kubernetes.io/disk-pressure', 'NoSchedule'),
  exists('node.kubernetes.io/memory-pressure', 'NoSchedule'),
  exists('node.kubernetes.io/pid-pressure', 'NoSchedule'),
  exists('node.kubernetes.io/unschedulable', 'NoSchedule'),
];
const HOST_NETWORK_TOLERATION = exists('node.kubernetes.io/network-unavailable', 'NoSchedule');

/** Where a DaemonSet wants a pod on this node. */
export interface Placement {
  readonly shouldRun: boolean;
  /** A pod that is there already may stay. */
  readonly mayStay: boolean;
  /** The taint that keeps it away, if one does. */
  readonly taint?: string;
}

/** k8s: daemon NodeShouldRunDaemonPod */
export function placementOn({ spec: { template } }: DaemonSet, node: Node): Placement {
  const { nodeName, nodeSelector, affinity } = template.spec;
  const isNamed = nodeName === undefined || nodeName === node.metadata.name;
  const isPicked = Object.entries(nodeSelector ?? {}).every(([key, value]) => node.metadata.labels?.[key] === value);
  if (!isNamed || !isPicked || !isNodeSelected(requiredOf(affinity), node)) return { shouldRun: false, mayStay: false };
  const tolerations = tolerationsOf(template.spec);
  const evicting = untoleratedTaint(node.spec.taints, tolerations, ['NoExecute']);
  const refusing = evicting ?? untoleratedTaint(node.spec.taints, tolerations, ['NoSchedule']);
  if (refusing === undefined) return { shouldRun: true, mayStay: true };
  return { shouldRun: false, mayStay: evicting === undefined, taint: refusing.key };
}

function requiredOf(affinity: Affinity | undefined): NodeSelector | undefined {
  return affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
}

function tolerationsOf({ tolerations = [], hostNetwork }: PodSpec): readonly Toleration[] {
  const own = hostNetwork === true ? [...TOLERATIONS, HOST_NETWORK_TOLERATION] : TOLERATIONS;
  return [
    ...tolerations,
    ...own.filter(
      ({ key, effect }) => !tolerations.some((each) => each.key === key && each.effect === effect && each.operator === 'Exists'),
    ),
  ];
}

/** The pod for a node: it can be scheduled there only. k8s: daemon util CreatePodTemplate, ReplaceDaemonSetPodNodeNameNodeAffinity */
export function daemonPod(set: DaemonSet, node: string, hash: string): NewObject<Pod> {
  const pod = podFromTemplate(set, set.spec.template);
  const generation = set.metadata.annotations?.[GENERATION_ANNOTATION];
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: {
        ...pod.metadata.labels,
        [HASH_LABEL]: hash,
        ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }),
      },
    },
    spec: { ...pod.spec, affinity: pinnedTo(node, pod.spec.affinity), tolerations: tolerationsOf(pod.spec) },
  };
}

function pinnedTo(node: string, affinity: Affinity | undefined): Affinity {
  const terms = requiredOf(affinity)?.nodeSelectorTerms ?? [{}];
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const pinned = { nodeSelectorTerms: terms.map((term) => ({ ...term, matchFields })) };
  return { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: pinned } };
}

/** The node that a pod of a DaemonSet runs on, or is meant for. k8s: daemon util GetTargetNodeName */
export function targetNodeOf({ spec }: Pod): string | undefined {
  if (spec.nodeName !== undefined && spec.nodeName !== '') return spec.nodeName;
  for (const { matchFields = [] } of requiredOf(spec.affinity)?.nodeSelectorTerms ?? []) {
    const name = matchFields.find(
      ({ key, operator, values }) => key === 'metadata.name' && operator === 'In' && values?.length === 1,
    );
    if (name !== undefined) return name.values?.[0];
  }
  return undefined;
}
