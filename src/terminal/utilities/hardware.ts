import type { Cluster } from '#engine/cluster.ts';
import type { Machine } from '#engine/machine/machine.ts';
import type { NodeProfile } from '#engine/profile.ts';

/** What the node of a machine has: a container sees the hardware of its node. */
function nodeOf(machine: Machine, cluster: Cluster): NodeProfile | undefined {
  // A kernel may stand without a cluster, in tests of single programs.
  return (cluster as Partial<Cluster>).profile?.nodes.find(({ name }) => name === machine.host.nodeName);
}

export function processorsOf(machine: Machine, cluster: Cluster): number {
  return Number(nodeOf(machine, cluster)?.cpu ?? 4);
}

/** In KiB. */
export function memoryOf(machine: Machine, cluster: Cluster): number {
  return Number.parseInt(nodeOf(machine, cluster)?.memory ?? '8008880Ki', 10);
}
