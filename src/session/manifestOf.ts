import type { KubeObject } from '#engine/kinds/object.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as somebody would write it: without what the server fills in by itself. */
export function manifestOf(object: KubeObject): Readonly<Record<string, unknown>> {
  const { status, metadata, ...rest } = object as KubeObject & { readonly status?: unknown };
  void status;
  const { uid, resourceVersion, generation, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, managedFields, annotations, ...kept } = metadata;
  void [uid, resourceVersion, generation, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, managedFields];
  const notes = Object.entries(annotations ?? {}).filter(([name]) => name !== LAST_APPLIED);
  return { ...rest, metadata: { ...kept, ...(notes.length === 0 ? {} : { annotations: Object.fromEntries(notes) }) } };
}
