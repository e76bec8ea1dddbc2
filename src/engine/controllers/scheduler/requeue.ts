import type { Node } from '../../kinds/node.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import { claimNamesOf } from '../../kinds/podClaims.ts';
import { untoleratedTaint } from '../tolerations.ts';
import type { Plugin } from './cycle.ts';
import { isWantedNode } from './nodeAffinity.ts';
import { amountOf, type PodInfo } from './podInfo.ts';
import type { QueuedPod } from './queue.ts';

/** Something in the cluster changed that may let a parked pod in. */
export type ClusterEvent =
  | { readonly what: 'node'; readonly node: Node; readonly previous: Node | undefined }
  | { readonly what: 'podGone'; readonly pod: Pod }
  | { readonly what: 'podPlaced'; readonly pod: Pod }
  | { readonly what: 'claim'; readonly claim: PersistentVolumeClaim; readonly isNew: boolean }
  | { readonly what: 'volume'; readonly volume: PersistentVolume }
  | { readonly what: 'class' };

/** Is a parked pod worth another look after this? k8s: the EventsToRegister and queueing hints of each plugin */
export function mayHelp({ info, plugins }: QueuedPod, event: ClusterEvent): boolean {
  for (const plugin of plugins) if (isOfInterest(plugin, info, event)) return true;
  return plugins.size === 0 && event.what === 'node';
}

function isOfInterest(plugin: Plugin, info: PodInfo, event: ClusterEvent): boolean {
  switch (event.what) {
    case 'node':
      return helpsAsNode(plugin, info, event.node, event.previous);
    case 'podGone':
      return helpsByLeaving.has(plugin) || (plugin === 'VolumeRestrictions' && sharesClaim(info.pod, event.pod));
    case 'podPlaced':
      return plugin === 'InterPodAffinity' || plugin === 'PodTopologySpread';
    case 'claim':
      return (plugin === 'VolumeBinding' || (plugin === 'VolumeRestrictions' && event.isNew)) && mounts(info.pod, event.claim.metadata.namespace, event.claim.metadata.name);
    case 'volume':
      return plugin === 'VolumeBinding' && concerns(event.volume, info.pod);
    case 'class':
      return plugin === 'VolumeBinding';
  }
}

const helpsByLeaving: ReadonlySet<Plugin> = new Set(['NodeResourcesFit', 'NodePorts', 'PodTopologySpread', 'InterPodAffinity']);

function helpsAsNode(plugin: Plugin, { pod, requests }: PodInfo, node: Node, previous: Node | undefined): boolean {
  switch (plugin) {
    case 'NodeUnschedulable':
      return node.spec.unschedulable !== true && (previous === undefined || previous.spec.unschedulable === true);
    case 'TaintToleration':
      return !isSame(node.spec.taints, previous?.spec.taints) && untoleratedTaint(node.spec.taints, pod.spec.tolerations, ['NoSchedule', 'NoExecute']) === undefined;
    case 'NodeAffinity':
      return !isSame(node.metadata.labels, previous?.metadata.labels) && isWantedNode(pod, node);
    case 'NodeResourcesFit':
      return !isSame(node.status.allocatable, previous?.status.allocatable) && Object.entries(requests).every(([name, wanted]) => wanted <= amountOf(name, node.status.allocatable?.[name]));
    case 'NodePorts':
      return previous === undefined;
    case 'VolumeRestrictions':
      return false;
    case 'VolumeBinding':
    case 'PodTopologySpread':
    case 'InterPodAffinity':
      return !isSame(node.metadata.labels, previous?.metadata.labels);
  }
}

/** Small values of an object: the same value, or the same text. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function sharesClaim(pod: Pod, other: Pod): boolean {
  return pod.metadata.namespace === other.metadata.namespace && claimNamesOf(pod).some((name) => claimNamesOf(other).includes(name));
}

function mounts(pod: Pod, namespace: string | undefined, claim: string): boolean {
  return pod.metadata.namespace === namespace && claimNamesOf(pod).includes(claim);
}

/** A volume that is set aside for the claim of another pod helps nobody else. */
function concerns({ spec: { claimRef } }: PersistentVolume, pod: Pod): boolean {
  return claimRef === undefined || mounts(pod, claimRef.namespace, claimRef.name ?? '');
}
