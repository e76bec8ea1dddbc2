import { describe, expect, it } from 'vitest';
import type { Node, Taint } from '../../kinds/node.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { Pod, PodSpec } from '../../kinds/pod.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import { createNodeInfos } from './nodeInfo.ts';
import { planPod } from './plan.ts';
import { podInfoOf } from './podInfo.ts';
import type { SchedulingView } from './view.ts';

const meta = (name: string) => ({ name, namespace: 'default', uid: `uid-${name}`, resourceVersion: '1', creationTimestamp: '2026-11-23T06:51:20Z' });

const taint = (text: string): Taint => {
  const [key = '', effect = 'NoSchedule'] = text.split(':');
  return { key, effect: effect as Taint['effect'] };
};

interface NodeSketch {
  readonly cpu?: string;
  readonly pods?: string;
  readonly taints?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly cordoned?: boolean;
}

function node(name: string, { cpu = '4', pods = '110', taints, labels = {}, cordoned = false }: NodeSketch = {}): Node {
  return {
    apiVersion: 'v1', kind: 'Node',
    metadata: { ...meta(name), labels: { 'kubernetes.io/hostname': name, ...labels } },
    spec: { ...(taints === undefined ? {} : { taints: taints.split(' ').map(taint) }), ...(cordoned ? { unschedulable: true } : {}) },
    status: { allocatable: { cpu, memory: '8Gi', pods } },
  };
}

function pod(name: string, spec: Partial<PodSpec> & { readonly cpu?: string; readonly claim?: string; readonly owner?: string } = {}): Pod {
  const { cpu, claim, owner, ...rest } = spec;
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { ...meta(name), labels: { app: name.split('-')[0] ?? '' }, ...(owner === undefined ? {} : { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: owner, uid: owner, controller: true }] }) },
    spec: {
      containers: [{ name: 'a', ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }) }],
      ...(claim === undefined ? {} : { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }] }),
      ...rest,
    },
    status: { phase: 'Pending' },
  };
}

interface Storage {
  readonly claims?: readonly PersistentVolumeClaim[];
  readonly volumes?: readonly PersistentVolume[];
  readonly classes?: readonly StorageClass[];
}

/** `placed` has pods that are on nodes already: node name to pods. */
function view(nodes: readonly Node[], placed: Readonly<Record<string, readonly Pod[]>> = {}, { claims = [], volumes = [], classes = [] }: Storage = {}): SchedulingView {
  const infos = createNodeInfos();
  for (const each of nodes) infos.setNode(each);
  for (const [name, pods] of Object.entries(placed)) for (const each of pods) infos.addPod(name, podInfoOf(each));
  const named = <T extends { readonly metadata: { readonly name: string } }>(items: readonly T[], name: string) => items.find(({ metadata }) => metadata.name === name);
  return {
    nodes: infos.all(),
    claim: (_namespace, name) => named(claims, name),
    volume: (name) => named(volumes, name),
    storageClass: (name) => named(classes, name),
    candidates: () => volumes,
    namespaceLabels: () => undefined,
    usersOf: (_namespace, claim) => Object.values(placed).flat().filter(({ spec }) => spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim)).map(({ metadata }) => `default/${metadata.name}`),
  };
}

const three = ['n1', 'n2', 'n3'].map((name) => node(name));
const decide = (one: Pod, seen: SchedulingView) => {
  const plan = planPod(podInfoOf(one), seen);
  return plan.do === 'assign' ? `assign ${plan.node}` : plan.message;
};

const notHelpful = (count: number) => `no new claims to deallocate, preemption: 0/${count} nodes are available: ${count} Preemption is not helpful for scheduling.`;

