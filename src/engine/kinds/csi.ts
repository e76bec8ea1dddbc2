import { ageColumn, column, countColumn, nameColumn } from './columns.ts';
import { change, fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { required } from './fieldErrors.ts';
import type { Kind } from './kind.ts';
import { immutableField } from './metadata.ts';
import type { KubeObject } from './object.ts';

/** Drivers of volumes, the nodes they serve, and what is attached where. */

export interface VolumeAttachment extends KubeObject {
  readonly spec: { readonly attacher: string; readonly nodeName: string; readonly source: { readonly persistentVolumeName?: string } };
  readonly status: { readonly attached: boolean };
}

export const volumeAttachmentKind: Kind<VolumeAttachment> = defineKind<VolumeAttachment>({
  kind: 'VolumeAttachment',
  group: 'storage.k8s.io',
  plural: 'volumeattachments',
  namespaced: false,
  hasStatus: true,
  newStatus: { attached: false },
  generation: 'none',
  defaults: (attachment) => change(attachment, 'spec', (spec) => fill(spec, { source: {} })),
  validate: ({ spec }) => [
    ...((spec?.attacher ?? '') === '' ? [required('spec.attacher')] : []),
    ...((spec?.nodeName ?? '') === '' ? [required('spec.nodeName')] : []),
  ],
  validateUpdate: (next, old) => immutableField('spec', next.spec, old.spec),
  columns: [
    nameColumn,
    column('Attacher', ({ spec }) => spec.attacher),
    column('PV', ({ spec }) => spec.source.persistentVolumeName ?? ''),
    column('Node', ({ spec }) => spec.nodeName),
    column('Attached', ({ status }) => String(status?.attached ?? false)),
    ageColumn,
  ],
});

export interface CSINode extends KubeObject {
  readonly spec: { readonly drivers: readonly { readonly name: string; readonly nodeID: string }[] };
}

export const csiNodeKind: Kind<CSINode> = defineKind<CSINode>({
  kind: 'CSINode',
  group: 'storage.k8s.io',
  plural: 'csinodes',
  namespaced: false,
  generation: 'none',
  columns: [nameColumn, countColumn('Drivers', ({ spec }) => spec.drivers?.length), ageColumn],
});

export interface CSIDriver extends KubeObject {
  readonly spec: {
    readonly attachRequired?: boolean;
    readonly podInfoOnMount?: boolean;
    readonly storageCapacity?: boolean;
    readonly fsGroupPolicy?: string;
    readonly requiresRepublish?: boolean;
    readonly seLinuxMount?: boolean;
    readonly tokenRequests?: readonly { readonly audience: string }[];
    readonly volumeLifecycleModes?: readonly string[];
  };
}

export const csiDriverKind: Kind<CSIDriver> = defineKind<CSIDriver>({
  kind: 'CSIDriver',
  group: 'storage.k8s.io',
  plural: 'csidrivers',
  namespaced: false,
  defaults: (driver) => change(fill(driver, { spec: {} }), 'spec', (spec) => fill(spec, DRIVER_DEFAULTS)),
  columns: [
    nameColumn,
    column('AttachRequired', ({ spec }) => String(spec.attachRequired ?? true)),
    column('PodInfoOnMount', ({ spec }) => String(spec.podInfoOnMount ?? false)),
    column('StorageCapacity', ({ spec }) => String(spec.storageCapacity ?? false)),
    column('TokenRequests', ({ spec }) => (spec.tokenRequests ?? []).map(({ audience }) => audience).join(',') || '<unset>'),
    column('RequiresRepublish', ({ spec }) => String(spec.requiresRepublish ?? false)),
    column('Modes', ({ spec }) => (spec.volumeLifecycleModes ?? []).join(',')),
    ageColumn,
  ],
});

const DRIVER_DEFAULTS = Object.freeze({
  attachRequired: true,
  podInfoOnMount: false,
  storageCapacity: false,
  fsGroupPolicy: 'ReadWriteOnceWithFSType',
  requiresRepublish: false,
  seLinuxMount: false,
  volumeLifecycleModes: Object.freeze(['Persistent']),
});
