import type { ActiveFault, Fault } from '#engine/faults.ts';
import { faultLine } from '#session/faultLine.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** Something to break, as what it stands for: a fault or a command. */
export interface BreakAction {
  readonly id: string;
  readonly label: MessageKey;
  /** What the same thing is as a line in the terminal. */
  readonly line: string;
  readonly fault: Fault | undefined;
  /** The fault is in force already, and this takes it back. */
  readonly isOn: boolean;
}

export interface BreakTargets {
  readonly pod: { readonly namespace: string; readonly name: string; readonly image: string; readonly volume: string | undefined } | undefined;
  readonly node: string | undefined;
  readonly faults: readonly ActiveFault[];
}

/** What can be done to a pod, its image and its disk. */
export function podActions({ pod, faults }: BreakTargets): readonly BreakAction[] {
  if (pod === undefined) return [];
  const { namespace, name, image, volume } = pod;
  const flag = namespace === 'default' ? '' : ` -n ${namespace}`;
  const isForced = isOn(faults, (fault) => fault.fault === 'not-ready' && fault.pod === name && fault.namespace === namespace);
  const isSlow = isOn(faults, (fault) => fault.fault === 'slow-start' && fault.pod === name && fault.namespace === namespace);
  const isBroken = isOn(faults, (fault) => fault.fault === 'bad-image' && fault.image === image);
  const isFull = isOn(faults, (fault) => fault.fault === 'volume-full' && fault.volume === volume);
  return [
    { id: 'delete', label: 'break.deletePod', line: `kubectl delete pod ${name}${flag}`, fault: undefined, isOn: false },
    { id: 'crash', label: 'break.crash', line: faultLine({ fault: 'crash', namespace, pod: name }), fault: { fault: 'crash', namespace, pod: name }, isOn: false },
    action('notReady', 'break.notReady', { fault: 'not-ready', namespace, pod: name, on: !isForced }, isForced),
    action('slow', 'break.slowStart', { fault: 'slow-start', namespace, pod: name, delayMs: isSlow ? 0 : 20_000 }, isSlow),
    action('image', 'break.badImage', { fault: 'bad-image', image, on: !isBroken }, isBroken),
    ...(volume === undefined ? [] : [action('full', 'break.fullVolume', { fault: 'volume-full', volume, on: !isFull }, isFull)]),
  ];
}

/** What can be done to a node. */
export function nodeActions({ node, faults }: BreakTargets): readonly BreakAction[] {
  if (node === undefined) return [];
  const isOff = isOn(faults, (fault) => fault.fault === 'power' && fault.node === node);
  const isCut = isOn(faults, (fault) => fault.fault === 'network' && fault.node === node);
  return [
    action('power', 'break.power', { fault: 'power', node, on: isOff }, isOff),
    action('network', 'break.network', { fault: 'network', node, connected: isCut }, isCut),
    { id: 'drain', label: 'break.drain', line: `kubectl drain ${node} --ignore-daemonsets --delete-emptydir-data`, fault: undefined, isOn: false },
    { id: 'uncordon', label: 'break.uncordon', line: `kubectl uncordon ${node}`, fault: undefined, isOn: false },
  ];
}

/** What can be done to what the cluster needs to work. */
export function clusterActions({ faults }: Pick<BreakTargets, 'faults'>): readonly BreakAction[] {
  const isStopped = isOn(faults, (fault) => fault.fault === 'provisioner');
  const isDnsDown = isOn(faults, (fault) => fault.fault === 'dns');
  const isSlow = isOn(faults, (fault) => fault.fault === 'api-latency');
  return [
    action('provisioner', 'break.provisioner', { fault: 'provisioner', running: isStopped }, isStopped),
    action('dns', 'break.dns', { fault: 'dns', running: isDnsDown }, isDnsDown),
    action('latency', 'break.latency', { fault: 'api-latency', latencyMs: isSlow ? 0 : 2000 }, isSlow),
  ];
}

function action(id: string, label: MessageKey, fault: Fault, on: boolean): BreakAction {
  return { id, label, line: faultLine(fault), fault, isOn: on };
}

function isOn(faults: readonly ActiveFault[], matches: (fault: Fault) => boolean): boolean {
  return faults.some(({ fault }) => matches(fault));
}
