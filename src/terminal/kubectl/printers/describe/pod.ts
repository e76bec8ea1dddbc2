import { ageSince } from '#engine/kinds/duration.ts';
import { controllerOf } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import { isRecord, textAt } from '../values.ts';
import { writeContainers, writeResources } from './containers.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { longTime, writeAnnotations, writePairs, type Layout } from './layout.ts';
import { writeSpreadConstraints, writeTolerations } from './scheduling.ts';
import { writeVolumes } from './volumes.ts';

/** k8s: describe describePod */
export const describePod: Describer<Pod> = (layout, pod, context) => {
  writeHead(layout, pod);
  writePairs(layout, 'Labels', pod.metadata.labels);
  writeAnnotations(layout, 'Annotations', pod.metadata.annotations);
  writeStatus(layout, pod, context.nowUnixMs);
  writeAddresses(layout, pod);
  const owner = controllerOf(pod);
  if (owner !== undefined) layout.write(0, `Controlled By:\t${owner.kind}/${owner.name}`);
  if ((pod.status.nominatedNodeName ?? '') !== '') layout.write(0, `NominatedNodeName:\t${pod.status.nominatedNodeName ?? ''}`);
  writePodContainers(layout, pod);
  writeConditions(layout, pod);
  writeVolumes(layout, pod.spec.volumes, '');
  layout.write(0, `QoS Class:\t${pod.status.qosClass ?? 'BestEffort'}`);
  writePairs(layout, 'Node-Selectors', pod.spec.nodeSelector);
  writeTolerations(layout, 'Tolerations', pod.spec.tolerations);
  writeSpreadConstraints(layout, pod.spec.topologySpreadConstraints, '');
  writeOwnEvents(layout, context);
};

function writeHead(layout: Layout, { metadata, spec, status }: Pod): void {
  layout.write(0, `Name:\t${metadata.name}`);
  layout.write(0, `Namespace:\t${metadata.namespace ?? ''}`);
  if (spec.priority !== undefined) layout.write(0, `Priority:\t${spec.priority}`);
  if ((spec.priorityClassName ?? '') !== '') layout.write(0, `Priority Class Name:\t${spec.priorityClassName ?? ''}`);
  const runtimeClass = textAt(spec, 'runtimeClassName');
  if (runtimeClass !== '') layout.write(0, `Runtime Class Name:\t${runtimeClass}`);
  if ((spec.serviceAccountName ?? '') !== '') layout.write(0, `Service Account:\t${spec.serviceAccountName ?? ''}`);
  layout.write(0, (spec.nodeName ?? '') === '' ? 'Node:\t<none>' : `Node:\t${spec.nodeName ?? ''}/${status.hostIP ?? ''}`);
  if (status.startTime !== undefined) layout.write(0, `Start Time:\t${longTime(status.startTime)}`);
}

function writeStatus(layout: Layout, { metadata, spec, status }: Pod, nowUnixMs: number): void {
  if (metadata.deletionTimestamp !== undefined && status.phase !== 'Failed' && status.phase !== 'Succeeded') {
    layout.write(0, `Status:\tTerminating (lasts ${ageSince(metadata.deletionTimestamp, nowUnixMs)})`);
    layout.write(0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds ?? 0}s`);
  } else {
    layout.write(0, `Status:\t${status.phase ?? ''}`);
  }
  if ((status.reason ?? '') !== '') layout.write(0, `Reason:\t${status.reason ?? ''}`);
  if ((status.message ?? '') !== '') layout.write(0, `Message:\t${status.message ?? ''}`);
  const seccomp = spec.securityContext?.['seccompProfile'];
  if (!isRecord(seccomp)) return;
  layout.write(0, `SeccompProfile:\t${textAt(seccomp, 'type')}`);
  if (textAt(seccomp, 'type') === 'Localhost') layout.write(0, `LocalhostProfile:\t${textAt(seccomp, 'localhostProfile')}`);
}

function writeAddresses(layout: Layout, { status }: Pod): void {
  layout.write(0, `IP:\t${status.podIP ?? ''}`);
  const addresses = status.podIPs ?? [];
  layout.write(0, `IPs:${addresses.length === 0 ? '\t<none>' : ''}`);
  for (const { ip } of addresses) layout.write(1, `IP:\t${ip}`);
}

function writePodContainers(layout: Layout, pod: Pod): void {
  const { spec, status } = pod;
  const resources = (spec as { readonly resources?: Parameters<typeof writeResources>[2] }).resources;
  if (resources !== undefined) {
    layout.write(0, 'Resources:');
    writeResources(layout, 1, resources);
  }
  const fieldValue = (path: string) => fieldOf(pod, path);
  const groups = [
    ['Init Containers', spec.initContainers, status.initContainerStatuses],
    ['Containers', spec.containers, status.containerStatuses],
    ['Ephemeral Containers', spec.ephemeralContainers, status.ephemeralContainerStatuses],
  ] as const;
  for (const [title, containers = [], statuses = []] of groups) {
    if (containers.length > 0 || title === 'Containers') writeContainers(layout, { title, containers, statuses, space: '', fieldValue });
  }
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return;
  layout.write(0, 'Readiness Gates:');
  layout.write(1, 'Type\tStatus');
  for (const { conditionType } of gates) layout.write(1, `${conditionType} \t${status.conditions?.find((condition) => condition.type === conditionType)?.status ?? '<none>'} `);
}

/** What a `fieldRef` of an environment variable yields. */
function fieldOf(pod: Pod, path: string): string {
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript !== null) return pod.metadata[subscript[1] === 'labels' ? 'labels' : 'annotations']?.[subscript[2] ?? ''] ?? '';
  return textAt(pod, ...path.split('.'));
}

function writeConditions(layout: Layout, { status }: Pod): void {
  const conditions = status.conditions ?? [];
  if (conditions.length === 0) return;
  layout.write(0, 'Conditions:');
  layout.write(1, 'Type\tStatus');
  for (const { type, status: value } of conditions) layout.write(1, `${type} \t${value} `);
}
