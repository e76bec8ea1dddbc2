import type { Node } from '#engine/kinds/node.ts';
import type { ConfigMap } from '#engine/kinds/configMap.ts';
import type { Event } from '#engine/kinds/event.ts';
import { kinds } from '#engine/kinds/index.ts';
import type { Namespace } from '#engine/kinds/namespace.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Secret } from '#engine/kinds/secret.ts';
import type { PersistentVolume } from '#engine/kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '#engine/kinds/persistentVolumeClaim.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Service } from '#engine/kinds/service.ts';
import type { StatefulSet } from '#engine/kinds/statefulSet.ts';
import type { Deployment } from '#engine/kinds/deployment.ts';
import { claimNamesOf } from '#engine/kinds/podClaims.ts';
import type { Frame } from '#session/session.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { isNodeReady } from '../stage/model/nodeModel.ts';
import { readyContainersOf, restartsOf, waitingReasonOf } from '../stage/model/podState.ts';
import { ordinalOf } from '../stage/model/objectKeys.ts';

export interface Fact {
  /** A message, or the heading of a column as kubectl prints it. */
  readonly label: MessageKey | { readonly column: string };
  readonly value: string;
}

/** The facts about an object in the words of Kubernetes; those without a value are left out. */
export function factsOf(frame: Frame, object: KubeObject): readonly Fact[] {
  const facts = FACTS[object.kind]?.(object, frame) ?? columnFacts(object, frame);
  const namespace: Fact[] = object.metadata.namespace === undefined ? [] : [{ label: 'fact.namespace', value: object.metadata.namespace }];
  return [...facts.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value: String(value) }])), ...namespace];
}

type Rows = readonly (readonly [label: Fact['label'], value: string | number | undefined])[];

const FACTS: Readonly<Record<string, (object: KubeObject, frame: Frame) => Rows>> = {
  Pod: (object) => podFacts(object as Pod),
  StatefulSet: (object) => setFacts(object as StatefulSet),
  PersistentVolumeClaim: (object) => claimFacts(object as PersistentVolumeClaim),
  PersistentVolume: (object, frame) => volumeFacts(object as PersistentVolume, frame),
  Service: (object, frame) => serviceFacts(object as Service, frame),
  Node: (object) => nodeFacts(object as Node),
  Deployment: (object) => deploymentFacts(object as Deployment),
  ConfigMap: (object) => [['fact.keys', sizesText((object as ConfigMap).data)]],
  Secret: (object) => [['fact.type', (object as Secret).type], ['fact.keys', sizesText((object as Secret).data)]],
  Event: (object) => eventFacts(object as Event),
  Namespace: (object) => [['fact.phase', (object as Namespace).status.phase]],
};

/** What `kubectl get -o wide` would print, for kinds that have nothing more to tell. */
function columnFacts(object: KubeObject, frame: Frame): Rows {
  const columns = kinds.find(({ kind }) => kind === object.kind)?.columns ?? [];
  return columns.filter(({ name }) => name !== 'Name' && name !== 'Age').map(({ name, cell }) => [{ column: name }, cell(object, frame.unixNowMs)] as const);
}

/** The names of entries and how long each is: what a Secret holds is nobody's business here. */
function sizesText(data: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(data ?? {}).map(([name, text]) => `${name}: ${text.length}`).join('\n');
}

function eventFacts({ type, reason, message, involvedObject, count, source }: Event): Rows {
  return [
    ['fact.type', type],
    ['fact.reason', reason],
    ['fact.object', `${involvedObject.kind ?? ''}/${involvedObject.name ?? ''}`],
    ['fact.message', message],
    ['fact.count', count],
    ['fact.from', source?.component],
  ];
}

function podFacts(pod: Pod): Rows {
  const owner = pod.metadata.ownerReferences?.[0];
  return [
    ['fact.phase', waitingReasonOf(pod) ?? pod.status.phase],
    ['fact.ready', readyContainersOf(pod)],
    ['fact.ordinal', owner?.kind === 'StatefulSet' ? ordinalOf(pod.metadata.name) : undefined],
    ['fact.node', pod.spec.nodeName],
    ['fact.ip', pod.status.podIP],
    ['fact.image', pod.spec.containers.map(({ image }) => image).join(', ')],
    ['fact.revision', pod.metadata.labels?.['controller-revision-hash'] ?? pod.metadata.labels?.['pod-template-hash']],
    ['fact.restarts', restartsOf(pod)],
    ['fact.claim', claimNamesOf(pod).join(', ')],
    ['fact.grace', pod.spec.terminationGracePeriodSeconds === undefined ? undefined : `${pod.spec.terminationGracePeriodSeconds}s`],
    ['fact.owner', owner === undefined ? undefined : `${owner.kind}/${owner.name}`],
  ];
}

