import type { ObjectOf } from '#engine/kinds/kindMap.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Frame } from '#session/session.ts';

const indexes = new WeakMap<readonly unknown[], ReadonlyMap<string, KubeObject>>();

/** Like `frame.get`, for models that ask for many objects of one frame: each list is indexed once. */
export function lookUp<K extends string>(frame: Frame, kind: K, namespace: string | undefined, name: string): ObjectOf<K> | undefined {
  const list: readonly KubeObject[] = frame.list(kind);
  let index = indexes.get(list);
  if (index === undefined) {
    index = new Map(list.map((object) => [`${object.metadata.namespace ?? ''}/${object.metadata.name}`, object]));
    indexes.set(list, index);
  }
  return index.get(`${namespace ?? ''}/${name}`) as ObjectOf<K> | undefined;
}
