import { describe, expect, it } from 'vitest';
import type { NewObject } from '../../kinds/object.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod, PodSpec } from '../../kinds/pod.ts';
import type { Service } from '../../kinds/service.ts';
import type { Api } from '../api.ts';
import { anObject, aPod, givenServer, refusalOf } from '../givenServer.ts';

describe('a new pod', () => {
  const create = (spec: Partial<PodSpec> = {}, others: readonly NewObject[] = []) => {
    const { api } = givenServer();
    for (const other of others) api.create(other);
    return api.create(aPod('web-0', {}, spec));
  };

  it('runs as the account default, with its token mounted', () => {
    const { spec } = create();
    const volume = spec.volumes?.[0];

    expect(spec).toMatchObject({ serviceAccountName: 'default', serviceAccount: 'default' });
    expect(volume?.name).toMatch(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(volume?.projected).toMatchObject({ defaultMode: 420, sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }, {}, {}] });
    expect(spec.containers[0]?.volumeMounts).toEqual([
      { name: volume?.name, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
    ]);
  });

  it('gets no token where pod or account do not want one', () => {
    const quiet = anObject({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'quiet', namespace: 'default' }, automountServiceAccountToken: false });

    expect(create({ automountServiceAccountToken: false }).spec.volumes).toBeUndefined();
    expect(create({ serviceAccountName: 'quiet' }, [quiet]).spec.volumes).toBeUndefined();
  });

  it('keeps a mount that is there already', () => {
    const volumeMounts = [{ name: 'own', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }];
    const pod = create({ containers: [{ name: 'a', image: 'a:1', volumeMounts }], volumes: [{ name: 'own', emptyDir: {} }] });

    expect(pod.spec.volumes).toEqual([{ name: 'own', emptyDir: {} }]);
  });

  it('cannot run as an account that does not exist', () => {
    expect(refusalOf(() => create({ serviceAccountName: 'robot' }))).toBe(
      'Forbidden: pods "web-0" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
    );
  });

  it('stays five minutes on a lost node, unless it says otherwise', () => {
    const key = (name: string) => `node.kubernetes.io/${name}`;
    const own = { key: key('unreachable'), operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 10 } as const;
    const added = { key: key('not-ready'), operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 };

    expect(create().spec.tolerations).toEqual([added, { ...added, key: key('unreachable') }]);
    expect(create({ tolerations: [own] }).spec.tolerations).toEqual([own, added]);
    expect(create({ tolerations: [{ operator: 'Exists' }] }).spec.tolerations).toEqual([{ operator: 'Exists' }]);
  });

  it('is rejected when it asks for a RuntimeClass, since there is none', () => {
    expect(refusalOf(() => create({ runtimeClassName: 'gvisor' } as never))).toBe('Forbidden: pods "web-0" is forbidden: pod rejected: RuntimeClass "gvisor" not found');
  });

  it('takes its priority from its class', () => {
    const aClass = (name: string, rest: object) => anObject({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, ...rest });
    const high = aClass('high', { value: 1000, preemptionPolicy: 'Never' });
    const common = aClass('common', { value: 5, globalDefault: true });

    expect(create().spec).toMatchObject({ priority: 0, preemptionPolicy: 'PreemptLowerPriority' });
    expect(create({ priorityClassName: 'high' }, [high]).spec).toMatchObject({ priority: 1000, preemptionPolicy: 'Never' });
    expect(create({}, [common]).spec).toMatchObject({ priority: 5, priorityClassName: 'common' });
    expect(create({ priorityClassName: 'system-node-critical' }).spec.priority).toBe(2_000_001_000);
    expect(refusalOf(() => create({ priorityClassName: 'none' }))).toBe('Forbidden: pods "web-0" is forbidden: no PriorityClass with name none was found');
    expect(refusalOf(() => create({ priority: 7 }))).toBe(
      'Forbidden: pods "web-0" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
    );
  });
});

