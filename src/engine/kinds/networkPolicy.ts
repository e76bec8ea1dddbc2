import { ageColumn, column, nameColumn } from './columns.ts';
import { change, fill, mapItems } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import type { Kind } from './kind.ts';
import { selectorText, validateLabelSelector } from './labelSelector.ts';
import type { KubeObject, LabelSelector } from './object.ts';

interface Rule {
  readonly ports?: readonly { readonly protocol?: string; readonly port?: number | string; readonly endPort?: number }[];
  readonly from?: readonly unknown[];
  readonly to?: readonly unknown[];
}

export interface NetworkPolicy extends KubeObject {
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
    readonly policyTypes?: readonly string[];
  };
}

/** simplified: policies are stored and shown; the network does not enforce them. */
export const networkPolicyKind: Kind<NetworkPolicy> = defineKind<NetworkPolicy>({
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  plural: 'networkpolicies',
  shortNames: ['netpol'],
  defaults: (policy) => change(policy, 'spec', defaultSpec),
  validate: ({ spec }) => validateLabelSelector('spec.podSelector', spec?.podSelector),
  columns: [nameColumn, column('Pod-Selector', ({ spec }) => selectorText(spec.podSelector)), ageColumn],
});

type Spec = NetworkPolicy['spec'];

/** Without types a policy is about what comes in, and about what goes out if it has such rules. */
function defaultSpec(spec: Spec): Spec {
  const withProtocols = (rules: readonly Rule[]) =>
    mapItems(rules, (rule) => change(rule, 'ports', (ports) => mapItems(ports, (port) => fill(port, { protocol: 'TCP' }))));
  const filled = fill(spec, { podSelector: {}, policyTypes: spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'] });
  return change(change(filled, 'ingress', withProtocols), 'egress', withProtocols);
}
