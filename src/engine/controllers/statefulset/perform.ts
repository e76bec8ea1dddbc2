import { ApiError, isApiError } from '../../api/errors.ts';
import { isTerminating } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import { ordinalOf, podName, type StatefulSet } from '../../kinds/statefulSet.ts';
import type { ControllerContext } from '../controller.ts';
import { wait } from '../reason.ts';
import { batchOf } from '../slowStart.ts';
import { aggregateText, isRetryable, SyncError } from '../syncError.ts';
import { claimNames, hasForeignController, hasRightOwners, newClaims, rightOwners, type ClaimingPod } from './claims.ts';
import { hasIdentity, hasStorage, newPod, repairedPod } from './identity.ts';
import type { StatefulSetPlan, Step } from './plan.ts';
import { podKey } from './reasons.ts';
import { templateOf } from './revisions.ts';
import { allowsBurst } from './situation.ts';

/** What came of a plan. */
export interface Outcome {
  readonly deletedForUpdate: number;
  /** The first failure; the plan was not finished. */
  readonly failure: Error | undefined;
}

/**
 * Does the steps of a plan. After a failure an OrderedReady set stops at once; a Parallel set finishes the batch
 * of places that the failed one belongs to. k8s: statefulset runForAll, slowStartBatch.
 */
export function performPlan(context: ControllerContext, set: StatefulSet, { passes }: StatefulSetPlan): Outcome {
  let deletedForUpdate = 0;
  let failure: Error | undefined;
  let failedBatch = -1;
  for (const steps of passes) {
    for (const step of steps) {
      if (failure !== undefined && (isOneByOne(set, step) || batchOf(step.place, LARGEST_BATCH) !== failedBatch)) break;
      try {
        performStep(context, set, step);
        if (step.do === 'deletePod' && step.forUpdate) deletedForUpdate += 1;
      } catch (error) {
        if (!isRetryable(error)) throw error;
        failure ??= error;
        failedBatch = batchOf(step.place, LARGEST_BATCH);
      }
    }
    if (failure !== undefined) break;
  }
  return { deletedForUpdate, failure };
}

function isOneByOne(set: StatefulSet, step: Step): boolean {
  return !allowsBurst(set) || (step.do === 'deletePod' && step.forUpdate);
}

/** No more pods than this are worked on at once. */
const LARGEST_BATCH = 500;

function performStep(context: ControllerContext, set: StatefulSet, step: Step): void {
  switch (step.do) {
    case 'createPod':
      createPod(context, set, step);
      break;
    case 'deletePod':
      deletePod(context, set, step.name, step.forUpdate);
      break;
    case 'completeClaims':
      completeClaims(context, set, step.member.pod);
      break;
    case 'repairPod':
      repairPod(context, set, step.member.pod);
      break;
    case 'ownClaims':
      ownClaims(context, set, step.member.pod);
      break;
  }
  context.explain(step.why);
}

/** k8s: statefulset CreateStatefulPod. A name that is taken is an error without an event. */
function createPod(
  context: ControllerContext,
  set: StatefulSet,
  { ordinal, revision }: Step & { readonly do: 'createPod' },
): void {
  const name = podName(set, ordinal);
  try {
    createClaims(context, set, name);
  } catch (error) {
    throw failed(context, set, 'Create', name, error);
  }
  let failure: unknown;
  let pod: ClaimingPod = { metadata: { name } };
  try {
    pod = context.api.create<Pod>(newPod(set, templateOf(revision), revision.metadata.name, ordinal));
  } catch (error) {
    if (isApiError(error, 'AlreadyExists')) {
      explainFailure(context, set, name, 'statefulset.nameTaken', error);
      throw error;
    }
    failure = error;
  }
  updateOwners(context, set, pod);
  if (failure !== undefined) throw failed(context, set, 'Create', name, failure);
  succeeded(context, set, 'Create', name);
}

/** k8s: statefulset createPersistentVolumeClaims. */
function createClaims({ api, events }: ControllerContext, set: StatefulSet, pod: string): void {
  const problems: string[] = [];
  for (const claim of newClaims(set, ordinalOf(pod))) {
    const { namespace, name = '' } = claim.metadata;
    const stored = api.get('PersistentVolumeClaim', namespace, name);
    if (stored !== undefined) {
      if (isTerminating(stored)) problems.push(`pvc ${name} is being deleted`);
      continue;
    }
    const problem = refusal(() => api.create(claim));
    if (problem === undefined) {
      events.event(
        set,
        'Normal',
        'SuccessfulCreate',
        `Create Claim ${name} Pod ${pod} in StatefulSet ${set.metadata.name} success`,
      );
      continue;
    }
    problems.push(`failed to create PVC ${name}: ${problem.message}`);
    if (problem.reason === 'AlreadyExists') continue;
    const text = `Create Claim ${name} for Pod ${pod} in StatefulSet ${set.metadata.name} failed error: ${problem.message}`;
    events.event(set, 'Warning', 'FailedCreate', text);
  }
  if (problems.length > 0) throw new SyncError(aggregateText(problems));
}

function refusal(write: () => unknown): ApiError | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

