import { withField } from '../kinds/copyOnWrite.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Condition, KubeObject } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { WriteOptions } from './api.ts';
import type { Writer } from './createObject.ts';
import { conflict, notFound } from './status.ts';
import { storeUpdate } from './updateObject.ts';

/** Assigns a pod to the node that `sent` names, marks it as scheduled, and takes back what preemption had promised. k8s: pods/binding, assignPod */
export function bindPod(writer: Writer, kind: Kind, sent: KubeObject, options: WriteOptions): KubeObject {
  const { backend } = writer;
  const { namespace, name, uid } = sent.metadata;
  const pod = backend.store.get('Pod', namespace, name) as Pod | undefined;
  if (pod === undefined) throw notFound(kind, name);
  const node = (sent as Pod).spec.nodeName ?? '';
  const refusal = refusalOf(pod, uid, node);
  if (refusal !== undefined) throw conflict({ group: '', plural: 'pods/binding', kind: 'Binding' }, name, refusal);

  const scheduled: Condition = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: backend.timestamp(),
  };
  const status = withField(pod.status, 'nominatedNodeName', undefined);
  const others = (status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled');
  const next: Pod = {
    ...pod,
    spec: { ...pod.spec, nodeName: node },
    status: { ...status, conditions: [...others, scheduled] },
  };
  return storeUpdate(writer, next, pod, options);
}

function refusalOf({ metadata, spec }: Pod, uid: string | undefined, node: string): string | undefined {
  if (uid !== undefined && uid !== '' && uid !== metadata.uid) {
    return `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`;
  }
  if (metadata.deletionTimestamp !== undefined) return `pod ${metadata.name} is being deleted, cannot be assigned to a host`;
  if ((spec.nodeName ?? '') !== '') return `pod ${metadata.name} is already assigned to node "${spec.nodeName ?? ''}"`;
  if (node === '') return 'target.name is required';
  return undefined;
}
