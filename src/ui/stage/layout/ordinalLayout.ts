import type { ServiceModel } from '../model/serviceModel.ts';
import { matchesLabels } from '../model/objectKeys.ts';
import type { StageModel } from '../model/stageModel.ts';
import type { PoolModel } from '../model/poolModel.ts';
import { LEAST_POOL_W, placePool } from './poolBlock.ts';
import { placeServices } from './serviceRow.ts';
import { gutterOf, placeSet, RIGHT_MARGIN } from './setBlock.ts';
import { newDraft } from './layout.ts';
import type { Draft, Room, StageLayout } from './layout.ts';
import { placeStrip } from './strip.ts';

const TOP = 16;
const BLOCK_GAP = 20;

/** One column an ordinal, because the ordinal is the identity. Sets stand one under the other, pools after them. */
export function ordinalLayout(model: StageModel, room: Room): StageLayout {
  const draft = newDraft(room.width);
  draft.corridorX = gutterOf(room) - 8;
  const homes = servicesByHome(model);
  const bottomOfStrip = placeStrip(draft, model, room, TOP);
  let y = bottomOfStrip === TOP ? TOP : bottomOfStrip + BLOCK_GAP;
  const homeless = homes.get('') ?? [];
  if (homeless.length > 0) y = placeServices(draft, homeless, { left: gutterOf(room), width: draft.width - gutterOf(room) - RIGHT_MARGIN, top: y }) + BLOCK_GAP;
  const shared = { ...room, isShared: model.pools.length > 0 && !room.isPhone };
  const waiting = [...model.pools];
  for (const set of model.sets) {
    const top = y;
    y = placeSet(draft, set, homes.get(set.id) ?? [], shared, top) + BLOCK_GAP;
    const beside = placeBeside(draft, waiting, homes, shared, top, y);
    y = Math.max(y, beside);
  }
  for (const pool of waiting) y = placePool(draft, pool, homes.get(pool.id) ?? [], { left: gutterOf(room) + 8, width: draft.width - gutterOf(room) - RIGHT_MARGIN - 8, top: y }) + BLOCK_GAP;
  draft.height = y - BLOCK_GAP + (model.isEmpty ? 16 : 8);
  return draft;
}

/** A pool stands beside a set where there is room, so that the two can be compared. Takes what it placed off the list. */
function placeBeside(draft: Draft, waiting: PoolModel[], homes: ReadonlyMap<string, readonly ServiceModel[]>, room: Room, top: number, bottom: number): number {
  const right = Math.max(...[...draft.frames, ...draft.services, ...draft.slots].filter(({ box }) => box.y >= top && box.y < bottom).map(({ box }) => box.x + box.w), 0);
  const left = right + 56;
  const width = draft.width - left - RIGHT_MARGIN;
  if (room.isShared !== true || width < LEAST_POOL_W) return top;
  let y = top;
  while (waiting.length > 0 && y < bottom - 100) {
    const pool = waiting.shift();
    if (pool !== undefined) y = placePool(draft, pool, homes.get(pool.id) ?? [], { left, width, top: y }) + BLOCK_GAP;
  }
  return y;
}

/** Each Service stands above the first set or pool that it leads to; one that leads nowhere stands alone. */
function servicesByHome({ sets, pools, services }: StageModel): ReadonlyMap<string, readonly ServiceModel[]> {
  const homes = new Map<string, ServiceModel[]>();
  for (const service of services) {
    const governed = sets.find((set) => set.exists && set.namespace === service.namespace && set.serviceName === service.name);
    const selected = [...sets, ...pools].find(({ namespace, podLabels }) => namespace === service.namespace && matchesLabels(service.selector, podLabels));
    const id = (governed ?? selected)?.id ?? '';
    homes.set(id, [...(homes.get(id) ?? []), service]);
  }
  return homes;
}
