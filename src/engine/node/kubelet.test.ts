import { describe, expect, it } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import { deepImages } from './images/deepImages.ts';
import { laterImages } from './images/index.ts';
import { givenNodes, REAL } from './givenNodes.ts';

type Spec = Partial<Pod['spec']>;

const deletePod = (given: ReturnType<typeof givenNodes>, options = {}) => given.api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' }, options);

describe('the stand-in kubelet of the transcripts', () => {
  const cases: readonly (readonly [string, Spec, readonly string[]])[] = [
    ['brings a pod up in two steps', {}, ['0/1 Pending 0', '0/1 ContainerCreating 0', '1/1 Running 0']],
    [
      'lets an image with "crash" in its name loop',
      { containers: [{ name: 'nginx', image: 'nginx:crash' }] },
      ['0/1 Pending 0', '0/1 ContainerCreating 0', '0/1 Error 0', '0/1 Error 1', '0/1 CrashLoopBackOff 1', '0/1 Error 2', '0/1 CrashLoopBackOff 2'],
    ],
    [
      'cannot pull an image with "broken" in its name',
      { containers: [{ name: 'nginx', image: 'nginx:broken' }] },
      ['0/1 Pending 0', '0/1 ContainerCreating 0', '0/1 ErrImagePull 0', '0/1 ImagePullBackOff 0', '0/1 ErrImagePull 0', '0/1 ImagePullBackOff 0'],
    ],
    [
      'runs init containers before all others, which then show together',
      { initContainers: [{ name: 'prepare', image: 'busybox:1.36', command: ['sh', '-c', 'echo ready'] }], containers: [{ name: 'nginx', image: 'nginx:1.25' }, { name: 'side', image: 'fluentd:v1' }] },
      ['0/2 Pending 0', '0/2 PodInitializing 0', '2/2 Running 0'],
    ],
    [
      'ends a pod that is not to be restarted',
      { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36', args: ['sh', '-c', 'echo hi; sleep 2'] }] },
      ['0/1 Pending 0', '0/1 ContainerCreating 0', '1/1 Running 0', '0/1 Completed 0'],
    ],
    ['never makes a pod ready whose probe runs false', { containers: [{ name: 'nginx', image: 'nginx:1.25', readinessProbe: { exec: { command: ['false'] } } }] }, ['0/1 Pending 0', '0/1 ContainerCreating 0', '0/1 Running 0']],
    ['waits for a ConfigMap that variables come from', { containers: [{ name: 'nginx', image: 'nginx:1.25', envFrom: [{ configMapRef: { name: 'conf' } }] }] }, ['0/1 Pending 0', '0/1 ContainerCreating 0', '0/1 CreateContainerConfigError 0']],
    ['waits for a ConfigMap that is mounted', { volumes: [{ name: 'cfg', configMap: { name: 'conf' } }] }, ['0/1 Pending 0', '0/1 ContainerCreating 0']],
  ];

  it.each(cases)('%s', (_what, spec, rows) => {
    const given = givenNodes();
    given.create('web-0', spec);
    given.runFor(31_000);
    expect(given.rows).toEqual(rows.map((row) => `web-0 ${row}`));
  });

  it('says Pulling, Pulled, Created and Started, and takes the image from the node the next time', () => {
    const given = givenNodes();
    given.create('web-0', {});
    given.runFor(5000);
    given.create('web-1', {});
    given.runFor(5000);
    expect(given.events('web-0')).toEqual([
      'Normal Pulling Pulling image "nginx:1.25"',
      'Normal Pulled Successfully pulled image "nginx:1.25" in 500ms (500ms including waiting). Image size: 72080558 bytes.',
      'Normal Created Container created',
      'Normal Started Container started',
    ]);
    expect(given.events('web-1')[0]).toBe('Normal Pulled Container image "nginx:1.25" already present on machine and can be accessed by the pod');
    expect(given.pod('web-0')?.status.podIP).toBe('10.100.2.2');
    expect(given.pod('web-1')?.status.podIP).toBe('10.100.2.3');
  });

  it('stops within a second, shows how it ended, and is gone a moment later', () => {
    const given = givenNodes();
    given.create('web-0', {});
    given.runFor(5000);
    deletePod(given);
    given.runFor(3000);
    expect(given.rows.slice(-3)).toEqual(['web-0 1/1 Terminating 0', 'web-0 0/1 Completed 0', 'web-0 gone']);
    expect(given.events('web-0').at(-1)).toBe('Normal Killing Stopping container nginx');
  });

  it('gives a new pod of the same name the next address', () => {
    const given = givenNodes();
    given.create('web-0', {});
    given.runFor(3000);
    deletePod(given);
    given.runFor(3000);
    given.create('web-0', {});
    given.runFor(3000);
    expect(given.pod('web-0')?.status.podIP).toBe('10.100.2.3');
    expect(given.nodes.hosts.byIp('10.100.2.2')).toBeUndefined();
  });

  it('changes an image in place: the same pod, one restart, how the old one ended', () => {
    const given = givenNodes();
    given.create('web-0', {});
    given.runFor(3000);
    const pod = given.pod('web-0') as Pod;
    given.api.update<Pod>({ ...pod, spec: { ...pod.spec, containers: pod.spec.containers.map((each) => ({ ...each, image: 'nginx:1.26' })) } });
    given.runFor(5000);
    const status = given.pod('web-0')?.status.containerStatuses?.[0];
    expect(status).toMatchObject({ restartCount: 1, ready: true, image: 'docker.io/library/nginx:1.26' });
    expect(status?.lastState.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
    expect(given.events('web-0')).toContain('Normal Killing Container nginx definition changed, will be restarted');
  });

  it('makes a pod unready on purpose, and ready again', () => {
    const given = givenNodes();
    given.create('web-0', {});
    given.runFor(3000);
    given.faults.set({ fault: 'not-ready', namespace: 'default', pod: 'web-0', on: true });
    given.runFor(1000);
    expect(given.rows.at(-1)).toBe('web-0 0/1 Running 0');
    expect(given.why.why({ kind: 'Pod', namespace: 'default', name: 'web-0' })[0]?.code).toBe('kubelet.forcedNotReady');
    given.faults.set({ fault: 'not-ready', namespace: 'default', pod: 'web-0', on: false });
    given.runFor(1000);
    expect(given.rows.at(-1)).toBe('web-0 1/1 Running 0');
  });
});

laterImages.provide(deepImages);

describe('a kubelet', () => {
  it('reports the conditions of a pod in the order of upstream', () => {
    const given = givenNodes(REAL);
    given.create('web-0', {});
    given.runFor(3000);
    expect(given.pod('web-0')?.status.conditions?.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'PodReadyToStartContainers=True', 'Initialized=True', 'Ready=True', 'ContainersReady=True', 'PodScheduled=True',
    ]);
  });

  it('kills a sleep that is deaf to SIGTERM when its grace period is over', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { terminationGracePeriodSeconds: 10, containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'] }] });
    given.runFor(5000);
    deletePod(given);
    given.runFor(9500);
    expect(given.rows.at(-1)).toBe('web-0 1/1 Terminating 0');
    given.runFor(1000);
    expect(given.rows.slice(-2)).toEqual(['web-0 0/1 Error 0', 'web-0 gone']);
  });

  it('restarts a container that ends, at once the first time, then after a growing pause', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'c', image: 'busybox:1.36', command: ['false'] }] });
    given.runFor(120_000);
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Running' });
    expect(given.pod('web-0')?.status.containerStatuses?.[0]).toMatchObject({
      restartCount: 4,
      state: { waiting: { reason: 'CrashLoopBackOff', message: expect.stringMatching(/^back-off 1m20s restarting failed container=c pod=web-0_default\(/) as string } },
    });
  });

  it('says what is wrong with a program that is not in the image', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'c', image: 'busybox:1.36', command: ['nonsense'] }] });
    given.runFor(2500);
    expect(given.rows).toContain('web-0 0/1 RunContainerError 0');
    expect(given.events('web-0')).toContain(
      'Warning Failed Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nonsense": executable file not found in $PATH: unknown x2',
    );
    expect(given.pod('web-0')?.status.containerStatuses?.[0]?.lastState.terminated).toMatchObject({ exitCode: 128, reason: 'StartError', startedAt: '1970-01-01T00:00:00Z' });
  });

  it('fails to pull a tag that does not exist, with the runtime’s words', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'c', image: 'nginx:1.161' }] });
    given.runFor(2500);
    expect(given.pod('web-0')?.status.containerStatuses?.[0]?.state.waiting).toEqual({
      reason: 'ErrImagePull',
      message: 'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.161": failed to resolve reference "docker.io/library/nginx:1.161": docker.io/library/nginx:1.161: not found',
    });
    given.runFor(10_000);
    expect(given.pod('web-0')?.status.containerStatuses?.[0]?.state.waiting?.message).toMatch(/^Back-off pulling image "nginx:1.161": ErrImagePull: rpc error/);
  });

  it.each([
    ['Never', 'nginx:1.25', 'ErrImageNeverPull'],
    ['IfNotPresent', 'nginx:::', 'InvalidImageName'],
    ['IfNotPresent', 'no.such.registry/x:1', 'ErrImagePull'],
  ] as const)('with pull policy %s and image %s waits with %s', (imagePullPolicy, image, reason) => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'c', image, imagePullPolicy }] });
    given.runFor(2500);
    expect(given.pod('web-0')?.status.containerStatuses?.[0]?.state.waiting?.reason).toBe(reason);
  });

  it('ends a container in place when its liveness probe fails three times, and keeps the pod', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'nginx', image: 'nginx:1.25', livenessProbe: { httpGet: { path: '/nothing', port: 80 }, periodSeconds: 5 } }] });
    given.runFor(25_000);
    expect(given.events('web-0')).toEqual(expect.arrayContaining(['Warning Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 404 x4', 'Normal Killing Container nginx failed liveness probe, will be restarted']));
    expect(given.pod('web-0')?.status.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(given.pod('web-0')?.status.podIP).toBe('10.100.2.2');
  });

  it('holds back readiness and liveness until the startup probe has succeeded', () => {
    const given = givenNodes(REAL);
    given.create('web-0', {
      containers: [{ name: 'db', image: 'mysql:8', env: [{ name: 'MYSQL_ALLOW_EMPTY_PASSWORD', value: '1' }], startupProbe: { tcpSocket: { port: 3306 }, periodSeconds: 2, failureThreshold: 10 }, readinessProbe: { tcpSocket: { port: 3306 } }, livenessProbe: { tcpSocket: { port: 3306 } } }],
    });
    given.runFor(4000);
    expect(given.pod('web-0')?.status.containerStatuses?.[0]).toMatchObject({ started: false, ready: false });
    given.runFor(9000);
    expect(given.pod('web-0')?.status.containerStatuses?.[0]).toMatchObject({ started: true, ready: true });
    expect(given.events('web-0').some((event) => event.startsWith('Warning Unhealthy Startup probe failed: dial tcp 10.100.2.2:3306: connect: connection refused'))).toBe(true);
  });

  it('lets a container whose postStart hook fails go in good order, and wait with the error of the hook', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'nginx', image: 'nginx:1.25', lifecycle: { postStart: { exec: { command: ['sh', '-c', 'exit 3'] } } } }] });
    const status = () => given.pod('web-0')?.status.containerStatuses?.[0];
    while (status()?.state.waiting?.reason !== 'PostStartHookError' && given.sim.now() < 10_000) given.runFor(50);
    const { uid } = given.pod('web-0')?.metadata ?? {};
    expect(status()?.state.waiting?.message).toBe(`Exec lifecycle hook ([sh -c exit 3]) for Container "nginx" in Pod "web-0_default(${uid})" failed - error: command 'sh -c exit 3' exited with 3: , message: ""`);
    expect(given.events('web-0').map((text) => text.replace(/ x\d+$/, ''))).toEqual(expect.arrayContaining(['Warning FailedPostStartHook PostStartHook failed', 'Normal Killing FailedPostStartHook']));
    expect(status()?.lastState.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
  });

  it('gives the preStop hook its time, then SIGTERM', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'nginx', image: 'nginx:1.25', lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } } }] });
    given.runFor(3000);
    deletePod(given);
    given.runFor(5500);
    expect(given.rows.at(-1)).toBe('web-0 1/1 Terminating 0');
    given.runFor(2000);
    expect(given.rows.at(-1)).toBe('web-0 gone');
  });

  it('starts sidecars before the others, and stops them after', () => {
    const given = givenNodes(REAL);
    given.create('web-0', {
      initContainers: [{ name: 'proxy', image: 'nginx:1.25', restartPolicy: 'Always' }, { name: 'prepare', image: 'busybox:1.36', command: ['true'] }],
      containers: [{ name: 'app', image: 'nginx:1.26' }],
    });
    given.runFor(8000);
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Running', initContainerStatuses: [{ name: 'proxy', ready: true, started: true }, { name: 'prepare', ready: true, started: false }] });
    deletePod(given);
    given.runFor(1100);
    expect(given.nodes.run('default', 'web-0', 'app')?.isRunning()).toBe(false);
    expect(given.nodes.run('default', 'web-0', 'proxy')?.isRunning()).toBe(true);
    given.runFor(2000);
    expect(given.rows.at(-1)).toBe('web-0 gone');
  });

  it('starts an ephemeral container beside the others, once, and minds nothing of what becomes of it', () => {
    const given = givenNodes(REAL);
    const pod = given.create('web-0', {});
    given.runFor(5000);
    const look = { name: 'look', image: 'busybox:1.36', command: ['sleep', '3'] };
    given.api.update({ ...(given.pod('web-0') ?? pod), spec: { ...(given.pod('web-0') ?? pod).spec, ephemeralContainers: [look] } }, { subresource: 'ephemeralcontainers' });
    given.runFor(4000);
    expect(given.pod('web-0')?.status.ephemeralContainerStatuses).toMatchObject([{ name: 'look', ready: false, restartCount: 0, state: { running: {} } }]);
    given.runFor(20_000);
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Running', observedGeneration: 2, ephemeralContainerStatuses: [{ restartCount: 0, state: { terminated: { exitCode: 0, reason: 'Completed' } } }] });
    expect(given.rows.at(-1)).toBe('web-0 1/1 Running 0');
    const paths = given.api.list('Event', { namespace: 'default' }).map((event) => (event as { involvedObject?: { fieldPath?: string } }).involvedObject?.fieldPath);
    expect(paths).toContain('spec.ephemeralContainers{look}');
  });

  it('fails a pod whose init container fails and is not to be restarted', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { restartPolicy: 'Never', initContainers: [{ name: 'prepare', image: 'busybox:1.36', command: ['false'] }] });
    given.runFor(4000);
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Failed', initContainerStatuses: [{ state: { terminated: { exitCode: 1 } } }] });
  });

  it('ends a pod that is active for longer than its deadline', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { activeDeadlineSeconds: 5 });
    given.runFor(8000);
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' });
  });

  it('ends a pod whose deadline is set while it runs', () => {
    const given = givenNodes(REAL);
    const pod = given.create('web-0', {});
    given.runFor(20_000);
    given.api.patch({ kind: 'Pod', namespace: 'default', name: 'web-0' }, 'merge', { spec: { activeDeadlineSeconds: 10 } });
    given.runFor(3000);
    expect(given.pod('web-0')).toMatchObject({ metadata: { uid: pod.metadata.uid }, status: { phase: 'Failed', reason: 'DeadlineExceeded' } });
  });

  it('refuses a pod that asks for more than the node has', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'c', image: 'nginx', resources: { requests: { cpu: '5' } } }] });
    given.runFor(1000);
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Failed', reason: 'OutOfcpu', message: "Pod was rejected: Node didn't have enough resource: cpu, requested: 5000, used: 0, capacity: 4000" });
  });

  it('goes on stopping what was deleted by force, while the next pod of the name already runs', () => {
    const given = givenNodes(REAL);
    given.create('web-0', { containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'] }] });
    given.runFor(4000);
    deletePod(given, { gracePeriodSeconds: 0 });
    given.create('web-0', {});
    given.runFor(1500);
    expect(given.nodes.hosts.byIp('10.100.2.2')).toBeDefined();
    given.runFor(2500);
    expect(given.nodes.hosts.byIp('10.100.2.2')).toBeUndefined();
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Running', podIP: '10.100.2.3' });
  });
});

