import type { WatchEvent } from '../../api/api.ts';
import { hashText } from '../../core/random.ts';
import type { VolumeAttachment } from '../../kinds/csi.ts';
import { keyOf } from '../../kinds/object.ts';
import type { PersistentVolume } from '../../kinds/persistentVolume.ts';
import { isFinished, type Pod } from '../../kinds/pod.ts';
import type { Controller, ControllerContext, Key } from '../controller.ts';
import { act, wait } from '../reason.ts';
import { claimNamesOf } from '../storage/claim.ts';
import { isNodeReady, isOutOfService } from '../nodeState.ts';
import { planAttach, planDetach, type Attachment } from './plan.ts';

/** How long a driver takes to attach or detach a device, in milliseconds. */
const DRIVER_MS = 500;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 122_000;
const DETACH_POLL_MS = 5000;

/** One volume that has to be attached before a pod can use it. */
interface Device {
  /** Pods that need it, by key, with their nodes. */
  readonly users: Map<string, { readonly node: string; readonly name: string; readonly namespace: string }>;
  /** Nodes on which it is, since when nobody there needs it. */
  readonly attachments: Map<string, { unusedSinceMs: number | undefined; isReady: boolean }>;
}

/**
 * Attaches the volumes of CSI drivers to the nodes of the pods that use them, one node at a time, and detaches them
 * once nobody needs them there. Keys are pods, or volumes without a namespace. k8s: attachdetach-controller
 */
export function createAttachDetachController(): Controller {
  const devices = new Map<string, Device>();
  /** Volumes that a pod was counted for. */
  const volumesOfPod = new Map<string, readonly string[]>();
  const refusals = new Map<string, number>();

  const deviceOf = (volume: string) => {
    let device = devices.get(volume);
    if (device === undefined) devices.set(volume, (device = { users: new Map(), attachments: new Map() }));
    return device;
  };

  const forgetPod = (context: ControllerContext, key: string): readonly Key[] => {
    const volumes = volumesOfPod.get(key) ?? [];
    volumesOfPod.delete(key);
    refusals.delete(key);
    for (const name of volumes) {
      const device = deviceOf(name);
      const user = device.users.get(key);
      device.users.delete(key);
      const attachment = user === undefined ? undefined : device.attachments.get(user.node);
      const isNeeded = [...device.users.values()].some(({ node }) => node === user?.node);
      if (attachment !== undefined && !isNeeded) attachment.unusedSinceMs = context.now();
    }
    return volumes.map((name) => ({ name }));
  };

  const seePod = ({ type, object: pod, previous }: WatchEvent<Pod>, context: ControllerContext): readonly Key[] => {
    const { namespace = '', name } = pod.metadata;
    const key = `${namespace}/${name}`;
    if (type === 'DELETED' || isFinished(pod)) return forgetPod(context, key);
    if (pod.spec.nodeName === undefined || previous?.spec.nodeName !== undefined || claimNamesOf(pod).length === 0) return [];
    return [{ namespace, name }];
  };

  const attachFor = (context: ControllerContext, key: Key) => {
    const pod = context.api.get('Pod', key.namespace, key.name);
    const { nodeName: node } = pod?.spec ?? {};
    if (pod === undefined || node === undefined || isFinished(pod)) return;
    const id = `${key.namespace ?? ''}/${key.name}`;
    const volumes = devicesOf(context, pod);
    volumesOfPod.set(id, volumes.map(({ metadata: { name } }) => name));
    for (const volume of volumes) {
      const device = deviceOf(volume.metadata.name);
      device.users.set(id, { node, name: key.name, namespace: key.namespace ?? '' });
      attachOne(context, { pod, node, key, id, volume, device });
    }
  };

  const attachOne = (context: ControllerContext, { pod, node, key, id, volume, device }: AttachRequest) => {
    const held = device.attachments.get(node);
    if (held !== undefined) held.unusedSinceMs = undefined;
    const attachments = [...device.attachments].map(([at, { unusedSinceMs }]): Attachment => ({ node: at, unusedSinceMs }));
    const step = planAttach(node, attachments, volume.spec.accessModes ?? []);
    if (step.do === 'refuse') refuse(context, { pod, node: step.node, key, id, volume, device });
    else if (step.do === 'attach') {
      device.attachments.set(node, { unusedSinceMs: undefined, isReady: false });
      createAttachment(context, volume, node);
      context.enqueueAfter({ name: volume.metadata.name }, DRIVER_MS);
    }
  };

  const refuse = (context: ControllerContext, { pod, node, key, id, volume, device }: AttachRequest) => {
    const name = volume.metadata.name;
    const others = [...device.users].filter(([other, user]) => other !== id && user.node === node && user.namespace === key.namespace).map(([, user]) => user.name);
    const tail = others.length > 0 ? `Volume is already used by pod(s) ${others.sort().join(', ')}` : "Volume is already exclusively attached to one node and can't be attached to another";
    context.events.event(pod, 'Warning', 'FailedAttachVolume', `Multi-Attach error for volume "${name}" ${tail}`);
    context.explain(wait(keyOf(pod), 'volume.multiAttach', { pod: key.name, volume: name, node }, { kind: 'PersistentVolume', name }));
    const count = refusals.get(id) ?? 0;
    refusals.set(id, count + 1);
    context.enqueueAfter(key, Math.min(FIRST_RETRY_MS * 2 ** count, LONGEST_RETRY_MS));
  };

  /** Finishes what the driver has had time for, and takes away what nobody needs. */
  const lookAtDevice = (context: ControllerContext, { name }: Key) => {
    const device = devices.get(name);
    const volume = context.api.get('PersistentVolume', undefined, name);
    if (device === undefined) return;
    for (const [node, attachment] of device.attachments) {
      if (!attachment.isReady) {
        attachment.isReady = true;
        finishAttachment(context, device, name, node, volume);
      }
      const unusedForMs = attachment.unusedSinceMs === undefined ? undefined : context.now() - attachment.unusedSinceMs;
      const known = context.api.get('Node', undefined, node);
      const step = planDetach(unusedForMs, known === undefined || isNodeReady(known), known !== undefined && isOutOfService(known));
      if (step === 'keep') continue;
      if (step === 'wait' || (unusedForMs ?? 0) < DRIVER_MS) {
        context.enqueueAfter({ name }, step === 'wait' ? DETACH_POLL_MS : DRIVER_MS);
        continue;
      }
      device.attachments.delete(node);
      removeAttachment(context, name, node, volume);
      for (const user of device.users.values()) context.enqueue({ namespace: user.namespace, name: user.name });
    }
    if (device.users.size === 0 && device.attachments.size === 0) devices.delete(name);
  };

  return {
    name: 'attachdetach-controller',
    watches: ['Pod'],
    wants: (event, context) => seePod(event as WatchEvent<Pod>, context),
    reconcile: (context, key) => {
      if (key.namespace === undefined) lookAtDevice(context, key);
      else attachFor(context, key);
    },
  };
}