describe('a claim', () => {
  const aClass = (name: string, rest: object = {}, annotations = {}) =>
    anObject({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name, annotations }, provisioner: 'x', ...rest });
  const isDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const aClaim = (spec: object = {}) =>
    anObject({
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
    }) as unknown as NewObject<PersistentVolumeClaim>;

  const resize = (api: Api, storage: string) =>
    refusalOf(() => api.patch({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' }, 'merge', { spec: { resources: { requests: { storage } } } }));

  it('is protected while it is in use', () => {
    const { api } = givenServer();

    expect(api.create(aClaim()).metadata.finalizers).toEqual(['kubernetes.io/pvc-protection']);
  });

  it('gets the newest default class, unless it names one or none', () => {
    const { sim, api } = givenServer();
    api.create(aClass('old', {}, isDefault));
    sim.runUntil(5_000);
    api.create(aClass('new', {}, isDefault));
    api.create(aClass('a-new', {}, isDefault));
    api.create(aClass('other'));

    const classOf = (name: string, spec: object) => api.create<PersistentVolumeClaim>({ ...aClaim(spec), metadata: { name, namespace: 'default' } }).spec.storageClassName;

    expect(classOf('a', {})).toBe('a-new');
    expect(classOf('b', { storageClassName: 'other' })).toBe('other');
    expect(classOf('c', { storageClassName: '' })).toBe('');
  });

  it.each<[string, string, string, string, string]>([
    ['is not bound', 'Pending', 'growable', '5Gi', 'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'],
    [
      'has a class that forbids it', 'Bound', 'fixed', '5Gi',
      'Forbidden: persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    ],
    ['would shrink', 'Bound', 'growable', '100Mi', 'Invalid: PersistentVolumeClaim "data" is invalid: spec.resources.requests.storage: Forbidden: field can not be less than status.capacity'],
  ])('that %s answers a resize', (_what, phase, className, storage, refusal) => {
    const { api } = givenServer();
    api.create(aClass('growable', { allowVolumeExpansion: true }));
    api.create(aClass('fixed'));
    const claim = api.create(aClaim({ storageClassName: className, volumeName: 'pv' }));
    api.updateStatus({ ...claim, status: { phase, capacity: { storage: '1Gi' } } as PersistentVolumeClaim['status'] });

    expect(resize(api, storage)).toContain(refusal);
  });

  it('grows when it is bound and its class allows it', () => {
    const { api } = givenServer();
    api.create(aClass('growable', { allowVolumeExpansion: true }));
    const claim = api.create(aClaim({ storageClassName: 'growable', volumeName: 'pv' }));
    api.updateStatus({ ...claim, status: { phase: 'Bound', capacity: { storage: '1Gi' } } });

    expect(resize(api, '5Gi')).toBe('');
  });

  it('and a volume are both protected', () => {
    const { api } = givenServer();
    const volume = api.create(
      anObject({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv' }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } } }),
    );

    expect(volume.metadata.finalizers).toEqual(['kubernetes.io/pv-protection']);
  });
});

describe('a Service', () => {
  const aService = (name: string, spec: object = {}) =>
    anObject({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' }, spec: { selector: { a: 'b' }, ports: [{ port: 80 }], ...spec } }) as unknown as NewObject<Service>;
  const given = (pins: Readonly<Record<string, string>> = {}) => givenServer({ pins: { claimUids: {}, serviceIps: pins } });

  it('gets an address from the upper part of the range', () => {
    const { api } = given();

    const { spec } = api.create(aService('a'));

    expect(spec.clusterIP).toMatch(/^10\.200\.(?!0\.)\d+\.\d+$/);
    expect(spec.clusterIPs).toEqual([spec.clusterIP]);
  });

  it('gets none when it is headless or has an external name', () => {
    const { api } = given();

    expect(api.create(aService('a', { clusterIP: 'None' })).spec).toMatchObject({ clusterIP: 'None', clusterIPs: ['None'] });
    expect(api.create(aService('b', { type: 'ExternalName', externalName: 'db.example.com', ports: [] })).spec.clusterIP).toBeUndefined();
  });

  it('gets the pinned address, which no other gets', () => {
    const { api } = givenServer({ serviceCidr: '10.200.3.0/24', pins: { claimUids: {}, serviceIps: { 'default/pinned': '10.200.3.231' } } });

    const others = Array.from({ length: 150 }, (_, index) => api.create(aService(`s${index}`)).spec.clusterIP);

    expect(new Set(others).size).toBe(150);
    expect(others).not.toContain('10.200.3.231');
    expect(api.create(aService('pinned')).spec.clusterIP).toBe('10.200.3.231');
  });

  it.each([
    ['10.1.1.1', 'failed to allocate IP 10.1.1.1: the provided network does not match the current range'],
    ['10.200.7.7', 'failed to allocate IP 10.200.7.7: provided IP is already allocated'],
    ['10.200.0.0', 'failed to allocate IP 10.200.0.0: the provided IP (10.200.0.0) is not in the valid range. The range of valid IPs is 10.200.0.0/16'],
  ])('cannot have the address %s', (clusterIP, why) => {
    const { api } = given();
    api.create(aService('first', { clusterIP: '10.200.7.7' }));

    expect(refusalOf(() => api.create(aService('second', { clusterIP })))).toBe(
      `Invalid: Service "second" is invalid: spec.clusterIPs: Invalid value: ["${clusterIP}"]: ${why}`,
    );
  });

  it('frees its address and port when it goes', () => {
    const { api } = given();
    const spec = { type: 'NodePort', clusterIP: '10.200.7.7', ports: [{ port: 80, nodePort: 31_000 }] };
    api.create(aService('first', spec));
    expect(refusalOf(() => api.create(aService('second', { ...spec, clusterIP: '10.200.7.8' })))).toContain(
      'spec.ports[0].nodePort: Invalid value: 31000: provided port is already allocated',
    );

    api.delete({ kind: 'Service', namespace: 'default', name: 'first' });

    expect(refusalOf(() => api.create(aService('second', spec)))).toBe('');
  });

  it.each(['NodePort', 'LoadBalancer'])('of type %s gets a port on the nodes', (type) => {
    const { api } = given();

    const nodePort = api.create(aService('a', { type })).spec.ports?.[0]?.nodePort ?? 0;

    expect(nodePort).toBeGreaterThanOrEqual(30_086);
    expect(nodePort).toBeLessThanOrEqual(32_767);
  });

  it('cannot have a port that is no node port', () => {
    const { api } = given();

    expect(refusalOf(() => api.create(aService('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] })))).toBe(
      'Invalid: Service "a" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
  });

  it('shares a node port between protocols, and between no two ports', () => {
    const { api } = given();
    const ports = [
      { name: 'a', port: 53, protocol: 'TCP' },
      { name: 'b', port: 53, protocol: 'UDP' },
      { name: 'c', port: 54 },
    ];

    const [a, b, c] = (api.create(aService('dns', { type: 'NodePort', ports })).spec.ports ?? []).map(({ nodePort }) => nodePort);

    expect(a).toBe(b);
    expect(c).not.toBe(a);
  });

  it('keeps what it was given when it is changed', () => {
    const { api } = given();
    const before = api.create(aService('a', { type: 'NodePort' }));
    const patch = (spec: object) => api.patch({ kind: 'Service', namespace: 'default', name: 'a' }, 'merge', { spec });

    const relabelled = patch({ selector: { a: 'c' } });
    const plain = patch({ type: 'ClusterIP' });
    const again = patch({ type: 'NodePort' });

    expect(relabelled.spec.ports).toEqual(before.spec.ports);
    expect(plain.spec).toMatchObject({ clusterIP: before.spec.clusterIP, ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] });
    expect(plain.spec.ports?.[0]).not.toHaveProperty('nodePort');
    expect(again.spec.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30_086);
    expect(refusalOf(() => patch({ clusterIP: '10.200.1.1' }))).toBe(
      'Invalid: Service "a" is invalid: spec.clusterIPs[0]: Invalid value: ["10.200.1.1"]: may not change once set',
    );
  });
});

describe('a stored pod', () => {
  it('does not run admission again when it is updated', () => {
    const { api } = givenServer();
    const pod: Pod = api.create(aPod('web-0'));

    const updated = api.update({ ...pod, metadata: { ...pod.metadata, labels: { a: 'b' } } });

    expect(updated.spec).toEqual(pod.spec);
  });
});
