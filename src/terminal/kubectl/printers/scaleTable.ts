import { ageSince } from '#engine/kinds/duration.ts';
import type { Kind } from '#engine/kinds/kind.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Resource } from '../resources/discovery.ts';
import { createTablePrinter, type TableOptions, type TablePrinter } from './table.ts';
import { valueAt } from './values.ts';

const numberAt = (object: KubeObject, ...path: readonly string[]) => {
  const value = valueAt(object, ...path);
  return typeof value === 'number' ? value : 0;
};

/** The columns of a scale, or of an object seen as one. */
export const SCALE_COLUMNS: Kind['columns'] = [
  { name: 'Name', type: 'string', format: 'name', priority: 0, cell: (object) => object.metadata.name },
  { name: 'Desired', type: 'integer', priority: 0, cell: (object) => numberAt(object, 'spec', 'replicas') },
  { name: 'Available', type: 'integer', priority: 0, cell: (object) => numberAt(object, 'status', 'replicas') },
  { name: 'Age', type: 'string', priority: 0, cell: (object, nowUnixMs) => ageSince(object.metadata.creationTimestamp, nowUnixMs) },
];

/** `--subresource=scale`: how many replicas are wanted and how many are there. */
export function createSubresourceTable(resource: Resource, options: TableOptions): TablePrinter {
  return createTablePrinter(resource, { columns: SCALE_COLUMNS }, options);
}
