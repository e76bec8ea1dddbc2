import type { Hop } from '#engine/network/network.ts';
import type { Box, StageLayout } from '../layout/layout.ts';
import { distance } from '../layout/wires.ts';
import type { Point } from '../layout/wires.ts';

/** A stop of an exchange where it stands on the stage. */
interface Stop {
  readonly kind: 'strip' | 'service' | 'pod';
  /** The Service's id or the pod's uid. */
  readonly id: string;
  readonly box: Box;
  /** The line under a node's pods, where pods stand on shelves. */
  readonly boardY: number | undefined;
}

/**
 * Draws the way of an exchange over the stage. Lines have right angles and pass beside the marks: Services are
 * left along their bus, and other rows are reached through the corridor on the left.
 */
export function routerOf(layout: StageLayout): (path: readonly Hop[]) => readonly Point[] {
  const find = finderOf(layout);
  const buses = new Map(layout.routes.map(({ service, pod, points }) => [`${service}/${pod}`, points]));
  return (path) => {
    const stops = path.map(find).filter((stop) => stop !== undefined);
    const points = stops.slice(1).flatMap((to, index) => {
      const from = stops[index];
      if (from === undefined) return [];
      // What goes on along a Service's bus enters the Service above the bus.
      const next = stops[index + 2];
      const busX = next === undefined ? undefined : buses.get(`${to.id}/${next.id}`)?.[0]?.[0];
      return buses.get(`${from.id}/${to.id}`) ?? routeBetween(from, to, layout.corridorX, busX);
    });
    return points.filter((point, index) => index === 0 || distance(point, points[index - 1] ?? point) > 0.5);
  };
}

/** Nodes that an exchange only passes are not stops: pods stand on them. */
function finderOf(layout: StageLayout): (hop: Hop, index: number) => Stop | undefined {
  const boards = layout.shelves.map(({ box }) => ({ top: box.y, bottom: box.y + box.h, boardY: box.y + box.h - 10 }));
  const boardOf = (box: Box) => boards.find(({ top, bottom }) => box.y > top && box.y < bottom)?.boardY;
  const stops = new Map<string, Stop>();
  for (const { pod, box, form } of layout.pods) {
    const boardY = boardOf(box);
    stops.set(`pod/${pod.key.namespace}/${pod.name}`, { kind: form === 'pill' && boardY === undefined ? 'strip' : 'pod', id: pod.uid, box, boardY });
  }
  for (const { service, box } of layout.services) stops.set(`service/${service.namespace}/${service.name}`, { kind: 'service', id: service.id, box, boardY: undefined });
  const dns = layout.helpers.find(({ helper }) => helper.role === 'dns');
  const { terminal } = layout;
  return ({ kind, name }, index) => {
    if (kind === 'dns') return dns === undefined ? undefined : { kind: 'strip', id: dns.helper.id, box: dns.box, boardY: undefined };
    if (kind === 'node') return index === 0 && terminal?.node === name ? { kind: 'strip', id: name, box: terminal.box, boardY: undefined } : undefined;
    return stops.get(`${kind}/${name}`);
  };
}

/** Between two rows of the strip. */
const BELOW_STRIP = 4;
/** How far above a row of pods exchanges pass. */
const ABOVE = 15;

function routeBetween(from: Stop, to: Stop, corridorX: number, enterX: number | undefined): readonly Point[] {
  if (from.boardY !== undefined || to.boardY !== undefined) return overBoards(from, to, corridorX);
  const [a, b] = [from.box, to.box];
  const isSameRow = Math.abs(a.y + a.h / 2 - (b.y + b.h / 2)) < 12;
  if (isSameRow) return alongRow(a, b, from.kind === 'pod' ? ABOVE : 6);
  if (from.kind === 'strip' && to.kind !== 'pod') return downTo(a, b, enterX);
  if (from.kind === 'service') return downTo(a, b, enterX);
  return throughCorridor(from, to, corridorX, enterX);
}

/** Over the tops of neighbours; between two that touch, straight. */
function alongRow(a: Box, b: Box, above: number): readonly Point[] {
  const [ax, bx] = [a.x + a.w / 2, b.x + b.w / 2];
  if (Math.abs(ax - bx) < (a.w + b.w) / 2 + 12 && above < 10) {
    const y = a.y + a.h / 2;
    return ax < bx ? [[a.x + a.w, y], [b.x, y]] : [[a.x, y], [b.x + b.w, y]];
  }
  const y = Math.min(a.y, b.y) - above;
  return [[ax, a.y], [ax, y], [bx, y], [bx, b.y]];
}

function downTo(a: Box, b: Box, enterX = b.x + Math.min(b.w / 2, 48)): readonly Point[] {
  const [ax, bx] = [a.x + a.w / 2, enterX];
  const isDown = b.y > a.y;
  const startY = isDown ? a.y + a.h : a.y;
  const endY = isDown ? b.y : b.y + b.h;
  const turnY = isDown ? endY - 9 : endY + 9;
  return [[ax, startY], [ax, turnY], [bx, turnY], [bx, endY]];
}

/** From row to row beside everything: pods are left and entered at the top, the strip at its bottom. */
function throughCorridor(from: Stop, to: Stop, corridorX: number, enterX: number | undefined): readonly Point[] {
  const leave = doorOf(from);
  const enter = doorOf(to, enterX);
  return [leave.at, leave.out, [corridorX, leave.out[1]], [corridorX, enter.out[1]], enter.out, enter.at];
}

function doorOf({ kind, box }: Stop, enterX?: number): { readonly at: Point; readonly out: Point } {
  const x = enterX ?? box.x + (kind === 'pod' ? Math.min(32, box.w / 2) : box.w / 2);
  if (kind === 'pod') return { at: [x, box.y], out: [x, box.y - ABOVE] };
  if (kind === 'service') return { at: [x, box.y], out: [x, box.y - 9] };
  return { at: [x, box.y + box.h], out: [x, box.y + box.h + BELOW_STRIP] };
}

/** The node's network is the board that its pods stand on; boards are joined at the side. */
function overBoards(from: Stop, to: Stop, corridorX: number): readonly Point[] {
  const leave = boardDoorOf(from);
  const enter = boardDoorOf(to);
  return [leave.at, leave.out, [corridorX, leave.out[1]], [corridorX, enter.out[1]], enter.out, enter.at];
}

function boardDoorOf(stop: Stop): { readonly at: Point; readonly out: Point } {
  if (stop.boardY === undefined) return doorOf({ ...stop, kind: 'strip' });
  const x = stop.box.x + stop.box.w / 2;
  return { at: [x, stop.box.y + stop.box.h], out: [x, stop.boardY] };
}
