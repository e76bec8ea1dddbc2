import { describe, expect, it } from 'vitest';
import type { StatefulSet } from '../kinds/statefulSet.ts';
import type { PatchOptions, PatchType } from './api.ts';
import { aPod, aSet, givenServer, refusalOf } from './givenServer.ts';

const WEB = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;

function givenSet() {
  const { user, api, server } = givenServer();
  user.create(aSet());
  const patch = (type: PatchType, value: unknown, options: PatchOptions = {}) => user.patch(WEB, type, value, options);
  return { user, api, server, patch, set: () => api.get('StatefulSet', 'default', 'web') as StatefulSet };
}

describe('patching', () => {
  it('writes the outcome as an update', () => {
    const { patch, set } = givenSet();

    patch('strategic', { spec: { replicas: 3 } });
    patch('merge', { metadata: { labels: { a: 'b' } } });
    patch('json', [{ op: 'remove', path: '/metadata/labels/a' }]);

    expect(set()).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 3 } });
    expect(set().metadata.labels).toBeUndefined();
  });

  it('cannot make another kind of an object', () => {
    const { api, patch, set } = givenSet();

    patch('merge', { kind: 'Deployment' });

    expect(set().kind).toBe('StatefulSet');
    expect(api.get('Deployment', 'default', 'web')).toBeUndefined();
  });

  it('fills in defaults again where the patch takes something away', () => {
    const { patch, set } = givenSet();

    patch('strategic', { spec: { replicas: null } });

    expect(set().spec.replicas).toBe(1);
  });

  it('stores nothing when nothing changes', () => {
    const { patch, server } = givenSet();
    const before = server.resourceVersion();

    patch('strategic', { spec: { replicas: 2 } });
    patch('strategic', { kind: 'Deployment' });

    expect(server.resourceVersion()).toBe(before);
  });

  it('warns about unknown fields if nothing else is said', () => {
    const { patch } = givenSet();
    const warnings: string[] = [];

    patch('strategic', { spec: { nope: 1 } }, { onWarning: (text) => warnings.push(text) });
    patch('merge', { spec: { nada: 1 } }, { onWarning: (text) => warnings.push(text) });

    expect(warnings).toEqual(['unknown field "spec.nope"', 'unknown field "spec.nada"']);
  });

  it.each<[string, PatchType, unknown, PatchOptions, string]>([
    ['unknown fields, strictly', 'strategic', { spec: { replica: 3 } }, { fieldValidation: 'Strict' }, '"map[spec:map[replica:3]]": strict decoding error: unknown field "spec.replica"'],
    ['a text for a number', 'strategic', { spec: { replicas: 'three' } }, {}, '"map[spec:map[replicas:three]]": unrecognized type: int32'],
    ['a number for a text', 'strategic', { spec: { serviceName: 5 } }, {}, '"map[spec:map[serviceName:5]]": cannot convert int64 to string'],
    ['a text for a list', 'strategic', { spec: { volumeClaimTemplates: 'x' } }, {}, '"map[spec:map[volumeClaimTemplates:x]]": cannot restore slice from string'],
    ['a text for a map', 'strategic', { metadata: { labels: 'x' } }, {}, '"map[metadata:map[labels:x]]": cannot restore map from string'],
    ['a text for an object', 'strategic', { spec: 'x' }, {}, '"map[spec:x]": cannot restore struct from: string'],
    ['a fraction for a number', 'strategic', { spec: { replicas: 1.5 } }, {}, '"map[spec:map[replicas:1.5]]": cannot convert float64 to int32'],
  ])('refuses %s', (_what, type, value, options, shown) => {
    const { patch } = givenSet();

    expect(refusalOf(() => patch(type, value, options))).toBe(`Invalid:  "" is invalid: patch: Invalid value: ${shown}`);
  });

  it('shows the patched object when the outcome of a merge patch has a wrong type', () => {
    const { patch } = givenSet();

    const refusal = refusalOf(() => patch('merge', { spec: { replicas: 'x' } }));

    expect(refusal).toContain('Invalid:  "" is invalid: patch: Invalid value: "{\\"apiVersion\\":\\"apps/v1\\",\\"kind\\":\\"StatefulSet\\"');
    expect(refusal).toContain('json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32');
  });

  it.each<[string, PatchType, unknown, string]>([
    ['another name', 'strategic', { metadata: { name: 'zz' } }, 'BadRequest: the name of the object (zz) does not match the name on the URL (web)'],
    ['another namespace', 'merge', { metadata: { namespace: 'dev' } }, 'BadRequest: the namespace of the object (dev) does not match the namespace on the request (default)'],
    ['a stale version', 'strategic', { metadata: { resourceVersion: '1' } }, 'Conflict: Operation cannot be fulfilled on statefulsets.apps "web": the object has been modified; please apply your changes to the latest version and try again'],
    ['no object', 'strategic', [], 'BadRequest: json: cannot unmarshal array into Go value of type map[string]interface {}'],
    ['no object either', 'merge', 'x', 'BadRequest: error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}'],
    ['a bad value', 'strategic', { spec: { replicas: -1 } }, 'Invalid: StatefulSet.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
  ])('refuses %s', (_what, type, value, refusal) => {
    const { patch } = givenSet();

    expect(refusalOf(() => patch(type, value))).toBe(refusal);
  });

  it('tells all that is wrong with a selector that no longer fits', () => {
    const { patch } = givenSet();

    expect(refusalOf(() => patch('strategic', { spec: { selector: { matchLabels: { app: 'zzz' } } } }))).toBe(
      'Invalid: StatefulSet.apps "web" is invalid: [spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`, ' +
        "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', " +
        "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden]",
    );
  });

  it('does not store on a dry run, but shows the outcome', () => {
    const { patch, set } = givenSet();

    expect(patch('merge', { spec: { replicas: 5 } }, { dryRun: true }).spec.replicas).toBe(5);
    expect(set().spec.replicas).toBe(2);
  });

  it('changes only the status through the status', () => {
    const { patch, set } = givenSet();

    patch('merge', { spec: { replicas: 9 }, status: { replicas: 9 } }, { subresource: 'status' });

    expect(set()).toMatchObject({ spec: { replicas: 2 }, status: { replicas: 9 } });
  });
});

