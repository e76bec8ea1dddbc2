import { describe, expect, it } from 'vitest';
import { givenStage } from '../fixtures/givenStage.ts';
import { largeSet, threePods } from '../fixtures/scenes.ts';
import { groupLabels, laneNames, lanesOf, summaryLanes } from './lanes.ts';
import { placeMarks } from './markLabels.ts';
import { axisText, axisTicks, panned, wholeWindow, zoomed } from './timeWindow.ts';

describe('lanes', () => {
  it('are one a name, sets first, then other pods that a person made', () => {
    const { model, history } = givenStage(threePods, 12_000);

    expect(lanesOf(laneNames(model, history), history).map(({ label }) => label)).toEqual(['web-0', 'web-1', 'web-2', 'dns-test']);
  });

  it('go on when a pod is replaced, and say where the new one begins', () => {
    const { model, history } = givenStage(threePods, 22_000);
    const lane = lanesOf(laneNames(model, history), history)[1];

    expect(lane?.segments.map(({ state, isBirth }) => `${state}${isBirth ? '*' : ''}`)).toEqual(['pending*', 'creating', 'ready', 'terminating', 'creating*', 'ready']);
    expect(lane?.segments.at(-1)?.toMs).toBeUndefined();
  });

  it('of many ordinals are summed up by neighbours', () => {
    const { model, history } = givenStage(largeSet('fleet', 1000), 10_000);
    const lanes = lanesOf(laneNames(model, history), history);

    expect(groupLabels(lanes).slice(0, 2)).toEqual(['fleet 0–99', 'fleet 100–199']);
    const [first, , , , , , seventh] = summaryLanes(lanes, 0, 20_000, 10_000);
    expect(first?.cells).toHaveLength(31);
    expect(first?.cells[5]).toMatchObject({ ready: 0.94, trouble: 0.02, moving: 0.04 });
    expect(seventh?.cells[5]?.trouble).toBe(0.02);
  });
});

describe('the window of time', () => {
  it('stands still while time moves, and makes room in round steps', () => {
    expect(wholeWindow(1000).toMs).toBe(20_000);
    expect(wholeWindow(15_000).toMs).toBe(20_000);
    expect(wholeWindow(17_000).toMs).toBe(30_000);
    expect(wholeWindow(449_000).toMs).toBe(600_000);
  });

  it('zooms around a moment that stays in place', () => {
    const window = zoomed({ fromMs: 0, toMs: 60_000 }, 0.5, 30_000, 50_000);

    expect(window).toEqual({ fromMs: 15_000, toMs: 45_000 });
  });

  it('never leaves the session', () => {
    expect(panned({ fromMs: 0, toMs: 10_000 }, -5000, 20_000).fromMs).toBe(0);
    expect(panned({ fromMs: 0, toMs: 10_000 }, 500_000, 20_000)).toEqual({ fromMs: 20_000, toMs: 30_000 });
    expect(zoomed({ fromMs: 0, toMs: 30_000 }, 50, 10_000, 20_000)).toEqual({ fromMs: 0, toMs: 30_000 });
  });

  it.each([
    [0, 1000, '00:00'],
    [90_000, 30_000, '01:30'],
    [1500, 500, '00:01.5'],
    [3_900_000, 60_000, '1:05:00'],
  ])('says %i ms as %3$s', (ms, step, text) => {
    expect(axisText(ms, step)).toBe(text);
  });

  it('has a round number of seconds between ticks', () => {
    expect(axisTicks({ fromMs: 0, toMs: 60_000 }, 900)).toMatchObject({ stepMs: 10_000 });
    expect(axisTicks({ fromMs: 3000, toMs: 9000 }, 600).ticks).toEqual([3000, 4000, 5000, 6000, 7000, 8000, 9000]);
  });
});

describe('marks of what was done', () => {
  const x = (ms: number) => ms / 10;

  it('have no words over the next mark', () => {
    const placed = placeMarks([{ atMs: 0, kind: 'command', text: 'kubectl apply -f web.yml' }, { atMs: 200, kind: 'command', text: 'kubectl get pods' }], x, 600);

    expect(placed.map(({ text }) => text)).toEqual(['', 'get pods']);
  });
});
