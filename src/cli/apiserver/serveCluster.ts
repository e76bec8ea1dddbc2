import { createCluster, type Cluster } from '#engine/cluster.ts';
import type { Profile } from '#engine/profile.ts';
import { createKernel } from '#terminal/process/kernel.ts';
import { createDiscovery } from '#terminal/kubectl/resources/discovery.ts';
import { programs } from '#terminal/programs.ts';
import { createProgramRunner } from '#terminal/runner.ts';
import { createHttpServer, type HttpServer } from './httpServer.ts';

/** A cluster behind REST paths. Its clock stands until somebody moves it. */
export interface ServedCluster extends HttpServer {
  readonly cluster: Cluster;
  /** How many clients wait for something to happen: watches, followed logs, running programs. */
  waiting(): number;
}

/** Makes a cluster, and a server for it that does not listen yet. */
export function serveCluster({ profile, seed }: { readonly profile: Profile; readonly seed: number }): ServedCluster {
  const cluster = createCluster({ profile, seed });
  const kernel = createKernel({ cluster, programs });
  const runner = createProgramRunner(kernel);
  cluster.useRunner(runner);
  return serveExisting(cluster, runner);
}

/** The same for a cluster that is there already. */
export function serveExisting(cluster: Cluster, runner: ReturnType<typeof createProgramRunner>): ServedCluster {
  let waiting = 0;
  const server = createHttpServer({
    cluster,
    runner,
    discovery: createDiscovery(cluster.api.as('discovery')),
    settle: () => {
      cluster.sim.runUntil(cluster.sim.now());
    },
    waiter: () => {
      waiting += 1;
      let isIn = true;
      return () => {
        if (isIn) waiting -= 1;
        isIn = false;
      };
    },
  });
  return { ...server, cluster, waiting: () => waiting };
}
