import type { EventRecorder, WatchEvent } from '../../api/api.ts';
import { formatRfc3339 } from '../../core/time.ts';
import type { FaultState } from '../../faults.ts';
import { keyOf, type Condition } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import { compareQuantities } from '../../kinds/quantity.ts';
import { claimNamesOf } from '../../kinds/podClaims.ts';
import { withCondition } from '../conditions.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { capacityOf, claimKeyText, requestedStorageOf } from '../storage/claim.ts';
import { createClaimUsers, type ClaimUsers } from '../storage/claimUsers.ts';

export interface ResizerOptions {
  readonly faults: FaultState;
  readonly recorder: (component: string) => EventRecorder;
}

const POLL_MS = 1000;

/**
 * Grows the volumes of CSI drivers: first the device, then, once a pod runs with it, the file system on it.
 * simplified: the kubelet's part is done here as well. See external-resizer
 */
export function createResizerController({ faults, recorder }: ResizerOptions): Controller {
  const users = createClaimUsers();
  const dueMs = new Map<string, number>();

  const seePod = ({ type, object: pod, previous }: WatchEvent<Pod>): readonly Key[] => {
    const key = claimKeyText(pod.metadata.namespace, pod.metadata.name);
    if (type === 'DELETED' || pod.status.phase !== 'Running') {
      if (previous?.status.phase === 'Running') users.remove(key, pod);
      return [];
    }
    if (previous?.status.phase === 'Running') return [];
    users.add(key, pod);
    return claimNamesOf(pod).map((name) => ({ namespace: pod.metadata.namespace ?? '', name }));
  };

  const begin = (context: ControllerContext, key: Key, claim: PersistentVolumeClaim, volume: PersistentVolume) => {
    const { minMs, maxMs } = context.profile.delays.provision;
    const delayMs = context.random.integer(minMs, maxMs);
    dueMs.set(claim.metadata.uid, context.now() + delayMs);
    writeConditions(context, claim, [{ type: 'Resizing', status: 'True' }]);
    recorderOf(volume).event(claim, 'Normal', 'Resizing', `External resizer is resizing volume ${volume.metadata.name}`);
    context.explain(act(keyOf(claim), 'volume.resizing', { claim: claim.metadata.name, volume: volume.metadata.name }));
    context.enqueueAfter(key, delayMs);
  };

  const recorderOf = ({ spec }: PersistentVolume) => recorder(`external-resizer ${spec.csi?.driver ?? ''}`);

  const growDevice = (context: ControllerContext, claim: PersistentVolumeClaim, volume: PersistentVolume) => {
    dueMs.delete(claim.metadata.uid);
    context.api.update({ ...volume, spec: { ...volume.spec, capacity: { storage: requestedStorageOf(claim) ?? '' } } });
    writeConditions(context, claim, [{ type: 'FileSystemResizePending', status: 'True', message: 'Waiting for user to (re-)start a pod to finish file system resize of volume on node.' }]);
    recorderOf(volume).event(claim, 'Normal', 'FileSystemResizeRequired', 'Require file system resize of volume on node');
  };

  return {
    name: 'external-resizer',
    watches: ['PersistentVolumeClaim', 'Pod'],
    wants: (event) => {
      if (event.object.kind === 'Pod') return seePod(event as WatchEvent<Pod>);
      const { namespace = '', name } = event.object.metadata;
      return event.type !== 'DELETED' && isOpen(event.object as PersistentVolumeClaim) ? [{ namespace, name }] : [];
    },
    reconcile: (context, key) => {
      const claim = context.api.get('PersistentVolumeClaim', key.namespace, key.name);
      if (claim === undefined || !isOpen(claim)) return;
      const volume = context.api.get('PersistentVolume', undefined, claim.spec.volumeName ?? '');
      if (volume?.spec.csi === undefined) return;
      if (compareQuantities(capacityOf(volume), requestedStorageOf(claim)) >= 0) growFileSystem(context, users, recorder, claim, volume);
      else if (!faults.isProvisionerRunning()) context.enqueueAfter(key, POLL_MS);
      else if (!dueMs.has(claim.metadata.uid)) begin(context, key, claim, volume);
      else if ((dueMs.get(claim.metadata.uid) ?? 0) <= context.now()) growDevice(context, claim, volume);
    },
  };
}

function isOpen({ spec, status }: PersistentVolumeClaim): boolean {
  return status.phase === 'Bound' && compareQuantities(spec.resources?.requests?.['storage'], status.capacity?.['storage']) > 0;
}

function growFileSystem(context: ControllerContext, users: ClaimUsers, recorder: ResizerOptions['recorder'], claim: PersistentVolumeClaim, volume: PersistentVolume): void {
  const { namespace, name } = claim.metadata;
  const [user] = users.of(claimKeyText(namespace, name));
  const pod = user === undefined ? undefined : context.api.get('Pod', namespace, user.slice(user.indexOf('/') + 1));
  if (pod === undefined) {
    context.explain(wait(keyOf(claim), 'volume.waitRemount', { claim: name }));
    return;
  }
  const { conditions: _conditions, ...status } = claim.status;
  context.api.updateStatus({ ...claim, status: { ...status, capacity: { storage: capacityOf(volume) ?? '' } } });
  const message = `MountVolume.NodeExpandVolume succeeded for volume "${volume.metadata.name}" ${pod.spec.nodeName ?? ''}`;
  for (const about of [pod, claim]) recorder('kubelet').event(about, 'Normal', 'FileSystemResizeSuccessful', message);
  context.explain(act(keyOf(claim), 'volume.resized', { claim: name, volume: volume.metadata.name, has: capacityOf(volume) ?? '' }));
}

/** The conditions that tell how far it is; older ones of the kind go. */
function writeConditions({ api, unixNow }: ControllerContext, claim: PersistentVolumeClaim, wanted: readonly Pick<Condition, 'type' | 'status' | 'message'>[]): void {
  const others = claim.status.conditions?.filter(({ type }) => type !== 'Resizing' && type !== 'FileSystemResizePending');
  const conditions = wanted.reduce<readonly Condition[]>(
    (all, condition) => withCondition(all, { ...condition, lastProbeTime: null, lastTransitionTime: formatRfc3339(unixNow()) }),
    others ?? [],
  );
  api.updateStatus({ ...claim, status: { ...claim.status, conditions } });
}
