import { createRecorder } from './api/recorder.ts';
import { createControllers } from './controllers/index.ts';
import { startControllers } from './controllers/runner.ts';
import { kinds } from './kinds/index.ts';
import { createVolumeBackend } from './machine/volumeBackend.ts';
import type { Nodes } from './node/createNodes.ts';
import type { StillCluster } from './stillCluster.ts';

/** Starts what makes a cluster move by itself. k8s: kube-controller-manager, kube-scheduler, the provisioner */
export function startControlLoops({ sim, api, profile, faultBoard: faults, reasons, unixNow }: StillCluster, nodes: Nodes): void {
  const exporter = profile.nodes.find(({ ip }) => ip === profile.nfs.server)?.name ?? profile.terminalNode;
  const recorder = (component: string) => createRecorder({ sim, api: api.as(component), profile, component });
  const controllers = createControllers({
    profile, faults, recorder,
    kinds: kinds.map(({ kind }) => kind),
    volumes: createVolumeBackend({ export: { node: exporter, path: profile.nfs.path }, disk: nodes.disk }),
  });
  startControllers({
    sim, profile, controllers, unixNow, recorder,
    apiServer: api,
    explain: reasons.explain,
    settle: reasons.settle,
  });
}
