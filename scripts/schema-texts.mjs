// Descriptions for `kubectl explain`. The types of client-node lost two things that kubernetes-types still has: the
// descriptions of fields that hold objects, and the line breaks. kubernetes-types is older, so both are put together.
import { readFileSync } from 'node:fs';
import { enumsOf, goTypes } from './schema-facts.mjs';

const FILES = [
  'meta/v1',
  'core/v1',
  'apps/v1',
  'autoscaling/v1',
  'autoscaling/v2',
  'batch/v1',
  'coordination/v1',
  'discovery/v1',
  'networking/v1',
  'policy/v1',
  'rbac/v1',
  'scheduling/v1',
  'storage/v1',
];

/** Reads the interfaces of kubernetes-types: definition to field to text, the definition's own under the empty name. */
export function readOlderTexts(folder) {
  const texts = {};
  for (const file of FILES) {
    const source = readFileSync(`${folder}/${file}.d.ts`, 'utf8');
    const prefix = file === 'discovery/v1' ? 'discovery.' : '';
    for (const [, comment, name, body] of source.matchAll(/(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?export interface (\w+) \{([^]*?)\n\}/g)) {
      const key = prefix !== '' && name === 'EndpointPort' ? prefix + name : name;
      texts[key] ??= { '': plain(comment), ...membersOf(body) };
    }
  }
  return { ...texts, ...scalarTexts(folder), IntOrString: { '': INT_OR_STRING } };
}

/** Time and Quantity are types of their own there. */
function scalarTexts(folder) {
  const texts = {};
  for (const file of ['meta/v1', 'api/resource']) {
    const source = readFileSync(`${folder}/${file}.d.ts`, 'utf8');
    for (const [, comment, name] of source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export type (\w+) = string;/g))
      texts[name] = { '': plain(comment) };
  }
  return texts;
}

const INT_OR_STRING =
  'IntOrString is a type that can hold an int32 or a string.  When used in JSON or YAML marshalling and unmarshalling, it produces or consumes the inner type.  This allows you to have, for example, a JSON field that can accept a name or number.';

/** The scalar types whose own description kubectl shows after that of the field. */
export const DESCRIBED_SCALARS = ['IntOrString', 'Quantity', 'Time', 'MicroTime'];

function membersOf(body) {
  const members = {};
  for (const [, comment, name] of body.matchAll(/(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?(?:readonly )?"?([\w$-]+)"?\??: /g))
    members[name] = plain(comment);
  return members;
}

function plain(comment = '') {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*( |$)/, ''))
    .join('\n')
    .trim();
}

const flat = (text) => text.replace(/\s+/g, ' ').trim();

/** The newer words with the older line breaks where the words are the same. */
export function mergedText(newer, older = '') {
  if (newer === '' || isAboutType(newer) || flat(newer) === flat(older))
    return STALE.reduce((text, [words, instead]) => text.replace(words, instead), older);
  return withBreaks(newer);
}

/** In place of the field's own words the package has those of its type. */
const isAboutType = (text) => /^(IntOrString is a type|Quantity is a fixed-point|Time is a wrapper|MicroTime is version)/.test(text);

/** What v1.30 said and v1.35 says no longer, since the feature is for everyone. */
const STALE = [
  [/ Using the ordinals field requires the StatefulSetStartOrdinal feature gate to be enabled, which is beta\./, ''],
  [/ This requires the StatefulSetAutoDeletePVC feature gate to be enabled, which is alpha\.\s+\+optional/, ''],
  [/ \(Beta feature\)/, ''],
  [/ This field is beta\.$/, ''],
  [
    /alpha-level and is only honored by servers that enable the MaxUnavailableStatefulSet feature(.*)$/,
    'beta-level and is enabled by default$1 This setting might not be effective for the OrderedReady podManagementPolicy. That policy ensures pods are created and become ready one at a time.',
  ],
  [/\n\nThis field is beta-level\. It can be used when the `JobPodFailurePolicy` feature gate is enabled \(enabled by default\)\./, ''],
  [
    /\n\nThis field {1,2}is alpha-level\. To use this field, you must enable the `JobSuccessPolicy` feature gate \(disabled by default\)\./,
    '',
  ],
  [/ This is an alpha feature and can be enabled by the HPAContainerMetrics feature flag\./, ''],
  [/ This is an alpha field and requires enabling VolumeAttributesClass feature\./, ''],
  [/If RecoverVolumeExpansionFailure feature is enabled users are allowed/, 'Users are allowed'],
];

