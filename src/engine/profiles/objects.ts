import type { KubeObject, NewMeta } from '../kinds/object.ts';
import { ROOT_CA_ANNOTATIONS, ROOT_CA_DATA, ROOT_CA_NAME } from '../controllers/serviceaccount/rootCa.ts';
import type { NodeProfile, Profile } from '../profile.ts';

/** Makers of the objects that a cluster has before anyone types: as short as a manifest; the API server fills in the rest when it loads them. */

type Body = Readonly<Record<string, unknown>>;

/** What a stored object needs besides its own fields. Uids are made from the names, so that a profile is a constant. */
export function stored(apiVersion: string, kind: string, createdAt: string, metadata: NewMeta & { readonly name: string }, body: Body = {}): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { uid: uidOf(`${kind}/${metadata.namespace ?? ''}/${metadata.name}`), resourceVersion: '', creationTimestamp: createdAt, ...metadata },
    ...body,
  };
}

/** A fixed version 4 style UUID of a text. */
export function uidOf(text: string): string {
  let hex = '';
  for (let round = 0; hex.length < 32; round += 1) {
    let hash = 2_166_136_261 ^ round;
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39);
    hex += ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0');
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The namespaces of a new cluster, each with the account and the certificate that its controllers gave it. */
export function namespaces(createdAt: string): readonly KubeObject[] {
  return ['default', 'kube-node-lease', 'kube-public', 'kube-system'].flatMap((name) => [
    stored('v1', 'Namespace', createdAt, { name, labels: { 'kubernetes.io/metadata.name': name } }, {
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    }),
    stored('v1', 'ServiceAccount', createdAt, { name: 'default', namespace: name }),
    stored('v1', 'ConfigMap', createdAt, { name: ROOT_CA_NAME, namespace: name, annotations: ROOT_CA_ANNOTATIONS }, { data: ROOT_CA_DATA }),
  ]);
}

/** A Node that has been Ready since it was made. */
export function node(profile: Pick<Profile, 'kubernetesVersion'>, from: NodeProfile, createdAt: string, heartbeat: string): KubeObject {
  const capacity = { cpu: from.cpu, 'ephemeral-storage': '51175Mi', 'hugepages-2Mi': '0', memory: from.memory, pods: String(from.maxPods) };
  const isControlPlane = from.roles.includes('control-plane');
  const condition = (type: string, status: 'True' | 'False', reason: string, message: string) => ({
    type, status, lastHeartbeatTime: heartbeat, lastTransitionTime: createdAt, reason, message,
  });
  return stored('v1', 'Node', createdAt, {
    name: from.name,
    labels: {
      'beta.kubernetes.io/arch': 'amd64',
      'beta.kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': from.name,
      'kubernetes.io/os': 'linux',
      ...(isControlPlane
        ? { 'node-role.kubernetes.io/control-plane': '', 'node.kubernetes.io/exclude-from-external-load-balancers': '' }
        : {}),
      ...from.labels,
    },
    annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
  }, {
    spec: {
      podCIDR: from.podCidr,
      podCIDRs: [from.podCidr],
      ...(isControlPlane ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] } : {}),
    },
    status: {
      capacity,
      allocatable: capacity,
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
        condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
      ],
      addresses: [
        { type: 'InternalIP', address: from.ip },
        { type: 'Hostname', address: from.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: uidOf(`machine/${from.name}`).replaceAll('-', ''),
        systemUUID: uidOf(`system/${from.name}`),
        bootID: uidOf(`boot/${from.name}`),
        kernelVersion: '5.4.278-1.el7.elrepo.x86_64',
        osImage: 'CentOS Linux 7 (Core)',
        containerRuntimeVersion: 'containerd://2.1.5',
        kubeletVersion: profile.kubernetesVersion,
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  });
}

/** The Service of the API server, in namespace default. */
export function kubernetesService(apiServerIp: string, createdAt: string): KubeObject {
  return stored('v1', 'Service', createdAt, { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } }, {
    spec: {
      type: 'ClusterIP', clusterIP: apiServerIp, clusterIPs: [apiServerIp], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster', sessionAffinity: 'None',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
    status: { loadBalancer: {} },
  });
}

/** The endpoints that the API server keeps for its own Service, in both forms. */
export function kubernetesEndpoints(nodeIp: string, createdAt: string): readonly KubeObject[] {
  const ports = [{ name: 'https', port: 6443, protocol: 'TCP' }];
  return [
    stored('v1', 'Endpoints', createdAt, { name: 'kubernetes', namespace: 'default', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }, { subsets: [{ addresses: [{ ip: nodeIp }], ports }] }),
    stored('discovery.k8s.io/v1', 'EndpointSlice', createdAt, { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } }, {
      addressType: 'IPv4',
      endpoints: [{ addresses: [nodeIp], conditions: { ready: true } }],
      ports,
    }),
  ];
}

export interface DnsPod {
  readonly name: string;
  readonly ip: string;
  readonly node: string;
}

