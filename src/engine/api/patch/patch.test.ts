import { describe, expect, it } from 'vitest';
import { kinds } from '../../kinds/index.ts';
import type { SchemaNode } from '../../kinds/schema.ts';
import { refusalOf } from '../givenServer.ts';
import type { JsonRecord } from '../../core/json.ts';
import { applyJsonPatch } from './jsonPatch.ts';
import { applyMergePatch } from './mergePatch.ts';
import { applyStrategicPatch } from './strategicMerge.ts';
import { mergeDiff, threeWayMergePatch, threeWayStrategicPatch, twoWayStrategicPatch } from './threeWayPatch.ts';

function schemaOfKind(name: string): SchemaNode {
  const kind = kinds.find((candidate) => candidate.kind === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind.schema;
}

const SET = schemaOfKind('StatefulSet');
const SERVICE = schemaOfKind('Service');
const DEPLOYMENT = schemaOfKind('Deployment');

/** A set with this pod spec. */
const setOf = (podSpec: unknown): JsonRecord => ({ spec: { template: { spec: podSpec } } });
const podSpecOf = (set: JsonRecord) => (set as { spec: { template: { spec: JsonRecord } } }).spec.template.spec;
const patched = (podSpec: unknown, patch: unknown) => podSpecOf(applyStrategicPatch(setOf(podSpec), setOf(patch), SET));

describe('a JSON patch', () => {
  const target = { a: { b: [1, 2, 3] }, 'x/y': 1 };

  it.each([
    [[{ op: 'replace', path: '/a/b/1', value: 9 }], { a: { b: [1, 9, 3] }, 'x/y': 1 }],
    [[{ op: 'add', path: '/a/b/1', value: 9 }], { a: { b: [1, 9, 2, 3] }, 'x/y': 1 }],
    [[{ op: 'add', path: '/a/b/-', value: 9 }], { a: { b: [1, 2, 3, 9] }, 'x/y': 1 }],
    [[{ op: 'add', path: '/a/c', value: { d: 1 } }], { a: { b: [1, 2, 3], c: { d: 1 } }, 'x/y': 1 }],
    [[{ op: 'remove', path: '/x~1y' }], { a: { b: [1, 2, 3] } }],
    [[{ op: 'remove', path: '/a/b/0' }], { a: { b: [2, 3] }, 'x/y': 1 }],
    [[{ op: 'move', from: '/a/b/0', path: '/a/c' }], { a: { b: [2, 3], c: 1 }, 'x/y': 1 }],
    [[{ op: 'copy', from: '/a/b', path: '/c' }], { a: { b: [1, 2, 3] }, 'x/y': 1, c: [1, 2, 3] }],
    [[{ op: 'test', path: '/a/b/0', value: 1 }], target],
    [[{ op: 'test', path: '/a/none', value: null }], target],
  ])('%j', (patch, result) => {
    expect(applyJsonPatch(target, patch)).toEqual(result);
  });

  it.each([
    [[{ op: 'test', path: '/a/b/0', value: 7 }]],
    [[{ op: 'remove', path: '/nope' }]],
    [[{ op: 'replace', path: '/a/nope', value: 1 }]],
    [[{ op: 'add', path: '/nope/deep', value: 1 }]],
    [[{ op: 'add', path: '/a/b/9', value: 1 }]],
    [[{ op: 'fly', path: '/a' }]],
    [[{ op: 'remove', path: 'a' }]],
  ])('%j cannot be carried out', (patch) => {
    expect(refusalOf(() => applyJsonPatch(target, patch))).toBe('Invalid: the server rejected our request due to an error in our request');
  });

  it('must be a list of operations', () => {
    expect(refusalOf(() => applyJsonPatch(target, { a: 1 }))).toBe(
      'BadRequest: error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  });
});

describe('a merge patch', () => {
  it.each([
    [{ a: 1, b: 2 }, { b: null, c: 3 }, { a: 1, c: 3 }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 9 } }, { a: { b: 9, c: 2 } }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
    [{ a: 1 }, { a: { b: null, c: 1 } }, { a: { c: 1 } }],
  ])('on %j with %j', (target, patch, result) => {
    expect(applyMergePatch(target, patch)).toEqual(result);
  });
});

describe('a strategic merge patch', () => {
  const two = { containers: [{ name: 'a', image: 'i:1', env: [{ name: 'X', value: '1' }, { name: 'Y', value: '2' }] }, { name: 'b', image: 'j:1' }] };

  it('changes the container that it names and leaves the others alone', () => {
    expect(patched(two, { containers: [{ name: 'b', image: 'j:2' }] })).toEqual({ containers: [two.containers[0], { name: 'b', image: 'j:2' }] });
  });

  it('puts a new container first', () => {
    expect(patched({ containers: [{ name: 'a' }] }, { containers: [{ name: 'side' }] })).toEqual({ containers: [{ name: 'side' }, { name: 'a' }] });
  });

  it('merges lists in lists', () => {
    const result = patched(two, { containers: [{ name: 'a', env: [{ name: 'Y', value: '9' }] }] });

    expect(result).toMatchObject({ containers: [{ name: 'a', image: 'i:1', env: [{ name: 'X', value: '1' }, { name: 'Y', value: '9' }] }, { name: 'b' }] });
  });

  it.each([
    ['deletes an item', { containers: [{ $patch: 'delete', name: 'a' }] }, { containers: [{ name: 'b', image: 'j:1' }] }],
    ['replaces a list', { containers: [{ $patch: 'replace' }, { name: 'c' }] }, { containers: [{ name: 'c' }] }],
    ['replaces a map', { $patch: 'replace', containers: [{ name: 'c' }] }, { containers: [{ name: 'c' }] }],
    ['deletes a map', { $patch: 'delete' }, {}],
    ['replaces lists without a merge key', { tolerations: [{ key: 'a' }], containers: [] }, { ...two, tolerations: [{ key: 'a' }] }],
  ])('%s', (_what, patch, result) => {
    expect(patched(two, patch)).toEqual(result);
  });

  it('takes fields away that are null, and adds none', () => {
    expect(patched({ hostname: 'a', ...two }, { hostname: null, subdomain: null })).toEqual(two);
    expect(patched({}, { securityContext: { runAsUser: 1, fsGroup: null } })).toEqual({ securityContext: { runAsUser: 1 } });
  });

  it('orders a list as $setElementOrder says, with its own items in their places', () => {
    const order = (...names: string[]) => names.map((name) => ({ name }));
    const names = (spec: JsonRecord) => (spec['containers'] as readonly { name: string }[]).map(({ name }) => name).join('');
    const three = { containers: order('a', 'b', 'c') };

    expect(names(patched(three, { '$setElementOrder/containers': order('c', 'a') }))).toBe('bca');
    expect(names(patched(three, { '$setElementOrder/containers': order('a', 'd', 'c'), containers: order('d') }))).toBe('adbc');
  });

  it('keeps only what $retainKeys names', () => {
    const volumes = [{ name: 'v', emptyDir: {} }];

    expect(patched({ volumes }, { volumes: [{ name: 'v', $retainKeys: ['name', 'configMap'], configMap: { name: 'c' } }] })).toEqual({
      volumes: [{ name: 'v', configMap: { name: 'c' } }],
    });
  });

  it('adds to finalizers and takes from them', () => {
    const target = { metadata: { finalizers: ['a/1', 'a/2'] } };

    expect(applyStrategicPatch(target, { metadata: { finalizers: ['a/3'] } }, SET)).toEqual({ metadata: { finalizers: ['a/3', 'a/1', 'a/2'] } });
    expect(applyStrategicPatch(target, { metadata: { '$deleteFromPrimitiveList/finalizers': ['a/1'] } }, SET)).toEqual({ metadata: { finalizers: ['a/2'] } });
  });

  it('joins ports of a Service by port and ports of a container by containerPort', () => {
    const service = { spec: { ports: [{ port: 80, name: 'web' }] } };

    expect(applyStrategicPatch(service, { spec: { ports: [{ port: 80, nodePort: 31000 }] } }, SERVICE)).toEqual({
      spec: { ports: [{ port: 80, name: 'web', nodePort: 31000 }] },
    });
  });

  it.each([
    [{ containers: [{ image: 'x' }] }, ': map: map[image:x] does not contain declared merge key: name'],
    [{ containers: [{ $patch: 'delete' }] }, ': map: map[$patch:delete] does not contain declared merge key: name'],
    [{ $patch: 'explode' }, ': unknown patch type: explode in map: map[$patch:explode]'],
    [{ '$setElementOrder/containers': 'a' }, 'BadRequest: invalid patch format of setElementOrder list'],
    [{ volumes: [{ name: 'v', $retainKeys: ['name'], emptyDir: {} }] }, 'BadRequest: invalid patch format of retainKeys'],
  ])('%j is refused', (patch, refusal) => {
    expect(refusalOf(() => patched({ ...two, volumes: [{ name: 'v', hostPath: {} }] }, patch))).toBe(refusal);
  });
});

describe('the patch of kubectl apply', () => {
  /** What apply sends when the manifest changes from `before` to `after` and the live object is `live`. */
  const sent = (before: unknown, after: unknown, live: unknown = before) =>
    podSpecOf({ spec: { template: { spec: {} } }, ...threeWayStrategicPatch(setOf(before), setOf(after), setOf(live), SET) });
  const containers = (...list: unknown[]) => ({ containers: list });

  it.each<[string, unknown, unknown, unknown]>([
    ['nothing', containers({ name: 'c1', image: 'i:1' }), containers({ name: 'c1', image: 'i:1' }), {}],
    [
      'an image',
      containers({ name: 'c1', image: 'i:1' }, { name: 'c2', image: 'j' }),
      containers({ name: 'c1', image: 'i:2' }, { name: 'c2', image: 'j' }),
      { '$setElementOrder/containers': [{ name: 'c1' }, { name: 'c2' }], containers: [{ image: 'i:2', name: 'c1' }] },
    ],
    [
      'an env that goes',
      containers({ name: 'c1', env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }] }),
      containers({ name: 'c1', env: [{ name: 'A', value: '1' }] }),
      {
        '$setElementOrder/containers': [{ name: 'c1' }],
        containers: [{ '$setElementOrder/env': [{ name: 'A' }], env: [{ $patch: 'delete', name: 'B' }], name: 'c1' }],
      },
    ],
    [
      'a container that goes',
      containers({ name: 'c1' }, { name: 'c2' }),
      containers({ name: 'c1' }),
      { '$setElementOrder/containers': [{ name: 'c1' }], containers: [{ $patch: 'delete', name: 'c2' }] },
    ],
    [
      'arguments',
      containers({ name: 'c1', args: ['x', 'y'] }),
      containers({ name: 'c1', args: ['z'] }),
      { '$setElementOrder/containers': [{ name: 'c1' }], containers: [{ args: ['z'], name: 'c1' }] },
    ],
    [
      'the source of a volume',
      { volumes: [{ name: 'v1', emptyDir: {} }] },
      { volumes: [{ name: 'v1', configMap: { name: 'zz' } }] },
      {
        '$setElementOrder/volumes': [{ name: 'v1' }],
        volumes: [{ $retainKeys: ['configMap', 'name'], configMap: { name: 'zz' }, emptyDir: null, name: 'v1' }],
      },
    ],
  ])('for %s', (_what, before, after, patch) => {
    expect(sent(before, after)).toEqual(patch);
  });

  it('reverts what others changed, and leaves alone what the manifest never named', () => {
    const manifest = { spec: { replicas: 3, serviceName: 'web' } };
    const live = { spec: { replicas: 5, serviceName: 'web', revisionHistoryLimit: 10 } };

    expect(threeWayStrategicPatch(manifest, manifest, live, SET)).toEqual({ spec: { replicas: 3 } });
    expect(threeWayStrategicPatch({ spec: { serviceName: 'web' } }, { spec: { serviceName: 'web' } }, live, SET)).toEqual({});
  });

  it('takes back what the manifest no longer names', () => {
    expect(threeWayStrategicPatch({ spec: { replicas: 3 } }, { spec: {} }, { spec: { replicas: 3 } }, SET)).toEqual({ spec: { replicas: null } });
    expect(threeWayStrategicPatch({ metadata: { labels: { a: '1', b: '2' } } }, { metadata: { labels: { a: '1' } } }, { metadata: { labels: { a: '1', b: '2' } } }, SET)).toEqual({
      metadata: { labels: { b: null } },
    });
  });

  it('names only the order when somebody added an env by hand', () => {
    const manifest = containers({ name: 'c1', env: [{ name: 'A', value: '1' }] });
    const live = containers({ name: 'c1', env: [{ name: 'A', value: '1' }, { name: 'Z', value: '9' }] });

    const patch = threeWayStrategicPatch(setOf(manifest), setOf(manifest), setOf(live), SET);

    expect(podSpecOf(patch)).toEqual({
      '$setElementOrder/containers': [{ name: 'c1' }],
      containers: [{ '$setElementOrder/env': [{ name: 'A' }], name: 'c1' }],
    });
    expect(applyStrategicPatch(setOf(live), patch, SET)).toEqual(setOf(live));
  });

  it('sends atomic lists as the manifest has them whenever the server has filled them in', () => {
    const claims = [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }];
    const manifest = { spec: { volumeClaimTemplates: claims } };
    const live = { spec: { volumeClaimTemplates: [{ ...claims[0], status: { phase: 'Pending' } }] } };

    expect(threeWayStrategicPatch(manifest, manifest, live, SET)).toEqual(manifest);
  });

  it('says which fields of a strategy stay', () => {
    const live = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } };

    const patch = threeWayStrategicPatch({ spec: {} }, { spec: { strategy: { type: 'Recreate' } } }, live, DEPLOYMENT);

    expect(patch).toEqual({ spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } });
    expect(applyStrategicPatch(live, patch, DEPLOYMENT)).toEqual({ spec: { strategy: { type: 'Recreate' } } });
  });

  it('brings the live object to the manifest', () => {
    const before = containers({ name: 'a', image: '1', ports: [{ containerPort: 80 }] }, { name: 'b', image: '1' });
    const after = containers({ name: 'c', image: '1' }, { name: 'a', image: '2', ports: [{ containerPort: 81 }] });

    const patch = threeWayStrategicPatch(setOf(before), setOf(after), setOf(before), SET);

    expect(applyStrategicPatch(setOf(before), patch, SET)).toEqual(setOf(after));
  });

  it('is a plain difference in two ways', () => {
    expect(twoWayStrategicPatch({ metadata: { finalizers: ['a', 'b'] } }, { metadata: { finalizers: ['b', 'c'] } }, SET)).toEqual({
      metadata: { '$deleteFromPrimitiveList/finalizers': ['a'], '$setElementOrder/finalizers': ['b', 'c'], finalizers: ['c'] },
    });
  });

  it('knows no lists as a JSON merge patch', () => {
    expect(mergeDiff({ a: [1], b: 1, c: { d: 1 } }, { a: [2], c: { d: 1 } })).toEqual({ a: [2], b: null });
    expect(threeWayMergePatch({ a: 1, b: 1 }, { b: 2 }, { a: 1, b: 1, own: 1 })).toEqual({ a: null, b: 2 });
  });
});
