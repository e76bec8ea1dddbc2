import type { WatchEvent } from '../../api/api.ts';
import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import { compareQuantities } from '../../kinds/quantity.ts';
import type { Controller } from '../controller.ts';
import { wait } from '../reason.ts';
import { requestedStorageOf } from '../storage/claim.ts';

/** Does a bound claim ask for more than it has? */
export function wantsMore(claim: PersistentVolumeClaim): boolean {
  return claim.status.phase === 'Bound' && compareQuantities(requestedStorageOf(claim), claim.status.capacity?.['storage']) > 0;
}

/** Says that a claim that has grown waits for its driver. No plugin of Kubernetes' own can grow a volume. k8s: volume_expand */
export function createExpandController(): Controller {
  return {
    name: 'volume_expand',
    watches: ['PersistentVolumeClaim'],
    wants: (event) => {
      const { type, object: claim, previous } = event as WatchEvent<PersistentVolumeClaim>;
      const hasGrown = previous === undefined || requestedStorageOf(previous) !== requestedStorageOf(claim);
      return type !== 'DELETED' && hasGrown && wantsMore(claim) ? [{ namespace: claim.metadata.namespace ?? '', name: claim.metadata.name }] : [];
    },
    reconcile: ({ api, events, explain }, { namespace, name }) => {
      const claim = api.get('PersistentVolumeClaim', namespace, name);
      if (claim === undefined || !wantsMore(claim)) return;
      events.event(claim, 'Normal', 'ExternalExpanding', 'waiting for an external controller to expand this PVC');
      const params = { claim: name, wanted: requestedStorageOf(claim) ?? '', has: claim.status.capacity?.['storage'] ?? '' };
      explain(wait(keyOf(claim), 'volume.waitExpand', params, { kind: 'PersistentVolume', name: claim.spec.volumeName ?? '' }));
    },
  };
}
