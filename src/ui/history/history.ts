import type { Node } from '#engine/kinds/node.ts';
import type { KubeObject, OwnerReference } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { HistoryEntry } from '#session/session.ts';
import { podStateOf } from '../stage/model/podState.ts';
import type { PodState } from '../stage/model/podState.ts';

/** A stretch of a pod's life in one state. */
export interface Phase {
  readonly state: PodState;
  readonly fromMs: number;
}

/** One incarnation of a pod's name: its uid, from its creation to its end. */
export interface Life {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly owner: OwnerReference | undefined;
  readonly bornAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly ip: string | undefined;
  readonly node: string | undefined;
  readonly revision: string | undefined;
  readonly phases: readonly Phase[];
  /** The object as it was stored last. */
  readonly pod: Pod;
}

/** What the stored changes say about the past, read once and kept in step. */
export interface History {
  /** Reads the changes that came since the last call. */
  read(changes: readonly HistoryEntry[]): void;
  /** When a pod last came, went or changed its state, or a node was lost or found. */
  changedAtMs(): number;
  /** Grows with every change that was read. */
  count(): number;
  /** All lives of a pod's name, oldest first. */
  livesOf(namespace: string, name: string): readonly Life[];
  /** Every life of every pod, oldest first. */
  lives(): readonly Life[];
  /** The revision names of a set in the order they came to be. */
  revisionsOf(setUid: string): readonly string[];
  /** Sets that were deleted: their last stored state. */
  deleted(kind: string): readonly { readonly atMs: number; readonly object: KubeObject }[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenLife extends Writable<Omit<Life, 'phases'>> {
  phases: Phase[];
}

export function createHistory(): History {
  let seen = 0;
  let changedAtMs = -Infinity;
  const all: OpenLife[] = [];
  const byName = new Map<string, OpenLife[]>();
  const byUid = new Map<string, OpenLife>();
  const revisions = new Map<string, string[]>();
  const gone = new Map<string, { atMs: number; object: KubeObject }[]>();
  const unreadyNodes = new Set<string>();

  return {
    read: (changes) => {
      for (; seen < changes.length; seen += 1) {
        const change = changes[seen];
        if (change !== undefined) take(change);
      }
    },
    changedAtMs: () => changedAtMs,
    count: () => seen,
    livesOf: (namespace, name) => byName.get(`${namespace}/${name}`) ?? [],
    lives: () => all,
    revisionsOf: (setUid) => revisions.get(setUid) ?? [],
    deleted: (kind) => gone.get(kind) ?? [],
  };

  function take(change: HistoryEntry): void {
    const { kind } = change.object;
    if (kind === 'Pod') takePod(change, change.object as Pod);
    else if (kind === 'Node') takeNode(change.atMs, change.object as Node);
    else if (kind === 'ControllerRevision') takeRevision(change.object);
    if (change.type === 'DELETED' && kind !== 'Event' && kind !== 'Lease') {
      const list = gone.get(kind) ?? [];
      list.push({ atMs: change.atMs, object: change.object });
      gone.set(kind, list);
    }
  }

  function takePod({ atMs, type }: HistoryEntry, pod: Pod): void {
    const life = byUid.get(pod.metadata.uid) ?? begin(atMs, pod);
    if (type === 'DELETED') {
      life.endedAtMs = atMs;
      changedAtMs = atMs;
      life.pod = pod;
      return;
    }
    life.pod = pod;
    life.ip = pod.status.podIP ?? life.ip;
    life.node = pod.spec.nodeName ?? life.node;
    life.revision = pod.metadata.labels?.['controller-revision-hash'] ?? pod.metadata.labels?.['pod-template-hash'];
    note(life, atMs);
  }

  function begin(atMs: number, pod: Pod): OpenLife {
    const namespace = pod.metadata.namespace ?? '';
    const life: OpenLife = {
      uid: pod.metadata.uid,
      namespace,
      name: pod.metadata.name,
      owner: pod.metadata.ownerReferences?.find(({ controller }) => controller === true),
      bornAtMs: atMs,
      endedAtMs: undefined,
      ip: undefined,
      node: undefined,
      revision: undefined,
      phases: [],
      pod,
    };
    all.push(life);
    byUid.set(life.uid, life);
    const key = `${namespace}/${life.name}`;
    const named = byName.get(key);
    if (named === undefined) byName.set(key, [life]);
    else named.push(life);
    return life;
  }

  function note(life: OpenLife, atMs: number): void {
    const isNodeReady = life.node === undefined || !unreadyNodes.has(life.node);
    const state = podStateOf(life.pod, { unixNowMs: Infinity, minReadySeconds: 0, isNodeReady });
    if (life.phases.at(-1)?.state === state) return;
    if (life.phases.at(-1)?.fromMs === atMs) life.phases.pop();
    life.phases.push({ state, fromMs: atMs });
    changedAtMs = atMs;
  }

  function takeNode(atMs: number, node: Node): void {
    const ready = node.status.conditions?.find(({ type }) => type === 'Ready');
    const isReady = ready === undefined || ready.status === 'True';
    const { name } = node.metadata;
    if (isReady !== unreadyNodes.has(name)) return;
    changedAtMs = atMs;
    if (isReady) unreadyNodes.delete(name);
    else unreadyNodes.add(name);
    for (const life of all) if (life.node === name && life.endedAtMs === undefined) note(life, atMs);
  }

  function takeRevision(revision: KubeObject): void {
    const owner = revision.metadata.ownerReferences?.find(({ controller }) => controller === true);
    if (owner === undefined) return;
    const names = revisions.get(owner.uid) ?? [];
    if (!names.includes(revision.metadata.name)) names.push(revision.metadata.name);
    revisions.set(owner.uid, names);
  }
}
