import type { KubeObject } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { Backend } from '../backend.ts';
import { forbidden } from '../status.ts';
import type { AdmissionPlugin, AdmissionRequest } from './admission.ts';

interface PriorityClass extends KubeObject {
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

type Rank = Pick<PriorityClass, 'value' | 'preemptionPolicy'> & { readonly name: string };

/** Classes that every cluster has. */
const SYSTEM_RANKS: readonly Rank[] = [
  { name: 'system-node-critical', value: 2_000_001_000 },
  { name: 'system-cluster-critical', value: 2_000_000_000 },
];

/** A pod's number in the queue comes from its class. k8s: plugin/pkg/admission/priority */
export function podPriority(backend: Backend): AdmissionPlugin {
  return {
    kinds: ['Pod'],
    mutate: (request) => (request.operation === 'CREATE' ? withPriority(backend, request) : request.object),
  };
}

function withPriority(backend: Backend, request: AdmissionRequest): Pod {
  const pod = request.object as Pod;
  const rank = rankOf(backend, request, pod);
  const { priority = rank.value } = pod.spec;
  if (priority !== rank.value) {
    const why = `the integer value of priority (${priority}) must not be provided in pod spec; priority admission controller computed ${rank.value} from the given PriorityClass name`;
    throw forbidden(request.kind, pod.metadata.name, why);
  }
  const spec = {
    ...pod.spec,
    priority,
    preemptionPolicy: pod.spec.preemptionPolicy ?? rank.preemptionPolicy ?? 'PreemptLowerPriority',
    ...(rank.name === '' ? {} : { priorityClassName: rank.name }),
  };
  return { ...pod, spec };
}

function rankOf(backend: Backend, { kind }: AdmissionRequest, { metadata, spec }: Pod): Rank {
  const classes = backend.store.list('PriorityClass') as readonly PriorityClass[];
  const name = spec.priorityClassName ?? '';
  if (name === '') return defaultRank(classes);
  const found = classes.find((candidate) => candidate.metadata.name === name);
  if (found !== undefined) return rankOfClass(found);
  const system = SYSTEM_RANKS.find((candidate) => candidate.name === name);
  if (system === undefined) throw forbidden(kind, metadata.name, `no PriorityClass with name ${name} was found`);
  return system;
}

/** The lowest of the classes that are meant for pods without one. */
function defaultRank(classes: readonly PriorityClass[]): Rank {
  const defaults = classes.filter(({ globalDefault }) => globalDefault === true).sort((a, b) => a.value - b.value);
  return defaults[0] === undefined ? { name: '', value: 0 } : rankOfClass(defaults[0]);
}

function rankOfClass({ metadata: { name }, value, preemptionPolicy }: PriorityClass): Rank {
  return { name, value, ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }) };
}
