import { formatRfc3339, parseRfc3339 } from '../core/time.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Namespace } from '../kinds/namespace.ts';
import type { KubeObject, ObjectMeta } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';
import type { DeleteOptions } from './api.ts';
import type { Writer } from './createObject.ts';
import { isEqualJson } from '../core/json.ts';
import { conflict } from './status.ts';

export const FOREGROUND_FINALIZER = 'foregroundDeletion';
export const ORPHAN_FINALIZER = 'orphan';

/**
 * Asks for the deletion of a stored object. Returns it as it is stored afterwards, or undefined when it is gone.
 * k8s: apiserver/pkg/registry/generic/registry Store.Delete
 */
export function deleteObject(writer: Writer, kind: Kind, stored: KubeObject, options: DeleteOptions): KubeObject | undefined {
  checkPreconditions(kind, stored, options);
  writer.admission.mutate({ operation: 'DELETE', kind, object: stored, old: stored });
  const step = planDeletion(stored, options, writer.backend.unixNow());
  if (options.dryRun === true) return stored;
  const { backend, by } = writer;
  const next = step.mark === undefined ? stored : withMeta(stored, step.mark, step.namespacePhase);
  const marked = isEqualJson(next, stored) ? stored : backend.put(next, stored, by);
  if (!step.remove) return marked;
  backend.remove(marked, marked, by);
  return undefined;
}

/** What a deletion does now: write deletion marks into the metadata, remove the object, or both. */
interface DeletionStep {
  readonly mark?: Partial<ObjectMeta>;
  readonly remove: boolean;
  readonly namespacePhase?: 'Terminating';
}

/** Decides on one request for deletion. k8s: rest.BeforeDelete, updateForGracefulDeletionAndFinalizers */
function planDeletion(stored: KubeObject, options: DeleteOptions, nowUnixMs: number): DeletionStep {
  if (stored.kind === 'Namespace') return planNamespaceDeletion(stored as Namespace, nowUnixMs);
  const grace = graceOf(stored, options);
  if (grace === 'pending') return { remove: false };
  const finalizers = finalizersFor(stored, options);
  const isHeld = finalizers.length > 0;
  if (grace !== undefined) return { mark: graceMark(stored, grace, finalizers, nowUnixMs), remove: !isHeld && grace.seconds === 0 };
  if (!isHeld) return { remove: true };
  return { mark: heldMark(stored, finalizers, nowUnixMs), remove: false };
}

interface Grace {
  readonly seconds: number;
  /** Where the grace is counted from, in milliseconds since 1970; absent means from now. */
  readonly fromUnixMs?: number;
}

/** The grace of this request: undefined for kinds without grace, `pending` when nothing changes. k8s: podStrategy CheckGracefulDelete */
function graceOf(stored: KubeObject, { gracePeriodSeconds }: DeleteOptions): Grace | 'pending' | undefined {
  if (stored.kind !== 'Pod') return undefined;
  const { deletionTimestamp, deletionGracePeriodSeconds: current } = stored.metadata;
  if (deletionTimestamp === undefined) return { seconds: firstGraceSeconds(stored as Pod, gracePeriodSeconds) };
  if (current === undefined) return undefined;
  if (gracePeriodSeconds === undefined || gracePeriodSeconds >= current) return 'pending';
  return { seconds: gracePeriodSeconds, fromUnixMs: (parseRfc3339(deletionTimestamp) ?? 0) - current * 1000 };
}

function firstGraceSeconds({ spec, status }: Pod, asked: number | undefined): number {
  if ((spec.nodeName ?? '') === '') return 0;
  if (status.phase === 'Failed' || status.phase === 'Succeeded') return 0;
  const seconds = asked ?? spec.terminationGracePeriodSeconds ?? 0;
  return seconds < 0 ? 1 : seconds;
}

function graceMark(stored: KubeObject, grace: Grace, finalizers: readonly string[], nowUnixMs: number): Partial<ObjectMeta> {
  return {
    deletionTimestamp: formatRfc3339((grace.fromUnixMs ?? nowUnixMs) + grace.seconds * 1000),
    deletionGracePeriodSeconds: grace.seconds,
    finalizers,
    ...nextGeneration(stored),
  };
}

function heldMark(stored: KubeObject, finalizers: readonly string[], nowUnixMs: number): Partial<ObjectMeta> {
  return {
    deletionTimestamp: stored.metadata.deletionTimestamp ?? formatRfc3339(nowUnixMs),
    deletionGracePeriodSeconds: 0,
    finalizers,
    ...nextGeneration(stored),
  };
}

/** The first mark of a deletion counts as a change of the wish. */
function nextGeneration({ metadata: { generation, deletionTimestamp } }: KubeObject): Partial<ObjectMeta> {
  return generation === undefined || deletionTimestamp !== undefined ? {} : { generation: generation + 1 };
}

/** The finalizers with those that the propagation policy asks the garbage collector for. k8s: deletionFinalizersForGarbageCollection */
function finalizersFor({ metadata: { finalizers = [] } }: KubeObject, { propagationPolicy }: DeleteOptions): readonly string[] {
  if (propagationPolicy === undefined) return finalizers;
  const others = finalizers.filter((finalizer) => finalizer !== FOREGROUND_FINALIZER && finalizer !== ORPHAN_FINALIZER);
  if (propagationPolicy === 'Orphan') return [...others, ORPHAN_FINALIZER];
  if (propagationPolicy === 'Foreground') return [...others, FOREGROUND_FINALIZER];
  return others;
}

/** A namespace stays, terminating, until its content is gone and its own finalizers with it. */
function planNamespaceDeletion(namespace: Namespace, nowUnixMs: number): DeletionStep {
  const isHeld = (namespace.spec.finalizers ?? []).length > 0 || (namespace.metadata.finalizers ?? []).length > 0;
  if (namespace.metadata.deletionTimestamp !== undefined) return { remove: !isHeld };
  return { mark: { deletionTimestamp: formatRfc3339(nowUnixMs) }, namespacePhase: 'Terminating', remove: !isHeld };
}

function withMeta(stored: KubeObject, mark: Partial<ObjectMeta>, phase: 'Terminating' | undefined): KubeObject {
  const { finalizers, ...marks } = mark;
  const metadata = { ...stored.metadata, ...marks };
  const next = { ...stored, metadata: finalizers === undefined ? metadata : withFinalizers(metadata, finalizers) };
  if (phase === undefined) return next;
  return { ...next, status: { ...(stored as Namespace).status, phase } } as KubeObject;
}

function withFinalizers(metadata: ObjectMeta, finalizers: readonly string[]): ObjectMeta {
  const { finalizers: _finalizers, ...rest } = metadata;
  return finalizers.length === 0 ? rest : { ...rest, finalizers };
}

function checkPreconditions(kind: Kind, { metadata }: KubeObject, { preconditions }: DeleteOptions): void {
  const { uid, resourceVersion } = preconditions ?? {};
  // k8s: BeforeDelete names the kind here, where other conflicts name the resource.
  const named = { group: kind.group, plural: kind.kind, kind: kind.kind };
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw conflict(named, metadata.name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw conflict(named, metadata.name, why);
  }
}
