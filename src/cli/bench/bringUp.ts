import { createCluster, type Cluster } from '#engine/cluster.ts';
import type { NewObject } from '#engine/kinds/object.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import type { Profile } from '#engine/profile.ts';
import { upstreamProfile } from '#engine/profiles/upstream.ts';
import { cpuMsOf } from './cpuTime.ts';

export interface SetUp {
  readonly replicas: number;
  readonly policy: 'OrderedReady' | 'Parallel';
  readonly hasProbe?: boolean;
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

const service = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80, name: 'web' }] },
};

function setOf({ replicas, policy, hasProbe = false }: SetUp): NewObject<StatefulSet> {
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
            ...(hasProbe ? { readinessProbe: { httpGet: { path: '/', port: 80 } } } : {}),
          }],
        },
      },
    },
  };
}

/** A StatefulSet in a fresh cluster, from its creation until all its pods are Ready, and the processor time that it took. */
export function bringUp(wanted: SetUp): { readonly cluster: Cluster; readonly ms: number } {
  const cluster = createCluster({ profile: bigProfile, seed: 1 });
  cluster.sim.runUntil(2000);
  const api = cluster.api.as('bench');
  const ms = cpuMsOf(() => {
    api.create(service as never);
    api.create(setOf(wanted));
    while (readyReplicas(cluster) < wanted.replicas) cluster.sim.runUntil(cluster.sim.now() + 5000);
  });
  return { cluster, ms };
}

function readyReplicas(cluster: Cluster): number {
  return cluster.api.as('bench').get('StatefulSet', 'default', 'web')?.status.readyReplicas ?? 0;
}
