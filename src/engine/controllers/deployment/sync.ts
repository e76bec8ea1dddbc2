import type { Api } from '../../api/api.ts';
import { ApiError, isApiError } from '../../api/errors.ts';
import { formatRfc3339 } from '../../core/time.ts';
import type { Deployment } from '../../kinds/deployment.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { controllerOf, isTerminating, keyOf } from '../../kinds/object.ts';
import { isFinished } from '../../kinds/pod.ts';
import type { ReplicaSet } from '../../kinds/replicaSet.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import type { ControllerContext } from '../controller.ts';
import { createNarrator, type ToldReasons } from '../narrator.ts';
import { adopt, belongingOf, release } from '../ownership.ts';
import { isNamespaceGoing } from '../podControl.ts';
import { wait } from '../reason.ts';
import { conditionOfType, setCondition } from '../workloadCondition.ts';
import { newSetAnnotations, REVISION, revisionOf, sizeAnnotations } from './annotations.ts';
import { planDeployment, type Action } from './plan.ts';
import { hasTemplateOf, newSet, splitSets, type Sets } from './sets.ts';
import { replicasOf } from './sizes.ts';
import { deadlineCheckMs, deploymentStatus, hasDeadline, newCondition, type Moment } from './status.ts';

/**
 * One look at a Deployment. Returns when to look again although nothing changes, in milliseconds.
 * simplified: upstream stores the status several times in a look; here it is stored once, at the end.
 */
export function syncDeployment(context: ControllerContext, stored: Deployment, held: ToldReasons): number | undefined {
  const { api, unixNow } = context;
  const narrator = createNarrator(context, held);
  const now: Moment = { unixMs: unixNow(), text: formatRfc3339(unixNow()) };
  const telling: ControllerContext = { ...context, explain: narrator.tell };
  const owned = splitSets(stored, claimSets(api, stored));
  const paused = withPauseCondition(stored, now);
  const sets = isTerminating(stored) ? owned : { ...owned, fresh: updatedFresh(api, stored, owned) };
  const plan = planDeployment({ deployment: paused, sets, hasOldPods: () => hasOldPods(api, sets) });
  const { deployment, sets: after } = performAll(telling, paused, sets, plan.actions, now);
  const status = deploymentStatus(deployment, after, plan.judgesProgress, now);
  const current = writeRevision(api, stored, after.fresh);
  if (!semanticallyEqual(current.status, status)) api.updateStatus({ ...current, status });
  for (const reason of [...plan.waits, ...deadlineReason(deployment, status)]) narrator.tell(reason);
  narrator.finish();
  return plan.judgesProgress ? deadlineCheckMs({ ...deployment, status }, status, now) : undefined;
}

/** k8s: deployment getReplicaSetsForDeployment */
function claimSets(api: Api, deployment: Deployment): readonly ReplicaSet[] {
  const { namespace = '' } = deployment.metadata;
  return api.list('ReplicaSet', { namespace }).flatMap((set) => {
    const belonging = belongingOf(deployment, set, selectorMatches(deployment.spec.selector, set.metadata.labels));
    if (belonging === 'release') release(api, deployment, set);
    if (belonging === 'adopt') return adopt(api, deployment, set) ?? [];
    return belonging === 'keep' ? set : [];
  });
}

/** Pausing and resuming stop the clock of the deadline. k8s: deployment checkPausedConditions */
function withPauseCondition(deployment: Deployment, now: Moment): Deployment {
  const { conditions = [] } = deployment.status;
  const progressing = conditionOfType(conditions, 'Progressing');
  const isPaused = deployment.spec.paused === true;
  if (isTerminating(deployment) || !hasDeadline(deployment) || progressing?.reason === 'ProgressDeadlineExceeded')
    return deployment;
  if (isPaused === (progressing?.reason === 'DeploymentPaused')) return deployment;
  const condition = isPaused
    ? newCondition('Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused', now)
    : newCondition('Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed', now);
  return withConditions(deployment, setCondition(conditions, condition));
}

