import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { schemaOf } from './schemaOf.ts';

describe('what is kept of a Pod that a client sends', () => {
  it.each([
    [{ hostNetwork: false, nodeName: '' }, {}],
    [{ hostNetwork: true }, { hostNetwork: true }],
    [{ terminationGracePeriodSeconds: 0 }, { terminationGracePeriodSeconds: 0 }],
    [{ enableServiceLinks: false }, { enableServiceLinks: false }],
    [{ volumes: [], nodeSelector: {} }, {}],
    [{ securityContext: {} }, { securityContext: {} }],
    [{ affinity: null }, {}],
    [{ containers: [{ name: 'a', args: [], env: [{ name: 'E', value: '' }] }] }, { containers: [{ name: 'a', env: [{ name: 'E' }] }] }],
    [
      { containers: [{ name: 'a', resources: { limits: { cpu: 2, memory: '1024Mi' } } }] },
      { containers: [{ name: 'a', resources: { limits: { cpu: '2', memory: '1Gi' } } }] },
    ],
    [{ unknown: null }, { unknown: null }],
    [{ containers: null }, {}],
    [{ containers: [null, { name: null, args: ['a', null] }] }, { containers: [{}, { args: ['a', ''] }] }],
  ])('of spec %j is %j', (sent, kept) => {
    expect(normalise(sent, schemaOf('PodSpec'))).toEqual(kept);
  });

  it('is the very same object when nothing is to be dropped', () => {
    const spec = { containers: [{ name: 'a', resources: { limits: { cpu: '2' } } }] };
    expect(normalise(spec, schemaOf('PodSpec'))).toBe(spec);
  });

  it('keeps the nulls that Go writes for plain times and open lists, and no others', () => {
    const slice = { endpoints: null, ports: null, metadata: { creationTimestamp: null } };
    expect(normalise(slice, schemaOf('EndpointSlice'))).toEqual({ endpoints: null, ports: null, metadata: {} });
    const condition = { type: 'Ready', status: 'True', lastProbeTime: null };
    expect(normalise(condition, schemaOf('PodCondition'))).toBe(condition);
  });

  it('holds the values of labels as they are, even empty ones', () => {
    const metadata = { labels: { a: '' }, annotations: { b: '' } };
    expect(normalise(metadata, schemaOf('ObjectMeta'))).toBe(metadata);
    expect(normalise({ labels: { a: null } }, schemaOf('ObjectMeta'))).toEqual({ labels: { a: '' } });
  });
});
