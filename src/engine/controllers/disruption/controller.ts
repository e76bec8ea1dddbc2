import type { Api, WatchEvent } from '../../api/api.ts';
import { formatRfc3339 } from '../../core/time.ts';
import { selectorMatches, selectorText } from '../../kinds/labelSelector.ts';
import { controllerOf, keyOf, type KubeObject, type OwnerReference } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { PodDisruptionBudget } from '../../kinds/podDisruptionBudget.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { keyOfManager } from '../podWakes.ts';
import { note, wait } from '../reason.ts';
import { SyncError } from '../syncError.ts';
import { planBudget } from './plan.ts';

/** Counts for each PodDisruptionBudget how many pods may be evicted now. k8s: pkg/controller/disruption */
export function createDisruptionController(): Controller {
  return {
    name: 'disruption-controller',
    eventSource: 'controllermanager',
    watches: ['PodDisruptionBudget', 'Pod'],
    wants: (event, { api }) =>
      event.object.kind === 'PodDisruptionBudget'
        ? event.type === 'DELETED'
          ? []
          : [keyOfManager(event.object)]
        : budgetsOf(api, event as WatchEvent<Pod>),
    reconcile: (context, key) => {
      const budget = context.api.get('PodDisruptionBudget', key.namespace, key.name);
      if (budget === undefined) return;
      const againMs = syncBudget(context, budget);
      if (againMs !== undefined) context.enqueueAfter(key, againMs);
    },
  };
}

/** The budgets that pick the pod now, or picked it before. */
function budgetsOf(api: Api, { object, previous }: WatchEvent<Pod>): readonly Key[] {
  const budgets = api.list('PodDisruptionBudget', { namespace: object.metadata.namespace ?? '' });
  return budgets
    .filter(({ spec }) =>
      [object, previous].some((pod) => pod !== undefined && selectorMatches(spec.selector, pod.metadata.labels)),
    )
    .map(keyOfManager);
}

function syncBudget(context: ControllerContext, budget: PodDisruptionBudget): number | undefined {
  const { api, events, explain, settle, unixNow } = context;
  const { namespace = '', name } = budget.metadata;
  const pods = api.list('Pod', { namespace }).filter(({ metadata }) => selectorMatches(budget.spec.selector, metadata.labels));
  if (pods.length === 0) events.event(budget, 'Normal', 'NoPods', 'No matching pods found');
  const expectedScale = () => scaleOf(context, budget, pods);
  const { status, againMs, notDeleted } = planBudget({
    budget,
    pods,
    expectedScale,
    nowUnixMs: unixNow(),
    now: formatRfc3339(unixNow()),
  });
  for (const pod of notDeleted)
    reportNotDeleted(
      context,
      budget,
      pods.find(({ metadata }) => metadata.name === pod),
    );
  if (!semanticallyEqual(status, budget.status)) api.updateStatus({ ...budget, status });
  const { currentHealthy: healthy, desiredHealthy: needed, disruptionsAllowed: allowed } = status;
  if (allowed > 0) settle(keyOf(budget));
  else explain(wait(keyOf(budget), 'disruption.noneAllowed', { budget: name, healthy, needed }));
  if (pods.length === 0) explain(note(keyOf(budget), 'disruption.noPods', { budget: name }));
  return againMs;
}

function reportNotDeleted(
  { events }: ControllerContext,
  { metadata: { namespace, name } }: PodDisruptionBudget,
  pod: Pod | undefined,
): void {
  if (pod !== undefined)
    events.event(pod, 'Warning', 'NotDeleted', `Pod was expected by PDB ${namespace}/${name} to be deleted but it wasn't`);
}

/** How many pods the managers of these pods want. Pods that nobody manages do not count. k8s: disruption getExpectedScale */
function scaleOf({ api, events }: ControllerContext, budget: PodDisruptionBudget, pods: readonly Pod[]): number {
  const scales = new Map<string, number>();
  let unmanaged = 0;
  for (const pod of pods) {
    const manager = controllerOf(pod);
    if (manager === undefined) unmanaged += 1;
    else if (!scales.has(manager.uid)) noteScale(api, scales, pod, manager);
  }
  if (unmanaged > 0) {
    const text = `Pods selected by this PodDisruptionBudget (selector: ${selectorText(budget.spec.selector)}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`;
    events.event(budget, 'Warning', 'UnmanagedPods', text);
  }
  return [...scales.values()].reduce((total, scale) => total + scale, 0);
}

/** A ReplicaSet speaks for its Deployment. */
function noteScale(api: Api, scales: Map<string, number>, pod: Pod, manager: OwnerReference): void {
  const { namespace, name } = pod.metadata;
  const direct = scaledObject(api, namespace, manager);
  const above = direct === undefined || direct.kind !== 'ReplicaSet' ? undefined : controllerOf(direct);
  const scaled = above?.kind === 'Deployment' ? (scaledObject(api, namespace, above) ?? direct) : direct;
  if (scaled === undefined) throw new SyncError(`found no controllers for pod "${name}"`);
  scales.set(scaled.metadata.uid, scaled.spec.replicas ?? 1);
  if (scaled.metadata.uid !== manager.uid) scales.set(manager.uid, 0);
}

type Scaled = KubeObject & { readonly spec: { readonly replicas?: number } };

function scaledObject(api: Api, namespace: string | undefined, { kind, name, uid }: OwnerReference): Scaled | undefined {
  if (kind !== 'StatefulSet' && kind !== 'ReplicaSet' && kind !== 'ReplicationController' && kind !== 'Deployment') return undefined;
  const object = api.get(kind, namespace, name);
  return object?.metadata.uid === uid ? object : undefined;
}
