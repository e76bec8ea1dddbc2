import { createCluster, type Cluster } from '#engine/cluster.ts';
import type { NewObject } from '#engine/kinds/object.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import type { Profile } from '#engine/profile.ts';
import { upstreamProfile } from '#engine/profiles/upstream.ts';

/** How fast the simulation is, against the numbers that the design asks for: `npm run bench`. */

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number;
}

const BIG = { cpu: '512', memory: '1024Gi', pods: '2000', 'ephemeral-storage': '51175Mi' };

/** Nodes enough for a thousand pods. */
const bigProfile: Profile = {
  ...upstreamProfile,
  nodes: upstreamProfile.nodes.map((node, index) => ({ ...node, maxPods: 2000, cpu: '512', memory: '1024Gi', podCidr: `10.${240 + index}.0.0/16` })),
  podCidr: '10.240.0.0/12',
  serviceCidr: '10.96.0.0/16',
  objects: upstreamProfile.objects.map((object) =>
    object.kind === 'Node'
      ? { ...object, status: { ...(object as { status?: object }).status, capacity: BIG, allocatable: BIG } }
      : object,
  ),
};

function set(replicas: number, policy: 'OrderedReady' | 'Parallel', probe = false): NewObject<StatefulSet> {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas,
      serviceName: 'web',
      podManagementPolicy: policy,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [{
            name: 'nginx', image: 'nginx:1.27', ports: [{ containerPort: 80, name: 'web' }],
            ...(probe ? { readinessProbe: { httpGet: { path: '/', port: 80 } } } : {}),
          }],
        },
      },
    },
  };
}

const service = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80, name: 'web' }] },
};

/** CPU milliseconds that `run` takes. */
function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The best of a few rounds, for the machine is noisy. */
function best(rounds: number, measure: () => number): number {
  return Math.min(...Array.from({ length: rounds }, measure));
}

function readyReplicas(cluster: Cluster): number {
  return cluster.api.as('bench').get('StatefulSet', 'default', 'web')?.status.readyReplicas ?? 0;
}

function bringUp(replicas: number, policy: 'OrderedReady' | 'Parallel', probe = false): { readonly cluster: Cluster; readonly ms: number } {
  const cluster = createCluster({ profile: bigProfile, seed: 1 });
  cluster.sim.runUntil(2000);
  const api = cluster.api.as('bench');
  const ms = cpuMs(() => {
    api.create(service as never);
    api.create(set(replicas, policy, probe));
    while (readyReplicas(cluster) < replicas) cluster.sim.runUntil(cluster.sim.now() + 5000);
  });
  return { cluster, ms };
}

function heapPerPodKb(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect === undefined) return Number.NaN;
  const heapOf = (replicas: number) => {
    const { cluster } = bringUp(replicas, 'Parallel');
    collect();
    const { heapUsed } = process.memoryUsage();
    return { heapUsed, keep: cluster.changes().length };
  };
  const few = heapOf(100);
  const many = heapOf(600);
  return (many.heapUsed - few.heapUsed) / 500 / 1024;
}

bringUp(50, 'OrderedReady');
const thousand = best(2, () => bringUp(1000, 'OrderedReady').ms);
const hundred = best(3, () => bringUp(100, 'OrderedReady').ms);
const parallel = best(3, () => bringUp(100, 'Parallel').ms);
const idle = best(2, () => {
  const { cluster } = bringUp(50, 'Parallel', true);
  return cpuMs(() => cluster.sim.runUntil(cluster.sim.now() + 600_000));
});

const rows: readonly Row[] = [
  { what: 'StatefulSet of 1,000 replicas, OrderedReady, apply to all Ready', value: thousand, unit: 'ms CPU', bar: 1000 },
  { what: 'cost per pod at 1,000 against 100', value: thousand / 1000 / (hundred / 100), unit: 'x', bar: 1.5 },
  { what: '100 pods Ready, Parallel', value: parallel, unit: 'ms CPU', bar: 60 },
  { what: 'ten idle minutes with 50 probed pods', value: idle, unit: 'ms CPU', bar: 50 },
  { what: 'heap per extra pod, history included', value: heapPerPodKb(), unit: 'KB', bar: 40 },
];

for (const { what, value, unit, bar } of rows) {
  const verdict = Number.isNaN(value) ? 'needs node --expose-gc' : value <= bar ? 'ok' : 'MISSED';
  console.log(`${what.padEnd(66)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit.padEnd(7)} bar ${String(bar).padStart(5)}  ${verdict}`);
}
