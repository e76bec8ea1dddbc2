import { defineUtility } from '../command.ts';
import { run, sleepUntil } from '../process/waits.ts';
import { kubectlCompleter } from './completion/completer.ts';
import { kubectl } from './kubectl.ts';

/** How long the real one takes to start, read its configuration and reach the server: what the cluster gets done meanwhile is seen in the answer. */
const START_MS = 60;

/** kubectl v1.35 as a program of the nodes. */
export const kubectlUtility = defineUtility({
  name: 'kubectl',
  flavours: ['centos7'],
  summary: 'Controls the Kubernetes cluster manager.',
  complete: kubectlCompleter,
  *run(process) {
    yield* sleepUntil(process, process.kernel.now() + START_MS + process.kernel.cluster.api.latencyMs);
    return yield* run(kubectl, process);
  },
});
