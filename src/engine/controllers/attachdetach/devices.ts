import type { Attachment } from './plan.ts';

export interface DeviceUser {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
}

/** A place where a device is, or is being brought to. */
interface Place {
  /** Since when nobody there needs it, in milliseconds of virtual time. */
  unusedSinceMs: number | undefined;
  /** Has the driver finished attaching it? */
  isReady: boolean;
}

/** Which pods need which devices, and on which nodes the devices are; devices by the name of their volume. */
export interface Devices {
  addUser(volume: string, key: string, user: DeviceUser): void;
  /** Forgets a pod; returns the volumes that it used. */
  removeUser(key: string, nowMs: number): readonly string[];
  usersOf(volume: string): readonly (readonly [string, DeviceUser])[];
  attachments(volume: string): readonly Attachment[];
  /** The device is on its way to a node. */
  place(volume: string, node: string): void;
  /** Nodes that the driver has not finished with; they count as finished from now on. */
  takeUnfinished(volume: string): readonly string[];
  displace(volume: string, node: string): void;
}

interface Device {
  readonly users: Map<string, DeviceUser>;
  readonly places: Map<string, Place>;
}

export function createDevices(): Devices {
  const devices = new Map<string, Device>();
  const volumesOf = new Map<string, Set<string>>();

  const deviceOf = (volume: string): Device => {
    let device = devices.get(volume);
    if (device === undefined) devices.set(volume, (device = { users: new Map(), places: new Map() }));
    return device;
  };

  const leave = (volume: string, key: string, nowMs: number) => {
    const { users, places } = deviceOf(volume);
    const node = users.get(key)?.node ?? '';
    users.delete(key);
    const place = places.get(node);
    const isNeeded = [...users.values()].some((user) => user.node === node);
    if (place !== undefined && !isNeeded) place.unusedSinceMs = nowMs;
    if (users.size === 0 && places.size === 0) devices.delete(volume);
  };

  return {
    addUser: (volume, key, user) => {
      const { users, places } = deviceOf(volume);
      users.set(key, user);
      const place = places.get(user.node);
      if (place !== undefined) place.unusedSinceMs = undefined;
      let volumes = volumesOf.get(key);
      if (volumes === undefined) volumesOf.set(key, (volumes = new Set()));
      volumes.add(volume);
    },
    removeUser: (key, nowMs) => {
      const volumes = [...(volumesOf.get(key) ?? [])];
      volumesOf.delete(key);
      for (const volume of volumes) leave(volume, key, nowMs);
      return volumes;
    },
    usersOf: (volume) => [...(devices.get(volume)?.users ?? [])],
    attachments: (volume) => [...(devices.get(volume)?.places ?? [])].map(([node, { unusedSinceMs }]) => ({ node, unusedSinceMs })),
    place: (volume, node) => {
      deviceOf(volume).places.set(node, { unusedSinceMs: undefined, isReady: false });
    },
    takeUnfinished: (volume) => {
      const nodes: string[] = [];
      for (const [node, place] of devices.get(volume)?.places ?? []) {
        if (!place.isReady) nodes.push(node);
        place.isReady = true;
      }
      return nodes;
    },
    displace: (volume, node) => {
      const device = devices.get(volume);
      device?.places.delete(node);
      if (device !== undefined && device.users.size + device.places.size === 0) devices.delete(volume);
    },
  };
}
