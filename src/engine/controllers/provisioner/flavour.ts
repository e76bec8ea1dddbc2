import type { NewObject } from '../../kinds/object.ts';
import type { PersistentVolume, PersistentVolumeSpec } from '../../kinds/persistentVolume.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import type { VolumeBackend } from '../../machine/volumeBackend.ts';
import type { Profile } from '../../profile.ts';
import { annotationOf, PROVISIONED_BY, referenceTo, requestedStorageOf, SELECTED_NODE } from '../storage/claim.ts';
import { nfsDirectoryOf } from './nfsDirectory.ts';

/** A request for one volume. */
export interface Order {
  readonly claim: PersistentVolumeClaim;
  readonly storageClass: StorageClass;
  /** The export that an NFS provisioner fills. */
  readonly nfs: { readonly server: string; readonly path: string };
}

/** What a kind of provisioner makes, and how it takes it away. */
export interface Flavour {
  /** Does it need the NFS server to answer? */
  readonly usesExport: boolean;
  /** Why it will not make this volume, as the end of the event's text. */
  refusalOf(order: Order): string | undefined;
  /** The parts of the volume's spec that say where the data is. */
  sourceOf(order: Order): Partial<PersistentVolumeSpec>;
  /** Makes room for the data. May throw a FileError. */
  create(order: Order, backend: VolumeBackend): void;
  remove(volume: PersistentVolume, storageClass: StorageClass | undefined, backend: VolumeBackend, profile: Profile): void;
  /** The path that a failed creation names. */
  pathOf(order: Order): string;
}

/** `pvc-<uid of the claim>`. */
export function volumeNameFor(claim: PersistentVolumeClaim): string {
  return `pvc-${claim.metadata.uid}`;
}

/** The volume that answers an order, tied to its claim from the start. */
export function volumeFor(order: Order, provisioner: string, flavour: Flavour): NewObject<PersistentVolume> {
  const { claim, storageClass } = order;
  const { accessModes, volumeMode } = claim.spec;
  const isDeletedByDriver = flavour === blockDevices && (storageClass.reclaimPolicy ?? 'Delete') === 'Delete';
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: volumeNameFor(claim),
      annotations: { [PROVISIONED_BY]: provisioner },
      ...(isDeletedByDriver ? { finalizers: ['external-provisioner.volume.kubernetes.io/finalizer'] } : {}),
    },
    spec: {
      ...(accessModes === undefined ? {} : { accessModes }),
      capacity: { storage: requestedStorageOf(claim) ?? '0' },
      claimRef: referenceTo(claim),
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode: volumeMode ?? 'Filesystem',
      ...(storageClass.mountOptions === undefined ? {} : { mountOptions: storageClass.mountOptions }),
      ...flavour.sourceOf(order),
    },
  };
}

/** Which way of making volumes a provisioner's name stands for. */
export function flavourOf(provisioner: string): Flavour {
  if (provisioner === 'rancher.io/local-path' || provisioner.endsWith('hostpath')) return nodeDirectories;
  return /(^|\.)csi\./.test(provisioner) ? blockDevices : nfsDirectories;
}

/** A directory of an NFS export for each volume. See nfs-subdir-external-provisioner. */
const nfsDirectories: Flavour = {
  usesExport: true,
  refusalOf: ({ claim }) => (claim.spec.selector === undefined ? undefined : 'claim Selector is not supported'),
  sourceOf: (order) => ({ nfs: { server: order.nfs.server, path: `${order.nfs.path}/${nfsDirectoryOf(order)}` } }),
  create: (order, backend) => {
    backend.create(nfsDirectoryOf(order));
  },
  remove: (volume, storageClass, backend, profile) => {
    const path = volume.spec.nfs?.path ?? '';
    const { onDelete, archiveOnDelete } = storageClass?.parameters ?? {};
    if (onDelete === 'retain' || !path.startsWith(`${profile.nfs.path}/`)) return;
    const isRemoved = onDelete === 'delete' || archiveOnDelete === 'false';
    backend.remove(path.slice(profile.nfs.path.length + 1), !isRemoved);
  },
  pathOf: (order) => `/persistentvolumes/${nfsDirectoryOf(order)}`,
};

/** A directory on the node that the scheduler chose. See rancher's local-path-provisioner. */
const nodeDirectories: Flavour = {
  usesExport: false,
  refusalOf: ({ claim }) => {
    const modes = claim.spec.accessModes ?? [];
    if (!modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')) return 'NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes';
    return annotationOf(claim, SELECTED_NODE) === undefined ? 'configuration error, no node was specified' : undefined;
  },
  sourceOf: (order) => ({
    hostPath: { path: nodePathOf(order), type: 'DirectoryOrCreate' },
    nodeAffinity: {
      required: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [annotationOf(order.claim, SELECTED_NODE) ?? ''] }] }],
      },
    },
  }),
  create: (order, backend) => {
    backend.createOn(annotationOf(order.claim, SELECTED_NODE) ?? '', nodePathOf(order));
  },
  remove: (volume, _storageClass, backend) => {
    const node = volume.spec.nodeAffinity?.required?.nodeSelectorTerms[0]?.matchExpressions?.[0]?.values?.[0];
    if (node !== undefined) backend.removeFrom(node, volume.spec.hostPath?.path ?? '');
  },
  pathOf: (order) => nodePathOf(order),
};

function nodePathOf({ claim }: Order): string {
  return `/opt/local-path-provisioner/${volumeNameFor(claim)}_${claim.metadata.namespace ?? ''}_${claim.metadata.name}`;
}

const SINGLE_WRITER_ONLY = 'rpc error: code = InvalidArgument desc = Volume capabilities not supported: only SINGLE_NODE_WRITER is supported';

/** Devices that are attached to one node at a time; what is on them lies outside the cluster's disks. */
const blockDevices: Flavour = {
  usesExport: false,
  refusalOf: ({ claim }) => (claim.spec.accessModes?.includes('ReadWriteMany') === true && claim.spec.volumeMode !== 'Block' ? SINGLE_WRITER_ONLY : undefined),
  sourceOf: ({ claim: { metadata }, storageClass: { provisioner } }) => ({
    csi: { driver: provisioner, volumeHandle: `vol-${metadata.uid.replaceAll('-', '').slice(0, 17)}`, fsType: 'ext4' },
  }),
  create: () => undefined,
  remove: () => undefined,
  pathOf: ({ claim }) => volumeNameFor(claim),
};
