import { describe, expect, it } from 'vitest';
import { createRandom } from '../core/random.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Api, WatchEvent } from './api.ts';
import { isApiError } from './errors.ts';
import { aPod, givenServer } from './givenServer.ts';

const NAMES = ['a', 'b', 'c', 'd'];

/** One random request about a pod; refusals are fine. */
function actRandomly(api: Api, random: ReturnType<typeof createRandom>): void {
  const name = random.pick(NAMES);
  const key = { kind: 'Pod', namespace: 'default', name } as const;
  const actions = [
    () => api.create(aPod(name, { labels: { app: random.pick(['web', 'db']) } }, { nodeName: random.pick(['', 'n1']) })),
    () => api.patch(key, 'merge', { metadata: { labels: { app: random.pick(['web', 'db']) } } }),
    () => api.patch(key, 'merge', { metadata: { finalizers: random.pick([null, ['example.com/hold']]) } }),
    () => api.patch(key, 'merge', { status: { phase: random.pick(['Running', 'Failed']) } }, { subresource: 'status' }),
    () => api.delete(key, random.pick([{}, { gracePeriodSeconds: 0 }, { gracePeriodSeconds: 5 }])),
  ];
  try {
    random.pick(actions)();
  } catch (error) {
    if (!isApiError(error)) throw error;
  }
}

/** What a watcher knows from the events alone. */
function followed(api: Api, labelSelector?: string) {
  const known = new Map<string, KubeObject>();
  const seen: WatchEvent[] = [];
  api.watch('Pod', {
    ...(labelSelector === undefined ? {} : { labelSelector }),
    onEvent: (event) => {
      seen.push(event);
      const { name } = event.object.metadata;
      expect(known.has(name)).toBe(event.type !== 'ADDED');
      if (event.type === 'DELETED') known.delete(name);
      else known.set(name, event.object);
    },
  });
  return { seen, known: () => [...known.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)) };
}

describe.each(Array.from({ length: 20 }, (_, index) => index + 1))('after 300 random requests (seed %i)', (seed) => {
  it('watchers know what the lists say, and versions have only grown', () => {
    const { sim, server, api } = givenServer();
    const random = createRandom(seed);
    const all = followed(api);
    const web = followed(api, 'app=web');
    const versions: number[] = [];
    server.onChange(({ resourceVersion }) => versions.push(resourceVersion));

    for (let step = 0; step < 300; step += 1) {
      actRandomly(api, random);
      if (random.integer(0, 4) === 0) sim.runUntil(sim.now() + random.integer(0, 5));
    }
    sim.runUntil(sim.now() + 10);

    expect(all.known()).toEqual(api.list('Pod'));
    expect(web.known()).toEqual(api.list('Pod', { labelSelector: 'app=web' }));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
    expect(all.seen.length).toBeGreaterThan(50);
  });
});