function withConditions(deployment: Deployment, conditions: NonNullable<Deployment['status']['conditions']>): Deployment {
  return { ...deployment, status: { ...deployment.status, conditions } };
}

/** The new set with the annotations and minReadySeconds of its Deployment. k8s: deployment getNewReplicaSet */
function updatedFresh(api: Api, deployment: Deployment, { fresh, old }: Sets): ReplicaSet | undefined {
  if (fresh === undefined) return undefined;
  const annotations = newSetAnnotations(deployment, fresh.metadata.annotations ?? {}, nextRevision(old));
  const { minReadySeconds = 0 } = deployment.spec;
  const isSame =
    semanticallyEqual(annotations, fresh.metadata.annotations ?? {}) && (fresh.spec.minReadySeconds ?? 0) === minReadySeconds;
  if (isSame) return fresh;
  const { minReadySeconds: _before, ...spec } = fresh.spec;
  return api.update({
    ...fresh,
    metadata: { ...fresh.metadata, annotations },
    spec: minReadySeconds === 0 ? spec : { ...spec, minReadySeconds },
  });
}

function nextRevision(old: readonly ReplicaSet[]): number {
  return Math.max(0, ...old.map(revisionOf)) + 1;
}

/** k8s: deployment oldPodsRunning */
function hasOldPods(api: Api, { old }: Sets): boolean {
  return old.some(({ metadata }) => api.listOwned('Pod', metadata.uid).some((pod) => !isFinished(pod)));
}

interface Performed {
  readonly deployment: Deployment;
  readonly sets: Sets;
}

function performAll(
  context: ControllerContext,
  deployment: Deployment,
  sets: Sets,
  actions: readonly Action[],
  now: Moment,
): Performed {
  let performed: Performed = { deployment: withFoundCondition(deployment, sets, now), sets };
  for (const action of actions) performed = perform(context, performed, action, now);
  return performed;
}

/** The deadline of an update that was begun elsewhere counts from when its set was first seen. */
function withFoundCondition(deployment: Deployment, { fresh }: Sets, now: Moment): Deployment {
  const { conditions = [] } = deployment.status;
  if (
    fresh === undefined ||
    isTerminating(deployment) ||
    !hasDeadline(deployment) ||
    conditionOfType(conditions, 'Progressing') !== undefined
  )
    return deployment;
  const condition = newCondition(
    'Progressing',
    'True',
    'FoundNewReplicaSet',
    `Found new replica set "${fresh.metadata.name}"`,
    now,
  );
  return withConditions(deployment, setCondition(conditions, condition));
}

function perform(context: ControllerContext, { deployment, sets }: Performed, action: Action, now: Moment): Performed {
  const { api, explain } = context;
  if (action.do === 'createSet') {
    const fresh = createSet(context, deployment, sets, action.replicas, now);
    explain({ ...action.why, params: { ...action.why.params, set: fresh.metadata.name } });
    return { sets: { ...sets, fresh }, deployment: withCreatedCondition(deployment, fresh, now) };
  }
  if (action.do === 'deleteSet') {
    api.delete(keyOf(action.set));
    explain(action.why);
    return { deployment, sets: { ...sets, old: sets.old.filter(({ metadata }) => metadata.uid !== action.set.metadata.uid) } };
  }
  const scaled = scaleSet(context, deployment, action);
  const swap = (set: ReplicaSet) => (set.metadata.uid === scaled.metadata.uid ? scaled : set);
  return { deployment, sets: { fresh: sets.fresh === undefined ? undefined : swap(sets.fresh), old: sets.old.map(swap) } };
}

