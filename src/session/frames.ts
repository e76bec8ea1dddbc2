import type { Cluster } from '#engine/cluster.ts';
import type { StillCluster } from '#engine/stillCluster.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { ObjectOf } from '#engine/kinds/kindMap.ts';
import type { LessonProgress } from '#lessons/progress.ts';
import type { Crash, EditorFrame, Frame, Mark, TerminalFrame, VolumeFrame } from './session.ts';

/** What a frame needs from the session besides the cluster. */
export interface FrameParts {
  readonly terminals: readonly TerminalFrame[];
  readonly editor: EditorFrame | undefined;
  readonly marks: readonly Mark[];
  readonly crash: Crash | undefined;
  readonly revision: number;
  readonly lesson: LessonProgress | undefined;
}

/** The part of a frame that nobody keeps a history of: it is read, and kept, as it stands. */
export interface Passing extends FrameParts, Pick<Frame, 'requestCounts' | 'volumes' | 'faults' | 'traffic'> {
  /** The objects whose changes are not kept. */
  readonly leases: readonly KubeObject[];
}

/** What of a frame comes from histories: the objects by kind, and the reasons. */
export interface Kept {
  readonly objects: ReadonlyMap<string, readonly KubeObject[]>;
  readonly explanations: Frame['explanations'];
}

/** Reads a session as it is. */
export interface Frames {
  /** What has not changed since the last frame is taken over from it. */
  take(parts: FrameParts): Frame;
  passing(parts: FrameParts): Passing;
}

/** How long an exchange stays in the frames after its answer came, in milliseconds. */
const TRAFFIC_LINGERS_MS = 4000;

/** The part of a frame that stays the same while only the time moves. */
type Still = Pick<Frame, 'list' | 'get' | 'explanations' | 'requestCounts' | 'volumes' | 'faults' | 'revision'>;

/** What a frame is read from. */
type Seen = Pick<Cluster, 'sim' | 'api' | 'unixNow' | 'explanations' | 'faults' | 'diskChanges' | 'volumeContent'> & { readonly network: Pick<Cluster['network'], 'requestCounts' | 'traffic'> };

/** Reads a cluster that does not move yet: nothing runs, and nobody has looked into its volumes. */
export function createStillFrames({ sim, api, unixNow, reasons, faultBoard }: StillCluster): Frames {
  return createFrames({
    sim, api, unixNow,
    explanations: reasons.all,
    faults: faultBoard.active,
    diskChanges: () => 0,
    volumeContent: () => [],
    network: { requestCounts: () => new Map(), traffic: () => [] },
  });
}

export function createFrames(cluster: Seen): Frames {
  const volumesOf = createVolumeReader(cluster);
  const api = cluster.api.as('session');
  let still: Still | undefined;
  let seldomRead: readonly VolumeFrame[] = NO_VOLUMES;
  let readAtMs = -Infinity;

  const stillOf = (revision: number): Still => {
    // Leases are renewed without anything else having changed.
    if (still?.revision === revision && still.list('Lease') === api.list('Lease')) return still;
    const objects = listsOf(new Map(api.kinds().map(({ kind }) => [kind, api.list(kind)])));
    return (still = {
      revision,
      ...objects,
      explanations: cluster.explanations(),
      requestCounts: cluster.network.requestCounts(),
      volumes: volumesOf(objects.list('PersistentVolume')),
      faults: cluster.faults(),
    });
  };

  /** Many volumes are read less often. */
  const volumesSeldom = (nowMs: number) => {
    if (nowMs - readAtMs >= seldomRead.length * MS_BETWEEN_VOLUMES) {
      readAtMs = nowMs;
      seldomRead = volumesOf(api.list('PersistentVolume'));
    }
    return seldomRead;
  };

  return {
    take: (parts) => {
      const nowMs = cluster.sim.now();
      return { ...stillOf(parts.revision), ...parts, nowMs, unixNowMs: cluster.unixNow(), traffic: trafficAt(cluster.network.traffic(), nowMs) };
    },
    passing: (parts) => {
      const nowMs = cluster.sim.now();
      return {
        ...parts,
        traffic: trafficAt(cluster.network.traffic(), nowMs),
        requestCounts: cluster.network.requestCounts(),
        volumes: volumesSeldom(nowMs),
        faults: cluster.faults(),
        leases: api.list('Lease'),
      };
    },
  };
}

/** In virtual milliseconds: a thousand volumes are read once in ten seconds. */
const MS_BETWEEN_VOLUMES = 10;

/** A frame of an earlier moment, put together again. */
export function frameAt(nowMs: number, unixNowMs: number, { leases, ...passing }: Passing, { objects, explanations }: Kept): Frame {
  return { ...passing, ...listsOf(new Map(objects).set('Lease', leases)), explanations, nowMs, unixNowMs, traffic: trafficAt(passing.traffic, nowMs) };
}

function trafficAt(traffic: Frame['traffic'], nowMs: number): Frame['traffic'] {
  return traffic.filter(({ atMs, durationMs }) => atMs + durationMs + TRAFFIC_LINGERS_MS >= nowMs);
}

/** The lists of a frame: later writes do not reach into them. */
function listsOf(objects: ReadonlyMap<string, readonly KubeObject[]>): Pick<Frame, 'list' | 'get'> {
  const list = <K extends string>(kind: K) => (objects.get(kind) ?? NONE) as readonly ObjectOf<K>[];
  return { list, get: <K extends string>(kind: K, namespace: string | undefined, name: string) => named(list(kind)).get(keyText(namespace, name)) as ObjectOf<K> | undefined };
}

const NONE: readonly KubeObject[] = [];
const NO_VOLUMES: readonly VolumeFrame[] = [];

/** Objects by key, made for a list when somebody first asks; a list stays the same until an object of its kind changes. */
const indexes = new WeakMap<readonly KubeObject[], ReadonlyMap<string, KubeObject>>();

function named(objects: readonly KubeObject[]): ReadonlyMap<string, KubeObject> {
  let index = indexes.get(objects);
  if (index === undefined) {
    index = new Map(objects.map((object) => [keyText(object.metadata.namespace, object.metadata.name), object]));
    indexes.set(objects, index);
  }
  return index;
}

function keyText(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Reads the volumes anew only after a disk or a volume has changed. */
function createVolumeReader(cluster: Seen): (volumes: readonly KubeObject[]) => readonly VolumeFrame[] {
  let read: readonly VolumeFrame[] = [];
  let readOf: readonly KubeObject[] | undefined;
  let readAt: number | undefined;
  return (volumes) => {
    if (volumes !== readOf || cluster.diskChanges() !== readAt) {
      readOf = volumes;
      readAt = cluster.diskChanges();
      read = volumes.map(({ metadata: { name } }) => ({ name, files: cluster.volumeContent(name) }));
    }
    return read;
  };
}
