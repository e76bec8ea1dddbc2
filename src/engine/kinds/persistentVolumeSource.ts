import type { Dump } from './goDump.ts';
import type { PersistentVolumeSpec } from './persistentVolume.ts';

/** Field in the object and in the internal type, in the order of the struct. k8s: apis/core PersistentVolumeSource. */
const SOURCES = [
  ['gcePersistentDisk', 'GCEPersistentDisk'],
  ['awsElasticBlockStore', 'AWSElasticBlockStore'],
  ['hostPath', 'HostPath'],
  ['glusterfs', 'Glusterfs'],
  ['nfs', 'NFS'],
  ['rbd', 'RBD'],
  ['quobyte', 'Quobyte'],
  ['iscsi', 'ISCSI'],
  ['flexVolume', 'FlexVolume'],
  ['cinder', 'Cinder'],
  ['cephfs', 'CephFS'],
  ['fc', 'FC'],
  ['flocker', 'Flocker'],
  ['azureFile', 'AzureFile'],
  ['vsphereVolume', 'VsphereVolume'],
  ['azureDisk', 'AzureDisk'],
  ['photonPersistentDisk', 'PhotonPersistentDisk'],
  ['portworxVolume', 'PortworxVolume'],
  ['scaleIO', 'ScaleIO'],
  ['local', 'Local'],
  ['storageos', 'StorageOS'],
  ['csi', 'CSI'],
] as const;

type AnySpec = Readonly<Record<string, unknown>>;

/** The kinds of source that a volume has; one, unless it is wrong. */
export function volumeSourcesOf(spec: PersistentVolumeSpec): readonly string[] {
  return SOURCES.map(([field]) => field).filter((field) => (spec as AnySpec)[field] !== undefined);
}

/** The source in the shape of the internal type. */
export function dumpVolumeSource(spec: PersistentVolumeSpec): Dump {
  return Object.fromEntries(SOURCES.map(([field, goName]) => [goName, dumpOf(field, (spec as AnySpec)[field])]));
}

/** simplified: sources other than hostPath, nfs and local are shown with the fields that they have. */
function dumpOf(field: string, source: unknown): Dump {
  if (source === undefined) return null;
  const given = source as Readonly<Record<string, Dump | undefined>>;
  if (field === 'hostPath') return { Path: given['path'] ?? '', Type: given['type'] ?? null };
  if (field === 'nfs') return { Server: given['server'] ?? '', Path: given['path'] ?? '', ReadOnly: given['readOnly'] ?? false };
  if (field === 'local') return { Path: given['path'] ?? '', FSType: given['fsType'] ?? null };
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value ?? null]));
}
