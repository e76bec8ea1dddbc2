import { column, nameColumn } from './columns.ts';
import { change, fill, mapItems, mapValues } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import type { Kind } from './kind.ts';
import { validateLimits } from './limitRangeValidation.ts';
import type { KubeObject } from './object.ts';
import type { ResourceList } from './pod.ts';
import { canonicalQuantity } from './quantity.ts';

export interface LimitRangeItem {
  readonly type: string;
  readonly max?: ResourceList;
  readonly min?: ResourceList;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}

export interface LimitRange extends KubeObject {
  readonly spec: { readonly limits: readonly LimitRangeItem[] };
}

export const limitRangeKind: Kind<LimitRange> = defineKind<LimitRange>({
  kind: 'LimitRange',
  plural: 'limitranges',
  shortNames: ['limits'],
  generation: 'none',
  defaults: (range) => change(fill(range, { spec: { limits: [] } }), 'spec', (spec) => change(fill(spec, { limits: [] }), 'limits', (limits) => mapItems(limits, defaultItem))),
  validate: ({ spec }) => validateLimits(spec?.limits ?? []),
  columns: [nameColumn, column('Created At', ({ metadata }) => metadata.creationTimestamp)],
});

const LISTS = ['max', 'min', 'default', 'defaultRequest'] as const;

/** For containers the default limit follows the maximum, and the default request the limit or the minimum. k8s: SetDefaults_LimitRangeItem. */
function defaultItem(item: LimitRangeItem): LimitRangeItem {
  let next = item;
  for (const key of LISTS) next = change(next, key, (list) => mapValues(list, canonicalQuantity));
  if (next.type !== 'Container') return next;
  const limit = fill<ResourceList>(next.default ?? {}, next.max ?? {});
  const request = fill<ResourceList>(fill<ResourceList>(next.defaultRequest ?? {}, limit), next.min ?? {});
  return {
    ...next,
    ...(Object.keys(limit).length === 0 ? {} : { default: limit }),
    ...(Object.keys(request).length === 0 ? {} : { defaultRequest: request }),
  };
}
