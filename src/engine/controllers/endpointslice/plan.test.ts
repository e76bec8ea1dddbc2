import { expect, it } from 'vitest';
import type { EndpointPort, EndpointSlice } from '../../kinds/endpointSlice.ts';
import type { DesiredEndpoint } from './desiredEndpoint.ts';
import { ENDPOINTS_A_SLICE, planSlices, type SlicePlan } from './plan.ts';

const http: readonly EndpointPort[] = [{ name: 'web', port: 80, protocol: 'TCP' }];
const other: readonly EndpointPort[] = [{ name: 'web', port: 8080, protocol: 'TCP' }];

function wanted(pod: string, ready = true, ports = http): DesiredEndpoint {
  return { endpoint: { addresses: [`10.0.0.${pod.length}`], conditions: { ready, serving: ready, terminating: false }, targetRef: { kind: 'Pod', name: pod, uid: pod } }, ports };
}

/** A slice from the names of its pods; none is the placeholder. */
function slice(name: string, pods: readonly string[], ports = http): EndpointSlice {
  const isEmpty = pods.length === 0;
  return {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '' },
    addressType: 'IPv4', endpoints: isEmpty ? null : pods.map((pod) => wanted(pod).endpoint), ports: isEmpty ? null : ports,
  };
}

const many = (count: number, prefix = 'p') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** `create 100; update s1: 3; delete s2`. */
function text({ creates, updates, deletes }: SlicePlan): string {
  const size = (content: { readonly endpoints: readonly unknown[] | null }) => (content.endpoints === null ? 'placeholder' : String(content.endpoints.length));
  return [
    ...creates.map((content) => `create ${size(content)}`),
    ...updates.map(({ slice: { metadata }, content }) => `update ${metadata.name}: ${size(content)}`),
    ...deletes.map(({ metadata }) => `delete ${metadata.name}`),
  ].join('; ');
}

const all = (pods: readonly string[]) => new Map(pods.map((pod) => [pod, wanted(pod)]));
const gone = (pods: readonly string[]) => new Map<string, DesiredEndpoint | undefined>(pods.map((pod) => [pod, undefined]));

it.each([
  ['a Service without pods gets a placeholder', [], new Map(), 'create placeholder'],
  ['which stays as it is', [slice('s', [])], new Map(), ''],
  ['and becomes the first slice', [slice('s', [])], all(['a']), 'update s: 1'],
  ['a new pod joins the slice', [slice('s', ['a'])], all(['b']), 'update s: 2'],
  ['a pod that is as it was changes nothing', [slice('s', ['a'])], all(['a']), ''],
  ['a pod that becomes unready changes in place', [slice('s', ['a', 'b'])], new Map([['a', wanted('a', false)]]), 'update s: 2'],
  ['a pod that goes leaves the slice', [slice('s', ['a', 'b'])], gone(['a']), 'update s: 1'],
  ['the last one leaves a placeholder', [slice('s', ['a'])], gone(['a']), 'update s: placeholder'],
  ['a slice that empties is deleted while another is left', [slice('s', ['a']), slice('t', ['b'])], gone(['a']), 'delete s'],
  ['a hundred fit into one slice', [], all(many(100)), 'create 100'],
  ['the hundred and first opens another', [slice('s', many(100))], all(['z']), 'create 1'],
  ['250 at once', [], all(many(250)), 'create 100; create 100; create 50'],
  ['a new pod goes into the fullest slice with room', [slice('s', many(20)), slice('t', many(60, 'q')), slice('u', many(100, 'r'))], all(['z']), 'update t: 61'],
  ['new pods fill a slice that changes anyway', [slice('s', many(20)), slice('t', many(60, 'q'))], new Map([...gone(['p0']), ...all(['z'])]), 'update s: 20'],
  ['a pod whose named port is another number has a slice of its own', [slice('s', ['a'])], new Map([['b', wanted('b', true, other)]]), 'create 1'],
  ['a pod whose port changes moves', [slice('s', ['a', 'b'])], new Map([['a', wanted('a', true, other)]]), 'create 1; update s: 1'],
  ['a slice that would go takes what would be new', [slice('s', ['a'])], new Map([['a', wanted('a', true, other)]]), 'update s: 1'],
])('%s', (_fact, slices, pods, expected) => {
  expect(text(planSlices(slices, pods))).toBe(expected);
});

it('never makes a slice of more than a hundred', () => {
  const { creates } = planSlices([], all(many(999)));

  expect(creates.every(({ endpoints }) => (endpoints?.length ?? 0) <= ENDPOINTS_A_SLICE)).toBe(true);
  expect(creates).toHaveLength(10);
});
