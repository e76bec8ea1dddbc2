import { array, assert, constant, constantFrom, dictionary, oneof, property, record, uniqueArray, type Arbitrary } from 'fast-check';
import { expect, it } from 'vitest';
import { kinds } from '../../kinds/index.ts';
import type { SchemaNode } from '../../kinds/schema.ts';
import type { JsonRecord } from '../../core/json.ts';
import { applyMergePatch } from './mergePatch.ts';
import { applyStrategicPatch } from './strategicMerge.ts';
import { mergeDiff, threeWayStrategicPatch, twoWayStrategicPatch } from './threeWayPatch.ts';

const SCHEMA = kinds.find(({ kind }) => kind === 'StatefulSet')?.schema as SchemaNode;

const text = constantFrom('1', '2', '3');
/** Items with a name each, no name twice, in any order. */
const named = (name: Arbitrary<string>, rest: Record<string, Arbitrary<unknown>>) =>
  uniqueArray(record({ name, ...rest }, { requiredKeys: ['name'] }), { selector: (item) => item.name, maxLength: 4 });
const container = named(constantFrom('a', 'b', 'c', 'd'), {
  image: text,
  args: array(text, { maxLength: 2 }),
  env: named(constantFrom('X', 'Y', 'Z'), { value: text }),
});
const volume = oneof(
  record({ name: constantFrom('v', 'w'), emptyDir: constant({}) }),
  record({ name: constantFrom('v', 'w'), configMap: record({ name: text }) }),
);
const podSpec = record(
  {
    containers: container,
    volumes: uniqueArray(volume, { selector: ({ name }) => name, maxLength: 2 }),
    tolerations: array(record({ key: text }), { maxLength: 2 }),
    nodeSelector: dictionary(constantFrom('k', 'l', 'm'), text),
    hostname: text,
  },
  { requiredKeys: [] },
);
const set = podSpec.map((spec): JsonRecord => ({ spec: { template: { spec } } }));

/** Empty lists are the same as none: the server drops them. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0)));
}

it('a strategic patch between two objects turns the one into the other', () => {
  assert(
    property(set, set, (before, after) => {
      const patch = twoWayStrategicPatch(before, after, SCHEMA);

      expect(withoutEmpty(applyStrategicPatch(before, patch, SCHEMA))).toEqual(withoutEmpty(after));
    }),
    { seed: 35, numRuns: 400 },
  );
});

it('applying a manifest again changes nothing, whatever was there before', () => {
  assert(
    property(set, set, set, (original, manifest, live) => {
      const once = applyStrategicPatch(live, threeWayStrategicPatch(original, manifest, live, SCHEMA), SCHEMA);
      const twice = applyStrategicPatch(once, threeWayStrategicPatch(manifest, manifest, once, SCHEMA), SCHEMA);

      expect(withoutEmpty(twice)).toEqual(withoutEmpty(once));
    }),
    { seed: 35, numRuns: 400 },
  );
});

it('a JSON merge patch between two objects turns the one into the other', () => {
  assert(
    property(set, set, (before, after) => {
      expect(applyMergePatch(before, mergeDiff(before, after))).toEqual(after);
    }),
    { seed: 35, numRuns: 200 },
  );
});
