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

/** How long an exchange stays in the frames after its answer came, in milliseconds. */
const TRAFFIC_LINGERS_MS = 4000;

/** The part of a frame that stays the same while only the time moves. */
type Still = Pick<Frame, 'list' | 'get' | 'explanations' | 'requestCounts' | 'volumes' | 'faults' | 'revision'>;

/** What a frame is read from. */
type Seen = Pick<Cluster, 'sim' | 'api' | 'unixNow' | 'explanations' | 'faults' | 'diskChanges' | 'volumeContent'> & { readonly network: Pick<Cluster['network'], 'requestCounts' | 'traffic'> };

/** Takes frames of a cluster that does not move yet: nothing runs, and nobody has looked into its volumes. */
export function createStillFrames({ sim, api, unixNow, reasons, faultBoard }: StillCluster): (parts: FrameParts) => Frame {
  return createFrames({
    sim, api, unixNow,
    explanations: reasons.all,
    faults: faultBoard.active,
    diskChanges: () => 0,
    volumeContent: () => [],
    network: { requestCounts: () => new Map(), traffic: () => [] },
  });
}

/** Takes frames of a cluster. What has not changed since the last one is taken over from it. */
export function createFrames(cluster: Seen): (parts: FrameParts) => Frame {
  const volumesOf = createVolumeReader(cluster);
  let still: Still | undefined;

  const stillOf = (revision: number): Still => {
    if (still?.revision === revision) return still;
    const objects = snapshot(cluster);
    const list = <K extends string>(kind: K) => (objects.get(kind) ?? NONE) as readonly ObjectOf<K>[];
    return (still = {
      revision,
      list,
      get: <K extends string>(kind: K, namespace: string | undefined, name: string) => named(list(kind)).get(keyText(namespace, name)) as ObjectOf<K> | undefined,
      explanations: cluster.explanations(),
      requestCounts: cluster.network.requestCounts(),
      volumes: volumesOf(list('PersistentVolume')),
      faults: cluster.faults(),
    });
  };

  return (parts) => {
    const nowMs = cluster.sim.now();
    return {
      ...stillOf(parts.revision),
      ...parts,
      nowMs,
      unixNowMs: cluster.unixNow(),
      traffic: cluster.network.traffic().filter(({ atMs, durationMs }) => atMs + durationMs + TRAFFIC_LINGERS_MS >= nowMs),
    };
  };
}

const NONE: readonly KubeObject[] = [];

/** The objects of each kind at this moment: later writes do not reach into a frame. */
function snapshot(cluster: Seen): ReadonlyMap<string, readonly KubeObject[]> {
  const api = cluster.api.as('session');
  return new Map(api.kinds().map(({ kind }) => [kind, api.list(kind)]));
}

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
