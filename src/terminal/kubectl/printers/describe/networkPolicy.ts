import { isEmptySelector, selectorText } from '#engine/kinds/labelSelector.ts';
import type { NetworkPolicy } from '#engine/kinds/networkPolicy.ts';
import type { LabelSelector } from '#engine/kinds/object.ts';
import { listAt, recordAt, textAt, valueAt } from '../values.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations, writeName } from './heading.ts';
import type { Layout } from './layout.ts';

/** k8s: describe describeNetworkPolicy */
export const describeNetworkPolicy: Describer<NetworkPolicy> = (layout, policy) => {
  const { podSelector, ingress = [], egress = [], policyTypes = [] } = policy.spec;
  writeName(layout, policy);
  layout.write(0, `Created on:\t${policy.metadata.creationTimestamp.replace('T', ' ').replace('Z', ' +0000 UTC')}`);
  writeLabelsAndAnnotations(layout, policy);
  layout.write(0, 'Spec:');
  // kubectl indents this value as if it were a line of its own.
  layout.write(1, `PodSelector:     ${isEmptySelector(podSelector) ? '<none> (Allowing the specific traffic to all pods in this namespace)' : selectorText(podSelector)}`);
  writeDirection(layout, 'ingress', policyTypes.includes('Ingress') ? ingress : undefined);
  writeDirection(layout, 'egress', policyTypes.includes('Egress') ? egress : undefined);
  layout.write(1, `Policy Types: ${policyTypes.length === 0 ? '<none>' : policyTypes.join(', ')}`);
};

const PEERS = { ingress: { field: 'from', title: 'From', any: 'source' }, egress: { field: 'to', title: 'To', any: 'destination' } } as const;

function writeDirection(layout: Layout, direction: 'ingress' | 'egress', rules: readonly unknown[] | undefined): void {
  if (rules === undefined) {
    layout.write(1, `Not affecting ${direction} traffic`);
    return;
  }
  layout.write(1, `Allowing ${direction} traffic:`);
  if (rules.length === 0) layout.write(2, `<none> (Selected pods are isolated for ${direction} connectivity)`);
  rules.forEach((rule, index) => {
    if (index > 0) layout.write(2, '----------');
    writePorts(layout, listAt(rule, 'ports'));
    writePeers(layout, direction, listAt(rule, PEERS[direction].field));
  });
}

function writePorts(layout: Layout, ports: readonly unknown[]): void {
  if (ports.length === 0) layout.write(2, 'To Port: <any> (traffic allowed to all ports)');
  for (const each of ports) {
    const [port, endPort, protocol] = [valueAt(each, 'port'), valueAt(each, 'endPort'), textAt(each, 'protocol')];
    const shown = port === undefined ? '<nil>' : String(port);
    layout.write(2, `${endPort === undefined ? `To Port: ${shown}` : `To Port Range: ${shown}-${String(endPort)}`}/${protocol === '' ? 'TCP' : protocol}`);
  }
}

function writePeers(layout: Layout, direction: 'ingress' | 'egress', peers: readonly unknown[]): void {
  const { title, any } = PEERS[direction];
  if (peers.length === 0) layout.write(2, `${title}: <any> (traffic not restricted by ${any})`);
  for (const peer of peers) {
    layout.write(2, `${title}:`);
    for (const line of peerLines(peer)) layout.write(3, line);
  }
}

function peerLines(peer: unknown): readonly string[] {
  const [namespaces, pods] = [valueAt(peer, 'namespaceSelector'), valueAt(peer, 'podSelector')] as readonly (LabelSelector | undefined)[];
  const lines = [
    ...(namespaces === undefined ? [] : [`NamespaceSelector: ${selectorText(namespaces)}`]),
    ...(pods === undefined ? [] : [`PodSelector: ${selectorText(pods)}`]),
  ];
  if (lines.length > 0) return lines;
  const block = recordAt(peer, 'ipBlock');
  return Object.keys(block).length === 0 ? [] : ['IPBlock:', `  CIDR: ${textAt(block, 'cidr')}`, `  Except: ${listAt(block, 'except').join(', ')}`];
}
