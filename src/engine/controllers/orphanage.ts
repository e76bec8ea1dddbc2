import type { Api, WatchEvent } from '../api/api.ts';
import { controllerOf } from '../kinds/object.ts';
import type { Pod } from '../kinds/pod.ts';

/** Which pods nobody manages, so that a set finds those it may adopt without reading all pods. */
export interface Orphanage {
  see(event: WatchEvent<Pod>): void;
  /** The pods of a namespace without a manager, as they are now. */
  orphans(api: Api, namespace: string): readonly Pod[];
}

export function createOrphanage(): Orphanage {
  const byNamespace = new Map<string, Set<string>>();

  return {
    see: ({ type, object }) => {
      const { namespace = '', name } = object.metadata;
      if (type === 'DELETED' || controllerOf(object) !== undefined) {
        byNamespace.get(namespace)?.delete(name);
        return;
      }
      const names = byNamespace.get(namespace) ?? new Set();
      byNamespace.set(namespace, names.add(name));
    },
    orphans: (api, namespace) => {
      const names = byNamespace.get(namespace);
      if (names === undefined || names.size === 0) return NONE;
      const pods = [...names].map((name) => api.get('Pod', namespace, name));
      return pods.filter((pod) => pod !== undefined && controllerOf(pod) === undefined) as readonly Pod[];
    },
  };
}

const NONE: readonly Pod[] = [];
