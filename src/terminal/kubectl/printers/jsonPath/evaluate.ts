import { byCodeUnit } from '../json.ts';
import { goValue } from '../goFormat.ts';
import { isRecord } from '../values.ts';
import { JsonPathError, type ListNode, type PathNode } from './nodes.ts';

/** The values that each part of a template yields. k8s: client-go JSONPath.FindResults. Throws {@link JsonPathError}. */
export function findResults(root: ListNode, data: unknown, isStrict: boolean): readonly (readonly unknown[])[] {
  const run: Run = { isStrict, depth: 0 };
  const results: (readonly unknown[])[] = [];
  walkNodes(run, root.nodes, 0, [data], results);
  return results;
}

interface Run {
  readonly isStrict: boolean;
  depth: number;
}

/** Walks top-level nodes from `from`; answers where the enclosing range's `end` was, undefined without one. */
function walkNodes(run: Run, nodes: readonly PathNode[], from: number, input: readonly unknown[], results: (readonly unknown[])[]): number | undefined {
  for (let index = from; index < nodes.length; index += 1) {
    const node = nodes[index] as PathNode;
    const word = wordOf(node);
    const found = walk(run, input, node);
    if (word === 'end') return index;
    if (word === 'range') index = walkRange(run, nodes, index + 1, found, results);
    else results.push(found);
  }
  return undefined;
}

function walkRange(run: Run, nodes: readonly PathNode[], from: number, items: readonly unknown[], results: (readonly unknown[])[]): number {
  run.depth += 1;
  let end: number | undefined;
  // Without items the body is still walked, to find its end, and what it yields is dropped.
  if (items.length === 0) end = walkNodes(run, nodes, from, [undefined], []);
  for (const item of items) end = walkNodes(run, nodes, from, [item], results);
  run.depth -= 1;
  // A range that nobody ended is followed by its own body once more, for the whole.
  return end ?? from - 1;
}

function wordOf(node: PathNode): string | undefined {
  if (node.type !== 'list') return undefined;
  return node.nodes.find((inner) => inner.type === 'word')?.name;
}

function walk(run: Run, input: readonly unknown[], node: PathNode): readonly unknown[] {
  switch (node.type) {
    case 'list':
      return node.nodes.reduce<readonly unknown[]>((values, inner) => walk(run, values, inner), input);
    case 'text':
      return [node.text];
    case 'value':
      return input.map(() => node.value);
    case 'field':
      return fieldValues(run, input, node.name);
    case 'slice':
      return sliceValues(input, node);
    case 'union':
      return node.parts.flatMap((part) => walk(run, input, part));
    case 'filter':
      return filterValues(run, input, node);
    case 'wildcard':
      return input.flatMap(children);
    case 'recursive':
      return input.flatMap(descendants);
    case 'word':
      return wordValues(run, input, node.name);
  }
}

function wordValues(run: Run, input: readonly unknown[], name: string): readonly unknown[] {
  if (name === 'range') return input;
  if (name !== 'end') throw new JsonPathError(`unrecognized identifier ${name}`);
  if (run.depth === 0) throw new JsonPathError('not in range, nothing to end');
  return [];
}

function fieldValues(run: Run, input: readonly unknown[], name: string): readonly unknown[] {
  const found = input.flatMap((value) => (isRecord(value) && value[name] !== undefined && Object.hasOwn(value, name) ? [value[name]] : []));
  if (found.length === 0 && input.length > 0 && run.isStrict) throw new JsonPathError(`${name} is not found`);
  return found;
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value)) return Object.keys(value).toSorted(byCodeUnit).map((key) => value[key]);
  return [];
}

function descendants(value: unknown): readonly unknown[] {
  const inner = children(value);
  return inner.length === 0 ? [] : [value, ...inner.flatMap(descendants)];
}

function sliceValues(input: readonly unknown[], node: Extract<PathNode, { type: 'slice' }>): readonly unknown[] {
  const results: unknown[] = [];
  for (const value of input) {
    if (value === null || value === undefined) continue;
    if (!Array.isArray(value)) throw new JsonPathError(`${typeName(value)} is not array or slice`);
    const [start, end] = boundsOf(node, value.length);
    if (start === end) return results;
    const step = node.step ?? 1;
    if (step <= 0) throw new JsonPathError('step must be > 0');
    for (let index = start; index < end; index += step) results.push(value[index]);
  }
  return results;
}

function boundsOf(node: Extract<PathNode, { type: 'slice' }>, length: number): readonly [number, number] {
  let start = node.start ?? 0;
  if (start < 0) start += length;
  let end = node.end ?? length;
  if (end < 0 || (end === 0 && node.isIndex)) end += length;
  if (start === end) return [start, end];
  if (start >= length || start < 0) throw new JsonPathError(`array index out of bounds: index ${start}, length ${length}`);
  if (end > length || end < 0) throw new JsonPathError(`array index out of bounds: index ${end - 1}, length ${length}`);
  if (start > end) throw new JsonPathError(`starting index ${start} is greater than ending index ${end}`);
  return [start, end];
}

/** How Go names the type of a JSON value. */
function typeName(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isRecord(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

function filterValues(run: Run, input: readonly unknown[], node: Extract<PathNode, { type: 'filter' }>): readonly unknown[] {
  const results: unknown[] = [];
  for (const value of input) {
    if (!Array.isArray(value)) throw new JsonPathError(`${goValue(value)} is not array or slice and cannot be filtered`);
    for (const item of value) if (passes(run, item, node)) results.push(item);
  }
  return results;
}

function passes(run: Run, item: unknown, { left, operator, right }: Extract<PathNode, { type: 'filter' }>): boolean {
  if (operator === 'exists') return valuesOrNone(run, item, left).length > 0;
  const lefts = walk(run, [item], left);
  if (lefts.length === 0) return false;
  if (lefts.length > 1) throw new JsonPathError('can only compare one element at a time');
  const rights = walk(run, [item], right);
  if (rights.length === 0) return false;
  if (rights.length > 1) throw new JsonPathError('can only compare one element at a time');
  return compare(lefts[0], operator, rights[0]);
}

function valuesOrNone(run: Run, item: unknown, path: ListNode): readonly unknown[] {
  try {
    return walk(run, [item], path);
  } catch (error) {
    if (error instanceof JsonPathError) return [];
    throw error;
  }
}

function compare(left: unknown, operator: string, right: unknown): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return isLess(left, right);
    case '<=':
      return isLess(left, right) || isEqual(left, right);
    case '>':
      return !isLess(left, right) && !isEqual(left, right);
    case '>=':
      return !isLess(left, right);
    default:
      throw new JsonPathError(`unrecognized filter operator ${operator}`);
  }
}

function basicKind(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value;
  throw new JsonPathError('invalid type for comparison');
}

function isEqual(left: unknown, right: unknown): boolean {
  if (basicKind(left) !== basicKind(right)) throw new JsonPathError('incompatible types for comparison');
  return left === right;
}

function isLess(left: unknown, right: unknown): boolean {
  const kind = basicKind(left);
  if (kind !== basicKind(right)) throw new JsonPathError('incompatible types for comparison');
  if (kind === 'boolean') throw new JsonPathError('invalid type for comparison');
  return (left as number | string) < (right as number | string);
}
