import { expect, it } from 'vitest';
import type { Node } from '../../kinds/node.ts';
import type { NewObject } from '../../kinds/object.ts';
import { conditionOf } from '../../kinds/pod.ts';
import { givenControlPlane, type ControlPlane } from '../givenControlPlane.ts';

function pod(name: string, node: string, tolerationSeconds?: number): NewObject {
  const toleration = (key: string) => ({ key, operator: 'Exists', effect: 'NoExecute', ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }) });
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' },
    spec: {
      containers: [{ name: 'a', image: 'nginx:1.25' }], nodeSelector: { 'kubernetes.io/hostname': node },
      ...(tolerationSeconds === undefined ? {} : { tolerations: ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map(toleration) }),
    },
  } as NewObject;
}

const nodeOf = ({ api }: ControlPlane, name: string) => api.get('Node', undefined, name);
const readyOf = (cluster: ControlPlane, name: string) => nodeOf(cluster, name)?.status.conditions?.find(({ type }) => type === 'Ready')?.status;
const taintsOf = (cluster: ControlPlane, name: string) => (nodeOf(cluster, name)?.spec.taints ?? []).map(({ key, effect }) => `${key.replace('node.kubernetes.io/', '')}:${effect}`);

function change(cluster: ControlPlane, name: string, spec: Partial<Node['spec']>): void {
  const node = nodeOf(cluster, name);
  if (node !== undefined) cluster.api.update({ ...node, spec: { ...node.spec, ...spec } });
}

function given(...pods: readonly NewObject[]): ControlPlane {
  const cluster = givenControlPlane();
  cluster.runFor(1000);
  cluster.create(...pods);
  cluster.runFor(11_000);
  return cluster;
}

it('nothing happens while a kubelet is away for less than the grace period', () => {
  const cluster = given(pod('web-0', 'centos7k8s2'));

  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
  cluster.runFor(9000);
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: true });
  cluster.runFor(30_000);

  expect([readyOf(cluster, 'centos7k8s2'), taintsOf(cluster, 'centos7k8s2')]).toEqual(['True', []]);
  expect(cluster.events.filter((line) => line.startsWith('node-controller'))).toEqual([]);
});

