import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { duplicate, forbidden, invalidEach, oneOf } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { labelKey, labelValue } from './names.ts';
import type { Condition, KubeObject, Labels } from './object.ts';
import type { ResourceList } from './pod.ts';

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly timeAdded?: string;
}

export interface Node extends KubeObject {
  readonly spec: {
    readonly podCIDR?: string;
    readonly podCIDRs?: readonly string[];
    readonly providerID?: string;
    readonly unschedulable?: boolean;
    readonly taints?: readonly Taint[];
  };
  readonly status: {
    readonly capacity?: ResourceList;
    readonly allocatable?: ResourceList;
    readonly conditions?: readonly Condition[];
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly nodeInfo?: Labels;
    readonly images?: readonly { readonly names?: readonly string[]; readonly sizeBytes?: number }[];
    readonly daemonEndpoints?: unknown;
    readonly volumesInUse?: readonly string[];
    readonly volumesAttached?: readonly { readonly name: string; readonly devicePath: string }[];
  };
}

export const nodeKind: Kind<Node> = defineKind<Node>({
  kind: 'Node',
  plural: 'nodes',
  shortNames: ['no'],
  namespaced: false,
  hasStatus: true,
  newStatus: 'sent',
  generation: 'none',
  defaults: (node) => fill(node, { spec: NOTHING, status: NOTHING }),
  validate: ({ spec }) => validateTaints('spec.taints', spec.taints ?? []),
  validateUpdate: (next, old) => [...validateTaints('spec.taints', next.spec.taints ?? []), ...validateSettledFields(next, old)],
  columns: [
    nameColumn,
    column('Status', nodeStatusText),
    column('Roles', rolesText),
    ageColumn,
    column('Version', (node) => node.status?.nodeInfo?.['kubeletVersion'] ?? ''),
    wideColumn('Internal-IP', (node) => addressText(node, 'InternalIP')),
    wideColumn('External-IP', (node) => addressText(node, 'ExternalIP')),
    wideColumn('OS-Image', (node) => infoText(node, 'osImage')),
    wideColumn('Kernel-Version', (node) => infoText(node, 'kernelVersion')),
    wideColumn('Container-Runtime', (node) => infoText(node, 'containerRuntimeVersion')),
  ],
  selectableFields: { 'spec.unschedulable': (node) => String(node.spec.unschedulable ?? false) },
});

const NOTHING = Object.freeze({});

/** `Ready`, `NotReady,SchedulingDisabled`, `Unknown`: the STATUS column. */
export function nodeStatusText(node: Node): string {
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  const status = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return node.spec.unschedulable === true ? `${status},SchedulingDisabled` : status;
}

const ROLE_PREFIX = 'node-role.kubernetes.io/';

function rolesText(node: Node): string {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(node.metadata.labels ?? {})) {
    if (key.startsWith(ROLE_PREFIX) && key.length > ROLE_PREFIX.length) roles.add(key.slice(ROLE_PREFIX.length));
    else if (key === 'kubernetes.io/role' && value !== '') roles.add(value);
  }
  return roles.size === 0 ? '<none>' : [...roles].sort().join(',');
}

function addressText(node: Node, type: string): string {
  return node.status?.addresses?.find((address) => address.type === type)?.address ?? '<none>';
}

function infoText(node: Node, key: string): string {
  const text = node.status?.nodeInfo?.[key] ?? '';
  return text === '' ? '<unknown>' : text;
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** k8s: core validation.validateNodeTaints. */
function validateTaints(path: string, taints: readonly Taint[]): readonly FieldError[] {
  const seen = new Set<string>();
  return taints.flatMap(({ key = '', value = '', effect }, index) => {
    const own = `${path}[${index}]`;
    const isTwice = seen.has(`${key}:${effect}`);
    seen.add(`${key}:${effect}`);
    return [
      ...invalidEach(`${own}.key`, key, labelKey(key)),
      ...invalidEach(`${own}.value`, value, labelValue(value)),
      ...oneOf(`${own}.effect`, effect, EFFECTS),
      ...(isTwice ? [duplicate(own, { Key: key, Value: value, Effect: effect, TimeAdded: null })] : []),
    ];
  });
}

/** k8s: core validation.ValidateNodeUpdate. */
function validateSettledFields(next: Node, old: Node): readonly FieldError[] {
  const changed = (key: 'podCIDR' | 'providerID') => (old.spec[key] ?? '') !== '' && (next.spec[key] ?? '') !== (old.spec[key] ?? '');
  return [
    ...(changed('podCIDR') ? [forbidden('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid')] : []),
    ...(changed('providerID') ? [forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid')] : []),
  ];
}
