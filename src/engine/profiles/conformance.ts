import type { KubeObject } from '../kinds/object.ts';
import type { Delay, NodeProfile, Profile } from '../profile.ts';
import { kubernetesService, namespaces, node } from './objects.ts';

const startTime = '2026-11-23T06:51:20Z';
const createdAt = '2026-11-23T06:47:50Z';
const kubernetesVersion = 'v1.35.6';

const nodes: readonly NodeProfile[] = [1, 2, 3].map((number) => ({
  name: `centos7k8s${number}`, ip: `10.0.0.10${number}`, podCidr: `10.100.${number}.0/24`, firstPodHost: 2, roles: [], cpu: '4', memory: '8Gi', maxPods: 110,
}));

/** A node of that cluster is no machine: it says about itself only what an API server wants to hear. */
function standInNode(from: NodeProfile): KubeObject {
  const made = node({ kubernetesVersion }, from, createdAt, startTime) as KubeObject & { readonly status: { readonly nodeInfo: object } };
  const capacity = { cpu: from.cpu, 'ephemeral-storage': '100Gi', memory: from.memory, pods: String(from.maxPods) };
  const nodeInfo = { ...made.status.nodeInfo, machineID: 'm', systemUUID: 's', bootID: 'b', kernelVersion: '5.4.0', containerRuntimeVersion: 'containerd://1.7.0' };
  return { ...made, metadata: { ...made.metadata, annotations: { 'node.alpha.kubernetes.io/ttl': '0' } }, status: { ...made.status, capacity, allocatable: capacity, nodeInfo } } as KubeObject;
}

const exactly = (ms: number): Delay => ({ minMs: ms, maxMs: ms });

/** The cluster of the recorded transcripts: three equal nodes, no user object, no cluster DNS, a kubelet that runs no programs. */
export const conformanceProfile: Profile = {
  name: 'conformance',
  startTime,
  kubernetesVersion,
  kubectlVersion: 'v1.35.2',
  clusterDomain: 'cluster.local',
  podCidr: '10.100.0.0/16',
  serviceCidr: '10.200.0.0/16',
  apiServerIp: '10.200.0.1',
  dnsIp: '10.200.0.10',
  nodes,
  gates: { MaxUnavailableStatefulSet: false },
  delays: {
    watch: exactly(2),
    controller: exactly(5),
    schedule: exactly(10),
    sandbox: exactly(400),
    imagePull: exactly(500),
    containerStart: exactly(0),
    containerStop: exactly(1000),
    podRemoval: exactly(400),
    provision: exactly(300),
    // No batch period: a slice follows each pod faster than the next pod changes.
    endpoints: exactly(3),
    pingSameNode: { minMs: 0.105, maxMs: 0.295 },
    pingOtherNode: { minMs: 0.76, maxMs: 1.59 },
  },
  pins: { claimUids: {}, serviceIps: {} },
  nodeMonitorGraceMs: 20_000,
  defaultRegistry: 'docker.io',
  registries: ['docker.io', 'harbor.myharbor.com', 'registry.k8s.io', 'gcr.io', 'quay.io'],
  privateRegistries: [],
  nfs: { server: '10.0.0.101', path: '/opt/data/kubernetes' },
  terminalNode: 'centos7k8s1',
  terminalDirectory: '/root/work',
  hostFiles: {},
  objects: [
    ...namespaces(createdAt),
    ...nodes.map(standInNode),
    kubernetesService('10.200.0.1', createdAt),
  ],
  standIn: true,
};
