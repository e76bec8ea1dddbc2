import type { ActiveFault, Fault, Pressure } from '#engine/faults.ts';
import { faultLine } from '#session/faultLine.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import { claimNamesOf } from '#engine/kinds/podClaims.ts';
import type { Frame } from '#session/session.ts';
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
  return [
    { id: 'delete', label: 'break.deletePod', line: `kubectl delete pod ${name}${flag}`, fault: undefined, isOn: false },
    { id: 'crash', label: 'break.crash', line: faultLine({ fault: 'crash', namespace, pod: name }), fault: { fault: 'crash', namespace, pod: name }, isOn: false },
    action('notReady', 'break.notReady', { fault: 'not-ready', namespace, pod: name, on: !isForced }, isForced),
    action('slow', 'break.slowStart', { fault: 'slow-start', namespace, pod: name, delayMs: isSlow ? 0 : 20_000 }, isSlow),
    action('image', 'break.badImage', { fault: 'bad-image', image, on: !isBroken }, isBroken),
    ...(volume === undefined ? [] : [fullVolume(volume, faults)]),
  ];
}

const PRESSURE_LABELS = { memory: 'break.memory', disk: 'break.disk' } as const satisfies Readonly<Record<Pressure, MessageKey>>;

/** What can be done to a node. */
export function nodeActions({ node, faults }: BreakTargets): readonly BreakAction[] {
  if (node === undefined) return [];
  const isOff = isOn(faults, (fault) => fault.fault === 'power' && fault.node === node);
  const isCut = isOn(faults, (fault) => fault.fault === 'network' && fault.node === node);
  return [
    action('power', 'break.power', { fault: 'power', node, on: isOff }, isOff),
    action('network', 'break.network', { fault: 'network', node, connected: isCut }, isCut),
    ...(['memory', 'disk'] as const).map((resource) => {
      const isShort = isOn(faults, (fault) => fault.fault === 'pressure' && fault.node === node && fault.resource === resource);
      return action(resource, PRESSURE_LABELS[resource], { fault: 'pressure', node, resource, on: !isShort }, isShort);
    }),
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

/** What can be broken about one thing: the object, its entries. */
export interface BreakGroup {
  readonly title: string;
  readonly actions: readonly BreakAction[];
}

/** All that can be broken now: about the chosen pod or node, where one is chosen, and about the cluster. */
export function breakGroups(frame: Frame, selected: ObjectKey | undefined): readonly BreakGroup[] {
  const about = selected === undefined ? [] : actionsAbout(frame, selected);
  return [...(selected === undefined || about.length === 0 ? [] : [{ title: selected.name, actions: about }]), { title: '', actions: clusterActions({ faults: frame.faults }) }];
}

/** What can be broken about an object; nothing for most kinds. */
export function actionsAbout(frame: Frame, target: ObjectKey): readonly BreakAction[] {
  const { faults } = frame;
  switch (target.kind) {
    case 'Pod': {
      const pod = frame.get('Pod', target.namespace, target.name);
      if (pod === undefined) return [];
      if (pod.metadata.labels?.['k8s-app'] === 'kube-dns') return clusterActions({ faults }).filter(({ id }) => id === 'dns');
      return podActions({ pod: podTarget(frame, pod), node: undefined, faults });
    }
    case 'Node':
      return nodeActions({ pod: undefined, node: target.name, faults });
    case 'PersistentVolume':
      return [fullVolume(target.name, faults)];
    case 'PersistentVolumeClaim': {
      const volume = frame.get('PersistentVolumeClaim', target.namespace, target.name)?.spec.volumeName;
      return volume === undefined ? [] : [fullVolume(volume, faults)];
    }
    case 'Deployment':
      return /provisioner/.test(target.name) ? clusterActions({ faults }).filter(({ id }) => id === 'provisioner') : [];
    default:
      return [];
  }
}

/** A pod with what can be broken about it. */
export function podTarget(frame: Frame, pod: Pod): NonNullable<BreakTargets['pod']> {
  const namespace = pod.metadata.namespace ?? '';
  const claim = claimNamesOf(pod)[0];
  const volume = claim === undefined ? undefined : frame.get('PersistentVolumeClaim', namespace, claim)?.spec.volumeName;
  return { namespace, name: pod.metadata.name, image: pod.spec.containers[0]?.image ?? '', volume };
}

function fullVolume(volume: string, faults: readonly ActiveFault[]): BreakAction {
  const isFull = isOn(faults, (fault) => fault.fault === 'volume-full' && fault.volume === volume);
  return action('full', 'break.fullVolume', { fault: 'volume-full', volume, on: !isFull }, isFull);
}