/** Two blanks after a sentence were an empty line, three before a dash were an indented item. */
function withBreaks(text) {
  return text
    .replace(/ {3,}(?=[-*] )/g, '\n  ')
    .replace(/ {2}(?=(?:[-*]|\d\.) )/g, '\n\n')
    .replace(/([.:)]) {2}(?=[A-Z"'`])/g, '$1\n\n');
}

/** What the server appends to the description of an enumerated field. */
export function enumText(path) {
  const type = goTypes[path];
  const values = enumsOf[type] ?? [];
  if (values.length === 0 || LISTED_ONLY.has(path)) return '';
  const lines = values.map((value) => {
    const meaning = MEANINGS[type]?.[value] ?? '';
    return ` - \`${JSON.stringify(value)}\`${meaning === '' ? '' : ` ${meaning}`}`;
  });
  return `\n\nPossible enum values:\n${lines.join('\n')}`;
}

/** Lists of enumerated values say nothing about the values. */
const LISTED_ONLY = new Set([
  'PersistentVolumeSpec.accessModes',
  'PersistentVolumeClaimSpec.accessModes',
  'PersistentVolumeClaimStatus.accessModes',
  'NetworkPolicySpec.policyTypes',
]);

const MEANINGS = {
  PodManagementPolicyType: {
    OrderedReady:
      'will create pods in strictly increasing order on scale up and strictly decreasing order on scale down, progressing only when the previous pod is ready or terminated. At most one pod will be changed at any time.',
    Parallel:
      'will create and delete pods as soon as the stateful set replica count is changed, and will not wait for pods to be ready or complete termination.',
  },
  StatefulSetUpdateStrategyType: {
    OnDelete:
      "triggers the legacy behavior. Version tracking and ordered rolling restarts are disabled. Pods are recreated from the StatefulSetSpec when they are manually deleted. When a scale operation is performed with this strategy,specification version indicated by the StatefulSet's currentRevision.",
    RollingUpdate:
      "indicates that update will be applied to all Pods in the StatefulSet with respect to the StatefulSet ordering constraints. When a scale operation is performed with this strategy, new Pods will be created from the specification version indicated by the StatefulSet's updateRevision.",
  },
  DeploymentStrategyType: {
    Recreate: 'Kill all existing pods before creating new ones.',
    RollingUpdate:
      'Replace the old ReplicaSets by new one using rolling update i.e gradually scale down the old ReplicaSets and scale up the new one.',
  },
  DaemonSetUpdateStrategyType: {
    OnDelete: "Replace the old daemons only when it's killed",
    RollingUpdate: 'Replace the old daemons by new ones using rolling update i.e replace them on each node one after the other.',
  },
  DNSPolicy: {
    ClusterFirst:
      'indicates that the pod should use cluster DNS first unless hostNetwork is true, if it is available, then fall back on the default (as determined by kubelet) DNS settings.',
    ClusterFirstWithHostNet:
      'indicates that the pod should use cluster DNS first, if it is available, then fall back on the default (as determined by kubelet) DNS settings.',
    Default: 'indicates that the pod should use the default (as determined by kubelet) DNS settings.',
    None: 'indicates that the pod should use empty DNS settings. DNS parameters such as nameservers and search paths should be defined via DNSConfig.',
  },
  PreemptionPolicy: {
    Never: 'means that pod never preempts other pods with lower priority.',
    PreemptLowerPriority: 'means that pod can preempt other pods with lower priority.',
  },
  PodPhase: {
    Failed:
      'means that all containers in the pod have terminated, and at least one container has terminated in a failure (exited with a non-zero exit code or was stopped by the system).',
    Pending:
      'means the pod has been accepted by the system, but one or more of the containers has not been started. This includes time before being bound to a node, as well as time spent pulling images onto the host.',
    Running:
      'means the pod has been bound to a node and all of the containers have been started. At least one container is still running or is in the process of being restarted.',
    Succeeded:
      'means that all containers in the pod have voluntarily terminated with a container exit code of 0, and the system is not going to restart any of these containers.',
    Unknown:
      "means that for some reason the state of the pod could not be obtained, typically due to an error in communicating with the host of the pod. Deprecated: It isn't being set since 2015 (74da3b14b0c0f658b3bb8d2def5094686d0e9095)",
  },
  PodQOSClass: {
    BestEffort: 'is the BestEffort qos class.',
    Burstable: 'is the Burstable qos class.',
    Guaranteed: 'is the Guaranteed qos class.',
  },
  PullPolicy: {
    Always: 'means that kubelet always attempts to pull the latest image. Container will fail If the pull fails.',
    IfNotPresent:
      "means that kubelet pulls if the image isn't present on disk. Container will fail if the image isn't present and the pull fails.",
    Never: "means that kubelet never pulls an image, but only uses a local image. Container will fail if the image isn't present",
  },
  TerminationMessagePolicy: {
    FallbackToLogsOnError:
      'will read the most recent contents of the container logs for the container status message when the container exits with an error and the terminationMessagePath has no contents.',
    File: "is the default behavior and will set the container status message to the contents of the container's terminationMessagePath when the container exits.",
  },
  Protocol: { SCTP: 'is the SCTP protocol.', TCP: 'is the TCP protocol.', UDP: 'is the UDP protocol.' },
  URIScheme: { HTTP: 'means that the scheme used will be http://', HTTPS: 'means that the scheme used will be https://' },
  MountPropagationMode: {
    Bidirectional:
      'means that the volume in a container will receive new mounts from the host or other containers, and its own mounts will be propagated from the container to the host or other containers. Note that this mode is recursively applied to all mounts in the volume ("rshared" in Linux terminology).',
    HostToContainer:
      'means that the volume in a container will receive new mounts from the host or other containers, but filesystems mounted inside the container won\'t be propagated to the host or other containers. Note that this mode is recursively applied to all mounts in the volume ("rslave" in Linux terminology).',
    None: 'means that the volume in a container will not receive new mounts from the host or other containers, and filesystems mounted inside the container won\'t be propagated to the host or other containers. Note that this mode corresponds to "private" in Linux terminology.',
  },
  HostPathType: {
    '': 'For backwards compatible, leave it empty if unset',
    BlockDevice: 'A block device must exist at the given path',
    CharDevice: 'A character device must exist at the given path',
    Directory: 'A directory must exist at the given path',
    DirectoryOrCreate:
      'If nothing exists at the given path, an empty directory will be created there as needed with file mode 0755, having the same group and ownership with Kubelet.',
    File: 'A file must exist at the given path',
    FileOrCreate:
      'If nothing exists at the given path, an empty file will be created there as needed with file mode 0644, having the same group and ownership with Kubelet.',
    Socket: 'A UNIX socket must exist at the given path',
  },
  TaintEffect: {
    NoExecute: 'Evict any already-running pods that do not tolerate the taint. Currently enforced by NodeController.',
    NoSchedule:
      'Do not allow new pods to schedule onto the node unless they tolerate the taint, but allow all pods submitted to Kubelet without going through the scheduler to start, and allow all already-running pods to continue running. Enforced by the scheduler.',
    PreferNoSchedule:
      'Like TaintEffectNoSchedule, but the scheduler tries not to schedule new pods onto the node, rather than prohibiting new pods from scheduling onto the node entirely. Enforced by the scheduler.',
  },
  UnsatisfiableConstraintAction: {
    DoNotSchedule: 'instructs the scheduler not to schedule the pod when constraints are not satisfied.',
    ScheduleAnyway: 'instructs the scheduler to schedule the pod even if constraints are not satisfied.',
  },
  NodeInclusionPolicy: {
    Honor: 'means use this scheduling directive when calculating pod topology spread skew.',
    Ignore: 'means ignore this scheduling directive when calculating pod topology spread skew.',
  },
  ServiceType: {
    ClusterIP: 'means a service will only be accessible inside the cluster, via the cluster IP.',
    ExternalName:
      'means a service consists of only a reference to an external name that kubedns or equivalent will return as a CNAME record, with no exposing or proxying of any pods involved.',
    LoadBalancer:
      "means a service will be exposed via an external load balancer (if the cloud provider supports it), in addition to 'NodePort' type.",
    NodePort: "means a service will be exposed on one port of every node, in addition to 'ClusterIP' type.",
  },
  ServiceAffinity: { ClientIP: 'is the Client IP based.', None: '- no session affinity.' },
  ServiceExternalTrafficPolicy: {
    Cluster: 'routes traffic to all endpoints.',
    Local:
      'preserves the source IP of the traffic by routing only to endpoints on the same node as the traffic was received on (dropping the traffic if there are no local endpoints).',
  },
  ServiceInternalTrafficPolicy: {
    Cluster: 'routes traffic to all endpoints.',
    Local: 'routes traffic only to endpoints on the same node as the client pod (dropping the traffic if there are no local endpoints).',
  },
  PersistentVolumeMode: {
    Block: 'means the volume will not be formatted with a filesystem and will remain a raw block device.',
    Filesystem: 'means the volume will be or is formatted with a filesystem.',
  },
  PersistentVolumePhase: {
    Available:
      'used for PersistentVolumes that are not yet bound Available volumes are held by the binder and matched to PersistentVolumeClaims',
    Bound: 'used for PersistentVolumes that are bound',
    Failed: 'used for PersistentVolumes that failed to be correctly recycled or deleted after being released from a claim',
    Pending: 'used for PersistentVolumes that are not available',
    Released:
      'used for PersistentVolumes where the bound PersistentVolumeClaim was deleted released volumes must be recycled before becoming available again this phase is used by the persistent volume claim binder to signal to another process to reclaim the resource',
  },
  PersistentVolumeClaimPhase: {
    Bound: 'used for PersistentVolumeClaims that are bound',
    Lost: 'used for PersistentVolumeClaims that lost their underlying PersistentVolume. The claim was bound to a PersistentVolume and this volume does not exist any longer and all data on it was lost.',
    Pending: 'used for PersistentVolumeClaims that are not yet bound',
  },
  PersistentVolumeReclaimPolicy: {
    Delete: 'means the volume will be deleted from Kubernetes on release from its claim. The volume plugin must support Deletion.',
    Recycle:
      'means the volume will be recycled back into the pool of unbound persistent volumes on release from its claim. The volume plugin must support Recycling.',
    Retain:
      'means the volume will be left in its current phase (Released) for manual reclamation by the administrator. The default policy is Retain.',
  },
  VolumeBindingMode: {
    Immediate: 'indicates that PersistentVolumeClaims should be immediately provisioned and bound. This is the default mode.',
    WaitForFirstConsumer:
      'indicates that PersistentVolumeClaims should not be provisioned and bound until the first Pod is created that references the PeristentVolumeClaim. The volume provisioning and binding will occur during Pod scheduing.',
  },
  NamespacePhase: {
    Active: 'means the namespace is available for use in the system',
    Terminating: 'means the namespace is undergoing graceful termination',
  },
  ConcurrencyPolicy: {
    Allow: 'allows CronJobs to run concurrently.',
    Forbid: "forbids concurrent runs, skipping next run if previous hasn't finished yet.",
    Replace: 'cancels currently running job and replaces it with a new one.',
  },
  UnhealthyPodEvictionPolicyType: {
    AlwaysAllow:
      'policy means that all running pods (status.phase="Running"), but not yet healthy are considered disrupted and can be evicted regardless of whether the criteria in a PDB is met. This means perspective running pods of a disrupted application might not get a chance to become healthy. Healthy pods will be subject to the PDB for eviction.',
    IfHealthyBudget:
      'policy means that running pods (status.phase="Running"), but not yet healthy can be evicted only if the guarded application is not disrupted (status.currentHealthy is at least equal to status.desiredHealthy). Healthy pods will be subject to the PDB for eviction.',
  },
  AddressType: {
    FQDN: 'represents a FQDN.',
    IPv4: 'represents an IPv4 Address.',
    IPv6: 'represents an IPv6 Address.',
  },
  PathType: {
    Exact: 'matches the URL path exactly and with case sensitivity.',
    ImplementationSpecific:
      'matching is up to the IngressClass. Implementations can treat this as a separate PathType or treat it identically to Prefix or Exact path types.',
    Prefix:
      "matches based on a URL path prefix split by '/'. Matching is case sensitive and done on a path element by element basis. A path element refers to the list of labels in the path split by the '/' separator. A request is a match for path p if every p is an element-wise prefix of p of the request path. Note that if the last element of the path is a substring of the last element in request path, it is not a match (e.g. /foo/bar matches /foo/bar/baz, but does not match /foo/barbaz). If multiple matching paths exist in an Ingress spec, the longest matching path is given priority. Examples: - /foo/bar does not match requests to /foo/barbaz - /foo/bar matches request to /foo/bar and /foo/bar/baz - /foo and /foo/ both match requests to /foo and /foo/. If both paths are present in an Ingress spec, the longest matching path (/foo/) is given priority.",
  },
};
