import type { Cluster } from '#engine/cluster.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { ObjectOf } from '#engine/kinds/kindMap.ts';
import type { LessonProgress } from '#lessons/progress.ts';
import type { Crash, EditorFrame, Frame, Mark, TerminalFrame } from './session.ts';

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

/** The kinds whose objects a picture may show, taken at this moment: later writes do not reach into a frame. */
function snapshot(cluster: Cluster): ReadonlyMap<string, readonly KubeObject[]> {
  const api = cluster.api.as('session');
  return new Map(api.kinds().map(({ kind }) => [kind, api.list(kind)]));
}

export function createFrame(cluster: Cluster, parts: FrameParts): Frame {
  const nowMs = cluster.sim.now();
  const objects = snapshot(cluster);
  const list = <K extends string>(kind: K) => (objects.get(kind) ?? []) as readonly ObjectOf<K>[];
  const volumes = (objects.get('PersistentVolume') ?? []).map(({ metadata: { name } }) => ({ name, files: cluster.volumeContent(name) }));
  return {
    ...parts,
    nowMs,
    unixNowMs: cluster.unixNow(),
    list,
    get: (kind, namespace, name) => list(kind).find(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
    explanations: cluster.explanations(),
    traffic: cluster.network.traffic().filter(({ atMs, durationMs }) => atMs + durationMs + TRAFFIC_LINGERS_MS >= nowMs),
    requestCounts: cluster.network.requestCounts(),
    volumes,
    faults: cluster.faults(),
  };
}
