import type { Api, WatchEvent } from '../../api/api.ts';
import { isApiError } from '../../api/errors.ts';
import { formatRfc3339 } from '../../core/time.ts';
import type { Job } from '../../kinds/job.ts';
import { selectorMatches } from '../../kinds/labelSelector.ts';
import { controllerOf, isTerminating, keyOf } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import { semanticallyEqual } from '../../kinds/semanticallyEqual.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { createNarrator, type Narrator, type ToldReasons } from '../narrator.ts';
import { createOrphanage, type Orphanage } from '../orphanage.ts';
import { adopt, belongingOf, release } from '../ownership.ts';
import { createPod, deletePod } from '../podControl.ts';
import { keyOfManager, managerOf, wakesOfPod } from '../podWakes.ts';
import { act, wait } from '../reason.ts';
import { runInBatches } from '../slowStart.ts';
import { isRetryable } from '../syncError.ts';
import { isTracked, planJob, TRACKING_FINALIZER, type JobPlan } from './plan.ts';
import { jobPod } from './pods.ts';
import { finishedCondition, jobStatus } from './status.ts';

/** Marks the key of a pod whose Job is gone; no object can have such a name. */
const ORPHAN = 'orphan:';

/** Runs pods until enough of them have succeeded. k8s: pkg/controller/job */
export function createJobController(): Controller {
  const orphanage = createOrphanage();
  const held = new Map<string, ToldReasons>();

  const heldBy = (uid: string) => {
    const keys: ToldReasons = held.get(uid) ?? new Map();
    held.set(uid, keys);
    return keys;
  };

  return {
    name: 'job-controller',
    watches: ['Job', 'Pod'],
    wants: (event, context) => {
      if (event.object.kind === 'Pod') {
        orphanage.see(event as WatchEvent<Pod>);
        const keys = wakesOfPod(context, 'Job', event as WatchEvent<Pod>);
        return keys.length === 0 && isLost(context.api, event.object as Pod)
          ? [{ ...keyOfManager(event.object), name: `${ORPHAN}${event.object.metadata.name}` }]
          : keys;
      }
      if (event.type !== 'DELETED') return [keyOfManager(event.object)];
      held.delete(event.object.metadata.uid);
      return context.api
        .listOwned('Pod', event.object.metadata.uid)
        .filter(isTracked)
        .map((pod) => ({ ...keyOfManager(pod), name: `${ORPHAN}${pod.metadata.name}` }));
    },
    reconcile: (context, key) => {
      if (key.name.startsWith(ORPHAN)) {
        letGo(context.api, key.namespace, key.name.slice(ORPHAN.length));
        return;
      }
      const job = context.api.get('Job', key.namespace, key.name);
      if (job === undefined || finishedCondition(job) !== undefined) return;
      const againMs = syncJob(context, job, orphanage, heldBy(job.metadata.uid));
      if (againMs !== undefined) context.enqueueAfter(key, againMs);
    },
  };
}

/** Is nobody there any more to count the end of this pod? */
function isLost(api: Api, pod: Pod): boolean {
  if (!isTracked(pod)) return false;
  const owner = controllerOf(pod);
  return managerOf(api, 'Job', pod, owner) === undefined && (owner === undefined || owner.kind === 'Job');
}

/** k8s: job syncOrphanPod */
function letGo(api: Api, namespace: string | undefined, name: string): void {
  const pod = api.get('Pod', namespace, name);
  if (pod !== undefined && isLost(api, pod)) removeFinalizer(api, pod);
}

function removeFinalizer(api: Api, { metadata: { namespace, name } }: Pod): void {
  const pod = api.get('Pod', namespace, name);
  if (pod === undefined || !isTracked(pod)) return;
  const { finalizers = [], ...rest } = pod.metadata;
  const left = finalizers.filter((finalizer) => finalizer !== TRACKING_FINALIZER);
  try {
    api.update({ ...pod, metadata: left.length === 0 ? rest : { ...rest, finalizers: left } });
  } catch (error) {
    if (!isApiError(error, 'NotFound')) throw error;
  }
}

/** One look at a Job: its pods, its status, and last the finalizers of the pods that are counted. */
function syncJob(context: ControllerContext, job: Job, orphanage: Orphanage, held: ToldReasons): number | undefined {
  const { api, events, unixNow } = context;
  const narrator = createNarrator(context, held);
  const plan = planJob({ job, pods: podsOf(api, job, orphanage), nowUnixMs: unixNow() });
  const failure = isTerminating(job) ? undefined : performPods(context, job, plan, narrator);
  const status = jobStatus(job, failure === undefined ? plan : { ...plan, creates: [] }, formatRfc3339(unixNow()));
  if (!semanticallyEqual(status, job.status)) api.updateStatus({ ...job, status });
  for (const pod of plan.counted) removeFinalizer(api, pod);
  announce({ context, job, narrator }, { ...job, status });
  for (const reason of failure === undefined
    ? plan.waits
    : [wait(keyOf(job), 'job.failedPod', { job: job.metadata.name, error: failure.message })])
    narrator.tell(reason);
  narrator.finish();
  if (failure !== undefined) throw failure;
  announceSuspension(events, job);
  return plan.againMs;
}

function podsOf(api: Api, job: Job, orphanage: Orphanage): readonly Pod[] {
  const { namespace = '', uid } = job.metadata;
  const candidates = [...api.listOwned('Pod', uid), ...orphanage.orphans(api, namespace)];
  return candidates.flatMap((pod) => {
    const belonging = belongingOf(job, pod, selectorMatches(job.spec.selector, pod.metadata.labels));
    if (belonging === 'release') release(api, job, pod);
    if (belonging === 'adopt') return adopt(api, job, pod) ?? [];
    return belonging === 'keep' ? pod : [];
  });
}

function performPods(context: ControllerContext, job: Job, { creates, deletes, replaced }: JobPlan, { tell }: Narrator): Error | undefined {
  for (const { pod, why } of deletes) if (deletePod(context, job, pod)) tell(why);
  return runInBatches(
    creates.length,
    (place) => {
      const index = creates[place];
      const pod = createPod(context, job, jobPod(job, index, index === undefined ? undefined : replaced.get(index)));
      tell(act(keyOf(pod), 'job.createPod', { pod: pod.metadata.name, job: job.metadata.name }));
    },
    isRetryable,
  );
}

/** Posts how the Job ended, once. */
function announce(
  { context: { events }, job, narrator: { tell } }: { context: ControllerContext; job: Job; narrator: Narrator },
  after: Job,
): void {
  const finished = finishedCondition(after);
  if (finished === undefined) return;
  const { type, reason = '', message = '' } = finished;
  if (type === 'Complete') events.event(job, 'Normal', 'Completed', 'Job completed');
  else events.event(job, 'Warning', reason, message);
  tell(act(keyOf(job), type === 'Complete' ? 'job.complete' : 'job.failed', { job: job.metadata.name, reason }));
}

function announceSuspension(events: ControllerContext['events'], { spec, status, ...job }: Job): void {
  const wasSuspended =
    status.conditions?.some((condition) => condition.type === 'Suspended' && condition.status === 'True') === true;
  if (spec.suspend === true && !wasSuspended) events.event(job, 'Normal', 'Suspended', 'Job suspended');
  if (spec.suspend !== true && wasSuspended) events.event(job, 'Normal', 'Resumed', 'Job resumed');
}
