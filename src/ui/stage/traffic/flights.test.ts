import { describe, expect, it } from 'vitest';
import { givenStage, wideRoom } from '../../fixtures/givenStage.ts';
import { threePods } from '../../fixtures/scenes.ts';
import { stageLayout } from '../layout/stageLayout.ts';
import type { StageLayout } from '../layout/layout.ts';
import { flightsOf, momentOf, pointAlong } from './flights.ts';
import type { Flight } from './flights.ts';

function given(atMs: number, arrangement: 'ordinal' | 'node' = 'ordinal') {
  const { model, frame } = givenStage(threePods, atMs);
  const layout = stageLayout(model, arrangement, wideRoom);
  return { layout, flights: flightsOf(frame.traffic, layout, 1) };
}

/** Every segment runs along one axis. */
function isOrthogonal({ points }: Flight): boolean {
  return points.slice(1).every(([x, y], index) => x === points[index]?.[0] || y === points[index]?.[1]);
}

/** Marks that a flight crosses in their middle, other than where it starts, passes through and ends. */
function crossed({ points }: Flight, layout: StageLayout): readonly string[] {
  const boxes = [...layout.names.map(({ name, box }) => [name.label, box] as const), ...layout.pods.map(({ pod, box }) => [pod.name, box] as const), ...layout.claims.map(({ claim, box }) => [claim.name, box] as const)];
  const steps = Array.from({ length: 400 }, (_, index) => pointAlong(points, index / 399));
  return boxes.filter(([, { x, y, w, h }]) => steps.some(([px, py]) => px > x + 2 && px < x + w - 2 && py > y + 2 && py < y + h - 2)).map(([name]) => name);
}

describe('exchanges on the stage', () => {
  it('ask DNS first, and send the request when the answer is back', () => {
    const [question, echo] = given(11_100).flights;

    expect([question?.kind, echo?.kind]).toEqual(['dns', 'icmp']);
    expect(echo?.startMs).toBe(question?.endMs);
  });

  it.each(['ordinal', 'node'] as const)('run at right angles, arranged by %s', (arrangement) => {
    const { flights } = given(14_500, arrangement);

    expect(flights.length).toBeGreaterThan(3);
    expect(flights.filter((flight) => !isOrthogonal(flight))).toEqual([]);
  });

  it('cross no name, pod or claim', () => {
    const { flights, layout } = given(14_500);

    expect(flights.flatMap((flight) => crossed(flight, layout))).toEqual([]);
  });

  it('leave a Service along its bus to the pod that was chosen', () => {
    const { flights, layout } = given(14_500);
    const get = flights.find(({ kind, answer }) => kind === 'http' && answer === '200 sts0');
    const pod = layout.pods.find(({ pod: { name } }) => name === 'web-0');
    const end = get?.points.at(-1);

    expect(end?.[1]).toBe(pod?.box.y);
    expect(end?.[0]).toBeGreaterThan(pod?.box.x ?? 0);
  });
});

describe('a moment of an exchange', () => {
  const flight = { outcome: 'ok', startMs: 1000, endMs: 2000 } as Flight;

  it.each([
    ['ok', 900, 'before', 0],
    ['ok', 1250, 'going', 0.5],
    ['ok', 1750, 'returning', 0.5],
    ['ok', 2001, 'over', 0],
    ['refused', 1250, 'going', 0.5],
    ['refused', 1750, 'stopped', 1],
    ['timeout', 2100, 'stopped', 1],
    ['nxdomain', 2200, 'over', 1],
  ] as const)('%s at %i ms: %s', (outcome, nowMs, phase, fraction) => {
    const moment = momentOf({ ...flight, outcome }, nowMs);

    expect(moment.phase).toBe(phase);
    expect(moment.fraction).toBeCloseTo(fraction, 1);
  });
});

it('finds the place along a line by its length', () => {
  expect(pointAlong([[0, 0], [10, 0], [10, 10]], 0.75)).toEqual([10, 5]);
  expect(pointAlong([[0, 0], [10, 0]], 2)).toEqual([10, 0]);
});
