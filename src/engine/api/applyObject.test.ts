import { describe, expect, it } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import type { StatefulSet } from '../kinds/statefulSet.ts';
import type { PatchOptions } from './api.ts';
import { anObject, aPod, aSet, givenServer, refusalOf } from './givenServer.ts';
import type { JsonRecord } from '../core/json.ts';

const WEB = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;

/** The manifest of a set with this image, and more in its spec. */
function manifest(image: string, spec: JsonRecord = {}): unknown {
  return {
    apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web', namespace: 'default' },
    spec: { template: { spec: { containers: [{ name: 'nginx', image }] } }, ...spec },
  };
}

/** A set that was created by `kubectl replace` with two replicas of nginx:1.25. */
function givenSet() {
  const { server, api } = givenServer();
  server.as('kubectl-replace').create(aSet());
  const apply = (value: unknown, options: PatchOptions = {}) => server.as('kubectl').patch(WEB, 'apply', value, { fieldManager: 'kubectl', ...options });
  const managers = () => (api.managedFields?.(api.get('StatefulSet', 'default', 'web') as StatefulSet) ?? []).map(({ manager }) => manager);
  return { server, api, apply, managers, set: () => api.get('StatefulSet', 'default', 'web') as StatefulSet };
}

describe('server-side apply', () => {
  it('creates what is not there', () => {
    const { server, api } = givenServer();

    const set = server.as('kubectl').patch(WEB, 'apply', aSet(), { fieldManager: 'kubectl' });

    expect(set.spec.podManagementPolicy).toBe('OrderedReady');
    expect(api.managedFields?.(set)).toMatchObject([{ manager: 'kubectl', operation: 'Apply', apiVersion: 'apps/v1' }]);
  });

  it('refuses a field that another manager has set otherwise, and takes it when forced', () => {
    const { apply, set } = givenSet();

    expect(refusalOf(() => apply(manifest('nginx:1.26')))).toBe(
      'Conflict: Apply failed with 1 conflict: conflict with "kubectl-replace" using apps/v1: .spec.template.spec.containers[name="nginx"].image',
    );
    apply(manifest('nginx:1.26'), { force: true });
    expect(refusalOf(() => apply(manifest('nginx:1.27')))).toBe('');

    expect(set().spec.template.spec.containers[0]?.image).toBe('nginx:1.27');
  });

  it('lists several conflicts by manager', () => {
    const { server, apply } = givenSet();
    apply(manifest('nginx:1.26', { replicas: 2 }), { force: true });

    const refusal = refusalOf(() => server.as('other').patch(WEB, 'apply', manifest('nginx:1.25', { replicas: 5 }), { fieldManager: 'other' }));

    expect(refusal).toBe(
      'Conflict: Apply failed with 3 conflicts: conflicts with "kubectl":\n- .spec.replicas\n- .spec.template.spec.containers[name="nginx"].image\n' +
        'conflicts with "kubectl-replace" using apps/v1:\n- .spec.replicas',
    );
  });

  it('shares a field on whose value two managers agree', () => {
    const { apply, managers } = givenSet();

    expect(refusalOf(() => apply(manifest('nginx:1.25', { replicas: 2 })))).toBe('');

    expect(managers()).toEqual(['kubectl', 'kubectl-replace']);
  });

  it('takes away what the manifest no longer names, unless somebody else manages it', () => {
    const { apply, set } = givenSet();
    apply(manifest('nginx:1.25', { replicas: 2, minReadySeconds: 9, revisionHistoryLimit: 3 }), { force: true });
    expect(set().spec).toMatchObject({ minReadySeconds: 9, replicas: 2 });

    apply(manifest('nginx:1.25', { revisionHistoryLimit: 3 }));

    expect(set().spec.minReadySeconds).toBeUndefined();
    expect(set().spec).toMatchObject({ replicas: 2, revisionHistoryLimit: 3 });
  });

  it('merges items of keyed lists and keeps those of others', () => {
    const { apply, set } = givenSet();

    apply({ ...(manifest('x') as object), spec: { template: { spec: { containers: [{ name: 'side', image: 'busybox' }] } } } });

    expect(set().spec.template.spec.containers.map(({ name }) => name)).toEqual(['nginx', 'side']);
  });

  it('may take over what kubectl applied from the client side', () => {
    const { server, api, managers } = givenSet();
    const set = api.get('StatefulSet', 'default', 'web') as StatefulSet;
    const text = JSON.stringify({ spec: { replicas: 2 } });
    server.as('kubectl-client-side-apply').update({ ...set, metadata: { ...set.metadata, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': text } } });

    const refusal = refusalOf(() => server.as('kubectl').patch(WEB, 'apply', manifest('nginx:1.25', { replicas: 4 }), { fieldManager: 'kubectl' }));

    expect(refusal).toBe('');
    expect(managers()).toEqual(['kubectl', 'kubectl-replace']);
  });

  it.each([
    [{ replica: 3 }, '.spec.replica: field not declared in schema'],
    [{ replicas: 'three' }, '.spec.replicas: expected numeric (int or float), got string'],
    [{ template: { spec: { containers: [{ name: 'nginx', imagee: 'x' }] } } }, '.spec.template.spec.containers[name="nginx"].imagee: field not declared in schema'],
    [{ a: 1, b: 2 }, 'errors:\n  .spec.a: field not declared in schema\n  .spec.b: field not declared in schema\n'],
  ])('refuses a manifest with %j', (spec, faults) => {
    const { apply } = givenSet();

    expect(refusalOf(() => apply({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web', namespace: 'default' }, spec }))).toBe(
      `: failed to create typed patch object (default/web; apps/v1, Kind=StatefulSet): ${faults}`,
    );
  });

  it('changes nothing on a dry run', () => {
    const { apply, managers, set } = givenSet();

    expect(apply(manifest('nginx:1.26'), { force: true, dryRun: true }).spec.template.spec.containers[0]?.image).toBe('nginx:1.26');

    expect(set().spec.template.spec.containers[0]?.image).toBe('nginx:1.25');
    expect(managers()).toEqual(['kubectl-replace']);
  });
});

describe('managed fields', () => {
  it('tell what each manager has set', () => {
    const { sim, server, api } = givenServer();
    const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u1', controller: true };
    const pod = server.as('statefulset-controller').create<Pod>(aPod('web-0', { labels: { app: 'web' }, ownerReferences: [owner] }));
    sim.runUntil(2_000);
    server.as('kubelet').updateStatus({ ...pod, status: { ...pod.status, phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }] } });

    expect(api.managedFields?.(pod)).toEqual([
      {
        manager: 'kube-controller-manager', operation: 'Update', apiVersion: 'v1', time: '2026-11-23T07:00:00Z', fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} }, 'f:ownerReferences': { '.': {}, 'k:{"uid":"u1"}': {} } },
          'f:spec': {
            'f:containers': {
              'k:{"name":"nginx"}': {
                '.': {}, 'f:image': {}, 'f:imagePullPolicy': {}, 'f:name': {}, 'f:resources': {}, 'f:terminationMessagePath': {}, 'f:terminationMessagePolicy': {},
              },
            },
            'f:dnsPolicy': {}, 'f:enableServiceLinks': {}, 'f:restartPolicy': {}, 'f:schedulerName': {}, 'f:securityContext': {}, 'f:terminationGracePeriodSeconds': {},
          },
        },
      },
      {
        manager: 'kubelet', operation: 'Update', apiVersion: 'v1', time: '2026-11-23T07:00:02Z', fieldsType: 'FieldsV1', subresource: 'status',
        fieldsV1: { 'f:status': { 'f:phase': {}, 'f:podIP': {}, 'f:podIPs': { '.': {}, 'k:{"ip":"10.0.0.1"}': { '.': {}, 'f:ip': {} } } } },
      },
    ]);
  });

  it('pass to who changes them, and end with the object', () => {
    const { server, api } = givenServer();
    const map = server.as('kubectl-create').create(anObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'default' }, data: { a: '1', b: '2' } }));
    const key = { kind: 'ConfigMap', namespace: 'default', name: 'c' } as const;

    server.as('kubectl-patch').patch(key, 'merge', { data: { a: '9' } });
    const fields = (api.managedFields?.(map) ?? []).map(({ manager, fieldsV1 }) => ({ manager, fieldsV1 }));
    server.as('kubectl-patch').patch(key, 'merge', { data: null });
    const afterwards = (api.managedFields?.(map) ?? []).map(({ manager }) => manager);
    api.delete(key);

    expect(fields).toEqual([
      { manager: 'kubectl-create', fieldsV1: { 'f:data': { '.': {}, 'f:b': {} } } },
      { manager: 'kubectl-patch', fieldsV1: { 'f:data': { 'f:a': {} } } },
    ]);
    expect(afterwards).toEqual([]);
    expect(api.managedFields?.(map)).toEqual([]);
  });

  it('name the subresource that was used', () => {
    const { server, api } = givenServer();
    const set = server.as('kubectl-create').create(aSet());

    server.as('kubectl').patch(WEB, 'merge', { spec: { replicas: 7 } }, { subresource: 'scale' });

    expect(api.managedFields?.(set)).toMatchObject([
      { manager: 'kubectl', subresource: 'scale', fieldsV1: { 'f:spec': { 'f:replicas': {} } } },
      { manager: 'kubectl-create' },
    ]);
  });
});