const DNS_LABELS = { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' };
const DNS_PORTS = [
  { name: 'dns', port: 53, protocol: 'UDP' },
  { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  { name: 'metrics', port: 9153, protocol: 'TCP' },
];

/** The cluster DNS Service, in namespace kube-system, and what its controllers made of its pod; none where it runs outside of the cluster. */
export function dnsService(dnsIp: string, createdAt: string, pod?: DnsPod): readonly KubeObject[] {
  const targetRef = pod === undefined ? undefined : { kind: 'Pod', name: pod.name, namespace: 'kube-system', uid: uidOf(`Pod/kube-system/${pod.name}`) };
  return [
    dnsServiceObject(dnsIp, createdAt),
    stored('v1', 'Endpoints', createdAt, {
      name: 'kube-dns', namespace: 'kube-system', labels: { ...DNS_LABELS, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' },
    }, pod === undefined ? {} : { subsets: [{ addresses: [{ ip: pod.ip, nodeName: pod.node, targetRef }], ports: DNS_PORTS }] }),
    stored('discovery.k8s.io/v1', 'EndpointSlice', createdAt, {
      name: 'kube-dns-8sxc8', namespace: 'kube-system', generateName: 'kube-dns-', generation: 1,
      labels: { ...DNS_LABELS, 'kubernetes.io/service-name': 'kube-dns', 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' },
      annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': createdAt },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'kube-dns', uid: uidOf('Service/kube-system/kube-dns'), controller: true, blockOwnerDeletion: true }],
    }, {
      addressType: 'IPv4',
      endpoints: pod === undefined ? null : [{ addresses: [pod.ip], conditions: { ready: true, serving: true, terminating: false }, nodeName: pod.node, targetRef }],
      ports: pod === undefined ? null : DNS_PORTS,
    }),
  ];
}

function dnsServiceObject(dnsIp: string, createdAt: string): KubeObject {
  return stored('v1', 'Service', createdAt, {
    name: 'kube-dns', namespace: 'kube-system',
    labels: DNS_LABELS,
  }, {
    spec: {
      type: 'ClusterIP', clusterIP: dnsIp, clusterIPs: [dnsIp], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster', sessionAffinity: 'None', selector: { 'k8s-app': 'kube-dns' },
      ports: DNS_PORTS.map((port) => ({ ...port, targetPort: port.port })),
    },
    status: { loadBalancer: {} },
  });
}

export interface RunningDeployment {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly strategy: Body;
  readonly podSpec: Body;
  readonly containerName: string;
  readonly image: string;
  /** Ten characters or fewer of the pod template hash alphabet. */
  readonly hash: string;
  readonly pods: readonly { readonly suffix: string; readonly node: string; readonly nodeIp: string; readonly ip: string }[];
  readonly createdAt: string;
  readonly serviceAccount: string;
}

/** A Deployment that has been up for long, with its ReplicaSet and its running pods. */
export function runningDeployment(from: RunningDeployment): readonly KubeObject[] {
  const { namespace, name, createdAt, labels } = from;
  const replicas = from.pods.length;
  const template = { metadata: { labels }, spec: from.podSpec };
  const condition = (type: string, reason: string, message: string) => ({ type, status: 'True', reason, message, lastTransitionTime: createdAt, lastUpdateTime: createdAt });
  const deployment = stored('apps/v1', 'Deployment', createdAt, {
    name, namespace, generation: 1, labels, annotations: { 'deployment.kubernetes.io/revision': '1' },
  }, {
    spec: { replicas, selector: { matchLabels: labels }, strategy: from.strategy, template },
    status: {
      observedGeneration: 1, replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas, terminatingReplicas: 0,
      conditions: [
        condition('Available', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'),
        condition('Progressing', 'NewReplicaSetAvailable', `ReplicaSet "${name}-${from.hash}" has successfully progressed.`),
      ],
    },
  });
  const hashed = { ...labels, 'pod-template-hash': from.hash };
  const owner = (kind: string, ownerName: string) => [{
    apiVersion: 'apps/v1', kind, name: ownerName, uid: uidOf(`${kind}/${namespace}/${ownerName}`), controller: true, blockOwnerDeletion: true,
  }];
  const setName = `${name}-${from.hash}`;
  const replicaSet = stored('apps/v1', 'ReplicaSet', createdAt, {
    name: setName, namespace, generation: 1, labels: hashed, ownerReferences: owner('Deployment', name),
    annotations: { 'deployment.kubernetes.io/desired-replicas': String(replicas), 'deployment.kubernetes.io/max-replicas': String(replicas), 'deployment.kubernetes.io/revision': '1' },
  }, {
    spec: { replicas, selector: { matchLabels: hashed }, template: { metadata: { labels: hashed }, spec: from.podSpec } },
    status: { observedGeneration: 1, replicas, fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas, terminatingReplicas: 0 },
  });
  const pods = from.pods.map((pod) =>
    stored('v1', 'Pod', createdAt, {
      name: `${setName}-${pod.suffix}`, namespace, generateName: `${setName}-`, generation: 1, labels: hashed, ownerReferences: owner('ReplicaSet', setName),
    }, {
      spec: { ...from.podSpec, nodeName: pod.node, serviceAccountName: from.serviceAccount, serviceAccount: from.serviceAccount },
      status: runningStatus(from, pod, `${setName}-${pod.suffix}`),
    }),
  );
  return [deployment, replicaSet, ...pods];
}

function runningStatus(from: RunningDeployment, pod: RunningDeployment['pods'][number], podName: string): Body {
  const condition = (type: string) => ({ type, status: 'True', lastProbeTime: null, lastTransitionTime: from.createdAt, observedGeneration: 1 });
  return {
    observedGeneration: 1,
    phase: 'Running',
    conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(condition),
    hostIP: pod.nodeIp, hostIPs: [{ ip: pod.nodeIp }], podIP: pod.ip, podIPs: [{ ip: pod.ip }],
    startTime: from.createdAt,
    qosClass: 'BestEffort',
    containerStatuses: [{
      name: from.containerName, image: from.image, imageID: `${from.image.split(':')[0] ?? ''}@sha256:${digestOf(from.image)}`,
      containerID: `containerd://${digestOf(podName)}`, ready: true, started: true, restartCount: 0,
      state: { running: { startedAt: from.createdAt } }, lastState: {},
    }],
  };
}

/** 64 hexadecimal digits of a text. */
export function digestOf(text: string): string {
  return (uidOf(`a${text}`) + uidOf(`b${text}`)).replaceAll('-', '');
}
