import { selectsByMap } from '../../api/selectors.ts';
import type { Labels } from '../../kinds/object.ts';
import type { Service } from '../../kinds/service.ts';

/** A Service whose slices are kept, with what has to be looked at. */
export interface WatchedService {
  service: Service;
  /** Names of pods that may have changed since the last look. */
  readonly dirtyPods: Set<string>;
  /** The slices may no longer be what was written: everything is worked out anew. */
  isStale: boolean;
  /** Pods whose node is not known: they wait for it. */
  readonly homeless: Set<string>;
  /** resourceVersions of slices as this controller wrote them, by name. */
  readonly written: Map<string, string>;
  /** In which slice each pod is. */
  places: Map<string, string>;
}

/** Services with a selector, by namespace. */
export interface WatchedServices {
  get(namespace: string, name: string): WatchedService | undefined;
  put(service: Service): WatchedService;
  remove(namespace: string, name: string): void;
  in(namespace: string): Iterable<WatchedService>;
  all(): Iterable<WatchedService>;
}

export function createWatchedServices(): WatchedServices {
  const byNamespace = new Map<string, Map<string, WatchedService>>();
  const none = new Map<string, WatchedService>();
  const space = (namespace: string) => byNamespace.get(namespace) ?? none;
  return {
    get: (namespace, name) => space(namespace).get(name),
    put: (service) => {
      const { namespace = '', name } = service.metadata;
      let here = byNamespace.get(namespace);
      if (here === undefined) byNamespace.set(namespace, (here = new Map()));
      const known = here.get(name);
      if (known !== undefined && known.service.metadata.uid === service.metadata.uid) {
        known.service = service;
        return known;
      }
      const made: WatchedService = { service, dirtyPods: new Set(), isStale: true, homeless: new Set(), written: new Map(), places: new Map() };
      here.set(name, made);
      return made;
    },
    remove: (namespace, name) => {
      byNamespace.get(namespace)?.delete(name);
    },
    in: (namespace) => space(namespace).values(),
    all: function* all() {
      for (const here of byNamespace.values()) yield* here.values();
    },
  };
}

/** Does the Service choose its pods itself, and is this one of them? */
export function isMember({ spec }: Service, labels: Labels | undefined): boolean {
  return selectsByMap(spec.selector, labels);
}

export function keepsSlices({ spec }: Service): boolean {
  return spec.type !== 'ExternalName' && spec.selector !== undefined && Object.keys(spec.selector).length > 0;
}