/** A pod that has not started gets the claims that are missing. k8s: statefulset createMissingPersistentVolumeClaims. */
function completeClaims(context: ControllerContext, set: StatefulSet, pod: Pod): void {
  createClaims(context, set, pod.metadata.name);
  updateOwners(context, set, pod);
}

function updateOwners(context: ControllerContext, set: StatefulSet, pod: ClaimingPod): void {
  try {
    ownClaims(context, set, pod);
  } catch (error) {
    throw failed(context, set, 'Update', pod.metadata.name, error);
  }
}

/** k8s: statefulset UpdatePodClaimForRetentionPolicy. */
function ownClaims({ api, events }: ControllerContext, set: StatefulSet, pod: ClaimingPod): void {
  for (const name of claimNames(set, ordinalOf(pod))) {
    const claim = api.get('PersistentVolumeClaim', set.metadata.namespace, name);
    if (claim === undefined) continue;
    if (hasForeignController(claim, set, pod)) {
      const text = `PersistentVolumeClaim ${name} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`;
      events.event(set, 'Warning', 'ConflictingController', text);
    }
    if (hasRightOwners(claim, set, pod)) continue;
    const problem = refusal(() =>
      api.update({ ...claim, metadata: { ...claim.metadata, ownerReferences: rightOwners(claim, set, pod) } }),
    );
    if (problem !== undefined)
      throw new SyncError(`could not update claim ${name} for delete policy ownerRefs: ${problem.message}`);
  }
}

/** Conflicts are tried again four times. simplified: at once, upstream pauses from 10 ms. k8s: statefulset UpdateStatefulPod. */
function repairPod(context: ControllerContext, set: StatefulSet, first: Pod): void {
  const { api } = context;
  const { namespace, name } = first.metadata;
  let pod = first;
  for (let attempt = 1; ; attempt += 1) {
    if (!prepareRepair(context, set, pod)) return;
    try {
      api.update(repairedPod(set, pod));
      break;
    } catch (error) {
      if (!isApiError(error, 'Conflict') || attempt === REPAIR_ATTEMPTS) throw failed(context, set, 'Update', name, error);
      pod = api.get('Pod', namespace, name) ?? pod;
    }
  }
  succeeded(context, set, 'Update', name);
}

const REPAIR_ATTEMPTS = 4;

/** Creates and re-owns what belongs to the pod; false when nothing about the pod is wrong any more. */
function prepareRepair(context: ControllerContext, set: StatefulSet, pod: Pod): boolean {
  try {
    const isStored = hasStorage(set, pod);
    if (!isStored) createClaims(context, set, pod.metadata.name);
    const isOwned = claimNames(set, ordinalOf(pod)).every((name) => {
      const claim = context.api.get('PersistentVolumeClaim', set.metadata.namespace, name);
      return claim === undefined || hasRightOwners(claim, set, pod);
    });
    if (!isOwned) ownClaims(context, set, pod);
    return !isStored || !isOwned || !hasIdentity(set, pod);
  } catch (error) {
    throw failed(context, set, 'Update', pod.metadata.name, error);
  }
}

/** k8s: statefulset DeleteStatefulPod. An update does not mind a pod that has gone by itself. */
function deletePod(context: ControllerContext, set: StatefulSet, name: string, forUpdate: boolean): void {
  try {
    context.api.delete({
      kind: 'Pod',
      name,
      ...(set.metadata.namespace === undefined ? {} : { namespace: set.metadata.namespace }),
    });
  } catch (error) {
    const failure = failed(context, set, 'Delete', name, error);
    if (forUpdate && isApiError(error, 'NotFound')) return;
    throw failure;
  }
  succeeded(context, set, 'Delete', name);
}

type Verb = 'Create' | 'Update' | 'Delete';

function succeeded({ events }: ControllerContext, set: StatefulSet, verb: Verb, pod: string): void {
  events.event(set, 'Normal', `Successful${verb}`, `${verb} Pod ${pod} in StatefulSet ${set.metadata.name} successful`);
}

/** Posts the failure and hands it back, to be thrown; an error that is ours is thrown at once. */
function failed(context: ControllerContext, set: StatefulSet, verb: Verb, pod: string, error: unknown): Error {
  if (!isRetryable(error)) throw error;
  context.events.event(
    set,
    'Warning',
    `Failed${verb}`,
    `${verb} Pod ${pod} in StatefulSet ${set.metadata.name} failed error: ${error.message}`,
  );
  explainFailure(context, set, pod, `statefulset.failed${verb}`, error);
  return error;
}

function explainFailure({ explain }: ControllerContext, set: StatefulSet, pod: string, code: string, error: Error): void {
  const reason = wait(
    { kind: 'StatefulSet', name: set.metadata.name, ...namespaceOf(set) },
    code,
    { pod, error: error.message },
    podKey(set, pod),
  );
  explain(reason);
  explain({ ...reason, about: podKey(set, pod) });
}

function namespaceOf({ metadata: { namespace } }: StatefulSet): { readonly namespace?: string } {
  return namespace === undefined ? {} : { namespace };
}
