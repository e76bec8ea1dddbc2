import { labelMatcher } from '#engine/api/selectors.ts';
import type { KubeObject } from '#engine/kinds/object.ts';

/** Does `-l` pick an object of a file? An empty selector picks all. */
export function matchesSelector(object: KubeObject, selector: string): boolean {
  return selector === '' || labelMatcher(selector)(object.metadata.labels);
}
