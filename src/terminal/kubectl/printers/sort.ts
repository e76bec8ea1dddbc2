import { compareQuantities, parseQuantity } from '#engine/kinds/quantity.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { KubectlContext } from '../command.ts';
import { logPrefix } from '../connection.ts';
import { KubectlError } from '../errors.ts';
import { goValue } from './goFormat.ts';
import { goSort } from './goSort.ts';
import { parseRelaxed, relaxedPath, valuesAt } from './jsonPath/relaxed.ts';
import { isRecord } from './values.ts';

/** Where a missing field is met: one table comes out empty, everything else is an error. */
export interface SortPlace {
  readonly isTable: boolean;
  /** One list, or one object: several tables cannot be sorted. */
  readonly isSingle: boolean;
}

/** `--sort-by`. k8s: get SortObjects and its quirks. */
export function sortObjects(context: KubectlContext, objects: readonly KubeObject[], path: string, place?: SortPlace): readonly KubeObject[] {
  if (path === '' || objects.length === 0) return objects;
  const parsed = place?.isTable === true && place.isSingle && isUnclosed(path) ? undefined : parseRelaxed(path);
  if (parsed === undefined) return [];
  const keyed = objects.map((object) => ({ object, key: valuesAt(parsed, object)[0] }));
  if (place?.isTable === true && !place.isSingle) throw nothingThere(path);
  if (keyed.every(({ key }) => key === undefined)) {
    if (place?.isTable === true) return [];
    throw nothingThere(path);
  }
  const map = keyed.find(({ key }) => isRecord(key) || Array.isArray(key));
  if (map !== undefined) {
    throw new KubectlError(
      `${logPrefix(context.process, 'F')} ${place?.isTable === true ? 'sorter.go:375' : 'sorter.go:329'}] Field ${relaxedPath(path)} in ${place?.isTable === true ? '[][][]reflect.Value' : '*unstructured.Unstructured'} is an unsortable type: interface, err: unsortable type: ${Array.isArray(map.key) ? '[]interface {}' : 'map[string]interface {}'}`,
      { bare: true },
    );
  }
  goSort(keyed, (left, right) => isLess(left.key, right.key));
  return keyed.map(({ object }) => object);
}

/** A path without its closing brace sorts nothing, and nothing is shown. */
function isUnclosed(path: string): boolean {
  return path.startsWith('{') && !path.endsWith('}');
}

function nothingThere(path: string): KubectlError {
  return new KubectlError(`couldn't find any field with path "${relaxedPath(path)}" in the list of objects`);
}

/** Missing values come first, and before each other; texts that are both quantities compare as such. k8s: sorter isLess */
function isLess(left: unknown, right: unknown): boolean {
  if (left === undefined) return true;
  if (right === undefined) return false;
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  const a = goValue(left);
  const b = goValue(right);
  if (parseQuantity(a) !== undefined && parseQuantity(b) !== undefined) return compareQuantities(a, b) < 0;
  return isNaturallyLess(a, b);
}

/** Runs of digits count as numbers. k8s: sortorder NaturalLess */
function isNaturallyLess(a: string, b: string): boolean {
  const [left, right] = [chunksOf(a), chunksOf(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    if (x === y) continue;
    if (!/^\d/.test(x) || !/^\d/.test(y)) return x < y;
    const [m, n] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')];
    if (m.length !== n.length) return m.length < n.length;
    if (m !== n) return m < n;
    return x.length < y.length;
  }
  return left.length < right.length;
}

function chunksOf(text: string): readonly string[] {
  return text.match(/\d+|\D/g) ?? [];
}
