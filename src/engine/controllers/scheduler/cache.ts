import type { Api, WatchEvent } from '../../api/api.ts';
import type { Node } from '../../kinds/node.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { isFinished, isTerminating, type Pod } from '../../kinds/pod.ts';
import { claimKeyText } from '../storage/claim.ts';
import { createVolumeIndex } from '../storage/volumeIndex.ts';
import { createClaimUsers } from '../storage/claimUsers.ts';
import { createNodeInfos } from './nodeInfo.ts';
import { add, podInfoOf, type Amounts, type PodInfo } from './podInfo.ts';
import { createSchedulingQueue, type SchedulingQueue } from './queue.ts';
import { mayHelp, type ClusterEvent } from './requeue.ts';
import type { SchedulingView } from './view.ts';

/** What the scheduler has seen and decided: nodes with their pods, the queue, and promises to pods that wait for victims to leave. */
export interface SchedulerCache {
  readonly queue: SchedulingQueue;
  /** Takes in a watch event. */
  see(event: WatchEvent): void;
  /** Counts a pod on a node before the watch confirms it. */
  assume(info: PodInfo, node: string): void;
  /** Takes back an assumption. */
  forget(info: PodInfo): void;
  /** Keeps room on a node for a pod that preempts. */
  promise(info: PodInfo, node: string): void;
  /** What others of at least this priority were promised on a node. */
  promised(info: PodInfo): (node: string) => Amounts;
  view(api: Api): SchedulingView;
}

export function createSchedulerCache(): SchedulerCache {
  const infos = createNodeInfos();
  const queue = createSchedulingQueue();
  const volumes = createVolumeIndex();
  const users = createClaimUsers();
  const promises = new Map<string, { readonly info: PodInfo; readonly node: string }>();

  const tell = (event: ClusterEvent, claim?: string) => {
    queue.moveIf((pod) => mayHelp(pod, event), claim);
  };

  const forget = (info: PodInfo) => {
    infos.removePod(info.key);
    users.remove(info.key, info.pod);
  };

  const assume = (info: PodInfo, node: string) => {
    infos.addPod(node, info);
    users.add(info.key, info.pod);
    promises.delete(info.key);
  };

  const drop = (key: string, pod: Pod) => {
    queue.remove(key);
    promises.delete(key);
    if (infos.nodeOf(key) === undefined) return;
    infos.removePod(key);
    users.remove(key, pod);
    tell({ what: 'podGone', pod });
  };

  const seePlaced = (key: string, pod: Pod, node: string, previous: Pod | undefined) => {
    const isKnown = infos.nodeOf(key) === node;
    if (isKnown && previous !== undefined && isSameForScheduling(previous, pod)) {
      infos.refreshPod(key, pod);
      if (previous.spec.nodeName === undefined) tell({ what: 'podPlaced', pod });
      return;
    }
    queue.remove(key);
    const before = infos.nodeOf(key);
    assume(podInfoOf(pod), node);
    if (before === undefined || previous?.metadata.labels !== pod.metadata.labels) tell({ what: 'podPlaced', pod });
  };

  const seeWaiting = (key: string, pod: Pod, previous: Pod | undefined) => {
    const isMine = pod.spec.schedulerName === undefined || pod.spec.schedulerName === 'default-scheduler';
    if (!isMine || isTerminating(pod) || hasGates(pod)) queue.remove(key);
    else if (previous === undefined || hasGates(previous) || !isSameForScheduling(previous, pod)) queue.activate(podInfoOf(pod));
  };

  const seePod = ({ type, object: pod, previous }: WatchEvent<Pod>) => {
    const key = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
    if (type === 'DELETED' || isFinished(pod)) drop(key, pod);
    else if (pod.spec.nodeName !== undefined) seePlaced(key, pod, pod.spec.nodeName, previous);
    else seeWaiting(key, pod, previous);
  };

  const tellOfVolume = (volume: PersistentVolume) => {
    const { claimRef } = volume.spec;
    tell({ what: 'volume', volume }, claimRef === undefined ? undefined : claimKeyText(claimRef.namespace, claimRef.name ?? ''));
  };

  const tellOfClaim = (claim: PersistentVolumeClaim, isNew: boolean) => {
    tell({ what: 'claim', claim, isNew }, claimKeyText(claim.metadata.namespace, claim.metadata.name));
  };

  const seeNode = ({ type, object: node, previous }: WatchEvent<Node>) => {
    if (type === 'DELETED') {
      infos.removeNode(node.metadata.name);
      return;
    }
    infos.setNode(node);
    tell({ what: 'node', node, previous });
  };

  return {
    queue,
    see: (event) => {
      switch (event.object.kind) {
        case 'Pod':
          seePod(event as WatchEvent<Pod>);
          break;
        case 'Node':
          seeNode(event as WatchEvent<Node>);
          break;
        case 'PersistentVolume':
          volumes.see(event as WatchEvent<PersistentVolume>);
          if (event.type !== 'DELETED') tellOfVolume(event.object as PersistentVolume);
          break;
        case 'PersistentVolumeClaim':
          if (event.type !== 'DELETED') tellOfClaim(event.object as PersistentVolumeClaim, event.type === 'ADDED');
          break;
        default:
          if (event.type !== 'DELETED') tell({ what: 'class' });
      }
    },
    assume,
    forget,
    promise: (info, node) => {
      promises.set(info.key, { info, node });
    },
    promised: (info) => (node) => {
      const total: Record<string, number> = {};
      for (const [key, promise] of promises) {
        if (key === info.key || promise.node !== node || promise.info.priority < info.priority) continue;
        add(total, promise.info.requests);
        add(total, { pods: 1 });
      }
      return total;
    },
    view: (api) => ({
      nodes: infos.all(),
      claim: (namespace, name) => api.get('PersistentVolumeClaim', namespace, name),
      volume: (name) => api.get('PersistentVolume', undefined, name),
      storageClass: (name) => (name === '' ? undefined : api.get('StorageClass', undefined, name)),
      candidates: volumes.candidates,
      namespaceLabels: (name) => api.get('Namespace', undefined, name)?.metadata.labels,
      usersOf: (namespace, claim) => users.of(claimKeyText(namespace, claim)),
    }),
  };
}

function hasGates({ spec }: Pod): boolean {
  return spec.schedulingGates !== undefined && spec.schedulingGates.length > 0;
}

/** Status changes, the greatest part of all, mean nothing to the scheduler. */
function isSameForScheduling(a: Pod, b: Pod): boolean {
  return a.metadata.uid === b.metadata.uid && a.metadata.generation === b.metadata.generation && hasSameLabels(a, b);
}

function hasSameLabels({ metadata: { labels: a = {} } }: Pod, { metadata: { labels: b = {} } }: Pod): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
