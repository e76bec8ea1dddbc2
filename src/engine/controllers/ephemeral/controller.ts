import type { Api } from '../../api/api.ts';
import { controllerOf, isTerminating, type KubeObject, type NewObject } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod, Volume } from '../../kinds/pod.ts';
import { claimNameOf, strangeClaimText } from '../../kinds/podClaims.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { ownerReferenceTo } from '../ownership.ts';
import { keyOfManager } from '../podWakes.ts';
import { act } from '../reason.ts';
import { isRetryable, SyncError } from '../syncError.ts';

/** Makes the claims that come and go with their pods. k8s: pkg/controller/volume/ephemeral */
export function createEphemeralVolumeController(): Controller {
  return {
    name: 'ephemeral-volume-controller',
    eventSource: 'ephemeral_volume',
    watches: ['Pod', 'PersistentVolumeClaim'],
    wants: ({ type, object }, { api }) => {
      if (object.kind === 'Pod') return type === 'ADDED' && ephemeralVolumesOf(object as Pod).length > 0 ? [keyOfManager(object)] : NO_KEYS;
      return type === 'DELETED' ? podOf(api, object) : NO_KEYS;
    },
    reconcile: (context, key) => {
      const pod = context.api.get('Pod', key.namespace, key.name);
      if (pod === undefined || isTerminating(pod)) return;
      for (const volume of ephemeralVolumesOf(pod)) provide(context, pod, volume);
    },
  };
}

const NO_KEYS: readonly Key[] = [];
const NO_VOLUMES: readonly Volume[] = [];

function ephemeralVolumesOf({ spec: { volumes } }: Pod): readonly Volume[] {
  return volumes?.some(({ ephemeral }) => ephemeral !== undefined) === true ? volumes.filter(({ ephemeral }) => ephemeral !== undefined) : NO_VOLUMES;
}

/** The pod that a claim was made for: it gets another one. */
function podOf(api: Api, claim: KubeObject): readonly Key[] {
  const owner = controllerOf(claim);
  if (owner?.kind !== 'Pod') return NO_KEYS;
  const pod = api.get('Pod', claim.metadata.namespace, owner.name);
  return pod?.metadata.uid === owner.uid ? [keyOfManager(pod)] : NO_KEYS;
}

/** k8s: ephemeral handleVolume */
function provide({ api, events, explain }: ControllerContext, pod: Pod, volume: Volume): void {
  const { namespace = '', uid } = pod.metadata;
  const name = claimNameOf(pod, volume) ?? '';
  const there = api.get('PersistentVolumeClaim', namespace, name);
  try {
    if (there === undefined) {
      api.create(claimOf(pod, volume, name));
      explain(act({ kind: 'PersistentVolumeClaim', namespace, name }, 'ephemeral.createClaim', { claim: name, pod: pod.metadata.name }));
    } else if (controllerOf(there)?.uid !== uid) throw new SyncError(strangeClaimText(pod, name));
  } catch (error) {
    if (!isRetryable(error)) throw error;
    const message = there === undefined ? `create PVC ${name}: ${error.message}` : error.message;
    events.event(pod, 'Warning', 'FailedBinding', `ephemeral volume ${volume.name}: ${message}`);
    throw error;
  }
}

function claimOf(pod: Pod, { ephemeral }: Volume, name: string): NewObject<PersistentVolumeClaim> {
  const { metadata: { labels, annotations } = {}, spec = {} } = ephemeral?.volumeClaimTemplate ?? {};
  const { namespace = '' } = pod.metadata;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }), ownerReferences: [ownerReferenceTo(pod)] },
    spec,
  };
}
