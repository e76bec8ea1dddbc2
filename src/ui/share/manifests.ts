import type { KubeObject } from '#engine/kinds/object.ts';
import type { HistoryEntry } from '#session/session.ts';
import { yamlText } from '../inspector/yamlText.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** What controllers and nodes write about, not people. */
const WRITTEN_BY_MACHINES = new Set(['Event', 'Endpoints', 'EndpointSlice', 'ControllerRevision', 'Lease', 'Node', 'PersistentVolume', 'VolumeAttachment', 'CSINode']);
const FILLED_BY_SERVER = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink', 'ownerReferences', 'finalizers'];

/** The objects that a person made in this session, as files that `kubectl apply -f` takes: name to text. */
export function manifestFiles(objects: readonly KubeObject[], history: readonly HistoryEntry[]): Readonly<Record<string, string>> {
  const made = new Set(history.filter(({ type }) => type === 'ADDED').map(({ object }) => object.metadata.uid));
  const own = objects.filter((object) => made.has(object.metadata.uid) && !WRITTEN_BY_MACHINES.has(object.kind) && !isOwned(object) && !isOfCluster(object));
  return Object.fromEntries(own.map((object) => [fileName(object), `${yamlText(manifestOf(object))}\n`]));
}

function isOwned({ metadata }: KubeObject): boolean {
  return metadata.ownerReferences?.some(({ controller }) => controller === true) ?? false;
}

/** Made by the cluster for every namespace, or for claims of a template. */
function isOfCluster({ kind, metadata }: KubeObject): boolean {
  return (kind === 'ConfigMap' && metadata.name === 'kube-root-ca.crt') || (kind === 'ServiceAccount' && metadata.name === 'default');
}

function fileName({ kind, metadata: { namespace = 'cluster', name } }: KubeObject): string {
  return `manifests/${namespace}/${kind.toLowerCase()}-${name}.yaml`;
}

/** What was applied, where kubectl has kept it; else the object without what the server has filled in. */
function manifestOf(object: KubeObject): unknown {
  const applied = object.metadata.annotations?.[LAST_APPLIED];
  if (applied !== undefined) {
    try {
      return JSON.parse(applied);
    } catch {
      // A person may write anything into an annotation: then the object itself is taken.
    }
  }
  const { status: _status, metadata, ...rest } = object as KubeObject & { readonly status?: unknown };
  const kept = Object.entries(metadata).filter(([key]) => !FILLED_BY_SERVER.includes(key));
  return { ...rest, metadata: Object.fromEntries(kept) };
}
