import type { Node } from '../../kinds/node.ts';
import { controllerOf, keyOf, type ObjectKey } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { NodeSelectorTerm, Pod } from '../../kinds/pod.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import { claimNameOf, claimNamesOf, strangeClaimText } from '../../kinds/podClaims.ts';
import { annotationOf, isFullyBound, requestedClassOf, SELECTED_NODE, waitsForConsumer } from '../storage/claim.ts';
import { isNodeSelected, isTermMet } from '../storage/nodeSelector.ts';
import { findVolume } from '../storage/volumeMatch.ts';
import type { PodInfo } from './podInfo.ts';
import type { SchedulingView } from './view.ts';

/** What the claims of a pod mean for the choice of a node. */
export interface PodVolumes {
  /** The keys of other pods that use a claim which only one pod may use. */
  readonly exclusiveUsers: readonly string[];
  /** Why the volumes rule this node out, and which object that is about; undefined when they do not. */
  obstacleOn(node: Node): NodeObstacle | undefined;
  /** What has to be settled about the claims once this node is chosen. */
  bindingsFor(node: Node): readonly ClaimBinding[];
}

export interface NodeObstacle {
  readonly reasons: readonly string[];
  readonly blockedBy: ObjectKey;
}

/** A claim under delayed binding: it gets a volume that is there, or a new one for this node. */
export interface ClaimBinding {
  readonly claim: PersistentVolumeClaim;
  readonly volume: PersistentVolume | undefined;
}

/** A claim rules the pod out before any node is looked at. */
export interface ClaimObstacle {
  readonly code: 'scheduler.claimMissing' | 'scheduler.claimComing' | 'scheduler.claimStrange' | 'scheduler.claimDeleting' | 'scheduler.claimLost' | 'scheduler.unboundClaim';
  readonly plugin: 'VolumeBinding' | 'VolumeRestrictions';
  readonly claim: string;
  /** The text of FailedScheduling. */
  readonly message: string;
}

const noVolumes: PodVolumes = { exclusiveUsers: [], obstacleOn: () => undefined, bindingsFor: () => [] };

interface BoundClaim {
  readonly claim: PersistentVolumeClaim;
  readonly volume: PersistentVolume | undefined;
}

interface DelayedClaim {
  readonly claim: PersistentVolumeClaim;
  readonly storageClass: StorageClass;
}

/** Sorts the claims of a pod. k8s: volumebinding PreFilter, volumerestrictions PreFilter */
export function podVolumesOf(info: PodInfo, view: SchedulingView): PodVolumes | ClaimObstacle {
  const { pod } = info;
  const names = claimNamesOf(pod);
  if (names.length === 0) return noVolumes;
  const namespace = pod.metadata.namespace ?? '';
  const bound: BoundClaim[] = [];
  const delayed: DelayedClaim[] = [];
  const claims: PersistentVolumeClaim[] = [];
  for (const name of names) {
    const claim = view.claim(namespace, name);
    if (claim === undefined) return missing(pod, name);
    claims.push(claim);
  }
  for (const claim of claims) {
    const { name } = claim.metadata;
    if (claim.status.phase === 'Lost') {
      return obstacle('scheduler.claimLost', name, `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ''}"`);
    }
    if (claim.metadata.deletionTimestamp !== undefined) return obstacle('scheduler.claimDeleting', name, `persistentvolumeclaim "${name}" is being deleted`);
    if (isForPodAlone(pod, name) && controllerOf(claim)?.uid !== pod.metadata.uid) return obstacle('scheduler.claimStrange', name, strangeClaimText(pod, name));
  }
  for (const claim of claims) {
    if (isFullyBound(claim)) {
      bound.push({ claim, volume: view.volume(claim.spec.volumeName ?? '') });
      continue;
    }
    const storageClass = view.storageClass(requestedClassOf(claim) ?? '');
    const isNamed = claim.spec.volumeName !== undefined && claim.spec.volumeName !== '';
    if (storageClass === undefined || isNamed || !waitsForConsumer(storageClass)) {
      return obstacle('scheduler.unboundClaim', claim.metadata.name, 'pod has unbound immediate PersistentVolumeClaims');
    }
    delayed.push({ claim, storageClass });
  }
  return sorted(info, view, claims, bound, delayed);
}

