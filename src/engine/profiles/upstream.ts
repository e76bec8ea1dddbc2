import type { NodeProfile, Profile } from '../profile.ts';
import { believableDelays } from './delays.ts';
import { publicRegistries } from './registries.ts';
import { dnsService, kubernetesService, kubernetesEndpoints, namespaces, node, runningDeployment, stored } from './objects.ts';

const startTime = '2026-11-23T08:00:00Z';
const createdAt = '2026-11-21T14:02:55Z';
const kubernetesVersion = 'v1.35.6';

const nodes: readonly NodeProfile[] = [
  { name: 'control-plane', ip: '172.18.0.2', podCidr: '10.244.0.0/24', firstPodHost: 4, roles: ['control-plane'], cpu: '4', memory: '8148236Ki', maxPods: 110 },
  { name: 'worker', ip: '172.18.0.3', podCidr: '10.244.1.0/24', firstPodHost: 5, roles: [], cpu: '4', memory: '8148236Ki', maxPods: 110 },
  { name: 'worker2', ip: '172.18.0.4', podCidr: '10.244.2.0/24', firstPodHost: 5, roles: [], cpu: '4', memory: '8148236Ki', maxPods: 110 },
  { name: 'worker3', ip: '172.18.0.5', podCidr: '10.244.3.0/24', firstPodHost: 5, roles: [], cpu: '4', memory: '8148236Ki', maxPods: 110 },
];

/** A cluster with the default names, so that the official tutorials read as printed. */
export const upstreamProfile: Profile = {
  name: 'upstream',
  startTime,
  kubernetesVersion,
  kubectlVersion: 'v1.35.2',
  clusterDomain: 'cluster.local',
  podCidr: '10.244.0.0/16',
  serviceCidr: '10.96.0.0/12',
  apiServerIp: '10.96.0.1',
  dnsIp: '10.96.0.10',
  nodes,
  gates: { MaxUnavailableStatefulSet: false },
  delays: believableDelays,
  pins: { claimUids: {}, serviceIps: {} },
  nodeMonitorGraceMs: 50_000,
  defaultRegistry: 'docker.io',
  registries: publicRegistries,
  privateRegistries: [],
  nfs: { server: '172.18.0.2', path: '/opt/local-path-provisioner' },
  terminalNode: 'control-plane',
  terminalDirectory: '/root',
  hostFiles: {},
  objects: [
    ...namespaces(createdAt),
    ...nodes.map((from) => node({ kubernetesVersion }, from, createdAt, '2026-11-23T07:59:52Z')),
    kubernetesService('10.96.0.1', createdAt),
    ...kubernetesEndpoints('172.18.0.2', createdAt),
    ...dnsService('10.96.0.10', createdAt, { name: 'coredns-6f6b679f8f-7dk2x', ip: '10.244.0.2', node: 'control-plane' }),
    stored('v1', 'ServiceAccount', createdAt, { name: 'coredns', namespace: 'kube-system' }),
    stored('storage.k8s.io/v1', 'StorageClass', createdAt, {
      name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    }, { provisioner: 'rancher.io/local-path', reclaimPolicy: 'Delete', volumeBindingMode: 'WaitForFirstConsumer' }),
    ...runningDeployment({
      namespace: 'kube-system', name: 'coredns', labels: { 'k8s-app': 'kube-dns' }, createdAt, hash: '6f6b679f8f', serviceAccount: 'coredns',
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
      containerName: 'coredns', image: 'registry.k8s.io/coredns/coredns:v1.13.1',
      podSpec: {
        dnsPolicy: 'Default',
        serviceAccountName: 'coredns',
        tolerations: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
        containers: [{ name: 'coredns', image: 'registry.k8s.io/coredns/coredns:v1.13.1', args: ['-conf', '/etc/coredns/Corefile'] }],
      },
      pods: [{ suffix: '7dk2x', node: 'control-plane', nodeIp: '172.18.0.2', ip: '10.244.0.2' }],
    }),
  ],
};
