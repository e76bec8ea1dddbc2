import { expect, it } from 'vitest';
import type { EndpointSlice } from '../../kinds/endpointSlice.ts';
import type { NewObject } from '../../kinds/object.ts';
import { withCondition } from '../conditions.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';

function service(name: string, spec: Readonly<Record<string, unknown>> = {}, labels?: Readonly<Record<string, string>>): NewObject {
  return {
    apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default', ...(labels === undefined ? {} : { labels }) },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, name: 'web' }], ...spec },
  } as NewObject;
}

function pod(name: string, spec: Readonly<Record<string, unknown>> = {}): NewObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'nginx:1.25', ports: [{ name: 'http', containerPort: 8080 }] }], ...spec } } as NewObject;
}

function slicesOf({ api }: ControlPlane, name: string): readonly EndpointSlice[] {
  return api.list('EndpointSlice', { namespace: 'default', labelSelector: `kubernetes.io/service-name=${name}` });
}

/** `web-0 ready`, `web-1 notready`, `web-2 terminating`. */
const states = (cluster: ControlPlane, name: string) =>
  slicesOf(cluster, name).flatMap(({ endpoints }) => endpoints ?? []).map(({ targetRef, conditions }) => `${targetRef?.name ?? ''} ${conditions.terminating === true ? 'terminating' : conditions.ready === true ? 'ready' : 'notready'}`);

function setReady({ apiServer, unixNow }: ControlPlane, name: string, status: 'True' | 'False'): void {
  const api = apiServer.as('kubelet');
  const stored = api.get('Pod', 'default', name);
  if (stored === undefined) return;
  api.updateStatus({ ...stored, status: { ...stored.status, conditions: withCondition(stored.status.conditions, { type: 'Ready', status, lastTransitionTime: new Date(unixNow()).toISOString() }) } });
}

it('makes an empty slice for a Service without pods, with the labels and the owner that upstream gives', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web', { clusterIP: 'None' }, { tier: 'front' }));

  cluster.runFor(1000);

  expect(slicesOf(cluster, 'web')).toEqual([
    expect.objectContaining({
      addressType: 'IPv4', endpoints: null, ports: null,
      metadata: expect.objectContaining({
        name: expect.stringMatching(/^web-[a-z0-9]{5}$/), generateName: 'web-',
        labels: { tier: 'front', 'kubernetes.io/service-name': 'web', 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io', 'service.kubernetes.io/headless': '' },
        ownerReferences: [expect.objectContaining({ kind: 'Service', name: 'web', controller: true, blockOwnerDeletion: true })],
      }),
    }),
  ]);
});

it('lists ready pods, and keeps the slice when the last one has gone', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web'), pod('web-0'));
  cluster.runFor(3000);
  const [first] = slicesOf(cluster, 'web');
  expect(states(cluster, 'web')).toEqual(['web-0 ready']);

  cluster.api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
  cluster.runFor(500);
  expect(states(cluster, 'web')).toEqual(['web-0 terminating']);
  cluster.runFor(3000);

  expect(slicesOf(cluster, 'web').map(({ metadata, endpoints, ports }) => [metadata.name, endpoints, ports])).toEqual([[first?.metadata.name, null, null]]);
});

it('takes a pod out of traffic when it is no longer ready, unless the Service publishes unready ones', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web'), service('pub', { publishNotReadyAddresses: true }), pod('web-0'));
  cluster.runFor(3000);

  setReady(cluster, 'web-0', 'False');
  cluster.runFor(500);

  expect(slicesOf(cluster, 'web')[0]?.endpoints?.[0]?.conditions).toEqual({ ready: false, serving: false, terminating: false });
  expect(slicesOf(cluster, 'pub')[0]?.endpoints?.[0]?.conditions).toEqual({ ready: true, serving: false, terminating: false });
});