interface AttachRequest {
  readonly pod: Pod;
  readonly node: string;
  readonly key: Key;
  readonly id: string;
  readonly volume: PersistentVolume;
  readonly device: Device;
}

/** Volumes of the pod that are devices of a CSI driver; all others are reached from every node. */
function devicesOf({ api }: ControllerContext, pod: Pod): readonly PersistentVolume[] {
  return claimNamesOf(pod).flatMap((name) => {
    const claim = api.get('PersistentVolumeClaim', pod.metadata.namespace, name);
    const volume = claim?.spec.volumeName === undefined ? undefined : api.get('PersistentVolume', undefined, claim.spec.volumeName);
    return volume?.spec.csi === undefined ? [] : [volume];
  });
}

function attachmentName(volume: string, node: string): string {
  return `csi-${[0, 1, 2, 3, 4, 5, 6, 7].map((round) => hashText(`${round}/${volume}/${node}`).toString(16).padStart(8, '0')).join('')}`;
}

function createAttachment({ api }: ControllerContext, volume: PersistentVolume, node: string): void {
  const name = attachmentName(volume.metadata.name, node);
  if (api.get('VolumeAttachment', undefined, name) !== undefined) return;
  api.create<VolumeAttachment>({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttachment',
    metadata: { name },
    spec: { attacher: volume.spec.csi?.driver ?? '', nodeName: node, source: { persistentVolumeName: volume.metadata.name } },
  });
}

/** The device is there: the node may mount it, and its pods are told. */
function finishAttachment(context: ControllerContext, { users }: Device, volume: string, node: string, stored: PersistentVolume | undefined): void {
  const { api, events } = context;
  const attachment = api.get('VolumeAttachment', undefined, attachmentName(volume, node)) as VolumeAttachment | undefined;
  if (attachment !== undefined) api.updateStatus({ ...attachment, status: { attached: true } });
  writeAttached(context, node, stored, true);
  for (const user of users.values()) {
    const pod = user.node === node ? api.get('Pod', user.namespace, user.name) : undefined;
    if (pod === undefined) continue;
    events.event(pod, 'Normal', 'SuccessfulAttachVolume', `AttachVolume.Attach succeeded for volume "${volume}" `);
    context.explain(act(keyOf(pod), 'volume.attached', { pod: user.name, volume, node }));
  }
}

function removeAttachment(context: ControllerContext, volume: string, node: string, stored: PersistentVolume | undefined): void {
  const name = attachmentName(volume, node);
  if (context.api.get('VolumeAttachment', undefined, name) !== undefined) context.api.delete({ kind: 'VolumeAttachment', name });
  writeAttached(context, node, stored, false);
}

/** The kubelet mounts what stands in its node's status. */
function writeAttached({ api }: ControllerContext, node: string, volume: PersistentVolume | undefined, isAttached: boolean): void {
  const stored = api.get('Node', undefined, node);
  if (stored === undefined || volume?.spec.csi === undefined) return;
  const name = `kubernetes.io/csi/${volume.spec.csi.driver}^${volume.spec.csi.volumeHandle}`;
  const { volumesAttached = [], ...status } = stored.status;
  const others = volumesAttached.filter((attached) => attached.name !== name);
  const next = isAttached ? [...others, { name, devicePath: '' }] : others;
  api.updateStatus({ ...stored, status: { ...status, ...(next.length === 0 ? {} : { volumesAttached: next }) } });
}
