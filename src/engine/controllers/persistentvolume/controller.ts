import type { WatchEvent } from '../../api/api.ts';
import { isTerminating } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { claimKeyText, defaultClassOf } from '../storage/claim.ts';
import { createVolumeIndex, type VolumeIndex } from '../storage/volumeIndex.ts';
import { finishRecycling, performClaim, performVolume } from './perform.ts';
import { planClaim, type ClaimView } from './planClaim.ts';
import { planVolume } from './planVolume.ts';
import { createUnscheduledPods, type UnscheduledPods } from './unscheduledPods.ts';

export interface PersistentVolumeOptions {
  /** Empties the directory behind a volume. */
  readonly scrub: (volume: PersistentVolume) => void;
}

const RESYNC_MS = 15_000;

/**
 * Binds claims to volumes and looks after volumes that were given back. A key with a namespace is a claim, one
 * without is a volume. k8s: kube-controller-manager persistentvolume-binder-controller
 */
export function createPersistentVolumeController({ scrub }: PersistentVolumeOptions): Controller {
  const volumes = createVolumeIndex();
  const unscheduled = createUnscheduledPods();
  /** What is not settled and is looked at again every 15 seconds. */
  const open = new Map<string, Key>();
  /** Volumes that are being emptied, with the moment when that is done. */
  const recycling = new Map<string, number>();

  const seeClaim = ({ type, object: claim }: WatchEvent<PersistentVolumeClaim>): readonly Key[] => {
    const { namespace = '', name } = claim.metadata;
    const key = { namespace, name };
    const { volumeName = '' } = claim.spec;
    if (type !== 'DELETED' && claim.status.phase !== 'Bound') open.set(claimKeyText(namespace, name), key);
    else open.delete(claimKeyText(namespace, name));
    if (type !== 'DELETED') return [key];
    return volumeName === '' ? [] : [{ name: volumeName }];
  };

  const seeVolume = (event: WatchEvent<PersistentVolume>): readonly Key[] => {
    volumes.see(event);
    const { type, object: volume } = event;
    const { name } = volume.metadata;
    const { claimRef } = volume.spec;
    if (type === 'DELETED' || volume.status.phase === 'Bound') open.delete(name);
    else open.set(name, { name });
    if (type !== 'DELETED') return [{ name }];
    return claimRef === undefined ? [] : [{ namespace: claimRef.namespace ?? '', name: claimRef.name ?? '' }];
  };

  const recycle = (context: ControllerContext, volume: PersistentVolume) => {
    const { name } = volume.metadata;
    const dueMs = recycling.get(name);
    if (dueMs === undefined) {
      const { minMs, maxMs } = context.profile.delays.provision;
      const delayMs = context.random.integer(minMs, maxMs);
      recycling.set(name, context.now() + delayMs);
      context.enqueueAfter({ name }, delayMs);
      return;
    }
    if (context.now() < dueMs) return;
    recycling.delete(name);
    scrub(volume);
    finishRecycling(context, volume);
  };

  return {
    name: 'persistentvolume-controller',
    watches: ['PersistentVolume', 'PersistentVolumeClaim', 'Pod'],
    wants: (event, context) => {
      switch (event.object.kind) {
        case 'PersistentVolumeClaim':
          return seeClaim(event as WatchEvent<PersistentVolumeClaim>);
        case 'PersistentVolume':
          return seeVolume(event as WatchEvent<PersistentVolume>);
        default:
          unscheduled.see(event as WatchEvent<Pod>, context.now());
          return [];
      }
    },
    reconcile: (context, { namespace, name }) => {
      if (namespace === undefined) {
        syncVolume(context, name, (volume) => {
          recycle(context, volume);
        });
      } else syncClaim(context, namespace, name, viewOf(context, volumes, unscheduled));
    },
    resync: { everyMs: RESYNC_MS, keys: () => [...open.values()] },
  };
}

function syncClaim(context: ControllerContext, namespace: string, name: string, view: ClaimView): void {
  const claim = context.api.get('PersistentVolumeClaim', namespace, name);
  if (claim === undefined) return;
  const isLeaving = isTerminating(claim) && claim.status.phase !== 'Bound';
  if (!isLeaving) performClaim(context, claim, planClaim(claim, view));
}

function syncVolume(context: ControllerContext, name: string, recycle: (volume: PersistentVolume) => void): void {
  const volume = context.api.get('PersistentVolume', undefined, name);
  if (volume === undefined) return;
  const { claimRef } = volume.spec;
  const claim = claimRef === undefined ? undefined : context.api.get('PersistentVolumeClaim', claimRef.namespace, claimRef.name ?? '');
  for (const action of planVolume(volume, claim)) performVolume(context, volume, action, { recycle });
}

function viewOf({ api, now }: ControllerContext, volumes: VolumeIndex, unscheduled: UnscheduledPods): ClaimView {
  return {
    volume: (name) => api.get('PersistentVolume', undefined, name),
    storageClass: (name) => api.get('StorageClass', undefined, name),
    defaultClass: () => defaultClassOf(api.list('StorageClass')),
    candidates: volumes.candidates,
    unscheduledPodsOf: (claim) => unscheduled.of(claim, now()),
  };
}
