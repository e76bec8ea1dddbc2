import type { KubeObject } from '../kinds/object.ts';
import type { NodeProfile, Profile } from '../profile.ts';
import { believableDelays } from './delays.ts';
import { labFiles } from './labFiles.ts';
import { publicRegistries } from './registries.ts';
import { digestOf, dnsService, kubernetesService, kubernetesEndpoints, namespaces, node, runningDeployment, stored } from './objects.ts';

const startTime = '2026-11-23T08:00:00Z';
const createdAt = '2026-10-08T02:17:31Z';
const heartbeat = '2026-11-23T07:59:52Z';
const kubernetesVersion = 'v1.35.6';
const nfsServer = '192.168.76.142';
const nfsPath = '/opt/data/kubernetes';
const directory = '/root/k8s-external-storage/nfs-client/deploy';
const testVolume = 'pvc-b9e61ef2-1506-459b-a372-24e20dc6a45f';

const nodes: readonly NodeProfile[] = [
  { name: 'centos7k8s1', ip: nfsServer, podCidr: '10.100.0.0/24', firstPodHost: 14, roles: ['control-plane'], cpu: '4', memory: '8008880Ki', maxPods: 110 },
  { name: 'centos7k8s2', ip: '192.168.76.143', podCidr: '10.100.1.0/24', firstPodHost: 88, roles: [], cpu: '4', memory: '8008880Ki', maxPods: 110 },
  { name: 'centos7k8s3', ip: '192.168.76.144', podCidr: '10.100.5.0/24', firstPodHost: 28, roles: [], cpu: '4', memory: '8008880Ki', maxPods: 110 },
];

/** The cluster of the lab document: its nodes, addresses, domain, storage class, and the claim that was left over. */
export const labProfile: Profile = {
  name: 'lab',
  startTime,
  kubernetesVersion,
  kubectlVersion: 'v1.35.2',
  clusterDomain: 'myharbor.com',
  podCidr: '10.100.0.0/16',
  serviceCidr: '10.200.0.0/16',
  apiServerIp: '10.200.0.1',
  dnsIp: '10.200.0.10',
  nodes,
  gates: { MaxUnavailableStatefulSet: false },
  delays: believableDelays,
  pins: {
    claimUids: {
      'default/data-nginx-web-sts-vct-0': '0eabd805-82a5-47da-ab14-031921299411',
      'default/data-nginx-web-sts-vct-1': 'fb8392e8-f6b9-4e2d-ab94-5a1793e9c76a',
      'default/data-nginx-web-sts-vct-2': 'f045da04-45cf-4341-9a1d-807167ddf7c5',
    },
    serviceIps: { 'default/nginx-web-sts-svc': '10.200.3.231' },
  },
  nodeMonitorGraceMs: 50_000,
  defaultRegistry: 'docker.io',
  registries: [...publicRegistries, 'harbor.myharbor.com'],
  privateRegistries: ['harbor.myharbor.com'],
  nfs: { server: nfsServer, path: nfsPath },
  terminalNode: 'centos7k8s1',
  terminalDirectory: directory,
  hostFiles: {
    ...Object.fromEntries(Object.entries(labFiles).map(([name, text]) => [`${directory}/${name}`, text])),
    [`${nfsPath}/default-test-claim-01-${testVolume}/SUCCESS`]: '',
    '/etc/exports': `${nfsPath} *(rw,no_root_squash)\n`,
    '/etc/hosts': [
      '127.0.0.1   localhost localhost.localdomain localhost4 localhost4.localdomain4',
      '::1         localhost localhost.localdomain localhost6 localhost6.localdomain6',
      ...nodes.map(({ ip, name }) => `${ip} ${name}`),
      `${nfsServer} harbor.myharbor.com`,
      '',
    ].join('\n'),
  },
  objects: [...clusterObjects(), ...storageObjects()],
};

function clusterObjects(): readonly KubeObject[] {
  return [
    ...namespaces(createdAt),
    ...nodes.map((from) => node({ kubernetesVersion }, from, createdAt, heartbeat)),
    kubernetesService('10.200.0.1', createdAt),
    ...kubernetesEndpoints(nfsServer, createdAt),
    ...dnsService('10.200.0.10', createdAt, { name: 'coredns-6f6b679f8f-7dk2x', ip: '10.100.1.2', node: 'centos7k8s2' }),
    ...runningDeployment({
      namespace: 'kube-system', name: 'coredns', labels: { 'k8s-app': 'kube-dns' }, createdAt, hash: '6f6b679f8f', serviceAccount: 'coredns',
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
      containerName: 'coredns', image: 'registry.k8s.io/coredns/coredns:v1.13.1',
      podSpec: {
        dnsPolicy: 'Default',
        serviceAccountName: 'coredns',
        containers: [{ name: 'coredns', image: 'registry.k8s.io/coredns/coredns:v1.13.1', args: ['-conf', '/etc/coredns/Corefile'] }],
      },
      pods: [{ suffix: '7dk2x', node: 'centos7k8s2', nodeIp: '192.168.76.143', ip: '10.100.1.2' }],
    }),
  ];
}

