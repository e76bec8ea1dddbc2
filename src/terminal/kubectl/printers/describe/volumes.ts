import type { Volume } from '#engine/kinds/pod.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import { byCodeUnit } from '../json.ts';
import { isRecord, listAt, recordAt, textAt, valueAt } from '../values.ts';
import type { Layout } from './layout.ts';
import { remoteVolumeLines } from './remoteVolumes.ts';

/** k8s: describe describeVolumes */
export function writeVolumes(layout: Layout, volumes: readonly Volume[] | undefined, space: '' | '  '): void {
  if (volumes === undefined || volumes.length === 0) {
    layout.write(0, `${space}Volumes:\t<none>`);
    return;
  }
  layout.write(0, `${space}Volumes:`);
  for (const volume of volumes) {
    layout.write(1, `${space === '' ? '' : ' '}${volume.name}:`);
    for (const line of volumeLines(volume)) layout.write(2, line);
  }
}

/** The lines about a volume's source. */
export function volumeLines(volume: Volume): readonly string[] {
  const { persistentVolumeClaim: claim, configMap, secret, emptyDir, hostPath, nfs } = volume;
  if (claim !== undefined) {
    return ['Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)', `ClaimName:\t${claim.claimName}`, `ReadOnly:\t${claim.readOnly === true}`];
  }
  if (configMap !== undefined) return ['Type:\tConfigMap (a volume populated by a ConfigMap)', `Name:\t${configMap.name ?? ''}`, `Optional:\t${configMap.optional === true}`];
  if (secret !== undefined) return ['Type:\tSecret (a volume populated by a Secret)', `SecretName:\t${secret.secretName ?? ''}`, `Optional:\t${secret.optional === true}`];
  if (emptyDir !== undefined) {
    return ["Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)", `Medium:\t${emptyDir.medium ?? ''}`, `SizeLimit:\t${emptyDir.sizeLimit === undefined ? '<unset>' : canonicalQuantity(emptyDir.sizeLimit)}`];
  }
  if (hostPath !== undefined) return ['Type:\tHostPath (bare host directory volume)', `Path:\t${hostPath.path}`, `HostPathType:\t${hostPath.type ?? '<none>'}`];
  if (nfs !== undefined) return ['Type:\tNFS (an NFS mount that lasts the lifetime of a pod)', `Server:\t${nfs.server}`, `Path:\t${nfs.path}`, `ReadOnly:\t${nfs.readOnly === true}`];
  return otherLines(volume);
}

function otherLines(volume: Volume): readonly string[] {
  if (volume.projected !== undefined) {
    return ['Type:\tProjected (a volume that contains injected data from multiple sources)', ...listAt(volume, 'projected', 'sources').flatMap(projectedLines)];
  }
  if (volume.downwardAPI !== undefined) {
    return ['Type:\tDownwardAPI (a volume populated by information about the pod)', 'Items:', ...listAt(volume, 'downwardAPI', 'items').map((item) => `  ${textAt(item, 'fieldRef', 'fieldPath') || textAt(item, 'resourceFieldRef', 'resource')} -> ${textAt(item, 'path')}`)];
  }
  const ephemeral = valueAt(volume, 'ephemeral');
  if (isRecord(ephemeral)) return ['Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)', ...claimLines(recordAt(ephemeral, 'volumeClaimTemplate'))];
  const csi = valueAt(volume, 'csi');
  if (!isRecord(csi)) return remoteVolumeLines(volume) ?? ['<unknown>'];
  return [
    'Type:\tCSI (a Container Storage Interface (CSI) volume source)',
    `Driver:\t${textAt(csi, 'driver')}`,
    `FSType:\t${textAt(csi, 'fsType')}`,
    `ReadOnly:\t${valueAt(csi, 'readOnly') === true}`,
    ...attributesLine(recordAt(csi, 'volumeAttributes')),
  ];
}

/** A claim that is not there yet. k8s: describePersistentVolumeClaim, not a full one */
function claimLines(template: unknown): readonly string[] {
  const pairs = (label: string, entries: Readonly<Record<string, unknown>>) => {
    const texts = Object.keys(entries).toSorted(byCodeUnit).map((key) => `${key}${label === 'Labels' ? '=' : ': '}${String(entries[key])}`);
    return texts.length === 0 ? [`${label}:\t<none>`] : texts.map((text, index) => `${index === 0 ? `${label}:` : ''}\t${text}`);
  };
  const mode = textAt(template, 'spec', 'volumeMode');
  return [
    `StorageClass:\t${textAt(template, 'spec', 'storageClassName')}`,
    `Volume:\t${textAt(template, 'spec', 'volumeName')}`,
    ...pairs('Labels', recordAt(template, 'metadata', 'labels')),
    ...pairs('Annotations', recordAt(template, 'metadata', 'annotations')),
    'Capacity:\t',
    'Access Modes:\t',
    ...(mode === '' ? [] : [`VolumeMode:\t${mode}`]),
  ];
}

function projectedLines(source: unknown): readonly string[] {
  const configMap = valueAt(source, 'configMap');
  const secret = valueAt(source, 'secret');
  if (configMap !== undefined) return [`ConfigMapName:\t${textAt(configMap, 'name')}`, `Optional:\t${valueAt(configMap, 'optional') === true}`];
  if (secret !== undefined) return [`SecretName:\t${textAt(secret, 'name')}`, `Optional:\t${valueAt(secret, 'optional') === true}`];
  if (valueAt(source, 'downwardAPI') !== undefined) return ['DownwardAPI:\ttrue'];
  const seconds = valueAt(source, 'serviceAccountToken', 'expirationSeconds');
  return seconds === undefined ? [] : [`TokenExpirationSeconds:\t${String(seconds)}`];
}

/** What a driver was told, one pair a line and, as kubectl does, indented once more than the other values. */
export function attributesLine(attributes: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const keys = Object.keys(attributes ?? {}).toSorted(byCodeUnit);
  if (keys.length === 0) return ['VolumeAttributes:\t<none>'];
  return keys.map((key, index) => `${index === 0 ? 'VolumeAttributes:' : '    '}\t    ${key}=${String(attributes?.[key])}`);
}
