import { change, mapValues } from './copyOnWrite.ts';
import type { ResourceRequirements } from './pod.ts';
import { canonicalQuantity } from './quantity.ts';

/** Quantities in the notation that is stored. */
export function canonicalResources<T extends ResourceRequirements>(resources: T): T {
  const canonical = (list: NonNullable<ResourceRequirements['limits']>) => mapValues(list, canonicalQuantity);
  return change(change(resources, 'limits', canonical), 'requests', canonical);
}
