import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';
import type { Frame } from '#session/session.ts';
import { controllerOf, ordinalOf } from '../stage/model/objectKeys.ts';
import { revisionModels } from '../stage/model/revisionModel.ts';
import type { RevisionModel } from '../stage/model/revisionModel.ts';
import { podsOf } from './podsOf.ts';

/** A state of a workload's template that is kept: a ControllerRevision, or a Deployment's ReplicaSet. */
export interface RevisionRow {
  readonly name: string;
  readonly number: number;
  readonly hash: string;
  readonly bornAt: string;
  /** Its colour and shape, as on the stage. */
  readonly look: RevisionModel | undefined;
  /** What the set's status calls it. */
  readonly role: 'current' | 'update' | 'both' | 'none';
  readonly pods: readonly string[];
  readonly images: readonly string[];
  readonly changeCause: string | undefined;
  readonly template: unknown;
}

const KEEPERS: Readonly<Record<string, 'ControllerRevision' | 'ReplicaSet'>> = {
  StatefulSet: 'ControllerRevision',
  DaemonSet: 'ControllerRevision',
  Deployment: 'ReplicaSet',
};

export function hasRevisions(kind: string): boolean {
  return KEEPERS[kind] !== undefined;
}

/** The revisions of a workload, newest first. */
export function revisionsOf(frame: Frame, target: ObjectKey, namesInOrder: (uid: string) => readonly string[]): readonly RevisionRow[] {
  const object: KubeObject | undefined = frame.get(target.kind, target.namespace, target.name);
  const keeperKind = KEEPERS[target.kind];
  if (object === undefined || keeperKind === undefined) return [];
  const keepers: readonly KubeObject[] = frame.list(keeperKind).filter((keeper) => controllerOf(keeper)?.uid === object.metadata.uid);
  const looks = revisionModels(keeperKind === 'ControllerRevision' ? namesInOrder(object.metadata.uid) : byAge(keepers).map(({ metadata }) => metadata.name));
  const pods = podsOf(frame, target);
  return keepers
    .map((keeper) => rowOf(keeper, object, looks.get(keeper.metadata.name), pods))
    .sort((a, b) => b.number - a.number);
}

function byAge(keepers: readonly KubeObject[]): readonly KubeObject[] {
  return [...keepers].sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
}

const HASH_LABELS = ['controller-revision-hash', 'pod-template-hash'];

function rowOf(keeper: KubeObject, owner: KubeObject, look: RevisionModel | undefined, pods: readonly KubeObject[]): RevisionRow {
  const { name, labels, annotations, creationTimestamp } = keeper.metadata;
  const template = templateOf(keeper);
  const hash = HASH_LABELS.map((label) => labels?.[label]).find((value) => value !== undefined) ?? name.slice(owner.metadata.name.length + 1);
  const mine = pods.filter((pod) => (keeper.kind === 'ReplicaSet' ? controllerOf(pod)?.uid === keeper.metadata.uid : isOf(pod, name, hash)));
  return {
    name, hash, look, template,
    number: numberOf(keeper),
    bornAt: creationTimestamp,
    role: roleOf(owner, name),
    pods: mine.map(({ metadata }) => metadata.name),
    images: imagesOf(template),
    changeCause: annotations?.['kubernetes.io/change-cause'],
  };
}

/** A StatefulSet labels its pods with the revision's whole name, a DaemonSet with the hash. */
function isOf({ metadata }: KubeObject, name: string, hash: string): boolean {
  const label = metadata.labels?.['controller-revision-hash'];
  return label === name || label === hash;
}

function numberOf(keeper: KubeObject & { readonly revision?: number }): number {
  return keeper.revision ?? Number(keeper.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
}

interface Roles {
  readonly status?: { readonly currentRevision?: string; readonly updateRevision?: string };
}

function roleOf(owner: KubeObject & Roles, name: string): RevisionRow['role'] {
  const isCurrent = owner.status?.currentRevision === name;
  const isUpdate = owner.status?.updateRevision === name;
  if (isCurrent && isUpdate) return 'both';
  return isCurrent ? 'current' : isUpdate ? 'update' : 'none';
}

interface Keeper {
  readonly data?: { readonly spec?: { readonly template?: Readonly<Record<string, unknown>> } };
  readonly spec?: { readonly template?: Readonly<Record<string, unknown>> };
}

/** The kept template, without what only says how it is put back and which revision it is. */
function templateOf(keeper: KubeObject): unknown {
  const { data, spec } = keeper as Keeper;
  const { $patch, ...template } = data?.spec?.template ?? spec?.template ?? {};
  void $patch;
  const { metadata } = template as { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } };
  if (metadata?.labels === undefined) return template;
  const labels = Object.fromEntries(Object.entries(metadata.labels).filter(([label]) => !HASH_LABELS.includes(label)));
  return { ...template, metadata: { ...metadata, labels } };
}

function imagesOf(template: unknown): readonly string[] {
  const { spec } = template as { readonly spec?: { readonly containers?: readonly { readonly image?: string }[] } };
  return spec?.containers?.map(({ image }) => image ?? '') ?? [];
}

/** `0–2, 5` for the pods of a set, names for others. */
export function podsText(pods: readonly string[], setName: string): string {
  const ordinals = pods.map((pod) => (pod.startsWith(`${setName}-`) ? ordinalOf(pod) : undefined));
  if (ordinals.some((ordinal) => ordinal === undefined)) return pods.map((pod) => pod.slice(setName.length + 1)).join(', ');
  return runsOf(ordinals as readonly number[]).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

function runsOf(numbers: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
