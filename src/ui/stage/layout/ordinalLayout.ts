import type { ServiceModel } from '../model/serviceModel.ts';
import { matchesLabels } from '../model/objectKeys.ts';
import type { StageModel } from '../model/stageModel.ts';
import { placePool } from './poolBlock.ts';
import { placeServices } from './serviceRow.ts';
import { gutterOf, placeSet, RIGHT_MARGIN } from './setBlock.ts';
import { newDraft } from './layout.ts';
import type { Room, StageLayout } from './layout.ts';
import { placeStrip } from './strip.ts';

const TOP = 12;
const BLOCK_GAP = 20;

/** One column an ordinal, because the ordinal is the identity. Sets stand one under the other, pools after them. */
export function ordinalLayout(model: StageModel, room: Room): StageLayout {
  const draft = newDraft(room.width);
  draft.corridorX = gutterOf(room) - 8;
  const homes = servicesByHome(model);
  let y = placeStrip(draft, model, room, TOP) + BLOCK_GAP;
  const homeless = homes.get('') ?? [];
  if (homeless.length > 0) y = placeServices(draft, homeless, { left: gutterOf(room), width: draft.width - gutterOf(room) - RIGHT_MARGIN, top: y }) + BLOCK_GAP;
  for (const set of model.sets) y = placeSet(draft, set, homes.get(set.id) ?? [], room, y) + BLOCK_GAP;
  for (const pool of model.pools) y = placePool(draft, pool, homes.get(pool.id) ?? [], room, y) + BLOCK_GAP;
  draft.height = y - BLOCK_GAP + (model.isEmpty ? 16 : 8);
  return draft;
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
