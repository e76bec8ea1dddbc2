import type { KubeObject } from '#engine/kinds/object.ts';
import type { AppStore } from '../store/store.ts';
import type { NamesOf } from './manifest/completions.ts';

/** The names of what is in the cluster now, for the fields of a manifest that name something. */
export function namesIn(store: AppStore): NamesOf {
  return (kind) => (store.getState().frame.list(kind) as readonly KubeObject[]).map(({ metadata }) => metadata.name);
}
