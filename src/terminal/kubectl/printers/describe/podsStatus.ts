import type { Api } from '#engine/api/api.ts';
import type { KubeObject } from '#engine/kinds/object.ts';

/** `3 Running / 0 Waiting / 0 Succeeded / 0 Failed` of the pods that an object controls. k8s: describe getPodStatusForController */
export function podsStatus(api: Api, owner: KubeObject): string {
  const count = { Running: 0, Pending: 0, Succeeded: 0, Failed: 0, Unknown: 0 };
  for (const pod of api.listOwned('Pod', owner.metadata.uid)) {
    if (pod.metadata.ownerReferences?.some((reference) => reference.controller === true && reference.uid === owner.metadata.uid) === true) {
      count[pod.status.phase ?? 'Pending'] += 1;
    }
  }
  return `${count.Running} Running / ${count.Pending} Waiting / ${count.Succeeded} Succeeded / ${count.Failed} Failed`;
}