function storageObjects(): readonly KubeObject[] {
  const claimAt = '2026-11-20T09:41:07Z';
  return [
    stored('v1', 'ServiceAccount', createdAt, { name: 'nfs-client-provisioner', namespace: 'default' }),
    stored('v1', 'ServiceAccount', createdAt, { name: 'coredns', namespace: 'kube-system' }),
    stored('storage.k8s.io/v1', 'StorageClass', claimAt, { name: 'managed-nfs-storage' }, {
      provisioner: 'fuseim.pri/ifs', parameters: { archiveOnDelete: 'true' }, reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate',
    }),
    ...runningDeployment({
      namespace: 'default', name: 'nfs-client-provisioner', labels: { app: 'nfs-client-provisioner' }, createdAt: claimAt, hash: '5f4b7d9c8d',
      strategy: { type: 'Recreate' }, serviceAccount: 'nfs-client-provisioner',
      containerName: 'nfs-client-provisioner', image: 'gmoney23/nfs-client-provisioner:latest',
      podSpec: {
        serviceAccountName: 'nfs-client-provisioner',
        containers: [{
          name: 'nfs-client-provisioner', image: 'gmoney23/nfs-client-provisioner:latest',
          env: [
            { name: 'PROVISIONER_NAME', value: 'fuseim.pri/ifs' },
            { name: 'NFS_SERVER', value: nfsServer },
            { name: 'NFS_PATH', value: nfsPath },
          ],
          volumeMounts: [{ name: 'nfs-client-root', mountPath: '/persistentvolumes' }],
        }],
        volumes: [{ name: 'nfs-client-root', nfs: { server: nfsServer, path: nfsPath } }],
      },
      pods: [{ suffix: 'm8xqz', node: 'centos7k8s3', nodeIp: '192.168.76.144', ip: '10.100.5.2' }],
    }),
    testClaim(claimAt),
    testVolumeObject(claimAt),
    testPod(claimAt),
  ];
}

function testClaim(claimAt: string): KubeObject {
  return stored('v1', 'PersistentVolumeClaim', claimAt, {
    name: 'test-claim-01', namespace: 'default', uid: testVolume.slice('pvc-'.length), finalizers: ['kubernetes.io/pvc-protection'],
    annotations: {
      'pv.kubernetes.io/bind-completed': 'yes',
      'pv.kubernetes.io/bound-by-controller': 'yes',
      'volume.beta.kubernetes.io/storage-class': 'managed-nfs-storage',
      'volume.beta.kubernetes.io/storage-provisioner': 'fuseim.pri/ifs',
      'volume.kubernetes.io/storage-provisioner': 'fuseim.pri/ifs',
    },
  }, {
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '20Mi' } }, volumeMode: 'Filesystem', volumeName: testVolume },
    status: { phase: 'Bound', accessModes: ['ReadWriteMany'], capacity: { storage: '20Mi' } },
  });
}

function testVolumeObject(claimAt: string): KubeObject {
  return stored('v1', 'PersistentVolume', claimAt, {
    name: testVolume, finalizers: ['kubernetes.io/pv-protection'], annotations: { 'pv.kubernetes.io/provisioned-by': 'fuseim.pri/ifs' },
  }, {
    spec: {
      accessModes: ['ReadWriteMany'], capacity: { storage: '20Mi' }, persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: 'managed-nfs-storage', volumeMode: 'Filesystem',
      nfs: { server: nfsServer, path: `${nfsPath}/default-test-claim-01-${testVolume}` },
      claimRef: { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'test-claim-01', uid: testVolume.slice('pvc-'.length), apiVersion: 'v1' },
    },
    status: { phase: 'Bound' },
  });
}

function testPod(claimAt: string): KubeObject {
  const image = 'harbor.myharbor.com/myharbor/nginx:v3.0-my';
  const condition = (type: string, status: 'True' | 'False') => ({
    type, status, lastProbeTime: null, lastTransitionTime: claimAt, observedGeneration: 1, ...(status === 'False' || type === 'Initialized' ? { reason: 'PodCompleted' } : {}),
  });
  return stored('v1', 'Pod', claimAt, { name: 'test-sc-pvc-pod', namespace: 'default', generation: 1 }, {
    spec: {
      nodeName: 'centos7k8s3', restartPolicy: 'Never', serviceAccountName: 'default', serviceAccount: 'default',
      containers: [{
        name: 'test-pod', image, command: ['/bin/sh'], args: ['-c', 'touch /mnt/SUCCESS && exit 0 || exit 1'],
        volumeMounts: [{ name: 'nfs-pvc', mountPath: '/mnt' }],
      }],
      volumes: [{ name: 'nfs-pvc', persistentVolumeClaim: { claimName: 'test-claim-01' } }],
    },
    status: {
      observedGeneration: 1, phase: 'Succeeded', startTime: claimAt, hostIP: '192.168.76.144', hostIPs: [{ ip: '192.168.76.144' }],
      podIP: '10.100.5.3', podIPs: [{ ip: '10.100.5.3' }], qosClass: 'BestEffort',
      conditions: [condition('PodReadyToStartContainers', 'False'), condition('Initialized', 'True'), condition('Ready', 'False'), condition('ContainersReady', 'False'), condition('PodScheduled', 'True')],
      containerStatuses: [{
        name: 'test-pod', image, imageID: `harbor.myharbor.com/myharbor/nginx@sha256:${digestOf(image)}`, containerID: `containerd://${digestOf('test-sc-pvc-pod')}`,
        ready: false, started: false, restartCount: 0, lastState: {},
        state: { terminated: { exitCode: 0, reason: 'Completed', startedAt: claimAt, finishedAt: claimAt, containerID: `containerd://${digestOf('test-sc-pvc-pod')}` } },
      }],
    },
  });
}
