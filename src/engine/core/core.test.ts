import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { createSimulation } from './simulation.ts';
import { civilTimeOf, formatRfc3339, parseRfc3339, unixMsOf } from './time.ts';

describe('the clock', () => {
  it('runs events in the order of their moments, and equal moments in the order of asking', () => {
    const sim = createSimulation(1);
    const ran: string[] = [];
    sim.after(20, 'b', () => ran.push('b'));
    sim.after(10, 'a1', () => ran.push('a1'));
    sim.after(10, 'a2', () => ran.push('a2'));

    sim.runUntil(100);

    expect(ran).toEqual(['a1', 'a2', 'b']);
    expect(sim.now()).toBe(100);
  });

  it('shows each event its own moment, also those that events ask for', () => {
    const sim = createSimulation(1);
    const at: number[] = [];
    sim.after(10, 'outer', () => {
      at.push(sim.now());
      sim.after(5, 'inner', () => at.push(sim.now()));
    });

    sim.runUntil(30);

    expect(at).toEqual([10, 15]);
  });

  it('does not run what was taken back', () => {
    const sim = createSimulation(1);
    const timer = sim.after(5, 'never', () => {
      throw new Error('ran');
    });
    sim.cancel(timer);

    expect(sim.nextAtMs()).toBeUndefined();
    expect(sim.step()).toBe(false);
  });

  it('pauses between two events with the clock at the last one', () => {
    const sim = createSimulation(1);
    let ran = 0;
    for (const ms of [1, 2, 3]) sim.at(ms, 'tick', () => (ran += 1));

    expect(sim.runUntil(10, () => ran === 2)).toBe(false);
    expect([ran, sim.now()]).toEqual([2, 2]);
  });

  it('stands in the middle of a held event, and no other runs before its end', () => {
    const sim = createSimulation(1);
    const ran: string[] = [];
    let isThere = false;
    sim.at(5, 'first', () => {
      ran.push('begins');
      sim.hold(() => isThere, () => ran.push(`ends at ${sim.now()}`));
    });
    sim.at(5, 'second', () => ran.push('second'));

    expect([sim.runUntil(10), sim.step(), sim.now(), sim.isHeld()]).toEqual([false, false, 5, true]);
    isThere = true;
    expect([sim.runUntil(10), sim.now(), sim.isHeld()]).toEqual([true, 10, false]);
    expect(ran).toEqual(['begins', 'ends at 5', 'second']);
  });

  it('keeps thousands of events in order', () => {
    const sim = createSimulation(3);
    const seen: number[] = [];
    for (let index = 0; index < 5000; index += 1) {
      const atMs = sim.random.integer(0, 300);
      sim.at(atMs, 'x', () => seen.push(sim.now()));
    }
    sim.runUntil(300);

    expect(seen).toHaveLength(5000);
    expect(seen.every((atMs, index) => index === 0 || atMs >= (seen[index - 1] ?? 0))).toBe(true);
  });
});

describe('chance', () => {
  it('is the same for the same seed, and a fork does not move its parent', () => {
    const one = createRandom(7);
    const two = createRandom(7);
    one.fork('dns').integer(0, 9);

    expect(one.uuid()).toBe(two.uuid());
    expect(createRandom(8).uuid()).not.toBe(createRandom(7).uuid());
  });

  it('draws every number of a range', () => {
    const random = createRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  it('makes version 4 uuids', () => {
    expect(createRandom(2).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('the calendar', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [951_782_400_000, '2000-02-29T00:00:00Z'],
    [1_795_414_284_301, '2026-11-23T06:11:24Z'],
    [-1000, '1969-12-31T23:59:59Z'],
  ])('%i is %s', (unixMs, text) => {
    expect(formatRfc3339(unixMs)).toBe(text);
    expect(parseRfc3339(text)).toBe(Math.floor(unixMs / 1000) * 1000);
  });

  it('agrees with the platform on a thousand days', () => {
    for (let day = 0; day < 1000; day += 1) {
      const unixMs = unixMsOf(2024, 1, 1) + day * 86_400_000 + day * 1_234_567;
      expect(formatRfc3339(unixMs)).toBe(`${new Date(unixMs).toISOString().slice(0, 19)}Z`);
      expect(civilTimeOf(unixMs).weekday).toBe(new Date(unixMs).getUTCDay());
    }
  });

  it('reads offsets and fractions, and refuses what is no time', () => {
    expect(parseRfc3339('2026-11-23T08:00:00.5+08:00')).toBe(unixMsOf(2026, 11, 23) + 500);
    expect(parseRfc3339('yesterday')).toBeUndefined();
  });
});
