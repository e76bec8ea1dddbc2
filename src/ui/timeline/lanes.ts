import type { History, Life } from '../history/history.ts';
import type { StageModel } from '../stage/model/stageModel.ts';
import type { PodState } from '../stage/model/podState.ts';

/** A stretch of a lane in one state. An open end goes on to now. */
export interface Segment {
  readonly id: string;
  readonly uid: string;
  readonly state: PodState;
  readonly fromMs: number;
  readonly toMs: number | undefined;
  /** The first stretch of a new incarnation. */
  readonly isBirth: boolean;
  readonly revision: string | undefined;
}

/** One pod's name over time: the name stays while the pods that have it come and go. */
export interface Lane {
  readonly id: string;
  readonly label: string;
  readonly namespace: string;
  readonly podName: string;
  readonly segments: readonly Segment[];
}

/** More lanes than this are summed up. */
export const MOST_LANES = 60;

/** A name that has a lane. */
export interface LaneName {
  readonly namespace: string;
  readonly podName: string;
}

/**
 * Whose lanes are shown: the pods on the stage, sets first, in the order of their ordinals. `count` is how much
 * of the growing history is read.
 */
export function laneNames(model: StageModel, history: History, count = history.count()): readonly LaneName[] {
  if (count === 0) return [];
  const ofSets = model.sets.flatMap(({ namespace, columns }) => columns.map(({ podName }) => ({ namespace, podName })));
  const seen = new Set(ofSets.map(({ namespace, podName }) => `${namespace}/${podName}`));
  const others = history
    .lives()
    .filter(({ namespace, name, bornAtMs, owner }) => bornAtMs > 0 && !namespace.startsWith('kube-') && !seen.has(`${namespace}/${name}`) && owner?.kind !== 'StatefulSet')
    .map(({ namespace, name }) => ({ namespace, podName: name }));
  return [...new Map([...ofSets, ...others].map((lane) => [`${lane.namespace}/${lane.podName}`, lane])).values()];
}

/** The lanes of names, from what the history says of them. `count` as above. */
export function lanesOf(names: readonly LaneName[], history: History, count = history.count()): readonly Lane[] {
  if (count === 0) return [];
  return names.map(({ namespace, podName }) => ({
    id: `${namespace}/${podName}`,
    label: podName,
    namespace,
    podName,
    segments: history.livesOf(namespace, podName).flatMap(segmentsOf),
  }));
}

const segments = new WeakMap<Life, { readonly last: Life['phases'][number] | undefined; readonly endedAtMs: number | undefined; readonly segments: readonly Segment[] }>();

/** Made anew only when the life has gone on: most lives of many do not while one does. */
function segmentsOf(life: Life): readonly Segment[] {
  const { endedAtMs } = life;
  const last = life.phases.at(-1);
  const known = segments.get(life);
  if (known !== undefined && known.last === last && known.endedAtMs === endedAtMs) return known.segments;
  const made = madeSegments(life);
  segments.set(life, { last, endedAtMs, segments: made });
  return made;
}

function madeSegments(life: Life): readonly Segment[] {
  return life.phases.map(({ state, fromMs }, index) => ({
    id: `${life.uid}/${index}`,
    uid: life.uid,
    state,
    fromMs,
    toMs: life.phases[index + 1]?.fromMs ?? life.endedAtMs,
    isBirth: index === 0,
    revision: life.revision,
  }));
}

/** A lane of many ordinals: at each step of time how many were in which state. */
export interface SummaryLane {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly { readonly fromMs: number; readonly toMs: number; readonly ready: number; readonly trouble: number; readonly lost: number; readonly moving: number }[];
}

/** Sums lanes up in groups of a round number, so that about ten remain. */
export function summaryLanes(lanes: readonly Lane[], fromMs: number, toMs: number, nowMs: number, cellCount = 60): readonly SummaryLane[] {
  const step = (toMs - fromMs) / cellCount;
  return groupsOf(lanes).map((group, index) => ({
    id: `group-${index}`,
    label: labelOf(group),
    cells: Array.from({ length: cellCount }, (_, cell) => cellOf(group, fromMs + cell * step, fromMs + (cell + 1) * step)).filter((cell) => cell.fromMs <= nowMs),
  }));
}

/** What the summed lanes are called: `shards 0–19`. */
export function groupLabels(lanes: readonly LaneName[]): readonly string[] {
  return groupsOf(lanes).map(labelOf);
}

/** Neighbours of one set together, in groups of a round number. */
function groupsOf<L extends LaneName>(lanes: readonly L[]): readonly (readonly L[])[] {
  const size = lanes.length > 500 ? 100 : lanes.length > 120 ? 20 : 10;
  const groups: L[][] = [];
  for (const lane of lanes) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < size && stemOf(last[0]) === stemOf(lane)) last.push(lane);
    else groups.push([lane]);
  }
  return groups;
}

function labelOf(group: readonly LaneName[]): string {
  return group.length === 1 ? (group[0]?.podName ?? '') : `${stemOf(group[0])} ${ordinalText(group[0])}–${ordinalText(group.at(-1))}`;
}

function stemOf(lane: LaneName | undefined): string {
  return lane?.podName.slice(0, lane.podName.lastIndexOf('-')) ?? '';
}

function ordinalText(lane: LaneName | undefined): string {
  return lane?.podName.slice(lane.podName.lastIndexOf('-') + 1) ?? '';
}

const TROUBLE: ReadonlySet<PodState> = new Set(['failed', 'crashLoop', 'imageBackOff', 'stillRunning']);

function cellOf(lanes: readonly Lane[], fromMs: number, toMs: number): SummaryLane['cells'][number] {
  const counts = { ready: 0, trouble: 0, lost: 0, moving: 0 };
  for (const { segments } of lanes) {
    const state = segments.findLast((segment) => segment.fromMs < toMs && (segment.toMs ?? Infinity) > fromMs)?.state;
    if (state === undefined) continue;
    if (TROUBLE.has(state)) counts.trouble += 1;
    else if (state === 'nodeLost') counts.lost += 1;
    else if (state === 'ready' || state === 'minReady') counts.ready += 1;
    else counts.moving += 1;
  }
  const total = Math.max(1, lanes.length);
  return { fromMs, toMs, ready: counts.ready / total, trouble: counts.trouble / total, lost: counts.lost / total, moving: counts.moving / total };
}