it.each([
  ['a pod that fits everywhere goes to the first node', pod('web-0'), view(three), 'assign n1'],
  ['a node with fewer pods comes first', pod('web-0'), view(three, { n1: [pod('a')], n2: [pod('b')] }), 'assign n3'],
  ['pods of one set spread before load counts', pod('web-2', { owner: 'web' }), view(three, { n1: [pod('web-0', { owner: 'web' })], n2: [pod('a'), pod('b')], n3: [pod('web-1', { owner: 'web' })] }), 'assign n2'],
  ['no nodes at all', pod('web-0'), view([]), 'no nodes available to schedule pods'],
  ['no node has enough cpu left', pod('big-0', { cpu: '3' }), view(three, { n1: [pod('a', { cpu: '2' })], n2: [pod('b', { cpu: '2' })], n3: [pod('c', { cpu: '2' })] }),
    '0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.'],
  ['no node is large enough even when empty', pod('big-0', { cpu: '8' }), view(three), `0/3 nodes are available: 3 Insufficient cpu. ${notHelpful(3)}`],
  ['reasons are counted and sorted as texts', pod('big-0', { cpu: '3' }), view([node('n1', { taints: 'dedicated:NoSchedule' }), node('n2'), node('n3')], { n2: [pod('a', { cpu: '2' })], n3: [pod('b', { cpu: '2' })] }),
    '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.'],
  ['a full node says so before its other shortages', pod('big-0', { cpu: '8' }), view([node('n1', { pods: '1' })], { n1: [pod('a')] }), `0/1 nodes are available: 1 Insufficient cpu, 1 Too many pods. ${notHelpful(1)}`],
  ['a cordoned node is unschedulable, whatever its taint', pod('web-0'), view([node('n1', { cordoned: true, taints: 'node.kubernetes.io/unschedulable:NoSchedule' })]), `0/1 nodes are available: 1 node(s) were unschedulable. ${notHelpful(1)}`],
  ['a NoExecute taint keeps pods out too', pod('web-0'), view([node('n1', { taints: 'maintenance:NoExecute' })]), `0/1 nodes are available: 1 node(s) had untolerated taint(s). ${notHelpful(1)}`],
  ['a tolerated taint does not', pod('web-0', { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }), view([node('n1', { taints: 'dedicated:NoSchedule' })]), 'assign n1'],
  ['a taint that is only disliked sends the pod elsewhere', pod('web-0'), view([node('n1', { taints: 'old:PreferNoSchedule' }), node('n2')], { n2: [pod('a')] }), 'assign n2'],
  ['a node selector that no node has', pod('web-0', { nodeSelector: { disk: 'nvme' } }), view(three), `0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. ${notHelpful(3)}`],
  ['a node selector that one node has', pod('web-0', { nodeSelector: { disk: 'ssd' } }), view([node('n1'), node('n2', { labels: { disk: 'ssd' } })]), 'assign n2'],
  ['a pod that never preempts', pod('big-0', { cpu: '3', preemptionPolicy: 'Never' }), view([node('n1')], { n1: [pod('a', { cpu: '2' })] }),
    '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.'],
  ['a host port that is taken', pod('web-0', { containers: [{ name: 'a', ports: [{ containerPort: 80, hostPort: 80 }] }] }), view([node('n1')], { n1: [pod('a', { containers: [{ name: 'a', ports: [{ containerPort: 8080, hostPort: 80 }] }] })] }),
    "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod."],
])('%s', (_fact, one, seen, expected) => {
  expect(decide(one, seen)).toBe(expected);
});

const apart = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } }] } };
const near = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } }] } };
const evenly = [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } }];

it.each([
  ['one pod a node: the free one is taken', pod('web-1', { affinity: apart }), view([node('n1'), node('n2')], { n1: [pod('web-0')] }), 'assign n2'],
  ['one pod a node: none is free', pod('web-1', { affinity: apart }), view([node('n1')], { n1: [pod('web-0')] }),
    "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod."],
  ['a neighbour that refuses this pod', pod('web-1'), view([node('n1')], { n1: [pod('db-0', { affinity: apart })] }),
    "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod."],
  ['a pod that wants to be near web goes to web', pod('cache-0', { affinity: near }), view([node('n1'), node('n2')], { n2: [pod('web-0')] }), 'assign n2'],
  ['a pod that wants to be near web where there is no web', pod('cache-0', { affinity: near }), view([node('n1')]), `0/1 nodes are available: 1 node(s) didn't match pod affinity rules. ${notHelpful(1)}`],
  ['the first of a group that wants to be near itself may start', pod('web-0', { affinity: near }), view([node('n1')]), 'assign n1'],
  ['an even spread skips the node that is ahead', pod('web-2', { topologySpreadConstraints: evenly }), view([node('n1'), node('n2')], { n1: [pod('web-0')], n2: [] }), 'assign n2'],
  ['an even spread counts only nodes that the pod may use', pod('web-2', { topologySpreadConstraints: evenly, nodeSelector: { 'kubernetes.io/hostname': 'n1' } }), view([node('n1', { labels: {} }), node('n2')], { n1: [pod('web-0')] }), 'assign n1'],
  ['a spread over a label that nodes lack', pod('web-0', { topologySpreadConstraints: [{ ...evenly[0]!, topologyKey: 'zone' }] }), view([node('n1')]), `0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing required label). ${notHelpful(1)}`],
])('neighbours: %s', (_fact, one, seen, expected) => {
  expect(decide(one, seen)).toBe(expected);
});

