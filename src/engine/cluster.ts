import { startControlLoops } from './controlLoops.ts';
import { createStillCluster, type Cluster, type ClusterOptions } from './stillCluster.ts';

export type { Cluster, ClusterOptions } from './stillCluster.ts';

/** Wires a cluster: storage and verbs, control loops, kubelets, network. It stands at time zero until somebody moves its clock. */
export function createCluster(options: ClusterOptions): Cluster {
  const cluster = createStillCluster(options);
  startControlLoops(cluster);
  return cluster;
}
