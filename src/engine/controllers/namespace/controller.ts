import type { Kind } from '../../kinds/kind.ts';
import type { Namespace } from '../../kinds/namespace.ts';
import { keyOf, type KubeObject } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { pauseFor, planConditions, type Remainder } from './plan.ts';

/** Empties a namespace that is being deleted, pods first, then lets it go. k8s: namespace-controller, OrderedNamespaceDeletion */
export function createNamespaceController(): Controller {
  return {
    name: 'namespace-controller',
    watches: ['Namespace'],
    wants: ({ type, object }) => (type !== 'DELETED' && object.metadata.deletionTimestamp !== undefined ? [{ name: object.metadata.name }] : []),
    reconcile: (context, { name }) => {
      const namespace = context.api.get('Namespace', undefined, name);
      if (namespace?.metadata.deletionTimestamp !== undefined) empty(context, namespace);
    },
  };
}

function empty(context: ControllerContext, namespace: Namespace): void {
  const { api, unixNow } = context;
  const { name } = namespace.metadata;
  const left = deleteContent(context, name);
  const current = api.get('Namespace', undefined, name);
  if (current === undefined) return;
  const conditions = planConditions(current.status.conditions, left.map(remainderOf), unixNow());
  const told = api.updateStatus({ ...current, status: { ...current.status, conditions } });
  const [first] = left.flatMap(({ objects }) => objects);
  if (first !== undefined) {
    const count = left.reduce((sum, { objects }) => sum + objects.length, 0);
    context.explain(wait(keyOf(namespace), 'garbage.namespaceContent', { namespace: name, count, first: `${first.kind}/${first.metadata.name}` }, keyOf(first)));
    context.enqueueAfter({ name }, pauseFor(longestGraceOf(left)));
    return;
  }
  context.explain(act(keyOf(namespace), 'garbage.namespaceEmpty', { namespace: name }));
  api.update({ ...told, spec: { ...told.spec, finalizers: told.spec.finalizers?.filter((finalizer) => finalizer !== 'kubernetes') ?? [] } }, { subresource: 'finalize' });
}

/** The objects of one kind that are still there. */
interface Left {
  readonly kind: Kind;
  readonly objects: readonly KubeObject[];
}

/** Nothing else is touched before the last pod has gone. */
function deleteContent(context: ControllerContext, namespace: string): readonly Left[] {
  const kinds = context.api.kinds().filter(({ namespaced }) => namespaced);
  const pods = kinds.filter(({ kind }) => kind === 'Pod').map((kind) => deleteAll(context, kind, namespace));
  if (pods.some(({ objects }) => objects.length > 0)) return pods;
  return kinds.filter(({ kind }) => kind !== 'Pod').map((kind) => deleteAll(context, kind, namespace)).filter(({ objects }) => objects.length > 0);
}

function deleteAll({ api }: ControllerContext, kind: Kind, namespace: string): Left {
  if (api.list(kind.kind, { namespace }).length > 0) api.deleteCollection(kind.kind, { namespace }, { propagationPolicy: 'Background' });
  return { kind, objects: api.list(kind.kind, { namespace }) };
}

function remainderOf({ kind: { plural, group }, objects }: Left): Remainder {
  const finalizers: Record<string, number> = {};
  for (const { metadata } of objects) for (const finalizer of metadata.finalizers ?? []) finalizers[finalizer] = (finalizers[finalizer] ?? 0) + 1;
  return { resource: `${plural}.${group}`, count: objects.length, finalizers };
}

function longestGraceOf(left: readonly Left[]): number {
  const graces = left.flatMap(({ kind, objects }) => (kind.kind === 'Pod' ? (objects as readonly Pod[]).map(({ spec }) => spec.terminationGracePeriodSeconds ?? 30) : [0]));
  return Math.max(0, ...graces);
}
