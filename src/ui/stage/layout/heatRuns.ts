import type { PodState } from '../model/podState.ts';
import type { RevisionLook } from '../model/revisionModel.ts';
import type { ColumnModel } from '../model/setModel.ts';

/** A stretch of neighbouring ordinals that are alike. */
export interface HeatRun {
  readonly from: number;
  /** One past the last place. */
  readonly to: number;
  readonly state: PodState | 'absent';
  readonly look: RevisionLook | undefined;
}

/** Joins neighbours in the same state and revision, so that a thousand ordinals are few shapes. */
export function heatRuns(columns: readonly ColumnModel[]): readonly HeatRun[] {
  const runs: { from: number; to: number; state: HeatRun['state']; look: RevisionLook | undefined }[] = [];
  columns.forEach(({ pod }, place) => {
    const state = pod?.state ?? 'absent';
    const look = pod?.revision?.look;
    const last = runs.at(-1);
    if (last !== undefined && last.state === state && last.look === look) last.to = place + 1;
    else runs.push({ from: place, to: place + 1, state, look });
  });
  return runs;
}

/** Height tells the state as colour does: what needs a person stands highest. */
export const HEAT_HEIGHT: Readonly<Record<HeatRun['state'], number>> = {
  absent: 3,
  completed: 8,
  minReady: 10,
  terminating: 12,
  ready: 14,
  pending: 16,
  creating: 18,
  notReady: 20,
  nodeLost: 24,
  goneFromApi: 24,
  failed: 32,
  crashLoop: 32,
  imageBackOff: 32,
  stillRunning: 32,
};
