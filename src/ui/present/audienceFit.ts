import type { LessonGroup } from '#lessons/lesson.ts';
import { stageLayout, type ArrangementName } from '../stage/layout/stageLayout.ts';
import type { StageLayout } from '../stage/layout/layout.ts';
import type { StageModel } from '../stage/model/stageModel.ts';
import { audienceZoom, type Size } from './audienceZoom.ts';

/** The smallest letters of the room's picture, in its own units, and the largest that its marks have room for. */
const LETTERS = { least: 12.5, most: 14.5 };
/** Nothing that a room has to read is smaller. */
const READABLE_PX = 28;

/** What can be left out of the picture so that the rest is larger. */
export type Part = 'strip' | 'services' | 'storage';

export interface FittedStage {
  readonly zoom: number;
  readonly layout: StageLayout;
  /** How large its smallest letters are drawn, in its own units. */
  readonly letters: number;
}

/**
 * The picture for a room: the fullest one whose smallest letters can be read from the back row. Where none can be, the
 * plainest one, as large as it goes.
 */
export function audienceFit(model: StageModel, arrangement: ArrangementName, view: Size, group: LessonGroup | undefined): FittedStage {
  const parts = group === undefined ? LEFT_OUT_FIRST.order : LEFT_OUT_FIRST[group];
  let shown = model;
  let fitted = fit(shown, arrangement, view);
  for (const part of parts) {
    if (fitted.zoom * fitted.letters >= READABLE_PX) break;
    shown = without(shown, part);
    fitted = fit(shown, arrangement, view);
  }
  return fitted;
}

/** By what a lesson is about: what it can do without is left out before what it shows. */
const LEFT_OUT_FIRST: Readonly<Record<LessonGroup, readonly Part[]>> = {
  identity: ['storage', 'strip', 'services'],
  dns: ['storage', 'strip', 'services'],
  order: ['strip', 'storage', 'services'],
  updates: ['strip', 'storage', 'services'],
  storage: ['strip', 'services'],
  failure: ['strip', 'services'],
  classroom: ['strip', 'storage', 'services'],
};

/** The picture's model without one of its parts. */
export function without(model: StageModel, part: Part): StageModel {
  if (part === 'strip') return withoutIdle(model);
  if (part === 'services') return { ...model, services: [] };
  return { ...model, sets: model.sets.map((set) => ({ ...set, templates: [], columns: set.columns.map((column) => ({ ...column, claims: [] })) })) };
}

/** What only stands by: helpers, the terminal's place, pods that have ended, a control plane that carries nothing. */
function withoutIdle(model: StageModel): StageModel {
  const pods = [...model.sets.flatMap(({ columns }) => columns.flatMap(({ pod, ghosts }) => [pod, ...ghosts])), ...model.pools.flatMap((pool) => pool.pods), ...model.loosePods];
  const used = new Set(pods.map((pod) => pod?.node));
  return {
    ...model,
    helpers: [],
    terminalNode: '',
    loosePods: model.loosePods.filter(({ state }) => state !== 'completed'),
    nodes: model.nodes.filter(({ name, isControlPlane, isReady, fault }) => !isControlPlane || !isReady || fault !== undefined || used.has(name)),
  };
}

function fit(model: StageModel, arrangement: ArrangementName, view: Size): FittedStage {
  const { zoom, layout } = fitWhole(model, arrangement, view);
  const letters = Math.min(LETTERS.most, Math.max(LETTERS.least, Math.ceil((READABLE_PX / zoom) * 100) / 100));
  return { zoom, layout, letters };
}

/** The whole picture in a view, not larger than `most`. */
export function fitWhole(model: StageModel, arrangement: ArrangementName, view: Size, most = Number.POSITIVE_INFINITY): Pick<FittedStage, 'zoom' | 'layout'> {
  const layoutAt = (width: number) => stageLayout(model, arrangement, { width, isPhone: false, bar: { w: 0, h: 0 } });
  const zoom = Math.min(most, audienceZoom(view, layoutAt));
  return { zoom, layout: layoutAt(Math.floor(view.width / zoom)) };
}
