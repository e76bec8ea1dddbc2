import { keyOf } from '../../kinds/object.ts';
import type { Controller } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { planProtection } from './plan.ts';

const FINALIZER = 'kubernetes.io/pv-protection';

/** Keeps a volume as long as it is bound to a claim. k8s: pv-protection-controller */
export function createVolumeProtectionController(): Controller {
  return {
    name: 'pv-protection-controller',
    watches: ['PersistentVolume'],
    wants: ({ type, object }) => (type === 'DELETED' ? [] : [{ name: object.metadata.name }]),
    reconcile: ({ api, explain }, { name }) => {
      const volume = api.get('PersistentVolume', undefined, name);
      if (volume === undefined) return;
      const step = planProtection(volume, FINALIZER, volume.status.phase === 'Bound');
      const { claimRef } = volume.spec;
      if (step === 'wait') {
        const claim = `${claimRef?.namespace ?? ''}/${claimRef?.name ?? ''}`;
        const blockedBy = { kind: 'PersistentVolumeClaim', namespace: claimRef?.namespace ?? '', name: claimRef?.name ?? '' };
        explain(wait(keyOf(volume), 'volume.volumeProtected', { volume: name, claim }, blockedBy));
      }
      if (typeof step === 'string') return;
      if (volume.metadata.deletionTimestamp !== undefined) explain(act(keyOf(volume), 'volume.volumeRemoved', { volume: name }));
      api.update({ ...volume, metadata: { ...volume.metadata, finalizers: step.finalizers } });
    },
  };
}