function claim(name: string, storageClassName: string, bound?: string, more: Partial<PersistentVolumeClaim['metadata']> = {}): PersistentVolumeClaim {
  return {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim',
    metadata: { ...meta(name), ...(bound === undefined ? {} : { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } }), ...more },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName, ...(bound === undefined ? {} : { volumeName: bound }) },
    status: { phase: bound === undefined ? 'Pending' : 'Bound' },
  };
}

function volume(name: string, onNode?: string, storageClassName = 'local'): PersistentVolume {
  return {
    apiVersion: 'v1', kind: 'PersistentVolume', metadata: meta(name),
    spec: {
      capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName,
      ...(onNode === undefined ? {} : { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [onNode] }] }] } } }),
    },
    status: { phase: 'Available' },
  };
}

const storageClass = (name: string, provisioner: string, volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer'): StorageClass => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: meta(name), provisioner, volumeBindingMode });
const classes = [storageClass('nfs', 'fuseim.pri/ifs', 'Immediate'), storageClass('late', 'rancher.io/local-path', 'WaitForFirstConsumer'), storageClass('local', 'kubernetes.io/no-provisioner', 'WaitForFirstConsumer')];
const withClaim = pod('web-0', { claim: 'data' });

it.each([
  ['an unbound claim of an Immediate class', { claims: [claim('data', 'nfs')] }, '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'],
  ['an unbound claim of a class that does not exist', { claims: [claim('data', 'nosuch')] }, '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'],
  ['a missing claim', {}, '0/3 nodes are available: persistentvolumeclaim "data" not found. not found'],
  ['a claim that is being deleted', { claims: [claim('data', 'nfs', 'v', { deletionTimestamp: '2026-11-23T06:52:00Z' })] }, '0/3 nodes are available: persistentvolumeclaim "data" is being deleted. not found'],
  ['a claim that has lost its volume', { claims: [{ ...claim('data', 'nfs', 'v'), status: { phase: 'Lost' as const } }] }, '0/3 nodes are available: persistentvolumeclaim "data" bound to non-existent persistentvolume "v". not found'],
  ['a bound claim', { claims: [claim('data', 'nfs', 'v')], volumes: [volume('v')] }, 'assign n1'],
  ['a bound volume that lives on one node', { claims: [claim('data', 'late', 'v')], volumes: [volume('v', 'n2')] }, 'assign n2'],
  ['a bound volume on a node that is gone', { claims: [claim('data', 'late', 'v')], volumes: [volume('v', 'n9')] }, `0/3 nodes are available: 3 node(s) didn't match PersistentVolume's node affinity. ${notHelpful(3)}`],
  ['a claim that waits for its consumer', { claims: [claim('data', 'late')] }, 'assign n1'],
  ['a claim whose volume is being made for another node', { claims: [claim('data', 'late', undefined, { annotations: { 'volume.kubernetes.io/selected-node': 'n3' } })] }, 'assign n3'],
  ['a static volume decides the node', { claims: [claim('data', 'local')], volumes: [volume('v', 'n3')] }, 'assign n3'],
  ['no static volume anywhere', { claims: [claim('data', 'local')] }, `0/3 nodes are available: 3 node(s) didn't find available persistent volumes to bind. ${notHelpful(3)}`],
])('volumes: %s', (_fact, storage, expected) => {
  expect(decide(withClaim, view(three, {}, { classes, ...storage }))).toBe(expected);
});

it('names the claim that a pod waits for', () => {
  const plan = planPod(podInfoOf(withClaim), view(three, {}, { classes, claims: [claim('data', 'nfs')] }));

  expect(plan).toMatchObject({ do: 'refuse', why: { code: 'scheduler.unboundClaim' }, blockedBy: { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' } });
});

it('names the volume that can only be reached elsewhere, also when other nodes have other reasons', () => {
  const nodes = [node('n1'), node('n2', { taints: 'node.kubernetes.io/unreachable:NoSchedule' })];

  const plan = planPod(podInfoOf(withClaim), view(nodes, {}, { classes, claims: [claim('data', 'late', 'v')], volumes: [volume('v', 'n2')] }));

  expect(plan).toMatchObject({
    message: `0/2 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity, 1 node(s) had untolerated taint(s). ${notHelpful(2)}`,
    why: { code: 'scheduler.noFit' }, blockedBy: { kind: 'PersistentVolume', name: 'v' },
  });
});

const low = (name: string, cpu: string, startTime: string, priority = 0): Pod => ({ ...pod(name, { cpu, priority }), status: { phase: 'Running', startTime } });

it.each([
  ['the youngest of equal victims goes', { n1: [low('low-0', '3', '2026-11-23T07:00:00Z')], n2: [low('low-1', '3', '2026-11-23T07:00:01Z')] }, 'n2: low-1'],
  ['of those that started in the same second the one that was placed last goes', { n1: [low('low-0', '3', '2026-11-23T07:00:00Z')], n2: [low('low-1', '3', '2026-11-23T07:00:00Z')] }, 'n2: low-1'],
  ['the least important goes', { n1: [low('a', '3', '2026-11-23T07:00:00Z', 5)], n2: [low('b', '3', '2026-11-23T07:00:01Z', 7)] }, 'n1: a'],
  ['no more than needed go', { n1: [low('a', '1', '2026-11-23T07:00:00Z'), low('b', '2', '2026-11-23T07:00:00Z')], n2: [low('c', '4', '2026-11-23T07:00:00Z', 9)] }, 'n1: b'],
  ['an equal is no victim', { n1: [low('a', '3', '2026-11-23T07:00:00Z', 1000)], n2: [low('b', '3', '2026-11-23T07:00:00Z', 1000)] }, 'nobody'],
])('preemption: %s', (_fact, placed, expected) => {
  const plan = planPod(podInfoOf(pod('high-0', { cpu: '3', priority: 1000 })), view([node('n1'), node('n2')], placed));

  const preempt = plan.do === 'refuse' ? plan.preempt : undefined;
  expect(preempt === undefined ? 'nobody' : `${preempt.node}: ${preempt.victims.map(({ pod: victim }) => victim.metadata.name).join(' ')}`).toBe(expected);
});

it('says only what was short when room is being made', () => {
  expect(decide(pod('high-0', { cpu: '3', priority: 1000 }), view([node('n1')], { n1: [low('low-0', '3', '2026-11-23T07:00:00Z')] }))).toBe('0/1 nodes are available: 1 Insufficient cpu.');
});

describe('a claim for one pod alone that another pod uses', () => {
  const alone = { classes, claims: [{ ...claim('data', 'nfs', 'v'), spec: { ...claim('data', 'nfs', 'v').spec, accessModes: ['ReadWriteOncePod' as const] } }], volumes: [volume('v')] };
  const user = (priority: number): Pod => ({ ...pod('old-0', { claim: 'data', priority }), status: { phase: 'Running', startTime: '2026-11-23T07:00:00Z' } });

  it('keeps the next one waiting; equals make no room', () => {
    expect(decide(withClaim, view(three, { n2: [user(0)] }, alone))).toBe(
      '0/3 nodes are available: 3 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod. ' +
        'no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
    );
  });

  it('is freed by the end of a less important pod', () => {
    const plan = planPod(podInfoOf(pod('web-0', { claim: 'data', priority: 1000 })), view(three, { n2: [user(5)] }, alone));
    const preempt = plan.do === 'refuse' ? plan.preempt : undefined;
    expect(preempt?.victims.map(({ key }) => key)).toEqual(['default/old-0']);
  });
});
