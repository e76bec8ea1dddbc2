import type { OwnerReference } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod, PodPhase } from '../../kinds/pod.ts';
import { podName, type StatefulSet, type StatefulSetSpec } from '../../kinds/statefulSet.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { newPod } from './identity.ts';

// Objects for tests of the pure parts: as the API server would have stored them.

const TIME = '2026-11-23T06:57:58Z';

export function givenSet(spec: Partial<StatefulSetSpec> = {}, name = 'web'): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace: 'default', uid: `uid-of-${name}`, resourceVersion: '1', generation: 1, creationTimestamp: TIME },
    spec: {
      replicas: 3,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] } },
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      ...spec,
    },
    status: { replicas: 0, availableReplicas: 0 },
  };
}

/** One volumeClaimTemplate of that name. */
export function givenClaimTemplate(name: string, labels?: Readonly<Record<string, string>>) {
  return {
    metadata: { name, ...(labels === undefined ? {} : { labels }) },
    spec: { accessModes: ['ReadWriteOnce' as const], resources: { requests: { storage: '1Gi' } } },
  };
}

export interface GivenPod {
  readonly phase?: PodPhase;
  readonly readySince?: string;
  readonly revision?: string;
  readonly isTerminating?: boolean;
}

/** The pod of an ordinal; Running and Ready since the set was made, unless said otherwise. */
export function givenPod(set: StatefulSet, ordinal: number, given: GivenPod & { readonly ready?: boolean } = {}): Pod {
  const { phase = 'Running', ready = phase === 'Running', readySince = TIME, revision = 'web-1', isTerminating = false } = given;
  const { metadata, spec } = newPod(set, set.spec.template, revision, ordinal);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      name: podName(set, ordinal),
      uid: `uid-of-${podName(set, ordinal)}`,
      resourceVersion: '1',
      creationTimestamp: TIME,
      ...(isTerminating ? { deletionTimestamp: TIME } : {}),
    },
    spec: spec as Pod['spec'],
    status: { phase, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: readySince }] },
  };
}

export function givenClaim(name: string, ownerReferences: readonly OwnerReference[] = []): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-of-${name}`,
      resourceVersion: '1',
      creationTimestamp: TIME,
      ownerReferences,
    },
    spec: {},
    status: {},
  };
}

export function refToSet(set: StatefulSet, change: Partial<OwnerReference> = {}): OwnerReference {
  return { ...ownerReferenceTo(set), ...change };
}

export function refToPod({ metadata: { name, uid } }: Pod, change: Partial<OwnerReference> = {}): OwnerReference {
  return { apiVersion: 'v1', kind: 'Pod', name, uid, controller: true, blockOwnerDeletion: true, ...change };
}

/** An owner that has nothing to do with the set. */
export function refToOther(controller?: boolean): OwnerReference {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'rand',
    uid: 'uid-of-rand',
    ...(controller === undefined ? {} : { controller }),
  };
}
