import type { LimitRange, LimitRangeItem } from '#engine/kinds/limitRange.ts';
import type { ResourceList } from '#engine/kinds/pod.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import { byCodeUnit } from '../json.ts';
import type { Describer } from './describer.ts';
import { writeName } from './heading.ts';
import type { Layout } from './layout.ts';

const HEADER = 'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio';
const RULE = '----\t--------\t---\t---\t---------------\t-------------\t-----------------------';

/** k8s: describe describeLimitRange */
export const describeLimitRange: Describer<LimitRange> = (layout, range) => {
  writeName(layout, range);
  layout.write(0, HEADER);
  layout.write(0, RULE);
  for (const row of rowsOf(range)) layout.write(0, row);
};

/** All limit ranges of a namespace as one table. k8s: describe DescribeLimitRanges */
export function writeLimitRanges(layout: Layout, ranges: readonly LimitRange[]): void {
  if (ranges.length === 0) {
    layout.write(0, 'No LimitRange resource.');
    return;
  }
  layout.write(0, 'Resource Limits');
  for (const row of [HEADER, RULE, ...ranges.flatMap(rowsOf)]) layout.write(0, ` ${row}`);
}

/** One row for each resource of each item. simplified: sorted by resource, where kubectl's order is by chance. */
function rowsOf({ spec }: LimitRange): readonly string[] {
  return spec.limits.flatMap((item) => namesOf(item).map((name) => [item.type, name, ...columnsOf(item).map((list) => amountText(list, name))].join('\t')));
}

function columnsOf({ min, max, defaultRequest, default: limit, maxLimitRequestRatio }: LimitRangeItem): readonly (ResourceList | undefined)[] {
  return [min, max, defaultRequest, limit, maxLimitRequestRatio];
}

function namesOf(item: LimitRangeItem): readonly string[] {
  return [...new Set(columnsOf(item).flatMap((list) => Object.keys(list ?? {})))].toSorted(byCodeUnit);
}

function amountText(list: ResourceList | undefined, name: string): string {
  const amount = list?.[name];
  return amount === undefined ? '-' : canonicalQuantity(amount);
}
