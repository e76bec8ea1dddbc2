import type { WatchEvent } from '../../api/api.ts';
import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod } from '../../kinds/pod.ts';
import { claimNamesOf } from '../../kinds/podClaims.ts';
import type { Controller, Key } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { claimKeyText } from '../storage/claim.ts';
import { createClaimUsers } from '../storage/claimUsers.ts';
import { planProtection } from './plan.ts';

const FINALIZER = 'kubernetes.io/pvc-protection';

/** Keeps a claim as long as a pod that has a node mounts it. k8s: pvc-protection-controller */
export function createClaimProtectionController(): Controller {
  const users = createClaimUsers();

  /** Any pod object on a node blocks, whatever its phase. */
  const seePod = ({ type, object: pod, previous }: WatchEvent<Pod>): readonly Key[] => {
    if (pod.spec.nodeName === undefined) return [];
    const key = claimKeyText(pod.metadata.namespace, pod.metadata.name);
    if (type !== 'DELETED') {
      if (previous?.spec.nodeName === undefined) users.add(key, pod);
      return [];
    }
    users.remove(key, pod);
    return claimNamesOf(pod).map((name) => ({ namespace: pod.metadata.namespace ?? '', name }));
  };

  return {
    name: 'pvc-protection-controller',
    watches: ['PersistentVolumeClaim', 'Pod'],
    wants: (event) => {
      if (event.object.kind === 'Pod') return seePod(event as WatchEvent<Pod>);
      const { metadata } = event.object as PersistentVolumeClaim;
      return event.type === 'DELETED' ? [] : [{ namespace: metadata.namespace ?? '', name: metadata.name }];
    },
    reconcile: ({ api, explain }, { namespace, name }) => {
      const claim = api.get('PersistentVolumeClaim', namespace, name);
      if (claim === undefined) return;
      const [user] = users.of(claimKeyText(namespace, name));
      const step = planProtection(claim, FINALIZER, user !== undefined);
      if (step === 'wait') {
        const pod = user?.slice(user.indexOf('/') + 1) ?? '';
        explain(wait(keyOf(claim), 'volume.claimProtected', { claim: name, pod }, { kind: 'Pod', namespace: namespace ?? '', name: pod }));
      }
      if (typeof step === 'string') return;
      if (claim.metadata.deletionTimestamp !== undefined) explain(act(keyOf(claim), 'volume.claimReleased', { claim: name }));
      api.update({ ...claim, metadata: { ...claim.metadata, finalizers: step.finalizers } });
    },
  };
}
