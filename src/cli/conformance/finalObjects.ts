import { isChance, pulledText } from './eventRows.ts';
import { unnumbered } from './numbering.ts';
import { compareBytes } from './rows.ts';
import { replaceTokens, type Reading } from './tokens.ts';

/** Fields that hold moments, versions, chance, or what the kubelet made up. */
const LEFT_OUT = new Set([
  'uid', 'resourceVersion', 'resourceVersionMatch', 'generation', 'observedGeneration', 'managedFields', 'creationTimestamp', 'deletionTimestamp',
  'lastTransitionTime', 'lastProbeTime', 'lastHeartbeatTime', 'lastPhaseTransitionTime', 'startTime', 'startedAt', 'finishedAt', 'firstTimestamp', 'lastTimestamp', 'count',
  'podIP', 'podIPs', 'hostIP', 'hostIPs', 'nodeName', 'clusterIP', 'clusterIPs', 'nodePort', 'containerID', 'imageID', 'bootID', 'lastTerminationState', 'lastState',
  'endpoints.kubernetes.io/last-change-trigger-time',
]);

type Fields = Readonly<Record<string, unknown>>;

interface FinalObject extends Fields {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly kind: string; readonly name: string };
}

/** The objects at the end as a sorted set of lines; an event is what it says and about whom. */
export function finalObjectsText(objects: readonly unknown[], reading: Reading): string {
  const plain = { ...reading, numbering: unnumbered };
  const lines = (objects as readonly FinalObject[]).filter((object) => isCompared(object, reading)).map((object) => (object.kind === 'Event' ? eventLine(object, plain) : objectLine(object, plain)));
  return [...new Set(lines)].sort().join('\n');
}

function isCompared({ kind, reason = '', message = '', involvedObject }: FinalObject, { softReasons }: Reading): boolean {
  if (kind !== 'Event') return true;
  return reason !== 'Pulling' && !softReasons.includes(reason) && !isChance(message) && involvedObject?.kind !== 'Node';
}

function eventLine({ metadata, type = '', reason = '', message = '', involvedObject }: FinalObject, reading: Reading): string {
  return pulledText(replaceTokens(`Event ${metadata.namespace ?? ''} ${type} ${reason} ${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''} ${message}`, reading));
}

function objectLine(object: FinalObject, reading: Reading): string {
  return replaceTokens(`${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name} ${JSON.stringify(compared(object))}`, reading);
}

/** A value with its fields in order and without those that are left out. */
function compared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compared);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Fields;
  const names = Object.keys(fields).filter((name) => !LEFT_OUT.has(name) && !(name === 'addresses' && 'conditions' in fields)).sort();
  return Object.fromEntries(names.map((name) => [name, comparedField(name, fields[name])] as const).filter(([name, field]) => name !== 'annotations' || Object.keys(field as Fields).length > 0));
}

function comparedField(name: string, value: unknown): unknown {
  if (name === 'name' && typeof value === 'string' && value.startsWith('kube-api-access-')) return 'kube-api-access';
  const field = compared(value);
  return name === 'endpoints' && Array.isArray(field) ? field.sort((a: Fields, b: Fields) => compareBytes(JSON.stringify(a['targetRef']) ?? '', JSON.stringify(b['targetRef']) ?? '')) : field;
}
