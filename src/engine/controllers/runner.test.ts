import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/errors.ts';
import { createSimulation } from '../core/simulation.ts';
import type { NewObject } from '../kinds/object.ts';
import type { Controller, Key } from './controller.ts';
import { startHarness } from './harness.ts';
import { createRetryPauses } from './retryPause.ts';
import { createWorkQueue } from './workQueue.ts';

const secret = (name: string): NewObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'default' } });

interface Probe {
  readonly controller: Controller;
  /** `5 a`: when which key was looked at. */
  readonly looks: string[];
}

function givenProbe(change: Partial<Controller> = {}, look: (key: Key, times: number) => void = () => undefined): Probe {
  const looks: string[] = [];
  const controller: Controller = {
    name: 'probe',
    watches: ['Secret'],
    wants: ({ object: { metadata } }) => [{ name: metadata.name }],
    reconcile: (context, key) => {
      looks.push(`${context.now()} ${key.name}`);
      look(key, looks.length);
    },
    ...change,
  };
  return { controller, looks };
}

const refusal = () =>
  new ApiError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'no',
    reason: 'Conflict',
    code: 409,
  });
/** Watch latency 2 ms and controller latency 5 ms. */
const start = (probe: Probe) => startHarness({ controllers: [probe.controller], kubelet: 'manual' });

it('looks at what is there already and at what comes, after the latencies of watch and controller', () => {
  const probe = givenProbe();
  const harness = start(probe);
  harness.api.create(secret('a'));
  harness.runFor(1_000);
  expect(probe.looks).toEqual(['7 a']);
});

it('makes one look of several changes', () => {
  const probe = givenProbe();
  const harness = start(probe);
  const created = harness.api.create(secret('a'));
  harness.api.update({ ...created, metadata: { ...created.metadata, labels: { x: '1' } } });
  harness.api.create(secret('b'));
  harness.runFor(1_000);
  expect(probe.looks).toEqual(['7 a', '7 b']);
});

it('looks again after 5 ms, 10 ms, 20 ms … while the API server refuses, and starts small after a success', () => {
  const probe = givenProbe({ latencyMs: 0 }, (_key, times) => {
    if (times <= 4 || times === 6) throw refusal();
  });
  const harness = start(probe);
  harness.api.create(secret('a'));
  harness.runFor(500);
  harness.runner.wake('probe', { name: 'a' });
  harness.runFor(500);
  expect(probe.looks).toEqual(['2 a', '7 a', '17 a', '37 a', '77 a', '500 a', '505 a']);
});

it('lets an error of ours out', () => {
  const harness = start(
    givenProbe({}, () => {
      throw new TypeError('ours');
    }),
  );
  harness.api.create(secret('a'));
  expect(() => {
    harness.runFor(1_000);
  }).toThrow('ours');
});

it('looks again by itself in the rhythm of the resync', () => {
  const probe = givenProbe({ latencyMs: 0, resync: { everyMs: 100, keys: () => [{ name: 'all' }] } });
  const harness = start(probe);
  harness.runFor(350);
  expect(probe.looks).toEqual(['100 all', '200 all', '300 all']);
});

it('stops for good', () => {
  const probe = givenProbe({ resync: { everyMs: 100, keys: () => [{ name: 'all' }] } });
  const harness = start(probe);
  harness.api.create(secret('a'));
  harness.runner.stop();
  harness.runFor(1_000);
  expect(probe.looks).toEqual([]);
});

it('waits as long as the API server is slowed down', () => {
  const probe = givenProbe({ latencyMs: 0 });
  const harness = start(probe);
  harness.apiServer.latencyMs = 200;
  harness.runner.wake('probe', { name: 'a' });
  harness.runFor(1_000);
  expect(probe.looks).toEqual(['200 a']);
});

describe('work queue', () => {
  function givenQueue() {
    const sim = createSimulation(1);
    const looks: string[] = [];
    const queue = createWorkQueue({
      sim,
      label: 'q',
      latencyMs: () => 10,
      look: ({ name }) => looks.push(`${sim.now()} ${name}`),
    });
    return { sim, looks, queue };
  }

  it('takes the earliest of several delays for a key', () => {
    const { sim, looks, queue } = givenQueue();
    queue.addAfter({ name: 'a' }, 100);
    queue.addAfter({ name: 'a' }, 50);
    queue.addAfter({ name: 'a' }, 70);
    sim.runUntil(1_000);
    expect(looks).toEqual(['60 a']);
  });

  it('tells keys of two namespaces apart', () => {
    const { sim, looks, queue } = givenQueue();
    queue.add({ namespace: 'x', name: 'a' });
    queue.add({ namespace: 'y', name: 'a' });
    queue.add({ namespace: 'x', name: 'a' });
    sim.runUntil(1_000);
    expect(looks).toHaveLength(2);
  });

  it('looks again at a key that is added during its look', () => {
    const sim = createSimulation(1);
    let looks = 0;
    const queue = createWorkQueue({
      sim,
      label: 'q',
      latencyMs: () => 10,
      look: (key) => {
        looks += 1;
        if (looks < 3) queue.add(key);
      },
    });
    queue.add({ name: 'a' });
    sim.runUntil(1_000);
    expect(looks).toBe(3);
  });
});

describe('retry pauses', () => {
  it('double from 5 ms to 1000 s for each key', () => {
    let nowMs = 0;
    const pauses = createRetryPauses(() => nowMs);
    const seen = Array.from({ length: 20 }, () => {
      nowMs += 1_000_000;
      return pauses.next('a');
    });
    expect(seen.slice(0, 4)).toEqual([5, 10, 20, 40]);
    expect(seen.at(-1)).toBe(1_000_000);
    pauses.forget('a');
    expect(pauses.next('a')).toBe(5);
  });

  it('let all keys together retry ten times a second after a burst of a hundred', () => {
    const pauses = createRetryPauses(() => 0);
    const seen = Array.from({ length: 103 }, (_, key) => pauses.next(String(key)));
    expect(seen.slice(98)).toEqual([5, 5, 100, 200, 300]);
  });
});
