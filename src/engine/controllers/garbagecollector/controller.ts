import { isApiError } from '../../api/errors.ts';
import { keyOf, type KubeObject, type OwnerReference } from '../../kinds/object.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { createOwnerGraph, FOREGROUND, ORPHAN, type OwnerGraph } from './graph.ts';
import { isBlocking, planGarbage, withoutBlocking, withoutFinalizer, withoutOwners, type ClassifiedOwner, type OwnerState } from './plan.ts';

/** Kinds that never own nor are owned, and change often. */
const unowned: ReadonlySet<string> = new Set(['Event', 'Lease']);

/**
 * Deletes what has lost all its owners, and carries out foreground and orphan deletion. Keys are uids.
 * k8s: kube-controller-manager garbage-collector-controller
 */
export function createGarbageCollector({ kinds }: { readonly kinds: readonly string[] }): Controller {
  const graph = createOwnerGraph();
  return {
    name: 'garbage-collector-controller',
    watches: kinds.filter((kind) => !unowned.has(kind)),
    wants: (event) => graph.see(event).map((uid) => ({ name: uid })),
    reconcile: (context, { name: uid }) => {
      const node = graph.get(uid);
      if (node === undefined) return;
      const object = context.api.get(node.key.kind, node.key.namespace, node.key.name);
      if (object?.metadata.uid !== uid) return;
      const { deletionTimestamp, finalizers = [] } = object.metadata;
      if (deletionTimestamp === undefined) collect(context, graph, object);
      else if (finalizers.includes(FOREGROUND)) deleteDependents(context, graph, object);
      else if (finalizers.includes(ORPHAN)) orphanDependents(context, graph, object);
    },
  };
}

function collect(context: ControllerContext, graph: OwnerGraph, object: KubeObject): void {
  const { api, explain } = context;
  const { uid, name, ownerReferences = [] } = object.metadata;
  const owners = ownerReferences.map((reference): ClassifiedOwner => ({ reference, state: stateOf(context, graph, object, reference) }));
  const dependents = graph.dependentsOf(uid);
  const isOneWaiting = dependents.some((dependent) => graph.get(dependent)?.isDeletingDependents === true);
  const action = planGarbage(object, owners, { count: dependents.length, isOneWaiting });
  const lost = owners.filter(({ state }) => state !== 'solid').map(({ reference }) => `${reference.kind}/${reference.name}`).join(', ');
  switch (action.do) {
    case 'nothing':
      return;
    case 'dropOwners':
      api.update(withoutOwners(object, action.uids));
      explain(act(keyOf(object), 'garbage.ownersDropped', { name, owner: lost }));
      return;
    case 'delete':
      if (action.unblock) api.update(withoutBlocking(object));
      explain(act(keyOf(object), 'garbage.ownerGone', { name, owner: lost }));
      remove(context, object, action.policy);
  }
}

function remove({ api }: ControllerContext, object: KubeObject, propagationPolicy: 'Background' | 'Foreground' | 'Orphan'): void {
  try {
    api.delete(keyOf(object), { propagationPolicy, preconditions: { uid: object.metadata.uid } });
  } catch (error) {
    // Gone already, or another one of the same name: both are what was wanted.
    if (!isApiError(error, 'NotFound') && !isApiError(error, 'Conflict')) throw error;
  }
}

/** k8s: isDangling */
function stateOf({ api, events }: ControllerContext, graph: OwnerGraph, object: KubeObject, reference: OwnerReference): OwnerState {
  const kind = api.kind(reference.kind);
  const { namespace } = object.metadata;
  // An owner of a kind that nobody knows, or one in a namespace of a thing that is in none, cannot be looked for.
  if (kind === undefined || (kind.namespaced && namespace === undefined)) return 'solid';
  const owner = api.get(reference.kind, kind.namespaced ? namespace : undefined, reference.name);
  if (owner?.metadata.uid !== reference.uid) {
    if (graph.get(reference.uid) !== undefined) events.event(object, 'Warning', 'OwnerRefInvalidNamespace', invalidNamespaceText(reference, namespace ?? ''));
    return 'absent';
  }
  return owner.metadata.deletionTimestamp !== undefined && owner.metadata.finalizers?.includes(FOREGROUND) === true ? 'waiting' : 'solid';
}

function invalidNamespaceText({ apiVersion, kind, name, uid }: OwnerReference, namespace: string): string {
  return `ownerRef [${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}] does not exist in namespace "${namespace}"`;
}

/** Dependents that hold the owner back go first; the last one lets it go. k8s: processDeletingDependentsItem */
function deleteDependents(context: ControllerContext, graph: OwnerGraph, owner: KubeObject): void {
  const { uid, name } = owner.metadata;
  const blocking = dependentsOf(context, graph, uid).filter((dependent) => isBlocking(dependent, uid));
  const [first] = blocking;
  if (first === undefined) {
    context.api.update(withoutFinalizer(owner, FOREGROUND));
    context.explain(act(keyOf(owner), 'garbage.dependentsGone', { name }));
    return;
  }
  context.explain(wait(keyOf(owner), 'garbage.waitDependents', { name, count: blocking.length, dependent: first.metadata.name }, keyOf(first)));
  for (const dependent of blocking) {
    if (graph.get(dependent.metadata.uid)?.isDeletingDependents !== true) context.enqueue({ name: dependent.metadata.uid });
  }
}

/** k8s: orphanDependents */
function orphanDependents(context: ControllerContext, graph: OwnerGraph, owner: KubeObject): void {
  const { uid, name } = owner.metadata;
  for (const dependent of dependentsOf(context, graph, uid)) {
    context.api.update(withoutOwners(dependent, [uid]));
    context.explain(act(keyOf(dependent), 'garbage.orphaned', { name: dependent.metadata.name, owner: `${owner.kind}/${name}` }));
  }
  context.api.update(withoutFinalizer(owner, ORPHAN));
}

/** The stored dependents; references of those that the watch has not told of yet come with a later event. */
function dependentsOf({ api }: ControllerContext, graph: OwnerGraph, ownerUid: string): readonly KubeObject[] {
  const found: KubeObject[] = [];
  for (const uid of graph.dependentsOf(ownerUid)) {
    const key = graph.get(uid)?.key;
    const object = key === undefined ? undefined : api.get(key.kind, key.namespace, key.name);
    if (object?.metadata.uid === uid) found.push(object);
  }
  return found;
}
