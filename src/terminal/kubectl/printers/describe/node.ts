import type { Node, Taint } from '#engine/kinds/node.ts';
import type { ResourceList } from '#engine/kinds/pod.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import { byCodeUnit } from '../json.ts';
import { writeCheckedConditions } from './conditions.ts';
import { writeOwnEvents, type DescribeContext, type Describer } from './describer.ts';
import { writeLabelsAndAnnotations } from './heading.ts';
import { longTime, type Layout } from './layout.ts';
import { writeNodePods } from './nodePods.ts';

const ROLE_PREFIX = 'node-role.kubernetes.io/';

/** k8s: describe describeNode */
export const describeNode: Describer<Node> = (layout, node, context) => {
  const { metadata, spec, status } = node;
  layout.write(0, `Name:\t${metadata.name}`);
  layout.write(0, `Roles:\t${rolesText(node)}`);
  writeLabelsAndAnnotations(layout, node);
  layout.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`);
  writeTaints(layout, spec.taints ?? []);
  layout.write(0, `Unschedulable:\t${spec.unschedulable === true}`);
  writeLease(layout, node, context);
  writeCheckedConditions(layout, status.conditions, 'LastHeartbeatTime');
  layout.write(0, 'Addresses:');
  for (const { type, address } of status.addresses ?? []) layout.write(1, `${type}:\t${address}`);
  writeAmounts(layout, 'Capacity', status.capacity);
  writeAmounts(layout, 'Allocatable', status.allocatable);
  writeSystem(layout, node);
  writeNodePods(layout, node, context);
  writeOwnEvents(layout, context);
};

function rolesText({ metadata: { labels = {} } }: Node): string {
  const named = Object.keys(labels).filter((key) => key.startsWith(ROLE_PREFIX)).map((key) => key.slice(ROLE_PREFIX.length));
  const roles = [...new Set([...named, labels['kubernetes.io/role'] ?? ''])].filter((role) => role !== '').toSorted(byCodeUnit);
  return roles.length === 0 ? '<none>' : roles.join(',');
}

function writeTaints(layout: Layout, taints: readonly Taint[]): void {
  const place = ({ effect, key }: Taint) => `${effect},${key}`;
  const sorted = taints.toSorted((a, b) => byCodeUnit(place(a), place(b)));
  if (sorted.length === 0) layout.write(0, 'Taints:\t<none>');
  sorted.forEach(({ key, value = '', effect }, index) => layout.write(0, `${index === 0 ? 'Taints:' : ''}\t${key}${value === '' ? '' : `=${value}`}:${effect}`));
}

function writeLease(layout: Layout, node: Node, { api }: DescribeContext): void {
  const lease = api.get('Lease', 'kube-node-lease', node.metadata.name);
  if (lease === undefined) {
    layout.write(0, `Lease:\tFailed to get lease: leases.coordination.k8s.io "${node.metadata.name}" not found`);
    return;
  }
  const { holderIdentity, acquireTime, renewTime } = lease.spec;
  layout.write(0, 'Lease:');
  layout.write(1, `HolderIdentity:\t${holderIdentity ?? '<unset>'}`);
  layout.write(1, `AcquireTime:\t${acquireTime === undefined ? '<unset>' : longTime(acquireTime)}`);
  layout.write(1, `RenewTime:\t${renewTime === undefined ? '<unset>' : longTime(renewTime)}`);
}

function writeAmounts(layout: Layout, title: string, amounts: ResourceList = {}): void {
  const names = Object.keys(amounts).toSorted(byCodeUnit);
  if (names.length === 0) return;
  layout.write(0, `${title}:`);
  for (const name of names) layout.write(1, `${name}:\t${canonicalQuantity(amounts[name] ?? '0')}`);
}

const SYSTEM_FIELDS: readonly (readonly [string, string])[] = [
  ['Machine ID', 'machineID'], ['System UUID', 'systemUUID'], ['Boot ID', 'bootID'], ['Kernel Version', 'kernelVersion'], ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'], ['Architecture', 'architecture'], ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'], ['Kube-Proxy Version', 'kubeProxyVersion'],
];

function writeSystem(layout: Layout, { spec, status }: Node): void {
  layout.write(0, 'System Info:');
  for (const [title, field] of SYSTEM_FIELDS) layout.write(1, `${title}:\t${status.nodeInfo?.[field] ?? ''}`);
  if ((spec.podCIDR ?? '') !== '') layout.write(0, `PodCIDR:\t${spec.podCIDR ?? ''}`);
  if ((spec.podCIDRs ?? []).length > 0) layout.write(0, `PodCIDRs:\t${(spec.podCIDRs ?? []).join(',')}`);
  if ((spec.providerID ?? '') !== '') layout.write(0, `ProviderID:\t${spec.providerID ?? ''}`);
}