it('a silent node becomes NotReady, its pods unready, and it is tainted twice', () => {
  const cluster = given(pod('web-0', 'centos7k8s2'));
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });

  cluster.runFor(30_000);

  expect(nodeOf(cluster, 'centos7k8s2')?.status.conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason ?? ''}`)).toEqual([
    'MemoryPressure Unknown NodeStatusUnknown', 'DiskPressure Unknown NodeStatusUnknown', 'PIDPressure Unknown NodeStatusUnknown', 'Ready Unknown NodeStatusUnknown',
  ]);
  expect(taintsOf(cluster, 'centos7k8s2')).toEqual(['unreachable:NoSchedule', 'unreachable:NoExecute']);
  expect(cluster.events.filter((line) => line.startsWith('node-controller'))).toEqual([
    'node-controller Normal NodeNotReady Node/centos7k8s2 Node centos7k8s2 status is now: NodeNotReady',
    'node-controller Warning NodeNotReady Pod/web-0 Node is not ready',
  ]);
  const stored = cluster.api.get('Pod', 'default', 'web-0');
  expect(stored?.status.phase).toBe('Running');
  expect(stored === undefined ? undefined : conditionOf(stored, 'Ready')?.status).toBe('False');
  expect(cluster.explanations.why({ kind: 'Pod', namespace: 'default', name: 'web-0' }).map(({ code }) => code)).toEqual(expect.arrayContaining(['nodes.podNotReady', 'nodes.toleratedForAWhile', 'nodes.evicting']));
});

it('its pods are deleted when their toleration is over, and then terminate for ever', () => {
  const cluster = given(pod('soon', 'centos7k8s2', 5), pod('later', 'centos7k8s2'));
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
  cluster.runFor(40_000);

  expect(cluster.pods()).toEqual(['later Running centos7k8s2', 'soon Terminating centos7k8s2']);
  const soon = cluster.api.get('Pod', 'default', 'soon');
  expect(soon === undefined ? undefined : conditionOf(soon, 'DisruptionTarget')).toMatchObject({ status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint' });
  expect(cluster.events).toContain('taint-eviction-controller Normal TaintManagerEviction Pod/soon Marking for deletion Pod default/soon');

  cluster.runFor(600_000);
  expect(cluster.pods()).toEqual(['later Terminating centos7k8s2', 'soon Terminating centos7k8s2']);
});

it('a node that comes back loses its taints, and pods that had not been deleted stay', () => {
  const cluster = given(pod('web-0', 'centos7k8s2'));
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
  cluster.runFor(60_000);

  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: true });
  cluster.runFor(20_000);

  expect([readyOf(cluster, 'centos7k8s2'), taintsOf(cluster, 'centos7k8s2'), cluster.pods()]).toEqual(['True', [], ['web-0 Running centos7k8s2']]);
  expect(cluster.events).toContain('taint-eviction-controller Normal TaintManagerEviction Pod/web-0 Cancelling deletion of Pod default/web-0');
  expect(cluster.explanations.why({ kind: 'Node', name: 'centos7k8s2' })).toEqual([]);
});

it('one node at a time: the second silent node is tainted ten seconds after the first', () => {
  const cluster = given();
  const atMs: number[] = [];
  cluster.apiServer.onChange(({ object, previous, atMs: now }) => {
    const count = (node: unknown) => ((node as Node | undefined)?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute').length;
    if (object.kind === 'Node' && count(object) > count(previous)) atMs.push(now);
  });
  for (const node of ['centos7k8s1', 'centos7k8s2']) cluster.faults.set({ fault: 'power', node, on: false });

  cluster.runFor(60_000);

  expect(atMs).toHaveLength(2);
  expect((atMs[1] ?? 0) - (atMs[0] ?? 0)).toBeGreaterThanOrEqual(10_000);
});

it('when all nodes are silent at once, no pod is driven away', () => {
  const cluster = given(pod('web-0', 'centos7k8s1', 0));
  const driven: string[] = [];
  cluster.apiServer.onChange(({ object }) => {
    if (object.kind === 'Node' && (object as Node).spec.taints?.some(({ effect }) => effect === 'NoExecute') === true) driven.push(object.metadata.name);
  });
  for (const node of ['centos7k8s1', 'centos7k8s2', 'centos7k8s3']) cluster.faults.set({ fault: 'power', node, on: false });

  cluster.runFor(120_000);

  expect(driven).toEqual([]);
  expect(taintsOf(cluster, 'centos7k8s1')).toEqual(['unreachable:NoSchedule']);
  expect(cluster.pods()).toEqual(['web-0 Running centos7k8s1']);
});

it('cordon is a taint too', () => {
  const cluster = given();
  change(cluster, 'centos7k8s1', { unschedulable: true });
  cluster.runFor(1000);
  expect(taintsOf(cluster, 'centos7k8s1')).toEqual(['unschedulable:NoSchedule']);

  change(cluster, 'centos7k8s1', { unschedulable: false });
  cluster.runFor(1000);
  expect(taintsOf(cluster, 'centos7k8s1')).toEqual([]);
});

it('a NoExecute taint set by hand drives away at once whoever does not tolerate it', () => {
  const cluster = given(pod('web-0', 'centos7k8s2'));

  change(cluster, 'centos7k8s2', { taints: [{ key: 'maintenance', value: 'true', effect: 'NoExecute' }] });
  cluster.runFor(3000);

  expect(cluster.pods()).toEqual([]);
  expect(cluster.events).toContain('taint-eviction-controller Normal TaintManagerEviction Pod/web-0 Marking for deletion Pod default/web-0');
});

it('pods of a deleted node are removed after the quarantine of 40 seconds', () => {
  const cluster = given(pod('web-0', 'centos7k8s2'));
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
  cluster.api.delete({ kind: 'Node', name: 'centos7k8s2' });
  cluster.runFor(1000);
  expect(cluster.events).toContain('node-controller Normal RemovingNode Node/centos7k8s2 Node centos7k8s2 event: Removing Node centos7k8s2 from Controller');

  cluster.runFor(38_000);
  expect(cluster.pods()).toEqual(['web-0 Running centos7k8s2']);
  cluster.runFor(25_000);

  expect(cluster.pods()).toEqual([]);
});

it('the taint out-of-service lets go of pods that terminate on a dead node', () => {
  const cluster = given(pod('web-0', 'centos7k8s2', 5));
  cluster.faults.set({ fault: 'power', node: 'centos7k8s2', on: false });
  cluster.runFor(60_000);
  expect(cluster.pods()).toEqual(['web-0 Terminating centos7k8s2']);

  const taints = nodeOf(cluster, 'centos7k8s2')?.spec.taints ?? [];
  change(cluster, 'centos7k8s2', { taints: [...taints, { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }] });
  cluster.runFor(21_000);

  expect(cluster.pods()).toEqual([]);
});
