import type { Hop, Outcome, Traffic } from '#engine/network/network.ts';
import type { Box, StageLayout } from '../layout/layout.ts';
import { distance } from '../layout/wires.ts';
import type { Point } from '../layout/wires.ts';

/** An exchange on its way over the stage. Times are simulated milliseconds since the session's start. */
export interface Flight {
  readonly id: number;
  readonly kind: Traffic['kind'];
  readonly outcome: Outcome;
  readonly points: readonly Point[];
  readonly startMs: number;
  readonly endMs: number;
  readonly label: string;
  readonly answer: string;
}

/** A real exchange lasts less than a millisecond; the picture gives each this long at ordinary speed. */
const SHOWN_MS = 900;

/**
 * Which exchanges are on the stage, and when each is drawn. Exchanges of one client follow each other, so
 * that the question to DNS is seen before the request that it was asked for.
 */
export function flightsOf(traffic: readonly Traffic[], layout: StageLayout, speed: number): readonly Flight[] {
  const places = placesOf(layout);
  const shownMs = SHOWN_MS * Math.max(1, speed / 2);
  const freeAtMs = new Map<string, number>();
  return traffic.flatMap((exchange): Flight[] => {
    const boxes = exchange.path.map((hop) => places(hop)).filter((box) => box !== undefined);
    const client = `${exchange.path[0]?.kind}/${exchange.path[0]?.name}`;
    if (boxes.length < 2) return [];
    const startMs = Math.max(exchange.atMs, freeAtMs.get(client) ?? 0);
    // A burst is not drawn long after it is over: from there on exchanges share their time.
    const isLate = startMs - exchange.atMs > 2.5 * shownMs;
    const begin = isLate ? exchange.atMs : startMs;
    const endMs = begin + Math.max(shownMs, Math.min(exchange.durationMs, 4 * shownMs));
    freeAtMs.set(client, endMs);
    return [{ id: exchange.id, kind: exchange.kind, outcome: exchange.outcome, points: routeThrough(boxes), startMs: begin, endMs, label: exchange.label, answer: exchange.answer }];
  });
}

/** Where each stop of a path stands on the stage. */
function placesOf(layout: StageLayout): (hop: Hop) => Box | undefined {
  const pods = new Map(layout.pods.map(({ pod, box }) => [`${pod.key.namespace}/${pod.name}`, box]));
  const services = new Map(layout.services.map(({ service, box }) => [`${service.namespace}/${service.name}`, box]));
  const nodes = new Map(layout.shelves.flatMap(({ node, box }) => (node === undefined ? [] : [[node.name, { x: box.x + 8, y: box.y + 12, w: 164, h: 84 }] as const])));
  const dns = layout.helpers.find(({ helper }) => helper.role === 'dns')?.box;
  return ({ kind, name }) => {
    if (kind === 'pod') return pods.get(name);
    if (kind === 'service') return services.get(name);
    if (kind === 'dns') return dns;
    if (kind === 'node') return nodes.get(name) ?? layout.terminal;
    return undefined;
  };
}

/** Straight lines with right angles from box to box: out of the near side, into the near side. */
export function routeThrough(boxes: readonly Box[]): readonly Point[] {
  const points: Point[] = [];
  boxes.slice(1).forEach((to, index) => {
    const from = boxes[index];
    if (from !== undefined) points.push(...routeBetween(from, to));
  });
  return points.filter((point, index) => index === 0 || distance(point, points[index - 1] ?? point) > 0.5);
}

function routeBetween(from: Box, to: Box): readonly Point[] {
  const [fromX, toX] = [from.x + from.w / 2, to.x + to.w / 2];
  const isSameRow = Math.abs(from.y + from.h / 2 - (to.y + to.h / 2)) < 12;
  if (isSameRow) {
    const y = Math.min(from.y, to.y) - 6;
    const isClose = Math.abs(fromX - toX) < (from.w + to.w) / 2 + 12;
    if (isClose) return [[fromX < toX ? from.x + from.w : from.x, from.y + from.h / 2], [fromX < toX ? to.x : to.x + to.w, to.y + to.h / 2]];
    return [[fromX, from.y], [fromX, y], [toX, y], [toX, to.y]];
  }
  const isDown = to.y > from.y;
  const startY = isDown ? from.y + from.h : from.y;
  const endY = isDown ? to.y : to.y + to.h;
  const turnY = isDown ? endY - 11 : endY + 11;
  return [[fromX, startY], [fromX, turnY], [toX, turnY], [toX, endY]];
}

/** The place on a line of points, by the share of its length. */
export function pointAlong(points: readonly Point[], fraction: number): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index] ?? point, point));
  let left = Math.min(Math.max(fraction, 0), 1) * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    const [a, b] = [points[index], points[index + 1]];
    if (a === undefined || b === undefined) break;
    if (left <= length && length > 0) return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
    left -= length;
  }
  return points.at(-1) ?? [0, 0];
}

/** How an exchange looks at a moment: under way, on its way back, or stopped where it failed. */
export interface Moment {
  readonly phase: 'before' | 'going' | 'returning' | 'stopped' | 'over';
  readonly fraction: number;
}

/** What does not come back stops at the end of its way and shows why for the second half of its time. */
export function momentOf(flight: Flight, nowMs: number): Moment {
  if (nowMs < flight.startMs) return { phase: 'before', fraction: 0 };
  const progress = (nowMs - flight.startMs) / (flight.endMs - flight.startMs);
  if (progress >= 1.15) return { phase: 'over', fraction: 1 };
  if (progress < 0.5) return { phase: 'going', fraction: progress * 2 };
  const comesBack = flight.outcome === 'ok' || flight.outcome === 'nodata';
  return comesBack ? { phase: progress >= 1 ? 'over' : 'returning', fraction: Math.max(0, 2 - progress * 2) } : { phase: 'stopped', fraction: 1 };
}
