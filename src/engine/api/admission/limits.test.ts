import { describe, expect, it } from 'vitest';
import type { Pod, PodSpec, ResourceList } from '../../kinds/pod.ts';
import { anObject, aPod, givenServer, refusalOf } from '../givenServer.ts';

const aQuota = (hard: ResourceList) => anObject({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'few', namespace: 'default' }, spec: { hard } });
const withResources = (requests: ResourceList, limits: ResourceList = {}): Partial<PodSpec> => ({
  containers: [{ name: 'nginx', image: 'nginx:1.25', resources: { requests, limits } }],
});

describe('a quota', () => {
  it('refuses what goes beyond it, and counts what is there', () => {
    const { sim, api } = givenServer();
    api.create(aQuota({ pods: '2' }));
    api.create(aPod('web-0'));
    api.create(aPod('web-1'));
    sim.runUntil(1);

    expect(refusalOf(() => api.create(aPod('web-2')))).toBe(
      'Forbidden: pods "web-2" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2',
    );
    expect(api.get('ResourceQuota', 'default', 'few')).toMatchObject({ status: { hard: { pods: '2' }, used: { pods: '2' } } });
  });

  it('has room again when a pod is gone or over', () => {
    const { sim, api } = givenServer();
    api.create(aQuota({ pods: '1' }));
    const pod = api.create<Pod>(aPod('web-0'));
    api.updateStatus({ ...pod, status: { ...pod.status, phase: 'Succeeded' } });
    expect(refusalOf(() => api.create(aPod('web-1')))).toBe('');

    api.delete({ kind: 'Pod', namespace: 'default', name: 'web-1' });
    sim.runUntil(1);

    expect(api.get('ResourceQuota', 'default', 'few')).toMatchObject({ status: { used: { pods: '0' } } });
  });

  it('adds up amounts, and names those that are too much', () => {
    const { api } = givenServer();
    api.create(aQuota({ 'requests.cpu': '1', 'limits.memory': '1Gi', pods: '9' }));
    api.create(aPod('a', {}, withResources({ cpu: '600m', memory: '512Mi' }, { memory: '768Mi' })));

    expect(refusalOf(() => api.create(aPod('b', {}, withResources({ cpu: '600m', memory: '512Mi' }, { memory: '512Mi' }))))).toBe(
      'Forbidden: pods "b" is forbidden: exceeded quota: few, requested: limits.memory=512Mi,requests.cpu=600m, ' +
        'used: limits.memory=768Mi,requests.cpu=600m, limited: limits.memory=1Gi,requests.cpu=1',
    );
  });

  it('wants every container to name what it limits', () => {
    const { api } = givenServer();
    api.create(aQuota({ 'requests.cpu': '1', 'limits.memory': '1Gi' }));

    expect(refusalOf(() => api.create(aPod('a')))).toBe(
      'Forbidden: pods "a" is forbidden: failed quota: few: must specify limits.memory for: nginx; requests.cpu for: nginx',
    );
  });

  it.each([
    ['count/statefulsets.apps', 'apps/v1', 'StatefulSet', 'statefulsets.apps'],
    ['configmaps', 'v1', 'ConfigMap', 'configmaps'],
  ])('limits %s', (resource, apiVersion, kind, plural) => {
    const { api } = givenServer();
    api.create(aQuota({ [resource]: '0' }));
    const set = { serviceName: 'a', selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'a' }] } } };

    expect(refusalOf(() => api.create(anObject({ apiVersion, kind, metadata: { name: 'x', namespace: 'default' }, ...(kind === 'StatefulSet' ? { spec: set } : {}) })))).toBe(
      `Forbidden: ${plural} "x" is forbidden: exceeded quota: few, requested: ${resource}=1, used: ${resource}=0, limited: ${resource}=0`,
    );
  });

  it('binds its own namespace only', () => {
    const { api } = givenServer();
    api.create(aQuota({ pods: '0' }));

    expect(refusalOf(() => api.create(aPod('a', { namespace: 'dev' })))).toBe('');
  });
});

describe('a limit range', () => {
  const aRange = (item: object) => anObject({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'r', namespace: 'default' }, spec: { limits: [item] } });

  it('fills in what containers leave out, and says so', () => {
    const { api } = givenServer();
    api.create(aRange({ type: 'Container', default: { cpu: '500m' }, defaultRequest: { cpu: '100m', memory: '64Mi' } }));

    const pod = api.create<Pod>(aPod('a', {}, withResources({ cpu: '200m' })));

    expect(pod.spec.containers[0]?.resources).toEqual({ limits: { cpu: '500m' }, requests: { cpu: '200m', memory: '64Mi' } });
    expect(pod.metadata.annotations).toEqual({ 'kubernetes.io/limit-ranger': 'LimitRanger plugin set: memory request for container nginx; cpu limit for container nginx' });
    expect(pod.status.qosClass).toBe('Burstable');
  });

  it.each<[string, object, Partial<PodSpec>, string]>([
    ['too little', { type: 'Container', min: { cpu: '100m' } }, withResources({ cpu: '50m' }), 'minimum cpu usage per Container is 100m, but request is 50m'],
    ['too much', { type: 'Container', max: { memory: '1Gi' } }, withResources({}, { memory: '2Gi' }), 'maximum memory usage per Container is 1Gi, but limit is 2Gi'],
    ['no limit', { type: 'Pod', max: { memory: '1Gi' } }, {}, 'maximum memory usage per Pod is 1Gi.  No limit is specified'],
    [
      'several faults', { type: 'Pod', min: { cpu: '1' }, max: { cpu: '2' } }, withResources({ cpu: '500m' }, { cpu: '4' }),
      '[minimum cpu usage per Pod is 1, but request is 500m, maximum cpu usage per Pod is 2, but limit is 4]',
    ],
    [
      'too wide a span', { type: 'Container', maxLimitRequestRatio: { cpu: '2' } }, withResources({ cpu: '100m' }, { cpu: '500m' }),
      'cpu max limit to request ratio per Container is 2, but provided ratio is 5.000000',
    ],
  ])('refuses a pod with %s', (_what, item, spec, why) => {
    const { api } = givenServer();
    api.create(aRange(item));

    expect(refusalOf(() => api.create(aPod('a', {}, spec)))).toBe(`Forbidden: pods "a" is forbidden: ${why}`);
  });

  it('refuses a claim that is too large', () => {
    const { api } = givenServer();
    api.create(aRange({ type: 'PersistentVolumeClaim', max: { storage: '2Gi' } }));
    const claim = anObject({
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c', namespace: 'default' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '3Gi' } } },
    });

    expect(refusalOf(() => api.create(claim))).toBe(
      'Forbidden: persistentvolumeclaims "c" is forbidden: maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 3Gi',
    );
  });
});