/** k8s: deployment scaleReplicaSet */
function scaleSet(
  { api, events, explain }: ControllerContext,
  deployment: Deployment,
  { set, to, why }: Extract<Action, { readonly do: 'scaleSet' }>,
): ReplicaSet {
  const { namespace, name } = set.metadata;
  const current = api.get('ReplicaSet', namespace, name) ?? set;
  const from = replicasOf(current);
  const annotations = { ...current.metadata.annotations, ...sizeAnnotations(deployment) };
  const scaled = api.update({
    ...current,
    metadata: { ...current.metadata, annotations },
    spec: { ...current.spec, replicas: to },
  });
  if (from === to) return scaled;
  events.event(
    deployment,
    'Normal',
    'ScalingReplicaSet',
    `Scaled ${from < to ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`,
  );
  explain(why);
  return scaled;
}

/** A name that another template has taken makes the hash be drawn anew in the next look. */
function createSet(context: ControllerContext, deployment: Deployment, sets: Sets, replicas: number, now: Moment): ReplicaSet {
  const { api, events } = context;
  const draft = newSet(deployment, replicas, nextRevision(sets.old));
  const name = draft.metadata.name ?? '';
  try {
    const created = api.create<ReplicaSet>(draft);
    if (replicas > 0)
      events.event(deployment, 'Normal', 'ScalingReplicaSet', `Scaled up replica set ${name} from 0 to ${replicas}`);
    return created;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const taken = isApiError(error, 'AlreadyExists') ? api.get('ReplicaSet', deployment.metadata.namespace, name) : undefined;
    if (taken !== undefined && controllerOf(taken)?.uid === deployment.metadata.uid && hasTemplateOf(deployment, taken))
      return taken;
    reportFailedSet(context, deployment, name, error, now);
    throw error;
  }
}

function reportFailedSet(
  { api, events, explain }: ControllerContext,
  deployment: Deployment,
  name: string,
  error: Error,
  now: Moment,
): void {
  if (isNamespaceGoing(error)) return;
  const stored = api.get('Deployment', deployment.metadata.namespace, deployment.metadata.name) ?? deployment;
  if (isApiError(error, 'AlreadyExists')) {
    api.updateStatus({ ...stored, status: { ...stored.status, collisionCount: (stored.status.collisionCount ?? 0) + 1 } });
    return;
  }
  const message = `Failed to create new replica set "${name}": ${error.message}`;
  events.event(deployment, 'Warning', 'ReplicaSetCreateError', message);
  explain(wait(keyOf(deployment), 'deployment.failedSet', { set: name, error: error.message }));
  if (!hasDeadline(deployment)) return;
  const condition = newCondition('Progressing', 'False', 'ReplicaSetCreateError', message, now);
  api.updateStatus(withConditions(stored, setCondition(stored.status.conditions ?? [], condition)));
}

function withCreatedCondition(deployment: Deployment, fresh: ReplicaSet, now: Moment): Deployment {
  if (!hasDeadline(deployment)) return deployment;
  const condition = newCondition(
    'Progressing',
    'True',
    'NewReplicaSetCreated',
    `Created new replica set "${fresh.metadata.name}"`,
    now,
  );
  return withConditions(deployment, setCondition(deployment.status.conditions ?? [], condition));
}

/** The Deployment carries the number of its new set. k8s: deploymentutil SetDeploymentRevision */
function writeRevision(api: Api, deployment: Deployment, fresh: ReplicaSet | undefined): Deployment {
  const revision = fresh?.metadata.annotations?.[REVISION];
  const { annotations } = deployment.metadata;
  if (revision === undefined || annotations?.[REVISION] === revision || isTerminating(deployment)) return deployment;
  return api.update({
    ...deployment,
    metadata: { ...deployment.metadata, annotations: { ...annotations, [REVISION]: revision } },
  });
}

function deadlineReason(deployment: Deployment, { conditions }: Deployment['status']) {
  if (conditionOfType(conditions, 'Progressing')?.reason !== 'ProgressDeadlineExceeded') return [];
  const { name } = deployment.metadata;
  return [
    wait(keyOf(deployment), 'deployment.timedOut', { deployment: name, seconds: deployment.spec.progressDeadlineSeconds ?? 0 }),
  ];
}
