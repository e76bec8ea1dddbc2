import type { Volume } from '#engine/kinds/pod.ts';
import { isRecord, listAt, recordAt, textAt, valueAt, type JsonRecord } from '../values.ts';

/** Volumes on machines elsewhere, by the field that names their source. undefined for any other. k8s: describe printISCSIVolumeSource and its like */
export function remoteVolumeLines(volume: Volume): readonly string[] | undefined {
  const found = Object.entries(WRITERS).find(([field]) => isRecord(valueAt(volume, field)));
  return found?.[1](recordAt(volume, found[0]));
}

type Writer = (source: JsonRecord) => readonly string[];

const text = (label: string, source: JsonRecord, field: string) => `${label}:\t${textAt(source, field)}`;
const flag = (label: string, source: JsonRecord, field: string) => `${label}:\t${source[field] === true}`;
const number = (label: string, source: JsonRecord, field: string) => `${label}:\t${typeof source[field] === 'number' ? source[field] : 0}`;
const words = (items: readonly unknown[]) => `[${items.map(String).join(' ')}]`;

/** A reference to a Secret as Go prints it. */
function secret(source: JsonRecord, field = 'secretRef'): string {
  const ref = valueAt(source, field);
  return isRecord(ref) ? `&LocalObjectReference{Name:${textAt(ref, 'name')},}` : 'nil';
}

const WRITERS: Readonly<Record<string, Writer>> = {
  iscsi: (source) => [
    "Type:\tISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    text('TargetPortal', source, 'targetPortal'),
    text('IQN', source, 'iqn'),
    number('Lun', source, 'lun'),
    `ISCSIInterface\t${textAt(source, 'iscsiInterface')}`,
    text('FSType', source, 'fsType'),
    flag('ReadOnly', source, 'readOnly'),
    `Portals:\t${words(listAt(source, 'portals'))}`,
    flag('DiscoveryCHAPAuth', source, 'chapAuthDiscovery'),
    flag('SessionCHAPAuth', source, 'chapAuthSession'),
    `SecretRef:\t${secret(source)}`,
    `InitiatorName:\t${textAt(source, 'initiatorName') || '<none>'}`,
  ],
  gcePersistentDisk: (source) => [
    'Type:\tGCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
    text('PDName', source, 'pdName'),
    text('FSType', source, 'fsType'),
    number('Partition', source, 'partition'),
    flag('ReadOnly', source, 'readOnly'),
  ],
  awsElasticBlockStore: (source) => [
    'Type:\tAWSElasticBlockStore (a Persistent Disk resource in AWS)',
    text('VolumeID', source, 'volumeID'),
    text('FSType', source, 'fsType'),
    number('Partition', source, 'partition'),
    flag('ReadOnly', source, 'readOnly'),
  ],
  gitRepo: (source) => ['Type:\tGitRepo (a volume that is pulled from git when the pod is created)', text('Repository', source, 'repository'), text('Revision', source, 'revision')],
  glusterfs: (source) => [
    'Type:\tGlusterfs (a Glusterfs mount on the host that shares a pod\'s lifetime)',
    text('EndpointsName', source, 'endpoints'),
    text('Path', source, 'path'),
    flag('ReadOnly', source, 'readOnly'),
  ],
  rbd: (source) => [
    'Type:\tRBD (a Rados Block Device mount on the host that shares a pod\'s lifetime)',
    `CephMonitors:\t${words(listAt(source, 'monitors'))}`,
    text('RBDImage', source, 'image'),
    text('FSType', source, 'fsType'),
    text('RBDPool', source, 'pool'),
    text('RadosUser', source, 'user'),
    text('Keyring', source, 'keyring'),
    `SecretRef:\t${secret(source)}`,
    flag('ReadOnly', source, 'readOnly'),
  ],
  cephfs: (source) => [
    'Type:\tCephFS (a CephFS mount on the host that shares a pod\'s lifetime)',
    `Monitors:\t${words(listAt(source, 'monitors'))}`,
    text('Path', source, 'path'),
    text('User', source, 'user'),
    text('SecretFile', source, 'secretFile'),
    `SecretRef:\t${secret(source)}`,
    flag('ReadOnly', source, 'readOnly'),
  ],
  cinder: (source) => [
    'Type:\tCinder (a Persistent Disk resource in OpenStack)',
    text('VolumeID', source, 'volumeID'),
    text('FSType', source, 'fsType'),
    flag('ReadOnly', source, 'readOnly'),
    `SecretRef:\t${secret(source)}`,
  ],
  fc: (source) => [
    'Type:\tFC (a Fibre Channel disk)',
    `TargetWWNs:\t${listAt(source, 'targetWWNs').join(', ')}`,
    `LUN:\t${typeof source['lun'] === 'number' ? source['lun'] : '<none>'}`,
    text('FSType', source, 'fsType'),
    flag('ReadOnly', source, 'readOnly'),
  ],
  azureDisk: (source) => [
    'Type:\tAzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    text('DiskName', source, 'diskName'),
    text('DiskURI', source, 'diskURI'),
    text('Kind', source, 'kind'),
    text('FSType', source, 'fsType'),
    text('CachingMode', source, 'cachingMode'),
    flag('ReadOnly', source, 'readOnly'),
  ],
  azureFile: (source) => [
    'Type:\tAzureFile (an Azure File Service mount on the host and bind mount to the pod)',
    text('SecretName', source, 'secretName'),
    text('ShareName', source, 'shareName'),
    flag('ReadOnly', source, 'readOnly'),
  ],
  vsphereVolume: (source) => [
    'Type:\tvSphereVolume (a Persistent Disk resource in vSphere)',
    text('VolumePath', source, 'volumePath'),
    text('FSType', source, 'fsType'),
    text('StoragePolicyName', source, 'storagePolicyName'),
  ],
  portworxVolume: (source) => ['Type:\tPortworxVolume (a Portworx Volume resource)', text('VolumeID', source, 'volumeID')],
  photonPersistentDisk: (source) => ['Type:\tPhotonPersistentDisk (a Persistent Disk resource in photon platform)', text('PdID', source, 'pdID'), text('FSType', source, 'fsType')],
};
