import { describe, expect, it } from 'vitest';
import type { KubeObject } from '#engine/kinds/object.ts';
import { givenKubectl } from '../givenKubectl.ts';

const STORED = '2026-11-23T05:00:00Z';

function stored(kind: string, apiVersion: string, name: string, rest: Readonly<Record<string, unknown>>, meta: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: 'default', uid: `uid-${kind}-${name}`, resourceVersion: '1', creationTimestamp: STORED, ...meta }, ...rest } as unknown as KubeObject;
}

const TEMPLATE = { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.25', resources: {} }] } };

describe('workloads', () => {
  it('shows a Deployment with the ReplicaSets of both revisions', () => {
    const owner = { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', uid: 'uid-Deployment-shop', controller: true, blockOwnerDeletion: true }] };
    const set = (name: string, image: string, replicas: number) => stored('ReplicaSet', 'apps/v1', name, {
      spec: { replicas, selector: { matchLabels: { app: 'shop' } }, template: { ...TEMPLATE, spec: { containers: [{ name: 'nginx', image, resources: {} }] } } },
      status: { replicas },
    }, owner);
    const { say } = givenKubectl({
      objects: [
        stored('Deployment', 'apps/v1', 'shop', {
          spec: { replicas: 3, selector: { matchLabels: { app: 'shop' } }, template: TEMPLATE, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } },
          status: {
            replicas: 3, updatedReplicas: 3, availableReplicas: 3,
            conditions: [{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' }, { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }],
          },
        }, { annotations: { 'deployment.kubernetes.io/revision': '3' } }),
        set('shop-64b7cbd865', 'nginx:1.25', 3),
        set('shop-b94576876', 'nginx:1.26', 0),
      ],
    });
    expect(say('describe deploy shop')).toBe(`Name:                   shop
Namespace:              default
CreationTimestamp:      Mon, 23 Nov 2026 05:00:00 +0000
Labels:                 <none>
Annotations:            deployment.kubernetes.io/revision: 3
Selector:               app=shop
Replicas:               3 desired | 3 updated | 3 total | 3 available | 0 unavailable
StrategyType:           RollingUpdate
MinReadySeconds:        0
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Pod Template:
  Labels:  app=shop
  Containers:
   nginx:
    Image:         nginx:1.25
    Port:          <none>
    Host Port:     <none>
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      True    MinimumReplicasAvailable
  Progressing    True    NewReplicaSetAvailable
OldReplicaSets:  shop-b94576876 (0/0 replicas created)
NewReplicaSet:   shop-64b7cbd865 (3/3 replicas created)
Events:          <none>
`);
    expect(say('describe rs shop-b94576876')).toContain('Controlled By:  Deployment/shop\nReplicas:       0 current / 0 desired\nPods Status:    0 Running / 0 Waiting / 0 Succeeded / 0 Failed\n');
  });

  it('shows a finished Job', () => {
    const { say } = givenKubectl({
      objects: [stored('Job', 'batch/v1', 'pi', {
        spec: { parallelism: 1, completions: 1, completionMode: 'NonIndexed', suspend: false, backoffLimit: 6, selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'f3' } }, template: TEMPLATE },
        status: { ready: 0, succeeded: 1, startTime: '2026-11-23T07:14:40Z', completionTime: '2026-11-23T07:14:42Z' },
      })],
    });
    expect(say('describe job pi')).toMatch(/^Name: {13}pi\nNamespace: {8}default\nSelector: {9}batch.kubernetes.io\/controller-uid=f3\nLabels: {11}<none>\nAnnotations: {6}<none>\nParallelism: {6}1\nCompletions: {6}1\nCompletion Mode: {2}NonIndexed\nSuspend: {10}false\nBackoff Limit: {4}6\nStart Time: {7}Mon, 23 Nov 2026 07:14:40 \+0000\nCompleted At: {5}Mon, 23 Nov 2026 07:14:42 \+0000\nDuration: {9}2s\nPods Statuses: {4}0 Active \(0 Ready\) \/ 1 Succeeded \/ 0 Failed\nPod Template:\n/);
  });
});

describe('services', () => {
  const service = (name: string, spec: Readonly<Record<string, unknown>>) => stored('Service', 'v1', name, { spec, status: { loadBalancer: {} } });
  const slice = (ready: readonly boolean[]) => stored('EndpointSlice', 'discovery.k8s.io/v1', 'np-x', {
    addressType: 'IPv4',
    endpoints: ready.map((isReady, index) => ({ addresses: [`10.100.0.${index + 2}`], conditions: { ready: isReady }, hostname: `web-${index}`, nodeName: 'n1', targetRef: { kind: 'Pod', name: `web-${index}` } })),
    ports: [{ name: 'web', port: 80, protocol: 'TCP' }],
  }, { labels: { 'kubernetes.io/service-name': 'np' } });
  const nodePort = service('np', {
    type: 'NodePort', selector: { app: 'web' }, ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'], clusterIP: '10.200.89.79', clusterIPs: ['10.200.89.79'],
    ports: [{ name: 'web', port: 80, targetPort: 80, protocol: 'TCP', nodePort: 30_106 }], sessionAffinity: 'None', externalTrafficPolicy: 'Cluster', internalTrafficPolicy: 'Cluster',
  });

  it('shows ports, and the first three ready endpoints behind them', () => {
    const { say } = givenKubectl({ objects: [nodePort, slice([true, true, false, true, true])] });
    expect(say('describe svc np')).toBe(`Name:                     np
Namespace:                default
Labels:                   <none>
Annotations:              <none>
Selector:                 app=web
Type:                     NodePort
IP Family Policy:         SingleStack
IP Families:              IPv4
IP:                       10.200.89.79
IPs:                      10.200.89.79
Port:                     web  80/TCP
TargetPort:               80/TCP
NodePort:                 web  30106/TCP
Endpoints:                10.100.0.2:80,10.100.0.3:80,10.100.0.5:80 + 1 more...
Session Affinity:         None
External Traffic Policy:  Cluster
Internal Traffic Policy:  Cluster
Events:                   <none>
`);
  });

  it('has an empty line of endpoints where none is ready, and <none> without a slice', () => {
    const { say } = givenKubectl({ objects: [nodePort, slice([false])] });
    expect(say('describe svc np')).toContain('\nEndpoints:                \n');
    expect(givenKubectl({ objects: [nodePort] }).say('describe svc np')).toContain('\nEndpoints:                <none>\n');
  });

  it('shows a name elsewhere', () => {
    const { say } = givenKubectl({ objects: [service('ext', { type: 'ExternalName', externalName: 'db.example.com', sessionAffinity: 'None' })] });
    expect(say('describe svc ext')).toBe(`Name:              ext
Namespace:         default
Labels:            <none>
Annotations:       <none>
Selector:          <none>
Type:              ExternalName
IP Families:       <none>
IP:                
IPs:               <none>
External Name:     db.example.com
Session Affinity:  None
Events:            <none>
`);
  });

  it('shows a slice', () => {
    const { say } = givenKubectl({ objects: [slice([true])] });
    expect(say('describe endpointslice np-x')).toBe(`Name:         np-x
Namespace:    default
Labels:       kubernetes.io/service-name=np
Annotations:  <none>
AddressType:  IPv4
Ports:
  Name  Port  Protocol
  ----  ----  --------
  web   80    TCP
Endpoints:
  - Addresses:  10.100.0.2
    Conditions:
      Ready:    true
    Hostname:   web-0
    TargetRef:  Pod/web-0
    NodeName:   n1
    Zone:       <unset>
Events:         <none>
`);
  });
});

describe('storage', () => {
  it('shows a claim in deletion and who uses it', () => {
    const { say } = givenKubectl({
      objects: [
        stored('PersistentVolumeClaim', 'v1', 'data-web-0', {
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'managed-nfs-storage', volumeMode: 'Filesystem', volumeName: 'pvc-1' },
          status: { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' } },
        }, { labels: { app: 'web' }, annotations: { 'pv.kubernetes.io/bind-completed': 'yes', 'pv.kubernetes.io/bound-by-controller': 'yes' }, finalizers: ['kubernetes.io/pvc-protection'], deletionTimestamp: STORED }),
        stored('Pod', 'v1', 'web-0', { spec: { containers: [{ name: 'c', image: 'nginx' }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } }] }, status: { phase: 'Running' } }),
      ],
    });
    expect(say('describe pvc data-web-0')).toBe(`Name:          data-web-0
Namespace:     default
StorageClass:  managed-nfs-storage
Status:        Terminating (lasts 111m)
Volume:        pvc-1
Labels:        app=web
Annotations:   pv.kubernetes.io/bind-completed: yes
               pv.kubernetes.io/bound-by-controller: yes
Finalizers:    [kubernetes.io/pvc-protection]
Capacity:      1Gi
Access Modes:  RWO
VolumeMode:    Filesystem
Used By:       web-0
Events:        <none>
`);
  });

  it('shows a volume that only some nodes reach', () => {
    const { say } = givenKubectl({
      objects: [stored('PersistentVolume', 'v1', 'pv-static', {
        spec: {
          storageClassName: 'manual', persistentVolumeReclaimPolicy: 'Retain', accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'], volumeMode: 'Filesystem', capacity: { storage: '5Gi' }, local: { path: '/mnt/d' },
          nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['kind-worker', 'kind-worker3'] }, { key: 'zone', operator: 'Exists' }] }] } },
        },
        status: { phase: 'Available' },
      }, { namespace: undefined, finalizers: ['kubernetes.io/pv-protection'] })],
    });
    expect(say('describe pv pv-static')).toBe(`Name:              pv-static
Labels:            <none>
Annotations:       <none>
Finalizers:        [kubernetes.io/pv-protection]
StorageClass:      manual
Status:            Available
Claim:             
Reclaim Policy:    Retain
Access Modes:      RWO,ROX,RWX
VolumeMode:        Filesystem
Capacity:          5Gi
Node Affinity:     
  Required Terms:  
    Term 0:        kubernetes.io/hostname in [kind-worker, kind-worker3]
                   zone exists
Message:           
Source:
    Type:  LocalVolume (a persistent volume backed by local storage on a node)
    Path:  /mnt/d
Events:    <none>
`);
  });

  it('shows a class with the manifest that it was applied from, which breaks its columns', () => {
    const { say } = givenKubectl({
      objects: [stored('StorageClass', 'storage.k8s.io/v1', 'fast', { provisioner: 'x/y', parameters: { a: 'b' }, reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }, { namespace: undefined, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}\n' } })],
    });
    expect(say('describe sc fast')).toBe(`Name:            fast
IsDefaultClass:  No
Annotations:     kubectl.kubernetes.io/last-applied-configuration={}

Provisioner:           x/y
Parameters:            a=b
AllowVolumeExpansion:  <unset>
MountOptions:          <none>
ReclaimPolicy:         Delete
VolumeBindingMode:     Immediate
Events:                <none>
`);
  });
});

