import { expect, it } from 'vitest';
import { createRandom } from '../core/random.ts';
import type { KubeObject } from '../kinds/object.ts';
import { createSortedList } from './sortedList.ts';

function object(key: string, resourceVersion = '1'): KubeObject {
  const [namespace = '', name = ''] = key.split('/');
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, uid: key, resourceVersion, creationTimestamp: '' } };
}

const keys = (objects: readonly KubeObject[]) => objects.map(({ metadata: { namespace, name } }) => `${namespace}/${name}`);

it('keeps objects in the order of their keys as texts', () => {
  const list = createSortedList();
  for (const key of ['b/x', 'a/x', 'a-b/x', 'a/w-10', 'a/w-2']) list.put(object(key), undefined);

  expect(keys(list.view())).toEqual(['a-b/x', 'a/w-10', 'a/w-2', 'a/x', 'b/x']);
});

it('never changes what somebody has looked at', () => {
  const list = createSortedList();
  const one = object('a/one');
  list.put(one, undefined);
  const seen = list.view();

  list.put(object('a/one', '2'), one);
  list.put(object('a/two'), undefined);

  expect(seen).toEqual([one]);
  expect(list.view().map(({ metadata }) => metadata.resourceVersion)).toEqual(['2', '1']);
});

it('holds what a plain sorted list holds, whatever comes and goes', () => {
  const random = createRandom(5);
  const list = createSortedList();
  const plain = new Map<string, KubeObject>();
  for (let step = 0; step < 4000; step += 1) {
    const key = `${random.pick(['a', 'a-b', 'b'])}/p${random.integer(0, 700)}`;
    const stored = plain.get(key);
    if (stored !== undefined && random.integer(0, 2) === 0) {
      list.remove(stored);
      plain.delete(key);
    } else {
      const next = object(key, String(step));
      list.put(next, stored);
      plain.set(key, next);
    }
    if (random.integer(0, 200) > 0) continue;

    expect(list.size()).toBe(plain.size);
    expect(list.view()).toEqual([...plain].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each));
  }
});
