import type { WatchEvent } from '../api/api.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Key } from './controller.ts';

/** Which pod objects are on a node, by the node's name, whether it exists or not. */
export interface PodsByNode {
  see(event: WatchEvent<Pod>): void;
  on(node: string): Iterable<Key>;
  /** Names of nodes with pods. */
  nodes(): Iterable<string>;
}

export function createPodsByNode(): PodsByNode {
  const byNode = new Map<string, Map<string, Key>>();
  const none = new Map<string, Key>();
  return {
    see: ({ type, object: { metadata, spec }, previous }) => {
      const { nodeName } = spec;
      if (nodeName === undefined || (type === 'MODIFIED' && previous?.spec.nodeName === nodeName)) return;
      const { namespace = '', name } = metadata;
      const key = `${namespace}/${name}`;
      let here = byNode.get(nodeName);
      if (type !== 'DELETED') {
        if (here === undefined) byNode.set(nodeName, (here = new Map()));
        here.set(key, { namespace, name });
        return;
      }
      here?.delete(key);
      if (here?.size === 0) byNode.delete(nodeName);
    },
    on: (node) => (byNode.get(node) ?? none).values(),
    nodes: () => byNode.keys(),
  };
}
