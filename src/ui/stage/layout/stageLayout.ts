import type { StageModel } from '../model/stageModel.ts';
import type { Room, StageLayout } from './layout.ts';
import { nodeLayout } from './nodeLayout.ts';
import { ordinalLayout } from './ordinalLayout.ts';
import { storageLayout } from './storageLayout.ts';

export type ArrangementName = 'ordinal' | 'node' | 'storage';

/** Places every mark. Pure arithmetic: a test needs no browser. */
export function stageLayout(model: StageModel, arrangement: ArrangementName, room: Room): StageLayout {
  if (arrangement === 'node') return nodeLayout(model, room);
  if (arrangement === 'storage') return storageLayout(model, room);
  return ordinalLayout(model, room);
}