it('gives a host name only to pods that call this Service theirs', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web'), service('also'), pod('web-0', { hostname: 'web-0', subdomain: 'web' }));

  cluster.runFor(3000);

  expect(slicesOf(cluster, 'web')[0]?.endpoints?.[0]?.hostname).toBe('web-0');
  expect(slicesOf(cluster, 'also')[0]?.endpoints?.[0]?.hostname).toBeUndefined();
});

it.each([
  ['a number', { port: 80, targetPort: 8000 }, [{ name: '', port: 8000, protocol: 'TCP' }]],
  ['the name of a port of the pod', { port: 80, targetPort: 'http' }, [{ name: '', port: 8080, protocol: 'TCP' }]],
  ['a name that the pod does not have', { port: 80, targetPort: 'nosuch' }, null],
])('target port: %s', (_fact, port, ports) => {
  const cluster = givenControlPlane();
  cluster.create(service('web', { ports: [port] }), pod('web-0'));

  cluster.runFor(3000);

  expect(slicesOf(cluster, 'web')[0]?.ports).toEqual(ports);
});

it('follows a selector that is put right, and a pod that loses its label', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web', { selector: { app: 'webx' } }), pod('web-0'), pod('web-1'));
  cluster.runFor(3000);
  expect(states(cluster, 'web')).toEqual([]);

  cluster.api.patch({ kind: 'Service', namespace: 'default', name: 'web' }, 'merge', { spec: { selector: { app: 'web' } } });
  cluster.runFor(500);
  expect(states(cluster, 'web')).toEqual(['web-0 ready', 'web-1 ready']);

  cluster.api.patch({ kind: 'Pod', namespace: 'default', name: 'web-1' }, 'merge', { metadata: { labels: { app: 'other' } } });
  cluster.runFor(500);
  expect(states(cluster, 'web')).toEqual(['web-0 ready']);
});

it('puts back a slice that somebody deleted', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web'), pod('web-0'));
  cluster.runFor(3000);

  cluster.api.delete({ kind: 'EndpointSlice', namespace: 'default', name: slicesOf(cluster, 'web')[0]?.metadata.name ?? '' });
  cluster.runFor(500);

  expect(states(cluster, 'web')).toEqual(['web-0 ready']);
});

it('makes none for a Service without a selector or of type ExternalName', () => {
  const cluster = givenControlPlane();
  cluster.create(service('bare', { selector: undefined }), service('ext', { type: 'ExternalName', externalName: 'db.example.com', selector: undefined, ports: undefined }));

  cluster.runFor(3000);

  expect([...slicesOf(cluster, 'bare'), ...slicesOf(cluster, 'ext')]).toEqual([]);
});

it('keeps the old Endpoints object too, and takes it away with the Service', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web'), pod('web-0'), pod('web-1'));
  cluster.runFor(3000);
  setReady(cluster, 'web-1', 'False');
  cluster.runFor(1000);
  expect(cluster.api.get('Endpoints', 'default', 'web')).toMatchObject({ subsets: [{ addresses: [{ targetRef: { name: 'web-0' } }], notReadyAddresses: [{ targetRef: { name: 'web-1' } }], ports: [{ name: 'web', port: 80, protocol: 'TCP' }] }] });

  cluster.api.delete({ kind: 'Service', namespace: 'default', name: 'web' });
  cluster.runFor(1000);

  expect(cluster.api.get('Endpoints', 'default', 'web')).toBeUndefined();
  expect(slicesOf(cluster, 'web')).toEqual([]);
});

it('tells of each pod what became of its place', () => {
  const cluster = givenControlPlane();
  cluster.create(service('web'), pod('web-0'));
  cluster.runFor(3000);
  setReady(cluster, 'web-0', 'False');
  cluster.runFor(1000);

  expect(cluster.explanations.all().filter(({ actor }) => actor === 'endpointslice-controller').map(({ code, params }) => [code, params['service']])).toEqual([
    ['network.endpointAdded', 'web'], ['network.endpointNotReady', 'web'],
  ]);
});
