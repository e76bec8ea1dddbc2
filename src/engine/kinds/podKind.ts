import { withField } from './copyOnWrite.ts';
import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { defineKind } from './defineKind.ts';
import { forbidden } from './fieldErrors.ts';
import type { Column, Kind } from './kind.ts';
import { dnsLabel } from './names.ts';
import type { Condition } from './object.ts';
import { conditionOf, type Pod, type PodSpec, type PodStatus } from './pod.ts';
import { podReadyText, podRestartsText, podStatusText } from './podStatus.ts';
import { defaultPod, qosClassOf } from './podTemplate.ts';
import { validateEphemeralUpdate, validatePodUpdate } from './podUpdate.ts';
import { validatePodSpec } from './podValidation.ts';
import { podSpecWarnings } from './podWarnings.ts';

export const podKind: Kind<Pod> = defineKind<Pod>({
  kind: 'Pod',
  plural: 'pods',
  shortNames: ['po'],
  categories: ['all'],
  hasStatus: true,
  defaults: defaultPod,
  prepareForCreate: (pod) => withField(pod, 'status', { phase: 'Pending', ...gatedConditions(pod.spec), qosClass: qosClassOf(pod.spec) }),
  validate: (pod) => [
    ...validatePodSpec('spec', pod.spec),
    ...((pod.spec.ephemeralContainers ?? []).length === 0 ? [] : [forbidden('spec.ephemeralContainers', 'cannot be set on create')]),
  ],
  validateUpdate: (next, old) => validatePodUpdate(next, old),
  validateEphemeralUpdate: (next, old) => validateEphemeralUpdate(next, old),
  warnings: (next, old) => [...(old === undefined ? nameWarnings(next) : []), ...podSpecWarnings('spec', next.spec)],
  columns: podColumns(),
  selectableFields: {
    'spec.nodeName': (pod) => pod.spec.nodeName ?? '',
    'spec.restartPolicy': (pod) => pod.spec.restartPolicy ?? '',
    'spec.schedulerName': (pod) => pod.spec.schedulerName ?? '',
    'spec.serviceAccountName': (pod) => pod.spec.serviceAccountName ?? '',
    'spec.hostNetwork': (pod) => String(pod.spec.hostNetwork ?? false),
    'status.phase': (pod) => pod.status?.phase ?? '',
    'status.podIP': (pod) => pod.status?.podIP ?? '',
    'status.podIPs': (pod) => (pod.status?.podIPs ?? []).map(({ ip }) => ip).join(','),
    'status.nominatedNodeName': (pod) => pod.status?.nominatedNodeName ?? '',
  },
});

/** A pod with gates says from the start why it gets no node. k8s: podStrategy applySchedulingGatedCondition */
function gatedConditions({ schedulingGates = [] }: PodSpec): Pick<PodStatus, 'conditions'> {
  if (schedulingGates.length === 0) return {};
  const condition = { type: 'PodScheduled', status: 'False', lastProbeTime: null, lastTransitionTime: null, reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' };
  return { conditions: [condition as unknown as Condition] };
}

function podColumns(): readonly Column<Pod>[] {
  return [
    nameColumn,
    column('Ready', podReadyText),
    column('Status', podStatusText),
    column('Restarts', podRestartsText),
    ageColumn,
    wideColumn('IP', (pod) => pod.status?.podIPs?.[0]?.ip ?? pod.status?.podIP ?? '<none>'),
    wideColumn('Node', (pod) => textOrNone(pod.spec.nodeName)),
    wideColumn('Nominated Node', (pod) => textOrNone(pod.status?.nominatedNodeName)),
    wideColumn('Readiness Gates', readinessGatesText),
  ];
}

const textOrNone = (text: string | undefined) => (text === undefined || text === '' ? '<none>' : text);

/** `1/2`: how many of the pod's own readiness gates are True. */
function readinessGatesText(pod: Pod): string {
  const gates = pod.spec.readinessGates ?? [];
  const open = gates.filter(({ conditionType }) => conditionOf(pod, conditionType)?.status === 'True');
  return gates.length === 0 ? '<none>' : `${open.length}/${gates.length}`;
}

function nameWarnings(pod: Pod): readonly string[] {
  const messages = dnsLabel(pod.metadata.name ?? '');
  if (messages.length === 0 || pod.metadata.name === undefined) return [];
  return [
    `metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [${messages.join(' ')}]`,
  ];
}
