import type { PoolModel } from '../model/poolModel.ts';
import type { ServiceModel } from '../model/serviceModel.ts';
import { placeServices } from './serviceRow.ts';
import type { Draft } from './layout.ts';
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
    if (index < perRow && !isMany) wirePod(draft, services, pod.name, box.x + box.w / 2, y);
  });
  const rows = Math.max(1, Math.ceil(pool.pods.length / perRow));
  const h = rows * (size.h + GAP) - GAP + 2 * PAD;
  const used = Math.min(perRow, Math.max(pool.pods.length, 2));
  draft.frames.push({ id: pool.id, box: { x: left - PAD, y: y - PAD, w: used * (size.w + GAP) - GAP + 2 * PAD, h }, pool });
  return y - PAD + h + STATUS_H;
}

function wirePod(draft: Draft, services: readonly ServiceModel[], podName: string, x: number, podY: number): void {
  const service = services.find(({ kind, readyPods }) => kind === 'cluster' && readyPods.has(podName));
  const box = draft.services.find((placed) => placed.service === service)?.box;
  if (service === undefined || box === undefined) return;
  const startX = box.x + 32;
  draft.wires.push({ id: `${service.id}/${podName}`, d: roundedPath([[startX, box.y + box.h], [startX, podY - PAD - 12], [x, podY - PAD - 12], [x, podY]]), tone: 'accent', style: 'solid' });
  const count = service.requests.get(podName) ?? 0;
  if (service.requestCount > 0) draft.counts.push({ id: `${service.id}/${podName}`, x, y: podY, count, isReady: true });
}