function setFacts({ spec, status }: StatefulSet): Rows {
  const retention = spec.persistentVolumeClaimRetentionPolicy;
  return [
    ['fact.replicas', `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`],
    ['fact.policy', spec.podManagementPolicy ?? 'OrderedReady'],
    ['fact.strategy', spec.updateStrategy?.type ?? 'RollingUpdate'],
    ['fact.partition', spec.updateStrategy?.rollingUpdate?.partition],
    ['fact.minReady', spec.minReadySeconds === undefined || spec.minReadySeconds === 0 ? undefined : `${spec.minReadySeconds}s`],
    ['fact.service', spec.serviceName],
    ['fact.image', spec.template.spec.containers.map(({ image }) => image).join(', ')],
    ['fact.currentRevision', status?.currentRevision],
    ['fact.updateRevision', status?.updateRevision],
    ['fact.templates', (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name).join(', ')],
    ['fact.retention', retention === undefined ? undefined : `${retention.whenDeleted ?? 'Retain'} / ${retention.whenScaled ?? 'Retain'}`],
    ['fact.firstOrdinal', spec.ordinals?.start],
  ];
}

function claimFacts({ spec, status }: PersistentVolumeClaim): Rows {
  return [
    ['fact.phase', status.phase],
    ['fact.volume', spec.volumeName],
    ['fact.size', status.capacity?.['storage'] ?? spec.resources?.requests?.['storage']],
    ['fact.access', (spec.accessModes ?? []).join(', ')],
    ['fact.class', spec.storageClassName],
  ];
}

function volumeFacts({ metadata, spec, status }: PersistentVolume, frame: Frame): Rows {
  const content = frame.volumes.find(({ name }) => name === metadata.name);
  return [
    ['fact.phase', status.phase],
    ['fact.claim', spec.claimRef === undefined ? undefined : `${spec.claimRef.namespace}/${spec.claimRef.name}`],
    ['fact.size', spec.capacity?.['storage']],
    ['fact.reclaim', spec.persistentVolumeReclaimPolicy],
    ['fact.class', spec.storageClassName],
    ['fact.path', spec.nfs === undefined ? (spec.hostPath?.path ?? spec.local?.path) : `${spec.nfs.server}:${spec.nfs.path}`],
    ['fact.files', content?.files.map(({ name, text }) => `${name}: ${text}`).join('\n')],
  ];
}

function serviceFacts({ metadata, spec }: Service, frame: Frame): Rows {
  const slices = frame.list('EndpointSlice').filter((slice) => slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name);
  const addresses = slices.flatMap(({ endpoints }) => (endpoints ?? []).filter(({ conditions }) => conditions.ready !== false).flatMap((endpoint) => endpoint.addresses));
  return [
    ['fact.type', spec.type],
    ['fact.clusterIp', spec.clusterIP],
    ['fact.ports', (spec.ports ?? []).map(({ port, targetPort, protocol }) => `${port} → ${targetPort ?? port}/${protocol ?? 'TCP'}`).join(', ')],
    ['fact.selector', Object.entries(spec.selector ?? {}).map(([name, value]) => `${name}=${value}`).join(',')],
    ['fact.endpoints', addresses.join(', ')],
  ];
}

function nodeFacts(node: Node): Rows {
  return [
    ['fact.status', `${isNodeReady(node) ? 'Ready' : 'NotReady'}${node.spec.unschedulable === true ? ',SchedulingDisabled' : ''}`],
    ['fact.address', node.status.addresses?.find(({ type }) => type === 'InternalIP')?.address],
    ['fact.podRange', node.spec.podCIDR],
    ['fact.taints', (node.spec.taints ?? []).map(({ key, value, effect }) => `${key}${value === undefined ? '' : `=${value}`}:${effect}`).join('\n')],
    ['fact.capacity', node.status.capacity === undefined ? undefined : `${node.status.capacity['cpu'] ?? '?'} CPU, ${node.status.capacity['memory'] ?? '?'}, ${node.status.capacity['pods'] ?? '?'} pods`],
    ['fact.version', node.status.nodeInfo?.['kubeletVersion']],
  ];
}

function deploymentFacts({ spec, status }: Deployment): Rows {
  return [
    ['fact.replicas', `${status.readyReplicas ?? 0}/${spec.replicas ?? 1}`],
    ['fact.strategy', spec.strategy?.type],
    ['fact.image', spec.template.spec.containers.map(({ image }) => image).join(', ')],
  ];
}
