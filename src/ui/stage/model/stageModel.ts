import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Service } from '#engine/kinds/service.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import { claimNamesOf } from '#engine/kinds/podClaims.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import type { Profile } from '#engine/profile.ts';
import type { Frame } from '#session/session.ts';
import type { History } from '../../history/history.ts';
import { ghostPods } from './ghostPods.ts';
import { isNodeReady, nodeModels } from './nodeModel.ts';
import type { NodeModel } from './nodeModel.ts';
import { controllerOf, keyOf, ordinalOf } from './objectKeys.ts';
import { podModel } from './podModel.ts';
import type { PodModel } from './podModel.ts';
import { poolModels } from './poolModel.ts';
import type { PoolModel } from './poolModel.ts';
import type { RevisionModel } from './revisionModel.ts';
import { serviceModels } from './serviceModel.ts';
import type { ServiceModel } from './serviceModel.ts';
import { claimModel } from './storageModel.ts';
import type { ClaimModel } from './storageModel.ts';
import { setModel } from './setModel.ts';
import type { SetModel } from './setModel.ts';

/** What helps the cluster rather than being what the lab is about: DNS, the provisioner. */
export interface HelperModel {
  readonly id: string;
  readonly key: ObjectKey;
  readonly role: 'dns' | 'provisioner' | 'other';
  readonly name: string;
  readonly address: string | undefined;
  readonly isRunning: boolean;
}

/** Everything that the stage draws, without a position. */
export interface StageModel {
  readonly sets: readonly SetModel[];
  readonly pools: readonly PoolModel[];
  /** Pods that no controller made: `dns-test`. */
  readonly loosePods: readonly PodModel[];
  /** Claims that belong to no set. */
  readonly looseClaims: readonly ClaimModel[];
  readonly services: readonly ServiceModel[];
  readonly nodes: readonly NodeModel[];
  readonly helpers: readonly HelperModel[];
  /** The node in which the terminal sits. */
  readonly terminalNode: string;
  /** Volumes with more than one writer. */
  readonly splitBrains: readonly { readonly podName: string; readonly claim: string }[];
  /** Nothing that a person made is there yet. */
  readonly isEmpty: boolean;
}

const NO_GHOSTS: readonly PodModel[] = [];

/** Derives the picture from a frame and what the history adds to it. */
export function stageModel(frame: Frame, history: History, profile: Profile): StageModel {
  const startUnixMs = frame.unixNowMs - frame.nowMs;
  const services = serviceModels(frame, isShownService);
  const pods = frame.list('Pod').filter((pod) => !isSystem(pod));
  const owned = groupByController(pods);
  const ghosts = ghostPods(frame, history);
  const toModel = podModeller(frame, history);
  const sets = allSets(frame, history).map(({ set, exists }) => {
    const namespace = set.metadata.namespace ?? '';
    return setModel(set, {
      frame,
      pods: exists ? (owned.get(set.metadata.uid) ?? []) : orphansOf(set, owned.get('') ?? []),
      toModel,
      ghostsOf: (space, name) => (ghosts.size === 0 ? NO_GHOSTS : (ghosts.get(`${space}/${name}`) ?? NO_GHOSTS)),
      revisionNames: history.revisionsOf(set.metadata.uid),
      service: services.find((service) => service.namespace === namespace && service.name === set.spec.serviceName),
      claimOrdinals: claimOrdinalsOf(frame),
      names: { domain: profile.clusterDomain, isDnsRunning: isDnsRunning(frame) },
      exists,
    });
  });
  const shownSets = sets.filter((set) => set.exists || set.columns.length > 0);
  const adopted = new Set(shownSets.flatMap(({ columns }) => columns.map(({ pod }) => pod?.uid)));
  const pools = poolModels(frame, owned, toModel, (object) => isOlder(object, startUnixMs));
  const loosePods = (owned.get('') ?? []).filter(({ metadata }) => !adopted.has(metadata.uid)).map((pod) => toModel(pod, 0, undefined));
  return {
    sets: shownSets,
    pools,
    loosePods,
    looseClaims: looseClaimsOf(frame, shownSets, pods),
    services,
    nodes: nodeModels(frame),
    helpers: helperModels(frame, profile, startUnixMs),
    terminalNode: profile.terminalNode,
    splitBrains: splitBrainsOf(shownSets),
    isEmpty: shownSets.length === 0 && pools.length === 0 && loosePods.every(({ bornUnixMs }) => bornUnixMs < startUnixMs),
  };
}

function podModeller(frame: Frame, history: History) {
  const ready = new Map(frame.list('Node').map((node) => [node.metadata.name, isNodeReady(node)]));
  return (pod: Pod, minReadySeconds: number, revision: RevisionModel | undefined): PodModel =>
    podModel(pod, {
      unixNowMs: frame.unixNowMs,
      isNodeReady: pod.spec.nodeName === undefined || (ready.get(pod.spec.nodeName) ?? true),
      minReadySeconds,
      revision,
      lives: history.livesOf(pod.metadata.namespace ?? '', pod.metadata.name),
      faults: frame.faults,
    });
}

