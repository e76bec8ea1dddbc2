import type { WatchEvent } from '../../api/api.ts';
import { controllerOf } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { Controller } from '../controller.ts';
import { createOrphanage } from '../orphanage.ts';
import { keyOfManager, wakesOfPod } from '../podWakes.ts';
import { createClaimLedger } from './claimLedger.ts';
import { createMemberIndex } from './memberIndex.ts';
import type { Member } from './members.ts';
import { syncStatefulSet, type SetMemory } from './sync.ts';

/**
 * Keeps the pods and claims of StatefulSets as their specs say. Claims and volumes are watched, but wake nothing.
 * k8s: pkg/controller/statefulset
 */
export function createStatefulSetController(): Controller {
  const ledger = createClaimLedger();
  const orphanage = createOrphanage();
  const memories = new Map<string, SetMemory>();

  const memoryOf = (uid: string): SetMemory => {
    let memory = memories.get(uid);
    if (memory === undefined) memories.set(uid, (memory = { index: createMemberIndex(), held: new Map() }));
    return memory;
  };

  const reopen = (member: Member | undefined) => {
    if (member !== undefined) memories.get(controllerOf(member.pod)?.uid ?? '')?.index.reopen(member);
  };

  return {
    name: 'statefulset-controller',
    watches: ['StatefulSet', 'Pod', 'PersistentVolumeClaim'],

    wants: (event, context) => {
      switch (event.object.kind) {
        case 'StatefulSet':
          if (event.type === 'DELETED') memories.delete(event.object.metadata.uid);
          return [keyOfManager(event.object)];
        case 'PersistentVolumeClaim':
          reopen(ledger.forget(event.object as PersistentVolumeClaim));
          return [];
        default:
          orphanage.see(event as WatchEvent<Pod>);
          return wakesOfPod(context, 'StatefulSet', event as WatchEvent<Pod>);
      }
    },

    reconcile: (context, key) => {
      const set = context.api.get('StatefulSet', key.namespace, key.name);
      if (set === undefined) return;
      const againMs = syncStatefulSet(context, set, { ledger, orphanage, memory: memoryOf(set.metadata.uid) });
      if (againMs !== undefined) context.enqueueAfter(key, againMs);
    },
  };
}
