import { keyText } from '../model/objectKeys.ts';
import type { Box, StageLayout } from './layout.ts';

export interface Stop {
  readonly key: string;
  readonly box: Box;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Everything that can be focused, top to bottom and left to right. */
export function stopsOf(layout: StageLayout): readonly Stop[] {
  const stops = new Map<string, Stop>();
  const add = (key: string, box: Box) => {
    if (!stops.has(key)) stops.set(key, { key, box });
  };
  for (const { pod, box } of layout.pods) add(keyText(pod.key), box);
  for (const { helper, box } of layout.helpers) add(keyText(helper.key), box);
  for (const { service, box } of layout.services) add(keyText(service.key), box);
  for (const { claim, box } of layout.claims) add(keyText(claim.key), box);
  for (const { volume, box } of layout.volumes) if (volume.key !== undefined) add(keyText(volume.key), box);
  for (const { set, pool, box } of layout.frames) {
    const owner = set ?? pool;
    if (owner !== undefined) add(keyText(owner.key), { x: box.x, y: box.y + box.h, w: box.w, h: 24 });
  }
  for (const { set, box } of layout.grids) add(keyText(set.key), { ...box, h: 24 });
  for (const { set, box } of layout.heats) add(keyText(set.key), { ...box, h: 24 });
  for (const { node, box } of layout.shelves) if (node !== undefined) add(keyText(node.key), { ...box, w: 164, h: 84 });
  return [...stops.values()].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

/** The stop that an arrow key goes to: the nearest one in that direction, straight ahead before aside. */
export function nearestMark(stops: readonly Stop[], from: string, direction: Direction): Stop | undefined {
  const start = stops.find(({ key }) => key === from);
  if (start === undefined) return stops[0];
  let best: { readonly stop: Stop; readonly cost: number } | undefined;
  for (const stop of stops) {
    if (stop === start) continue;
    const cost = costOf(start.box, stop.box, direction);
    if (cost !== undefined && (best === undefined || cost < best.cost)) best = { stop, cost };
  }
  return best?.stop;
}

/** A mark may lie this many times further aside than ahead. */
const MOST_ASIDE = 2;

function costOf(from: Box, to: Box, direction: Direction): number | undefined {
  const isVertical = direction === 'up' || direction === 'down';
  const sign = direction === 'up' || direction === 'left' ? -1 : 1;
  const ahead = sign * (isVertical ? centreY(to) - centreY(from) : centreX(to) - centreX(from));
  if (ahead < 4) return undefined;
  const aside = Math.abs(isVertical ? centreX(to) - centreX(from) : centreY(to) - centreY(from));
  const isBeside = isVertical ? overlaps(from.x, from.w, to.x, to.w) : overlaps(from.y, from.h, to.y, to.h);
  // What lies far more aside than ahead is meant by another arrow.
  if (!isBeside && aside > ahead * MOST_ASIDE) return undefined;
  return ahead + aside * (isBeside ? 0.3 : 3);
}

const centreX = ({ x, w }: Box) => x + w / 2;
const centreY = ({ y, h }: Box) => y + h / 2;

function overlaps(a: number, aSize: number, b: number, bSize: number): boolean {
  return a < b + bSize && b < a + aSize;
}
