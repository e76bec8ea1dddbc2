import { ALL_NAMESPACES_FLAG, boolFlag, FIELD_SELECTOR_FLAG, LABEL_SELECTOR_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlCommand, type KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';

/** simplified: no metrics server runs in this cluster, so usage is never known. */
function refuse(context: TopContext): never {
  const { args, flags } = context;
  if (args.length > 0 && flags.selector !== '') throw new KubectlError('only one of NAME or selector can be provided');
  if (!['', 'cpu', 'memory'].includes(flags['sort-by'])) throw new KubectlError('--sort-by accepts only cpu or memory');
  context.connect();
  throw new KubectlError('Metrics API not available');
}

const COMMON = {
  'no-headers': boolFlag('If present, print output without headers'),
  ...LABEL_SELECTOR_FLAG,
  'sort-by': textFlag('If non-empty, sort list using specified field. The field can be either \'cpu\' or \'memory\'.'),
  'show-swap': boolFlag('Print resource usage for swap memory.'),
  'use-protocol-buffers': boolFlag('Enables using protocol-buffers to access Metrics API.', { default: true }),
} as const;

type TopContext = KubectlContext<typeof COMMON>;

/** k8s: kubectl top node */
export const topNode: KubectlCommand = defineKubectl({
  path: ['top', 'node'],
  aliases: ['nodes', 'no'],
  usage: '[NAME | -l label]',
  short: 'Display resource (CPU/memory) usage of nodes',
  long: 'Display resource (CPU/memory) usage of nodes.\n\n The top-node command allows you to see the resource consumption of nodes.',
  examples: `# Show metrics for all nodes
kubectl top node`,
  flags: { ...COMMON, 'show-capacity': boolFlag('Print node resources based on Capacity instead of Allocatable(default) of the nodes.') },
  run: (context) => {
    refuse(context);
  },
});

/** k8s: kubectl top pod */
export const topPod: KubectlCommand = defineKubectl({
  path: ['top', 'pod'],
  aliases: ['pods', 'po'],
  usage: '[NAME | -l label]',
  short: 'Display resource (CPU/memory) usage of pods',
  long: "Display resource (CPU/memory) usage of pods.\n\n The 'top pod' command allows you to see the resource consumption of pods.\n\n Due to the metrics pipeline delay, they may be unavailable for a few minutes since pod creation.",
  examples: `# Show metrics for all pods of the namespace
kubectl top pod`,
  flags: {
    ...COMMON,
    ...ALL_NAMESPACES_FLAG,
    ...FIELD_SELECTOR_FLAG,
    containers: boolFlag('If present, print usage of containers within a pod.'),
    sum: boolFlag('Print the sum of the resource usage'),
  },
  run: (context) => {
    refuse(context);
  },
});
