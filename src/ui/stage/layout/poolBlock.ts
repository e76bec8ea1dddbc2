import type { PoolModel } from '../model/poolModel.ts';
import type { ServiceModel } from '../model/serviceModel.ts';
import { placeServices } from './serviceRow.ts';
import type { Box, Draft } from './layout.ts';
import { roundedPath } from './wires.ts';

const MINI = { w: 136, h: 84 };
const CELL = { w: 64, h: 44 };
const GAP = 8;
const PAD = 12;
const STATUS_H = 32;

export interface PoolArea {
  readonly left: number;
  readonly width: number;
  readonly top: number;
}

/** The least width that shows a pool as a pool: two pods beside each other. */
export const LEAST_POOL_W = 2 * MINI.w + GAP + 2 * PAD;

/** Places an unordered pool: the pods of a Deployment, one like the other. Answers where the next thing may begin. */
export function placePool(draft: Draft, pool: PoolModel, services: readonly ServiceModel[], { left, width, top }: PoolArea): number {
  const y = placeServices(draft, services, { left: left - PAD, width: Math.min(width, 480), top }) + (services.length === 0 ? 0 : 28) + PAD;
  const isMany = pool.pods.length > 24;
  const size = isMany ? CELL : MINI;
  const perRow = Math.max(1, Math.floor((width - PAD + GAP) / (size.w + GAP)));
  pool.pods.forEach((pod, index) => {
    const box = { x: left + (index % perRow) * (size.w + GAP), y: y + Math.floor(index / perRow) * (size.h + GAP), ...size };
    draft.pods.push({ pod, box, form: isMany ? 'compact' : 'mini', column: undefined, isGhost: false });
    if (isMany) return;
    const service = services.find(({ kind, readyPods }) => kind === 'cluster' && readyPods.has(pod.name));
    if (service === undefined) return;
    // Those behind the first row are counted as well; a wire to them would cross the row.
    if (index < perRow) wirePod(draft, service, pod.name, box);
    countRequests(draft, service, pod.name, box);
  });
  const rows = Math.max(1, Math.ceil(pool.pods.length / perRow));
  const h = rows * (size.h + GAP) - GAP + 2 * PAD;
  const used = Math.min(perRow, Math.max(pool.pods.length, 2));
  draft.frames.push({ id: pool.id, box: { x: left - PAD, y: y - PAD, w: used * (size.w + GAP) - GAP + 2 * PAD, h }, pool });
  return y - PAD + h + STATUS_H;
}

function wirePod(draft: Draft, service: ServiceModel, podName: string, { x, y, w }: Box): void {
  const from = draft.services.find((placed) => placed.service === service)?.box;
  if (from === undefined) return;
  const startX = from.x + 32;
  const endX = x + w / 2;
  draft.wires.push({ id: `${service.id}/${podName}`, d: roundedPath([[startX, from.y + from.h], [startX, y - PAD - 12], [endX, y - PAD - 12], [endX, y]]), tone: 'accent', style: 'solid' });
}

/** How many of a service's requests a pod has answered, once there was one. */
function countRequests(draft: Draft, service: ServiceModel, podName: string, { x, y, w }: Box): void {
  const count = service.requests.get(podName) ?? 0;
  if (service.requestCount > 0) draft.counts.push({ id: `${service.id}/${podName}`, x: x + w / 2, y, count, isReady: true });
}
