import { parseRfc3339 } from '#engine/core/time.ts';
import type { ActiveFault, Fault } from '#engine/faults.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import { claimNamesOf } from '#engine/kinds/podClaims.ts';
import type { Life } from '../../history/history.ts';
import { keyOf, ordinalOf } from './objectKeys.ts';
import { conditionOf, exitCodeOf, podStateOf, readyContainersOf, restartsOf, waitingReasonOf } from './podState.ts';
import type { PodState } from './podState.ts';
import type { RevisionModel } from './revisionModel.ts';

/** One incarnation of a pod, as its mark shows it. */
export interface PodModel {
  readonly uid: string;
  readonly key: ObjectKey;
  readonly name: string;
  readonly ordinal: number | undefined;
  /** What is largest on the mark: the ordinal, or the random end of the name. */
  readonly label: string;
  readonly state: PodState;
  readonly reason: string | undefined;
  readonly node: string | undefined;
  readonly ip: string | undefined;
  readonly image: string;
  readonly revision: RevisionModel | undefined;
  readonly restarts: number;
  readonly readyContainers: string;
  readonly exitCode: number | undefined;
  readonly bornUnixMs: number;
  /** When the grace period of a terminating pod is over. */
  readonly graceEndsUnixMs: number | undefined;
  readonly readySinceUnixMs: number | undefined;
  readonly minReadySeconds: number;
  /** The pod that had this name before, when this one is a replacement. */
  readonly previous: { readonly uid: string; readonly ip: string | undefined } | undefined;
  readonly bornAtMs: number;
  readonly claims: readonly string[];
  /** Something about it goes wrong on purpose. */
  readonly isBroken: boolean;
}

export interface PodContext {
  readonly unixNowMs: number;
  readonly isNodeReady: boolean;
  readonly minReadySeconds: number;
  readonly revision: RevisionModel | undefined;
  readonly lives: readonly Life[];
  readonly faults: readonly ActiveFault[];
}

/**
 * The mark of a pod. The same pod under the same circumstances gives the same object, so that an unchanged
 * mark is not drawn again.
 */
export function podModel(pod: Pod, context: PodContext): PodModel {
  const state = podStateOf(pod, context);
  const life = context.lives.findLast(({ uid }) => uid === pod.metadata.uid);
  const before = life === undefined ? context.lives.at(-1) : context.lives[context.lives.indexOf(life) - 1];
  const isBroken = context.faults.some(({ fault }) => isFaultOf(fault, pod));
  const circumstances = `${state} ${isBroken} ${context.minReadySeconds} ${context.revision?.letter ?? ''} ${before?.uid ?? ''} ${before?.ip ?? ''}`;
  const known = models.get(pod);
  if (known?.circumstances === circumstances) return known.model;
  const model = { ...describe(pod, state, context, life, before), isBroken };
  models.set(pod, { circumstances, model });
  return model;
}

const models = new WeakMap<Pod, { readonly circumstances: string; readonly model: PodModel }>();

function describe(pod: Pod, state: PodState, context: PodContext, life: Life | undefined, before: Life | undefined): Omit<PodModel, 'isBroken'> {
  const { name, uid, creationTimestamp, deletionTimestamp } = pod.metadata;
  const ready = conditionOf(pod, 'Ready');
  return {
    uid,
    key: keyOf(pod),
    name,
    ordinal: ordinalOf(name),
    label: name.slice(name.lastIndexOf('-') + 1),
    state,
    reason: waitingReasonOf(pod),
    node: pod.spec.nodeName,
    ip: pod.status.podIP,
    image: shortImage(pod.spec.containers[0]?.image ?? ''),
    revision: context.revision,
    restarts: restartsOf(pod),
    readyContainers: readyContainersOf(pod),
    exitCode: exitCodeOf(pod),
    bornUnixMs: parseRfc3339(creationTimestamp) ?? 0,
    graceEndsUnixMs: deletionTimestamp === undefined ? undefined : parseRfc3339(deletionTimestamp),
    readySinceUnixMs: ready?.status === 'True' ? parseRfc3339(ready.lastTransitionTime ?? '') : undefined,
    minReadySeconds: context.minReadySeconds,
    previous: before === undefined ? undefined : { uid: before.uid, ip: before.ip },
    bornAtMs: life?.bornAtMs ?? 0,
    claims: claimNamesOf(pod),
  };
}

function isFaultOf(fault: Fault, { metadata, spec }: Pod): boolean {
  switch (fault.fault) {
    case 'not-ready':
    case 'slow-start':
      return fault.pod === metadata.name && fault.namespace === metadata.namespace;
    case 'bad-image':
      return spec.containers.some(({ image }) => image === fault.image);
    default:
      return false;
  }
}

/** `nginx:v1.0-my` of `harbor.myharbor.com/myharbor/nginx:v1.0-my`. */
export function shortImage(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  const digest = name.indexOf('@sha256:');
  return digest === -1 ? name : `${name.slice(0, digest)}@${name.slice(digest + 8, digest + 14)}`;
}