describe('scaling', () => {
  it('sets the replicas and gives back the scaled object', () => {
    const { patch, user, set } = givenSet();

    expect(patch('merge', { spec: { replicas: 4 } }, { subresource: 'scale' })).toMatchObject({ kind: 'StatefulSet', spec: { replicas: 4 } });
    user.update({ ...set(), spec: { ...set().spec, replicas: 1, serviceName: 'other' } }, { subresource: 'scale' });

    expect(set().spec).toMatchObject({ replicas: 1, serviceName: 'web' });
  });

  it.each([
    [-1, 'Invalid: Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ['x', 'json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32'],
    [99_999_999_999, 'json: cannot unmarshal number 99999999999 into Go struct field ScaleSpec.spec.replicas of type int32'],
  ])('refuses %j replicas', (replicas, refusal) => {
    const { patch } = givenSet();

    expect(refusalOf(() => patch('merge', { spec: { replicas } }, { subresource: 'scale' }))).toContain(refusal);
  });

  it('shows who manages the replicas when a scale cannot be read', () => {
    const { patch } = givenSet();

    expect(refusalOf(() => patch('merge', { spec: { replicas: 'x' } }, { subresource: 'scale' }))).toContain(
      '\\"managedFields\\":[{\\"manager\\":\\"kubectl\\",\\"operation\\":\\"Update\\",\\"apiVersion\\":\\"autoscaling/v1\\",\\"time\\":\\"2026-11-23T07:00:00Z\\",' +
        '\\"fieldsType\\":\\"FieldsV1\\",\\"fieldsV1\\":{\\"f:spec\\":{\\"f:replicas\\":{}}}}]},\\"spec\\":{\\"replicas\\":\\"x\\"},\\"status\\":{\\"replicas\\":0,\\"selector\\":\\"app=web\\"}}"',
    );
  });

  it('is not for pods', () => {
    const { user, api } = givenSet();
    api.create(aPod('web-0'));

    expect(refusalOf(() => user.patch({ kind: 'Pod', namespace: 'default', name: 'web-0' }, 'merge', {}, { subresource: 'scale' }))).toBe(
      'NotFound: the server could not find the requested resource',
    );
  });
});
