import { quantityMilliValue, quantityValue } from '../kinds/quantity.ts';
import type { Container, EnvVarSource, Pod, ResourceRequirements } from '../kinds/pod.ts';

/** What a pod's containers may know about where they run. */
export interface PodFacts {
  readonly pod: Pod;
  readonly nodeName: string;
  readonly hostIp: string;
  readonly podIp: string;
  /** What a node can give: the limit of a container that has none. */
  readonly nodeCpu: string;
  readonly nodeMemory: string;
}

/** The value of a downward API field; undefined when there is no such field. k8s: fieldpath.ExtractFieldPathAsString, podFieldSelectorRuntimeValue */
export function fieldValue(facts: PodFacts, fieldPath: string): string | undefined {
  const { metadata, spec } = facts.pod;
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(fieldPath);
  if (subscript !== null) return metadata[subscript[1] as 'labels' | 'annotations']?.[subscript[2] ?? ''] ?? '';
  switch (fieldPath) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return formatMap(metadata.labels);
    case 'metadata.annotations':
      return formatMap(metadata.annotations);
    case 'spec.nodeName':
      return facts.nodeName;
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? 'default';
    case 'status.hostIP':
    case 'status.hostIPs':
      return facts.hostIp;
    case 'status.podIP':
    case 'status.podIPs':
      return facts.podIp;
    default:
      return undefined;
  }
}

/** `key="value"` a line, by key. k8s: fieldpath.FormatMap */
function formatMap(labels: Readonly<Record<string, string>> = {}): string {
  return Object.keys(labels).sort().map((key) => `${key}=${JSON.stringify(labels[key])}`).join('\n');
}

/** The value of a resource field of a container. k8s: resource.ExtractContainerResourceValue */
export function resourceValue(facts: PodFacts, container: Container, { resource, divisor }: NonNullable<EnvVarSource['resourceFieldRef']>): string | undefined {
  const [kind, name = ''] = resource.split('.', 2);
  if (kind !== 'limits' && kind !== 'requests') return undefined;
  const fallback = kind === 'limits' ? { cpu: facts.nodeCpu, memory: facts.nodeMemory } : { cpu: '0', memory: '0' };
  const value = amountOf(container.resources, kind, name) ?? (fallback as Readonly<Record<string, string>>)[name] ?? '0';
  const by = divisor === undefined || divisor === '0' || divisor === '' ? '1' : divisor;
  if (name === 'cpu') return String(Math.ceil(quantityMilliValue(value) / quantityMilliValue(by)));
  return String(Math.ceil(quantityValue(value) / quantityValue(by)));
}

function amountOf(resources: ResourceRequirements | undefined, kind: 'limits' | 'requests', name: string): string | undefined {
  return resources?.[kind]?.[name] ?? (kind === 'requests' ? resources?.limits?.[name] : undefined);
}