/** Sets that are there, and deleted ones in whose place no new one stands. */
function allSets(frame: Frame, history: History): readonly { readonly set: StatefulSet; readonly exists: boolean }[] {
  const present = frame.list('StatefulSet').filter((set) => !isSystem(set));
  const gone = new Map<string, StatefulSet>();
  for (const { object } of history.deleted('StatefulSet')) {
    if (frame.get('StatefulSet', object.metadata.namespace, object.metadata.name) === undefined) {
      gone.set(`${object.metadata.namespace}/${object.metadata.name}`, object as StatefulSet);
    }
  }
  return [...present.map((set) => ({ set, exists: true })), ...[...gone.values()].map((set) => ({ set, exists: false }))];
}

/** Pods that a deleted set left behind (`--cascade=orphan`). */
function orphansOf(set: StatefulSet, loose: readonly Pod[]): readonly Pod[] {
  return loose.filter(
    ({ metadata }) => metadata.namespace === set.metadata.namespace && ordinalOf(metadata.name) !== undefined && metadata.name.slice(0, metadata.name.lastIndexOf('-')) === set.metadata.name,
  );
}

function groupByController(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const owner = controllerOf(pod)?.uid ?? '';
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [pod]);
    else group.push(pod);
  }
  return groups;
}

/** `namespace/template-set` to the ordinals of its claims. */
function claimOrdinalsOf(frame: Frame): ReadonlyMap<string, readonly number[]> {
  const claims = frame.list('PersistentVolumeClaim');
  const known = ordinalIndexes.get(claims);
  if (known !== undefined) return known;
  const index = new Map<string, number[]>();
  for (const { metadata } of claims) {
    const ordinal = ordinalOf(metadata.name);
    if (ordinal === undefined) continue;
    const stem = `${metadata.namespace ?? ''}/${metadata.name.slice(0, metadata.name.lastIndexOf('-'))}`;
    const ordinals = index.get(stem);
    if (ordinals === undefined) index.set(stem, [ordinal]);
    else ordinals.push(ordinal);
  }
  ordinalIndexes.set(claims, index);
  return index;
}

const ordinalIndexes = new WeakMap<readonly unknown[], ReadonlyMap<string, readonly number[]>>();

function isSystem({ metadata }: KubeObject): boolean {
  return metadata.namespace?.startsWith('kube-') === true;
}

function isShownService(service: Service): boolean {
  return !isSystem(service) && !(service.metadata.namespace === 'default' && service.metadata.name === 'kubernetes');
}

function isOlder({ metadata }: KubeObject, startUnixMs: number): boolean {
  return (parseRfc3339(metadata.creationTimestamp) ?? startUnixMs) < startUnixMs;
}

function isDnsRunning(frame: Frame): boolean {
  return !frame.faults.some(({ fault }) => fault.fault === 'dns');
}

function helperModels(frame: Frame, profile: Profile, startUnixMs: number): readonly HelperModel[] {
  const dns = frame.list('Pod').find(({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-dns');
  const dnsHelper: HelperModel[] =
    dns === undefined ? [] : [{ id: dns.metadata.uid, key: keyOf(dns), role: 'dns', name: 'CoreDNS', address: profile.dnsIp, isRunning: isDnsRunning(frame) }];
  const older = frame.list('Deployment').filter((deployment) => !isSystem(deployment) && isOlder(deployment, startUnixMs));
  const others = older.map((deployment): HelperModel => {
    const isProvisioner = /provisioner/.test(deployment.metadata.name);
    const isStopped = isProvisioner && frame.faults.some(({ fault }) => fault.fault === 'provisioner');
    return {
      id: deployment.metadata.uid,
      key: keyOf(deployment),
      role: isProvisioner ? 'provisioner' : 'other',
      name: deployment.metadata.name,
      address: undefined,
      isRunning: !isStopped && (deployment.status.readyReplicas ?? 0) > 0,
    };
  });
  return [...dnsHelper, ...others];
}

function looseClaimsOf(frame: Frame, sets: readonly SetModel[], pods: readonly Pod[]): readonly ClaimModel[] {
  const ofSets = new Set(sets.flatMap(({ columns }) => columns.flatMap(({ claims }) => claims.map(({ id }) => id))));
  const loose = frame.list('PersistentVolumeClaim').filter(({ metadata }) => !ofSets.has(metadata.uid));
  const used = usedOf(new Set(loose.map(({ metadata }) => metadata.name)), pods);
  return loose.map(({ metadata: { namespace = '', name } }) => claimModel(frame, namespace, name, used.has(`${namespace}/${name}`)));
}

/** Which of the claims of these names a pod mounts, as `namespace/name`. */
function usedOf(names: ReadonlySet<string>, pods: readonly Pod[]): ReadonlySet<string> {
  const used = new Set<string>();
  if (names.size === 0) return used;
  for (const pod of pods) {
    for (const name of claimNamesOf(pod)) if (names.has(name)) used.add(`${pod.metadata.namespace ?? ''}/${name}`);
  }
  return used;
}

function splitBrainsOf(sets: readonly SetModel[]): StageModel['splitBrains'] {
  return sets.flatMap(({ columns }) =>
    columns.flatMap(({ podName, pod, ghosts, claims }) =>
      pod !== undefined && pod.state !== 'pending' && ghosts.some(({ state }) => state === 'stillRunning') && claims[0] !== undefined
        ? [{ podName, claim: claims[0].name }]
        : [],
    ),
  );
}
