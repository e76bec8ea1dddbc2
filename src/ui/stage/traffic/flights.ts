import type { Outcome, Traffic } from '#engine/network/network.ts';
import type { StageLayout } from '../layout/layout.ts';
import { distance } from '../layout/wires.ts';
import type { Point } from '../layout/wires.ts';
import { routerOf } from './routes.ts';

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
  const route = routerOf(layout);
  const shownMs = SHOWN_MS * Math.max(1, speed / 2);
  const freeAtMs = new Map<string, number>();
  return traffic.flatMap((exchange): Flight[] => {
    const points = route(exchange.path);
    const client = `${exchange.path[0]?.kind}/${exchange.path[0]?.name}`;
    if (points.length < 2) return [];
    const startMs = Math.max(exchange.atMs, freeAtMs.get(client) ?? 0);
    // A burst is not drawn long after it is over: from there on exchanges share their time.
    const isLate = startMs - exchange.atMs > 2.5 * shownMs;
    const begin = isLate ? exchange.atMs : startMs;
    const endMs = begin + Math.max(shownMs, Math.min(exchange.durationMs, 4 * shownMs));
    freeAtMs.set(client, endMs);
    return [{ id: exchange.id, kind: exchange.kind, outcome: exchange.outcome, points, startMs: begin, endMs, label: exchange.label, answer: exchange.answer }];
  });
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