it('shows a node with what its pods ask for', () => {
  const { say } = givenKubectl({
    objects: [
      stored('Node', 'v1', 'n1', {
        spec: { podCIDR: '10.100.0.0/24', podCIDRs: ['10.100.0.0/24'], unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }, { key: 'a', value: 'b', effect: 'NoExecute' }] },
        status: {
          capacity: { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '100Gi', 'hugepages-2Mi': '0' }, allocatable: { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '100Gi', 'hugepages-2Mi': '0' },
          conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: STORED, lastTransitionTime: STORED, reason: 'KubeletReady', message: 'kubelet is posting ready status' }],
          addresses: [{ type: 'InternalIP', address: '10.0.0.101' }, { type: 'Hostname', address: 'n1' }],
          nodeInfo: { machineID: 'm', systemUUID: 's', bootID: 'b', kernelVersion: '5.4.0', osImage: 'CentOS Linux 7 (Core)', operatingSystem: 'linux', architecture: 'amd64', containerRuntimeVersion: 'containerd://1.7.0', kubeletVersion: 'v1.35.6', kubeProxyVersion: '' },
        },
      }, { namespace: undefined }),
      stored('Lease', 'coordination.k8s.io/v1', 'n1', { spec: { holderIdentity: 'n1', renewTime: '2026-11-23T07:27:06.000000Z' } }, { namespace: 'kube-node-lease' }),
      stored('Pod', 'v1', 'web-0', { spec: { nodeName: 'n1', containers: [{ name: 'c', image: 'nginx', resources: { requests: { cpu: '250m', memory: '64Mi' }, limits: { memory: '128Mi' } } }] }, status: { phase: 'Running' } }),
    ],
  });
  expect(say('describe node n1')).toBe(`Name:               n1
Roles:              <none>
Labels:             <none>
Annotations:        <none>
CreationTimestamp:  Mon, 23 Nov 2026 05:00:00 +0000
Taints:             a=b:NoExecute
                    node.kubernetes.io/unschedulable:NoSchedule
Unschedulable:      true
Lease:
  HolderIdentity:  n1
  AcquireTime:     <unset>
  RenewTime:       Mon, 23 Nov 2026 07:27:06 +0000
Conditions:
  Type    Status  LastHeartbeatTime                 LastTransitionTime                Reason         Message
  ----    ------  -----------------                 ------------------                ------         -------
  Ready   True    Mon, 23 Nov 2026 05:00:00 +0000   Mon, 23 Nov 2026 05:00:00 +0000   KubeletReady   kubelet is posting ready status
Addresses:
  InternalIP:  10.0.0.101
  Hostname:    n1
Capacity:
  cpu:                4
  ephemeral-storage:  100Gi
  hugepages-2Mi:      0
  memory:             8Gi
  pods:               110
Allocatable:
  cpu:                4
  ephemeral-storage:  100Gi
  hugepages-2Mi:      0
  memory:             8Gi
  pods:               110
System Info:
  Machine ID:                 m
  System UUID:                s
  Boot ID:                    b
  Kernel Version:             5.4.0
  OS Image:                   CentOS Linux 7 (Core)
  Operating System:           linux
  Architecture:               amd64
  Container Runtime Version:  containerd://1.7.0
  Kubelet Version:            v1.35.6
  Kube-Proxy Version:         
PodCIDR:                      10.100.0.0/24
PodCIDRs:                     10.100.0.0/24
Non-terminated Pods:          (1 in total)
  Namespace                   Name     CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
  ---------                   ----     ------------  ----------  ---------------  -------------  ---
  default                     web-0    250m (6%)     0 (0%)      64Mi (0%)        128Mi (1%)     111m
Allocated resources:
  (Total limits may be over 100 percent, i.e., overcommitted.)
  Resource           Requests   Limits
  --------           --------   ------
  cpu                250m (6%)  0 (0%)
  memory             64Mi (0%)  128Mi (1%)
  ephemeral-storage  0 (0%)     0 (0%)
  hugepages-2Mi      0 (0%)     0 (0%)
Events:              <none>
`);
});

