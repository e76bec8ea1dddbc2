import type { Api } from '../../api/api.ts';
import { isApiError } from '../../api/errors.ts';
import { keyOf } from '../../kinds/object.ts';
import type { StatefulSet, StatefulSetStatus } from '../../kinds/statefulSet.ts';
import type { ControllerContext } from '../controller.ts';
import { createNarrator, type ToldReasons } from '../narrator.ts';
import type { Orphanage } from '../orphanage.ts';
import { adopt, release } from '../ownership.ts';
import type { ClaimLedger } from './claimLedger.ts';
import { planTruncation, readHistory, syncRevisions, type Revisions } from './history.ts';
import type { MemberIndex } from './memberIndex.ts';
import { unsettledMembers, type Member, type Members } from './members.ts';
import { membershipOf } from './membership.ts';
import { performPlan } from './perform.ts';
import { isSettled, planStatefulSet } from './plan.ts';
import * as why from './reasons.ts';
import { isRetryable } from '../syncError.ts';
import { finishStatus, isStatusStale, storedForm } from './status.ts';

/** What is remembered of one set between two looks. Losing it costs time and nothing else. */
export interface SetMemory {
  readonly index: MemberIndex;
  /** About what a wait was told last. */
  readonly held: ToldReasons;
}

export interface SyncNeeds {
  readonly ledger: ClaimLedger;
  readonly orphanage: Orphanage;
  readonly memory: SetMemory;
}

/**
 * One look at a set: revisions, pods, plan, status, history. The status is written and the history cut also when a
 * step has failed; the failure is thrown afterwards. Returns when to look again although nothing changes, in
 * milliseconds. k8s: statefulset syncStatefulSet, UpdateStatefulSet.
 */
export function syncStatefulSet(context: ControllerContext, set: StatefulSet, needs: SyncNeeds): number | undefined {
  const { api, profile } = context;
  const narrator = createNarrator(context, needs.memory.held);
  const telling = { ...context, explain: narrator.tell };
  const nowUnixMs = context.unixNow();
  const claims = needs.ledger.questions(api, set);
  const history = readHistory(api, set);
  const members = gatherMembers(telling, set, needs, (member) => isSettled(member, claims, nowUnixMs));
  const revisions = syncRevisions(telling, set, history);
  const plan = planStatefulSet({
    set,
    members,
    ...revisions,
    nowUnixMs,
    claims,
    honoursMaxUnavailable: profile.gates.MaxUnavailableStatefulSet,
  });
  const { deletedForUpdate, failure } = performPlan(telling, set, plan);
  const status = finishStatus(set, plan.status, deletedForUpdate);
  const failures = [
    failure,
    failureOf(() => {
      writeStatus(telling, set, status);
    }),
    failureOf(() => {
      truncateHistory(api, set, revisions, members);
    }),
  ];
  if (failure === undefined) for (const reason of plan.reasons) narrator.tell(reason);
  narrator.finish();
  const first = failures.find((each) => each !== undefined);
  if (first !== undefined) throw first;
  return lookAgainAfterMs(set, status, members, nowUnixMs);
}

/** Adopts what belongs to the set and lets go what does not. k8s: statefulset getPodsForStatefulSet. */
function gatherMembers(
  { api, explain }: ControllerContext,
  set: StatefulSet,
  { orphanage, memory: { index } }: SyncNeeds,
  hasSettled: (member: Member) => boolean,
): Members {
  const { namespace = '', uid } = set.metadata;
  for (const orphan of orphanage.orphans(api, namespace)) {
    if (membershipOf(set, orphan) !== 'adopt' || adopt(api, set, orphan) === undefined) continue;
    explain(why.adoptPod(set, orphan.metadata.name));
  }
  const { members, strays } = index.read(set, api.listOwned('Pod', uid), hasSettled);
  for (const stray of strays) {
    release(api, set, stray);
    explain(why.releasePod(set, stray.metadata.name));
  }
  return members;
}

const STATUS_ATTEMPTS = 5;

/** Conflicts are tried again on a newer object. simplified: at once, upstream pauses 10 ms. k8s: statefulset UpdateStatefulSetStatus. */
function writeStatus({ api, explain }: ControllerContext, set: StatefulSet, status: StatefulSetStatus): void {
  if (!isStatusStale(set, status)) return;
  let stored = set;
  for (let attempt = 1; ; attempt += 1) {
    try {
      api.updateStatus({ ...stored, status: storedForm(status) });
      break;
    } catch (error) {
      if (!isApiError(error, 'Conflict') || attempt === STATUS_ATTEMPTS) throw error;
      stored = api.get('StatefulSet', set.metadata.namespace, set.metadata.name) ?? stored;
    }
  }
  const { currentRevision, updateRevision = '' } = set.status;
  if (currentRevision !== updateRevision && status.currentRevision === status.updateRevision && currentRevision !== undefined) {
    explain(why.updateComplete(set, updateRevision));
  }
}

function truncateHistory(api: Api, set: StatefulSet, { history, current, update }: Revisions, members: Members): void {
  const usedNames = () =>
    new Set([
      current.metadata.name,
      update.metadata.name,
      ...members.settledByRevision.keys(),
      ...unsettledMembers(members).map(({ revision }) => revision),
    ]);
  for (const revision of planTruncation(set, history, usedNames)) api.delete(keyOf(revision));
}

/** The moment at which the next pod has been Ready for `minReadySeconds`. k8s: statefulset nextAvailabilityCheck. */
function lookAgainAfterMs(
  set: StatefulSet,
  { readyReplicas, availableReplicas }: StatefulSetStatus,
  members: Members,
  nowUnixMs: number,
): number | undefined {
  const minReadyMs = (set.spec.minReadySeconds ?? 0) * 1000;
  if (minReadyMs === 0 || readyReplicas === availableReplicas) return undefined;
  const moments = unsettledMembers(members)
    .map(({ availableAtUnixMs }) => availableAtUnixMs)
    .filter((atUnixMs) => atUnixMs > nowUnixMs && atUnixMs < Infinity);
  return moments.length === 0 ? minReadyMs : Math.min(...moments) - nowUnixMs;
}

/** Does something of which a refusal must not keep the rest from being done. */
function failureOf(run: () => void): Error | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!isRetryable(error)) throw error;
    return error;
  }
}
