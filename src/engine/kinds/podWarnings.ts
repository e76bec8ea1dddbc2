import type { Container, PodSpec, PodTemplateSpec } from './pod.ts';
import { parseQuantity } from './quantity.ts';

/** The `Warning:` texts about a pod or a pod template; `path` is `spec` or `spec.template.spec`. k8s: api/pod warningsForPodSpecAndMeta. */
export function podSpecWarnings(path: string, spec: PodSpec): readonly string[] {
  const containers = [
    ...(spec.initContainers ?? []).map((container, index) => ({ container, own: `${path}.initContainers[${index}]` })),
    ...spec.containers.map((container, index) => ({ container, own: `${path}.containers[${index}]` })),
  ];
  return [
    ...nodeSelectorWarnings(`${path}.nodeSelector`, spec.nodeSelector ?? {}),
    ...duplicates(spec.hostAliases ?? [], ({ ip }) => ip).map(
      ({ key, index }) => `${path}.hostAliases[${index}].ip: duplicate ip in host aliases: ${JSON.stringify(key)}`,
    ),
    ...containers.flatMap(({ container, own }) => containerWarnings(own, container)),
    ...((spec.terminationGracePeriodSeconds ?? 0) < 0
      ? [`${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`]
      : []),
  ];
}

export function templateWarnings(path: string, template: PodTemplateSpec): readonly string[] {
  return podSpecWarnings(`${path}.spec`, template.spec);
}

const RENAMED_LABELS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
};

function nodeSelectorWarnings(path: string, selector: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(selector).flatMap((key) => (RENAMED_LABELS[key] === undefined ? [] : [`${path}[${key}]: ${RENAMED_LABELS[key]}`]));
}

function containerWarnings(path: string, container: Container): readonly string[] {
  return [
    ...fractionWarnings(`${path}.resources.limits`, container.resources?.limits),
    ...fractionWarnings(`${path}.resources.requests`, container.resources?.requests),
    ...envWarnings(path, container),
    ...portWarnings(path, container),
  ];
}

/** Bytes cannot be halved. */
function fractionWarnings(path: string, list: Readonly<Record<string, string>> | undefined): readonly string[] {
  if (list === undefined) return [];
  return ['ephemeral-storage', 'memory'].flatMap((name) => {
    const text = list[name];
    const isFraction = text !== undefined && (parseQuantity(text)?.nano ?? 0n) % 1_000_000_000n !== 0n;
    return isFraction ? [`${path}[${name}]: fractional byte value ${JSON.stringify(text)} is invalid, must be an integer`] : [];
  });
}

function envWarnings(path: string, { env = [] }: Container): readonly string[] {
  return duplicates(env, ({ name }) => name).map(({ key, index }) => {
    return `${path}.env[${index}]: hides previous definition of ${JSON.stringify(key)}, which may be dropped when using apply`;
  });
}

function portWarnings(path: string, { ports = [] }: Container): readonly string[] {
  const keyOf = ({ containerPort, protocol, hostPort }: (typeof ports)[number]) => `${containerPort}/${protocol ?? 'TCP'}/${hostPort ?? 0}`;
  return duplicates(ports, keyOf).map(
    ({ index, firstIndex }) => `${path}.ports[${index}]: duplicate port definition with ${path}.ports[${firstIndex}]`,
  );
}

interface Duplicate {
  readonly key: string;
  readonly index: number;
  readonly firstIndex: number;
}

function duplicates<T>(items: readonly T[], keyOf: (item: T) => string): readonly Duplicate[] {
  if (items.length < 2) return [];
  const first = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const firstIndex = first.get(key);
    if (firstIndex !== undefined) return [{ key, index, firstIndex }];
    first.set(key, index);
    return [];
  });
}
