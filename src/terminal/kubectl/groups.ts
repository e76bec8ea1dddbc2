import type { KubectlGroup } from './command.ts';

/** Words that lead to subcommands, in the order of kubectl's own list. */
export const GROUPS: readonly KubectlGroup[] = [
  {
    path: ['set'],
    short: 'Set specific features on objects',
    long: 'Configure application resources.\n\n These commands help you make changes to existing application resources.',
    usage: 'SUBCOMMAND',
    alone: { stream: 'stderr', code: 1 },
  },
  {
    path: ['rollout'],
    short: 'Manage the rollout of a resource',
    long: 'Manage the rollout of one or many resources.\n        \n Valid resource types include:\n\n  *  deployments\n  *  daemonsets\n  *  statefulsets',
    examples: `# Rollback to the previous deployment
kubectl rollout undo deployment/abc

# Check the rollout status of a daemonset
kubectl rollout status daemonset/foo

# Restart a deployment
kubectl rollout restart deployment/abc

# Restart deployments with the 'app=nginx' label
kubectl rollout restart deployment --selector=app=nginx`,
    usage: 'SUBCOMMAND',
    alone: { stream: 'stdout', code: 1 },
  },
  {
    path: ['certificate'],
    short: 'Modify certificate resources',
    long: 'Modify certificate resources.',
    usage: 'SUBCOMMAND',
    alone: { stream: 'stdout', code: 0 },
  },
  {
    path: ['top'],
    short: 'Display resource (CPU/memory) usage',
    long: 'Display resource (CPU/memory) usage.\n\n This command provides a view of recent resource consumption for nodes and pods. It fetches metrics from the Metrics Server, which aggregates this data from the kubelet on each node. The Metrics Server must be installed and running in the cluster for this command to work.\n\n The metrics shown are specifically optimized for Kubernetes autoscaling decisions, such as those made by the Horizontal Pod Autoscaler (HPA) and Vertical Pod Autoscaler (VPA). Because of this, the values may not match those from standard OS tools like \'top\', as the metrics are designed to provide a stable signal for autoscalers rather than for pinpoint accuracy.\n\n When to use this command:\n\n  *  For on-the-fly spot-checks of resource usage (e.g. identify which pods are consuming the most resources at a glance, or get a quick sense of the load on your nodes)\n  *  Understand current resource consumption patterns\n  *  Validate the behavior of your HPA or VPA configurations by seeing the metrics they use for scaling decisions.\n\n It is not intended to be a replacement for full-featured monitoring solutions. Its primary design goal is to provide a low-overhead signal for autoscalers, not to be a perfectly accurate monitoring tool. For high-accuracy reporting, historical analysis, dashboarding, or alerting, you should use a dedicated monitoring solution.',
    usage: '',
    alone: { stream: 'stderr', code: 1 },
  },
  {
    path: ['auth'],
    short: 'Inspect authorization',
    long: 'Inspect authorization.',
    usage: '',
    alone: { stream: 'stderr', code: 1 },
  },
  {
    path: ['config'],
    short: 'Modify kubeconfig files',
    long: 'Modify kubeconfig files using subcommands like "kubectl config set current-context my-context".\n\n The loading order follows these rules:\n\n  1.  If the --kubeconfig flag is set, then only that file is loaded. The flag may only be set once and no merging takes place.\n  2.  If $KUBECONFIG environment variable is set, then it is used as a list of paths (normal path delimiting rules for your system). These paths are merged. When a value is modified, it is modified in the file that defines the stanza. When a value is created, it is created in the first file that exists. If no files in the chain exist, then it creates the last file in the list.\n  3.  Otherwise, ${HOME}/.kube/config is used and no merging takes place.',
    usage: 'SUBCOMMAND',
    alone: { stream: 'stderr', code: 1 },
  },
  {
    path: ['create', 'secret'],
    short: 'Create a secret using a specified subcommand',
    long: 'Create a secret with specified type.\n\n A docker-registry type secret is for accessing a container registry.\n\n A generic type secret indicate an Opaque secret type.\n\n A tls type secret holds TLS certificate and its associated key.',
    usage: '(docker-registry | generic | tls)',
    alone: { stream: 'stderr', code: 1 },
  },
  {
    path: ['create', 'service'],
    aliases: ['svc'],
    short: 'Create a service using a specified subcommand',
    long: 'Create a service using a specified subcommand.',
    usage: '',
    alone: { stream: 'stderr', code: 1 },
  },
  {
    path: ['alpha'],
    short: 'Commands for features in alpha',
    long: 'These commands correspond to alpha features that are not enabled in Kubernetes clusters by default.',
    usage: '',
    alone: { stream: 'stdout', code: 0 },
  },
  {
    path: ['plugin'],
    short: 'Provides utilities for interacting with plugins',
    long: 'Provides utilities for interacting with plugins.\n\n Plugins provide extended functionality that is not part of the major command-line distribution. Please refer to the documentation and examples for more information about how write your own plugins.\n\n The easiest way to discover and install plugins is via the kubernetes sub-project krew: [krew.sigs.k8s.io]. To install krew, visit https://krew.sigs.k8s.io/docs/user-guide/setup/install',
    usage: '',
    alone: { stream: 'stderr', code: 1 },
  },
];