/** A claim that comes with its pod is on its way when the pod is looked at first. k8s: volumebinding podHasPVCs */
function missing(pod: Pod, name: string): ClaimObstacle {
  if (!isForPodAlone(pod, name)) return obstacle('scheduler.claimMissing', name, `persistentvolumeclaim "${name}" not found`, 'VolumeRestrictions');
  return obstacle('scheduler.claimComing', name, `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`);
}

function isForPodAlone(pod: Pod, name: string): boolean {
  return pod.spec.volumes?.some((volume) => volume.ephemeral !== undefined && claimNameOf(pod, volume) === name) === true;
}

function obstacle(code: ClaimObstacle['code'], claim: string, message: string, plugin: ClaimObstacle['plugin'] = 'VolumeBinding'): ClaimObstacle {
  return { code, plugin, claim, message };
}

function sorted(info: PodInfo, view: SchedulingView, claims: readonly PersistentVolumeClaim[], bound: readonly BoundClaim[], delayed: readonly DelayedClaim[]): PodVolumes {
  const exclusive = claims.filter(({ spec }) => spec.accessModes?.includes('ReadWriteOncePod') === true);
  return {
    exclusiveUsers: exclusive.flatMap(({ metadata }) => view.usersOf(metadata.namespace ?? '', metadata.name).filter((key) => key !== info.key)),
    obstacleOn: (node) => {
      const held = boundObstacle(bound, node);
      if (bindDelayed(delayed, node, view) !== undefined) return held;
      const reasons = [...(held?.reasons ?? []), "node(s) didn't find available persistent volumes to bind"];
      return { reasons, blockedBy: held?.blockedBy ?? keyOf((delayed[0] as DelayedClaim).claim) };
    },
    bindingsFor: (node) => bindDelayed(delayed, node, view) ?? [],
  };
}

/** A bound volume that is lost, or that this node cannot reach. */
function boundObstacle(bound: readonly BoundClaim[], node: Node): NodeObstacle | undefined {
  const lost = bound.find(({ volume }) => volume === undefined);
  if (lost !== undefined) return { reasons: ['node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)'], blockedBy: keyOf(lost.claim) };
  const far = bound.find(({ volume }) => !isNodeSelected(volume?.spec.nodeAffinity?.required, node));
  if (far?.volume === undefined) return undefined;
  return { reasons: ["node(s) didn't match PersistentVolume's node affinity"], blockedBy: keyOf(far.volume) };
}

/** A volume for each claim as seen from a node, or undefined when one of them gets none there. k8s: volumebinding FindPodVolumes */
function bindDelayed(delayed: readonly DelayedClaim[], node: Node, view: SchedulingView): readonly ClaimBinding[] | undefined {
  const taken = new Set<string>();
  const bindings: ClaimBinding[] = [];
  for (const { claim, storageClass } of delayed) {
    const selected = annotationOf(claim, SELECTED_NODE);
    if (selected !== undefined && selected !== node.metadata.name) return undefined;
    const candidates = selected === undefined ? view.candidates(claim, storageClass.metadata.name) : [];
    const volume = findVolume(claim, candidates, { node, taken });
    if (volume === undefined && !canProvision(storageClass, node)) return undefined;
    if (volume !== undefined) taken.add(volume.metadata.name);
    bindings.push({ claim, volume });
  }
  return bindings;
}

function canProvision({ provisioner, allowedTopologies = [] }: StorageClass, node: Node): boolean {
  if (provisioner === 'kubernetes.io/no-provisioner') return false;
  return allowedTopologies.length === 0 || allowedTopologies.some((term) => isTermMet(asNodeTerm(term), node));
}

/** A topology term of a class reads as a node selector term whose requirements are all lists of values. */
function asNodeTerm(term: unknown): NodeSelectorTerm {
  const { matchLabelExpressions = [] } = term as { readonly matchLabelExpressions?: readonly { readonly key: string; readonly values: readonly string[] }[] };
  return { matchExpressions: matchLabelExpressions.map(({ key, values }) => ({ key, operator: 'In', values })) };
}
