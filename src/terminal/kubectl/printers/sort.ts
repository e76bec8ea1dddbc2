import { compareQuantities, parseQuantity } from '#engine/kinds/quantity.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { KubectlContext } from '../command.ts';
import { logPrefix } from '../connection.ts';
import { KubectlError } from '../errors.ts';
import { goValue } from './goFormat.ts';
import { goSort } from './goSort.ts';
import { parseRelaxed, relaxedPath, valuesAt } from './jsonPath/relaxed.ts';
import { isRecord } from './values.ts';

/** Where a missing field is met: a table of one type comes out empty, everything else is an error. */
export interface SortPlace {
  readonly isTable: boolean;
  readonly isSingleType: boolean;
}

/** `--sort-by`. k8s: get SortObjects and its quirks. */
export function sortObjects(context: KubectlContext, objects: readonly KubeObject[], path: string, place?: SortPlace): readonly KubeObject[] {
  if (path === '' || objects.length === 0) return objects;
  const parsed = place?.isTable === true && place.isSingleType && isUnclosed(path) ? undefined : parseRelaxed(path);
  if (parsed === undefined) return [];
  const keyed = objects.map((object) => ({ object, key: valuesAt(parsed, object)[0] }));
  if (place?.isTable === true && !place.isSingleType) throw nothingThere(path);
  if (keyed.every(({ key }) => key === undefined)) {
    if (place?.isTable === true) return [];
    throw nothingThere(path);
  }
  const map = keyed.find(({ key }) => isRecord(key) || Array.isArray(key));
  if (map !== undefined) {
    throw new KubectlError(
      `${logPrefix(context.process, 'F')} sorter.go:375] Field ${relaxedPath(path)} in [][][]reflect.Value is an unsortable type: interface, err: unsortable type: ${Array.isArray(map.key) ? '[]interface {}' : 'map[string]interface {}'}`,
      { bare: true },
    );
  }
  goSort(keyed, (left, right) => compare(left.key, right.key) < 0);
  return keyed.map(({ object }) => object);
}

/** A path without its closing brace sorts nothing, and nothing is shown. */
function isUnclosed(path: string): boolean {
  return path.startsWith('{') && !path.endsWith('}');
}

function nothingThere(path: string): KubectlError {
  return new KubectlError(`couldn't find any field with path "${relaxedPath(path)}" in the list of objects`);
}

/** Missing values come first; texts that are both quantities compare as such. */
function compare(left: unknown, right: unknown): number {
  if (left === undefined || right === undefined) return (left === undefined ? 0 : 1) - (right === undefined ? 0 : 1);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const a = goValue(left);
  const b = goValue(right);
  if (parseQuantity(a) !== undefined && parseQuantity(b) !== undefined) return compareQuantities(a, b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
