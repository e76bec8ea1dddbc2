import type { WatchEvent } from '../../api/api.ts';
import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import { isFinished, type Pod } from '../../kinds/pod.ts';
import { claimNamesOf } from '../../kinds/podClaims.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { isNodeReady, isOutOfService } from '../nodeState.ts';
import { act, wait } from '../reason.ts';
import { askToAttach, markAttached, markDetached } from './attachments.ts';
import { createDevices, type Devices } from './devices.ts';
import { planAttach, planDetach } from './plan.ts';

/** How long a driver takes to attach or detach a device, in milliseconds. */
const DRIVER_MS = 500;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 122_000;
const DETACH_POLL_MS = 5000;

/**
 * Attaches the volumes of CSI drivers to the nodes of the pods that use them, one node at a time, and detaches them
 * once nobody needs them there. Keys are pods, or volumes without a namespace. k8s: attachdetach-controller
 */
export function createAttachDetachController(): Controller {
  const devices = createDevices();
  /** How often each pod was refused a device. */
  const refusals = new Map<string, number>();
  return {
    name: 'attachdetach-controller',
    watches: ['Pod'],
    wants: (event, context) => {
      const { type, object: pod, previous } = event as WatchEvent<Pod>;
      const { namespace = '', name } = pod.metadata;
      if (type === 'DELETED' || isFinished(pod)) {
        refusals.delete(`${namespace}/${name}`);
        return devices.removeUser(`${namespace}/${name}`, context.now()).map((volume) => ({ name: volume }));
      }
      if (pod.spec.nodeName === undefined || previous?.spec.nodeName !== undefined || claimNamesOf(pod).length === 0) return [];
      return [{ namespace, name }];
    },
    reconcile: (context, key) => {
      if (key.namespace === undefined) lookAtDevice(context, devices, key.name);
      else attachFor(context, devices, refusals, key);
    },
  };
}

function attachFor(context: ControllerContext, devices: Devices, refusals: Map<string, number>, key: Key): void {
  const { namespace = '', name } = key;
  const pod = context.api.get('Pod', namespace, name);
  if (pod?.spec.nodeName === undefined || isFinished(pod)) return;
  const { nodeName: node } = pod.spec;
  for (const volume of devicesOf(context, pod)) {
    const volumeName = volume.metadata.name;
    devices.addUser(volumeName, `${namespace}/${name}`, { namespace, name, node });
    const step = planAttach(node, devices.attachments(volumeName), volume.spec.accessModes ?? []);
    if (step.do === 'refuse') {
      refuse(context, devices, { pod, volumeName, heldBy: step.node });
      const count = refusals.get(`${namespace}/${name}`) ?? 0;
      refusals.set(`${namespace}/${name}`, count + 1);
      context.enqueueAfter(key, Math.min(FIRST_RETRY_MS * 2 ** count, LONGEST_RETRY_MS));
    } else if (step.do === 'attach') {
      devices.place(volumeName, node);
      askToAttach(context.api, volume, node);
      context.enqueueAfter({ name: volumeName }, DRIVER_MS);
    }
  }
}

/** Volumes of the pod that are devices of a CSI driver; all others are reached from every node. */
function devicesOf({ api }: ControllerContext, pod: Pod): readonly PersistentVolume[] {
  return claimNamesOf(pod).flatMap((name) => {
    const claim = api.get('PersistentVolumeClaim', pod.metadata.namespace, name);
    const volume = claim?.spec.volumeName === undefined ? undefined : api.get('PersistentVolume', undefined, claim.spec.volumeName);
    return volume?.spec.csi === undefined ? [] : [volume];
  });
}

interface Refused {
  readonly pod: Pod;
  readonly volumeName: string;
  /** The node that has the device. */
  readonly heldBy: string;
}

/** k8s: reportMultiAttachError */
function refuse({ events, explain }: ControllerContext, devices: Devices, { pod, volumeName, heldBy }: Refused): void {
  const { namespace, name } = pod.metadata;
  const others = devices.usersOf(volumeName).map(([, user]) => user).filter((user) => user.node === heldBy && user.namespace === namespace && user.name !== name);
  const names = others.map((user) => user.name).sort().join(', ');
  const tail = names === '' ? "Volume is already exclusively attached to one node and can't be attached to another" : `Volume is already used by pod(s) ${names}`;
  events.event(pod, 'Warning', 'FailedAttachVolume', `Multi-Attach error for volume "${volumeName}" ${tail}`);
  explain(wait(keyOf(pod), 'volume.multiAttach', { pod: name, volume: volumeName, node: heldBy }, { kind: 'PersistentVolume', name: volumeName }));
}

/** Finishes what the driver has had time for, and takes away what nobody needs. */
function lookAtDevice(context: ControllerContext, devices: Devices, volumeName: string): void {
  const volume = context.api.get('PersistentVolume', undefined, volumeName);
  for (const node of devices.takeUnfinished(volumeName)) if (volume !== undefined) finishAttaching(context, devices, volume, node);
  for (const { node, unusedSinceMs } of devices.attachments(volumeName)) {
    const known = context.api.get('Node', undefined, node);
    const unusedForMs = unusedSinceMs === undefined ? undefined : context.now() - unusedSinceMs;
    const step = planDetach(unusedForMs, known === undefined || isNodeReady(known), known !== undefined && isOutOfService(known));
    if (step === 'wait') context.enqueueAfter({ name: volumeName }, DETACH_POLL_MS);
    else if (step === 'detach' && (unusedForMs ?? 0) < DRIVER_MS) context.enqueueAfter({ name: volumeName }, DRIVER_MS);
    else if (step === 'detach') {
      devices.displace(volumeName, node);
      if (volume !== undefined) markDetached(context.api, volume, node);
      for (const [, { namespace, name }] of devices.usersOf(volumeName)) context.enqueue({ namespace, name });
    }
  }
}

/** The device is there: the node may mount it, and its pods are told. */
function finishAttaching(context: ControllerContext, devices: Devices, volume: PersistentVolume, node: string): void {
  const { name: volumeName } = volume.metadata;
  markAttached(context.api, volume, node);
  for (const [, user] of devices.usersOf(volumeName)) {
    const pod = user.node === node ? context.api.get('Pod', user.namespace, user.name) : undefined;
    if (pod === undefined) continue;
    context.events.event(pod, 'Normal', 'SuccessfulAttachVolume', `AttachVolume.Attach succeeded for volume "${volumeName}" `);
    context.explain(act(keyOf(pod), 'volume.attached', { pod: user.name, volume: volumeName, node }));
  }
}
