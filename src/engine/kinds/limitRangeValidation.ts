import { duplicate, forbidden, invalid, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import type { LimitRangeItem } from './limitRange.ts';
import type { ResourceList } from './pod.ts';
import { canonicalQuantity, compareQuantities } from './quantity.ts';

const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];

/** k8s: core validation.ValidateLimitRange. Resources come sorted; upstream takes them as its maps give them. */
export function validateLimits(limits: readonly LimitRangeItem[]): readonly FieldError[] {
  const seen = new Set<string>();
  return limits.flatMap((item, index) => {
    const path = `spec.limits[${index}]`;
    const isTwice = seen.has(item.type);
    seen.add(item.type);
    return [...validateType(`${path}.type`, item.type), ...(isTwice ? [duplicate(`${path}.type`, item.type)] : []), ...validateItem(path, item)];
  });
}

function validateType(path: string, type: string | undefined): readonly FieldError[] {
  if (type === undefined || type === '') return [required(path)];
  return TYPES.includes(type) || type.includes('/') ? [] : [invalid(path, type, 'must be a standard limit type or fully qualified')];
}

function validateItem(path: string, item: LimitRangeItem): readonly FieldError[] {
  const { type, min = {}, max = {} } = item;
  const names = [...new Set([min, max, item.default ?? {}, item.defaultRequest ?? {}, item.maxLimitRequestRatio ?? {}].flatMap((list) => Object.keys(list)))].sort();
  return [
    ...(type === 'Pod' ? validatePodItem(path, item) : []),
    ...(type === 'PersistentVolumeClaim' && min['storage'] === undefined && max['storage'] === undefined
      ? [required(`${path}.limits`, 'either minimum or maximum storage value is required, but neither was provided')]
      : []),
    ...names.flatMap((name) => validateOrder(path, name, item)),
  ];
}

function validatePodItem(path: string, item: LimitRangeItem): readonly FieldError[] {
  return (['default', 'defaultRequest'] as const).flatMap((key) =>
    Object.keys(item[key] ?? {}).length === 0 ? [] : [forbidden(`${path}.${key}`, "may not be specified when `type` is 'Pod'")],
  );
}

type List = 'min' | 'max' | 'default' | 'defaultRequest';

/** Of each pair the first must not be the greater one; the field is where the complaint stands. */
const ORDER: readonly (readonly [smaller: List, greater: List, field: List])[] = [
  ['min', 'max', 'min'],
  ['min', 'defaultRequest', 'defaultRequest'],
  ['defaultRequest', 'max', 'defaultRequest'],
  ['defaultRequest', 'default', 'defaultRequest'],
  ['min', 'default', 'default'],
  ['default', 'max', 'default'],
];
const WORDS: Readonly<Record<List, string>> = { min: 'min value', max: 'max value', default: 'default value', defaultRequest: 'default request value' };

function validateOrder(path: string, name: string, item: LimitRangeItem): readonly FieldError[] {
  return ORDER.flatMap(([smaller, greater, field]) => {
    const low = item[smaller]?.[name];
    const high = item[greater]?.[name];
    if (low === undefined || high === undefined || compareQuantities(low, high) <= 0) return [];
    // Upstream shows the bound that is broken, not always the field's own value.
    const shown = field === 'default' ? (smaller === 'min' ? low : high) : amountOf(item[field], name);
    const greaterWords = smaller === 'defaultRequest' && greater === 'default' ? 'default limit value' : WORDS[greater];
    return [invalid(`${path}.${field}[${name}]`, canonicalQuantity(shown), `${WORDS[smaller]} ${canonicalQuantity(low)} is greater than ${greaterWords} ${canonicalQuantity(high)}`)];
  });
}

function amountOf(list: ResourceList | undefined, name: string): string {
  return list?.[name] ?? '0';
}
