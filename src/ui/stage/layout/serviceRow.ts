import type { ServiceModel } from '../model/serviceModel.ts';
import type { Draft } from './layout.ts';

const SERVICE_H = 32;
const LEAST_W = 216;
const GAP = 12;

/** Places Services in rows above what they lead to; answers the bottom of the last row. */
export function placeServices(draft: Draft, services: readonly ServiceModel[], place: { readonly left: number; readonly width: number; readonly top: number }): number {
  if (services.length === 0) return place.top;
  const perRow = Math.max(1, Math.min(services.length, Math.floor((place.width + GAP) / (LEAST_W + GAP))));
  const w = Math.min(360, Math.floor((place.width + GAP) / perRow - GAP));
  // Headless ones stand left, above the names; those with an address stand right, above their trunk.
  const inOrder = [...services].sort((a, b) => rank(a) - rank(b));
  inOrder.forEach((service, index) => {
    const row = Math.floor(index / perRow);
    const inRow = index % perRow;
    const isLastRight = service.kind === 'cluster' && inRow === perRow - 1 && perRow > 1;
    const x = isLastRight ? place.left + place.width - w : place.left + inRow * (w + GAP);
    draft.services.push({ service, box: { x, y: place.top + row * (SERVICE_H + 8), w, h: SERVICE_H }, isUnused: service.readyPods.size === 0 });
  });
  return place.top + Math.ceil(services.length / perRow) * (SERVICE_H + 8) - 8;
}

function rank({ kind }: ServiceModel): number {
  return kind === 'cluster' ? 1 : 0;
}
