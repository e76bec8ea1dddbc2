import { expect, it } from 'vitest';
import type { Endpoints } from '../../kinds/endpoints.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { Service } from '../../kinds/service.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createEndpointSliceMirroringController } from './controller.ts';

const KEY = { kind: 'Endpoints', namespace: 'default', name: 'db' } as const;
const meta = { name: 'db', namespace: 'default' };
const service = (more: Partial<Service['spec']> = {}): NewObject<Service> => ({ apiVersion: 'v1', kind: 'Service', metadata: meta, spec: { ports: [{ port: 5432 }], ...more } }) as NewObject<Service>;
const endpoints = (more: Partial<Endpoints> = {}): NewObject<Endpoints> => ({
  apiVersion: 'v1',
  kind: 'Endpoints',
  metadata: { ...meta, labels: { tier: 'data' }, annotations: { note: 'x', 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
  subsets: [{ addresses: [{ ip: '192.0.2.42' }], notReadyAddresses: [{ ip: '192.0.2.43', hostname: 'b' }], ports: [{ port: 5432 }] }],
  ...more,
});

function given(...objects: readonly NewObject[]): Harness {
  const harness = startHarness({ controllers: [createEndpointSliceMirroringController()] });
  for (const object of objects) harness.api.create(object);
  harness.runFor(2000);
  return harness;
}

const slices = ({ api }: Harness) => api.list('EndpointSlice', { namespace: 'default' }).filter(({ metadata }) => metadata.name !== 'kubernetes');

it('Endpoints of a Service without a selector are copied into a slice', () => {
  const harness = given(service(), endpoints());
  const uid = harness.api.get('Endpoints', 'default', 'db')?.metadata.uid;

  expect(slices(harness)).toMatchObject([
    {
      metadata: {
        name: expect.stringMatching(/^db-[a-z0-9]{5}$/) as unknown,
        labels: { tier: 'data', 'kubernetes.io/service-name': 'db', 'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io' },
        annotations: { note: 'x' },
        ownerReferences: [{ kind: 'Endpoints', name: 'db', uid, controller: true }],
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.42'], conditions: { ready: true } }, { addresses: ['192.0.2.43'], conditions: { ready: false }, hostname: 'b' }],
      ports: [{ name: '', port: 5432, protocol: 'TCP' }],
    },
  ]);
  expect(slices(harness)[0]?.metadata.annotations).toEqual({ note: 'x' });
});

it('each sort of addresses and each set of ports has a slice of its own', () => {
  const harness = given(service(), endpoints({ subsets: [{ addresses: [{ ip: '192.0.2.1' }, { ip: '2001:db8::1' }], ports: [{ port: 1 }] }, { addresses: [{ ip: '192.0.2.2' }], ports: [{ port: 2 }] }] }));
  expect(slices(harness).map(({ addressType, endpoints: found, ports }) => `${addressType} ${found?.[0]?.addresses[0] ?? ''} ${ports?.[0]?.port ?? ''}`).sort()).toEqual(['IPv4 192.0.2.1 1', 'IPv4 192.0.2.2 2', 'IPv6 2001:db8::1 1']);
});

it('the copy follows, under the name that it has', () => {
  const harness = given(service(), endpoints());
  const name = slices(harness)[0]?.metadata.name;
  harness.api.patch(KEY, 'merge', { subsets: [{ addresses: [{ ip: '192.0.2.7' }], ports: [{ port: 5432, protocol: 'TCP' }] }] });
  harness.runFor(2000);

  expect(slices(harness).map(({ metadata, endpoints: found }) => [metadata.name, found])).toEqual([[name, [{ addresses: ['192.0.2.7'], conditions: { ready: true } }]]]);
});

it.each([
  ['the Service selects pods by itself', [service({ selector: { app: 'db' } }), endpoints()]],
  ['there is no such Service', [endpoints()]],
  ['the Endpoints ask for it', [service(), endpoints({ metadata: { ...meta, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } } } as never)]],
  ['they are a lock of leaders', [service(), endpoints({ metadata: { ...meta, annotations: { 'control-plane.alpha.kubernetes.io/leader': '{}' } } } as never)]],
])('nothing is copied when %s', (_, objects) => {
  expect(slices(given(...objects))).toEqual([]);
});

it('the copy goes when the Service gets a selector, and when the Endpoints go', () => {
  const harness = given(service(), endpoints());
  harness.api.patch({ kind: 'Service', namespace: 'default', name: 'db' }, 'merge', { spec: { selector: { app: 'db' } } });
  harness.runFor(2000);
  expect(slices(harness)).toEqual([]);

  harness.api.patch({ kind: 'Service', namespace: 'default', name: 'db' }, 'merge', { spec: { selector: null } });
  harness.runFor(2000);
  expect(slices(harness)).toHaveLength(1);
  harness.api.delete(KEY);
  harness.runFor(2000);
  expect(slices(harness)).toEqual([]);
});

it('a copy that somebody deletes comes back, and one that is right is left alone', () => {
  const harness = given(service(), endpoints());
  const [first] = slices(harness);
  harness.runFor(60_000);
  expect(slices(harness)[0]?.metadata.resourceVersion).toBe(first?.metadata.resourceVersion);

  harness.api.delete({ kind: 'EndpointSlice', namespace: 'default', name: first?.metadata.name ?? '' });
  harness.runFor(2000);
  expect(slices(harness)).toHaveLength(1);
});
