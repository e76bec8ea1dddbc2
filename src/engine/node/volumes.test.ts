import { describe, expect, it } from 'vitest';
import type { ConfigMap } from '../kinds/configMap.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Secret } from '../kinds/secret.ts';
import type { Service } from '../kinds/service.ts';
import { FileError } from '../machine/files.ts';
import { givenNodes, REAL } from './givenNodes.ts';

type Given = ReturnType<typeof givenNodes>;

const filesOf = (given: Given, pod = 'web-0', container = 'c') => {
  const run = given.nodes.run('default', pod, container);
  if (run === undefined) throw new Error(`${pod} does not run: ${given.rows.at(-1) ?? ''} ${given.events(pod).join(' | ')}`);
  return run.machine.files;
};

const podWith = (given: Given, volumes: Pod['spec']['volumes'], volumeMounts: NonNullable<Pod['spec']['containers'][number]['volumeMounts']>, name = 'web-0') => {
  given.create(name, { volumes: volumes ?? [], containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'], volumeMounts }] });
  given.runFor(4000);
};

const givenConfig = (given: Given, data: Record<string, string>) => given.api.create<ConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conf', namespace: 'default' }, data });

describe('volumes', () => {
  it('shows a ConfigMap as links to files that change together', () => {
    const given = givenNodes(REAL);
    givenConfig(given, { 'a.cnf': 'one\n', 'b.cnf': 'two\n' });
    podWith(given, [{ name: 'cfg', configMap: { name: 'conf' } }], [{ name: 'cfg', mountPath: '/etc/cfg' }]);
    const files = filesOf(given);

    expect(files.list('/etc/cfg').filter((name) => !name.startsWith('..'))).toEqual(['a.cnf', 'b.cnf']);
    expect(files.readLink('/etc/cfg/a.cnf')).toBe('..data/a.cnf');
    expect(files.read('/etc/cfg/a.cnf')).toBe('one\n');
    expect(() => files.write('/etc/cfg/c', '')).toThrow(FileError);

    given.api.patch({ kind: 'ConfigMap', namespace: 'default', name: 'conf' }, 'merge', { data: { 'a.cnf': 'new\n' } });
    given.runFor(30_000);
    expect(files.read('/etc/cfg/a.cnf')).toBe('one\n');
    given.runFor(40_000);
    expect(files.read('/etc/cfg/a.cnf')).toBe('new\n');
  });

  it('mounts one file by subPath, which then does not change', () => {
    const given = givenNodes(REAL);
    givenConfig(given, { 'a.cnf': 'one\n' });
    podWith(given, [{ name: 'cfg', configMap: { name: 'conf' } }], [{ name: 'cfg', mountPath: '/etc/my.cnf', subPath: 'a.cnf' }]);
    given.api.patch({ kind: 'ConfigMap', namespace: 'default', name: 'conf' }, 'merge', { data: { 'a.cnf': 'new\n' } });
    given.runFor(70_000);
    expect(filesOf(given).read('/etc/my.cnf')).toBe('one\n');
  });

  it('decodes Secrets and picks items', () => {
    const given = givenNodes(REAL);
    given.api.create<Secret>({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'default' }, data: { password: 'cGFzc3dvcmQ=', user: 'YWRtaW4=' } });
    podWith(given, [{ name: 's', secret: { secretName: 's', items: [{ key: 'password', path: 'deep/pw', mode: 0o400 }] } }], [{ name: 's', mountPath: '/s' }]);
    expect(filesOf(given).read('/s/deep/pw')).toBe('password');
    expect(filesOf(given).exists('/s/user')).toBe(false);
  });

  it('keeps an emptyDir through a restart of the container and shares it between containers', () => {
    const given = givenNodes(REAL);
    given.create('web-0', {
      volumes: [{ name: 'work', emptyDir: {} }],
      containers: ['a', 'b'].map((name) => ({ name, image: 'busybox:1.36', command: ['sleep', '3600'], volumeMounts: [{ name: 'work', mountPath: '/work' }] })),
    });
    given.runFor(5000);
    filesOf(given, 'web-0', 'a').write('/work/x', 'kept');
    expect(filesOf(given, 'web-0', 'b').read('/work/x')).toBe('kept');
    given.faults.set({ fault: 'crash', namespace: 'default', pod: 'web-0', container: 'a' });
    given.runFor(5000);
    expect(given.pod('web-0')?.status.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(filesOf(given, 'web-0', 'a').read('/work/x')).toBe('kept');
  });

  it('mounts a directory of the NFS server: pods on other nodes and the server see the same files', () => {
    const given = givenNodes(REAL);
    const server = given.nodes.node('centos7k8s1');
    server?.files.makeDirectory('/opt/data/kubernetes/shared', { parents: true });
    const volume = [{ name: 'data', nfs: { server: '10.0.0.101', path: '/opt/data/kubernetes/shared' } }];
    podWith(given, volume, [{ name: 'data', mountPath: '/data' }]);
    server?.files.write('/opt/data/kubernetes/shared/index.html', 'sts0\n');
    expect(filesOf(given).read('/data/index.html')).toBe('sts0\n');
    filesOf(given).write('/data/back', 'x');
    expect(server?.files.read('/opt/data/kubernetes/shared/back')).toBe('x');
  });

  it('mounts what a claim is bound to, and goes on trying until the directory is there', () => {
    const given = givenNodes(REAL);
    const claimRef = { namespace: 'default', name: 'data' };
    given.apiServer.load([
      { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv', uid: 'pv', resourceVersion: '', creationTimestamp: '' }, spec: { nfs: { server: '10.0.0.101', path: '/srv/pv' }, claimRef }, status: { phase: 'Bound' } } as never,
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default', uid: 'c', resourceVersion: '', creationTimestamp: '' }, spec: { volumeName: 'pv' }, status: { phase: 'Bound' } } as never,
    ]);
    podWith(given, [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }], [{ name: 'data', mountPath: '/data' }]);
    expect(given.events('web-0')[0]).toContain('Output: mount.nfs: mounting 10.0.0.101:/srv/pv failed, reason given by server: No such file or directory');
    expect(given.why.why({ kind: 'Pod', namespace: 'default', name: 'web-0' })[0]).toMatchObject({ code: 'kubelet.mountFailed' });

    given.nodes.node('centos7k8s1')?.files.makeDirectory('/srv/pv', { parents: true });
    given.runFor(8000);
    filesOf(given).write('/data/a', 'b');
    expect(given.nodes.volumeDirectory('pv')?.entries.has('a')).toBe(true);
    given.faults.set({ fault: 'volume-full', volume: 'pv', on: true });
    expect(() => filesOf(given).write('/data/b', 'x')).toThrow('ENOSPC');
  });

  it('says which claim is missing', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'no' } }], automountServiceAccountToken: false });
    given.runFor(1000);
    expect(given.events('web-0')[0]).toMatch(/^Warning FailedMount Unable to attach or mount volumes: unmounted volumes=\[data\], unattached volumes=\[data.*\], failed to process volumes=\[data\]: error processing PVC default\/no: failed to fetch PVC from API server: persistentvolumeclaims "no" not found/);
  });

  it.each([
    ['Directory', 'Warning FailedMount MountVolume.SetUp failed for volume "h" : hostPath type check failed: /mnt/none is not a directory'],
    ['File', 'Warning FailedMount MountVolume.SetUp failed for volume "h" : hostPath type check failed: /mnt/none is not a file'],
  ])('refuses a missing hostPath of type %s', (type, event) => {
    const given = givenNodes(REAL);
    podWith(given, [{ name: 'h', hostPath: { path: '/mnt/none', type } }], [{ name: 'h', mountPath: '/h' }]);
    expect(given.events('web-0')[0]).toContain(event);
  });

  it('makes the directory of a subPath in a writable volume', () => {
    const given = givenNodes(REAL);
    podWith(given, [{ name: 'h', hostPath: { path: '/mnt/h', type: 'DirectoryOrCreate' } }], [{ name: 'h', mountPath: '/data', subPath: 'mysql' }]);
    filesOf(given).write('/data/x', 'y');
    expect(given.nodes.node('centos7k8s2')?.files.read('/mnt/h/mysql/x')).toBe('y');
  });
});