describe('configuration', () => {
  it('shows the texts of a ConfigMap and only the sizes of a Secret', () => {
    const { say } = givenKubectl({
      objects: [
        stored('ConfigMap', 'v1', 'conf', { data: { 'app.properties': 'log.level=info\nlog.file=/tmp/x\n', a: 'v' } }),
        stored('Secret', 'v1', 's', { type: 'Opaque', data: { 'key.txt': 'Y29uZg==', password: 'czNjcmV0' } }),
      ],
    });
    expect(say('describe cm conf')).toBe(`Name:         conf
Namespace:    default
Labels:       <none>
Annotations:  <none>

Data
====
a:
----
v

app.properties:
----
log.level=info
log.file=/tmp/x



BinaryData
====

Events:  <none>
`);
    expect(say('describe secret s')).toBe(`Name:         s
Namespace:    default
Labels:       <none>
Annotations:  <none>

Type:  Opaque

Data
====
key.txt:   4 bytes
password:  6 bytes
`);
  });

  it('shows a namespace with its quotas and limits', () => {
    const { say } = givenKubectl({
      objects: [
        stored('ResourceQuota', 'v1', 'few', { spec: { hard: { pods: '2', 'requests.cpu': '1' } }, status: {} }),
        stored('LimitRange', 'v1', 'lr', { spec: { limits: [{ type: 'Container', default: { cpu: '500m' }, defaultRequest: { cpu: '100m' } }] } }),
      ],
    });
    expect(say('describe ns default')).toBe(`Name:         default
Labels:       kubernetes.io/metadata.name=default
Annotations:  <none>
Status:       Active

Resource Quotas
  Name:         few
  Resource      Used  Hard
  --------      ---   ---
  pods          0     2
  requests.cpu  0     1

Resource Limits
 Type       Resource  Min  Max  Default Request  Default Limit  Max Limit/Request Ratio
 ----       --------  ---  ---  ---------------  -------------  -----------------------
 Container  cpu       -    -    100m             500m           -
`);
    expect(say('describe quota few')).toBe(`Name:         few
Namespace:    default
Resource      Used  Hard
--------      ----  ----
pods          0     2
requests.cpu  0     1
`);
  });

  it('shows budgets, roles, bindings and accounts', () => {
    const { say } = givenKubectl({
      objects: [
        stored('PodDisruptionBudget', 'policy/v1', 'web-pdb', { spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } }, status: { disruptionsAllowed: 1, currentHealthy: 2, desiredHealthy: 1, expectedPods: 2 } }),
        stored('Role', 'rbac.authorization.k8s.io/v1', 'reader', { rules: [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] }, { apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['shop'], verbs: ['update'] }] }),
        stored('RoleBinding', 'rbac.authorization.k8s.io/v1', 'read', { roleRef: { kind: 'Role', name: 'reader' }, subjects: [{ kind: 'ServiceAccount', name: 'sa', namespace: 'dev' }, { kind: 'User', name: 'jane' }] }),
        stored('ServiceAccount', 'v1', 'sa', { imagePullSecrets: [{ name: 'reg' }] }),
      ],
    });
    expect(say('describe pdb web-pdb')).toBe(`Name:           web-pdb
Namespace:      default
Min available:  1
Selector:       app=web
Status:
    Allowed disruptions:  1
    Current:              2
    Desired:              1
    Total:                2
Events:                   <none>
`);
    expect(say('describe role reader')).toBe(`Name:         reader
Labels:       <none>
Annotations:  <none>
PolicyRule:
  Resources               Non-Resource URLs  Resource Names  Verbs
  ---------               -----------------  --------------  -----
  pods/log                []                 []              [get list]
  pods                    []                 []              [get list]
  deployments.apps/scale  []                 [shop]          [update]
`);
    expect(say('describe rolebinding read')).toBe(`Name:         read
Labels:       <none>
Annotations:  <none>
Role:
  Kind:  Role
  Name:  reader
Subjects:
  Kind            Name  Namespace
  ----            ----  ---------
  ServiceAccount  sa    dev
  User            jane  
`);
    expect(say('describe sa sa')).toBe(`Name:                sa
Namespace:           default
Labels:              <none>
Annotations:         <none>
Image pull secrets:  reg (not found)
Events:              <none>
`);
  });
});

describe('finding what is meant', () => {
  it('takes a name as a prefix where no object has it', () => {
    const { say } = givenKubectl({ objects: [stored('ConfigMap', 'v1', 'app-a', {}), stored('ConfigMap', 'v1', 'app-b', {})] });
    expect(say('describe cm app').match(/^Name: .*$/gm)).toEqual(['Name:         app-a', 'Name:         app-b']);
    expect(say('describe cm nope')).toBe('Error from server (NotFound): configmaps "nope" not found\n[exit 1]\n');
  });

  it('puts two empty lines between objects, and leaves events out when told', () => {
    const { say } = givenKubectl({ objects: [stored('ConfigMap', 'v1', 'a', {}), stored('ConfigMap', 'v1', 'b', {})] });
    expect(say('describe cm/a cm/b --show-events=false')).toContain('====\n\n\n\nName:         b\n');
    expect(say('describe')).toBe('error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n[exit 1]\n');
  });
});