describe('a node', () => {
  it('keeps its lease, tells of a cordon, and says when it is ready again', () => {
    const given = givenNodes();
    given.runFor(1000);
    const renewed = () => given.api.get('Lease', 'kube-node-lease', 'centos7k8s2')?.spec.renewTime;
    const before = renewed();
    given.runFor(10_000);
    expect(renewed()).not.toBe(before);
    given.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
    const last = renewed();
    given.runFor(30_000);
    expect(renewed()).toBe(last);
    expect(given.nodes.unreachable('centos7k8s2')).toBe('dial tcp 10.0.0.102:10250: connect: no route to host');
  });

  it('starts its pods anew after a power failure: new sandbox, new address, one more restart', () => {
    const given = givenNodes(REAL);
    given.create('web-0', {});
    given.runFor(4000);
    given.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
    given.runFor(20_000);
    expect(given.nodes.run('default', 'web-0', 'nginx')).toBeUndefined();
    given.faults.set({ fault: 'power', node: 'centos7k8s2', on: true });
    given.runFor(5000);
    expect(given.events('web-0')).toContain('Normal SandboxChanged Pod sandbox changed, it will be killed and re-created.');
    expect(given.pod('web-0')?.status).toMatchObject({ phase: 'Running', podIP: '10.100.2.3', containerStatuses: [{ restartCount: 1, ready: true, lastState: { terminated: { exitCode: 255, reason: 'Unknown' } } }] });
  });

  it('cannot report or delete while it is cut off, and makes good for it afterwards', () => {
    const given = givenNodes(REAL);
    given.create('web-0', {});
    given.runFor(4000);
    given.faults.set({ fault: 'network', node: 'centos7k8s2', connected: false });
    deletePod(given);
    given.runFor(60_000);
    expect(given.rows.at(-1)).toBe('web-0 1/1 Terminating 0');
    expect(given.why.why({ kind: 'Pod', namespace: 'default', name: 'web-0' })[0]?.code).toBe('kubelet.nodeSilent');
    given.faults.set({ fault: 'network', node: 'centos7k8s2', connected: true });
    given.runFor(3000);
    expect(given.rows.at(-1)).toBe('web-0 gone');
  });
});