describe('the environment of a container', () => {
  it('has the pod’s fields, values filled in, keys of objects, and the Services that exist', () => {
    const given = givenNodes(REAL);
    givenConfig(given, { MODE: 'fast' });
    given.api.create<Service>({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'my-db', namespace: 'default' }, spec: { ports: [{ port: 3306, name: 'sql' }] } });
    given.runFor(100);
    given.create('web-0', {
      containers: [{
        name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'],
        envFrom: [{ prefix: 'C_', configMapRef: { name: 'conf' } }],
        env: [
          { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'URL', value: 'http://$(NAME).web/$(NOBODY)/$$(NAME)' },
          { name: 'M', valueFrom: { configMapKeyRef: { name: 'conf', key: 'MODE' } } },
          { name: 'LIMIT', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
        ],
      }],
    });
    given.runFor(4000);
    expect(given.nodes.run('default', 'web-0', 'c')?.machine.env).toMatchObject({
      C_MODE: 'fast', NAME: 'web-0', IP: '10.100.2.2', URL: 'http://web-0.web/$(NOBODY)/$(NAME)', M: 'fast', LIMIT: '4', HOSTNAME: 'web-0',
      KUBERNETES_SERVICE_HOST: '10.200.0.1', MY_DB_SERVICE_PORT: '3306', MY_DB_SERVICE_PORT_SQL: '3306', MY_DB_PORT_3306_TCP_PROTO: 'tcp',
    });
  });

  it('fills variables into the command', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36', env: [{ name: 'WORD', value: 'hello' }], command: ['echo'], args: ['$(WORD)'] }] });
    given.runFor(4000);
    expect(given.nodes.run('default', 'web-0', 'c')?.log().map(({ text }) => text)).toEqual(['hello']);
  });

  it.each([
    [{ configMapKeyRef: { name: 'conf', key: 'none' } }, "couldn't find key none in ConfigMap default/conf"],
    [{ secretKeyRef: { name: 'none', key: 'k' } }, 'secret "none" not found'],
  ])('waits with CreateContainerConfigError for %j', (valueFrom, message) => {
    const given = givenNodes(REAL);
    givenConfig(given, {});
    given.create('web-0', { containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '9'], env: [{ name: 'X', valueFrom }] }] });
    given.runFor(3000);
    expect(given.pod('web-0')?.status.containerStatuses?.[0]?.state.waiting).toEqual({ reason: 'CreateContainerConfigError', message });
  });
});
