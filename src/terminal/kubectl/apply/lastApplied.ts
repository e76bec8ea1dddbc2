import { formatJson } from '../printers/json.ts';
import { isRecord, type JsonRecord } from '../printers/values.ts';
import { formatTypedJson } from '../printers/typedJson.ts';

/** Where `kubectl apply` keeps the manifest that it applied last. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The manifest with itself in its annotation. k8s: util.GetModifiedConfiguration */
export function withLastApplied(object: JsonRecord): JsonRecord {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const { [LAST_APPLIED]: _, ...annotations } = isRecord(metadata['annotations']) ? metadata['annotations'] : {};
  const bare = { ...object, metadata: { ...metadata, annotations } };
  return { ...bare, metadata: { ...bare.metadata, annotations: { ...annotations, [LAST_APPLIED]: `${formatJson(bare)}\n` } } };
}

/** What `--save-config` keeps of an object that kubectl made itself. k8s: util.CreateOrUpdateAnnotation */
export function withSavedConfig(object: JsonRecord): JsonRecord {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const annotations = isRecord(metadata['annotations']) ? metadata['annotations'] : {};
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: `${formatTypedJson(object)}\n` } } };
}

/** The manifest that an object was applied from; undefined when it was not. */
export function lastAppliedOf(object: { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } }): JsonRecord | undefined {
  const text = object.metadata.annotations?.[LAST_APPLIED];
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  return isRecord(value) ? value : undefined;
}

/** Fields that are null in a manifest are not sent on create. */
export function withoutNulls(value: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]) => [key, isRecord(inner) ? withoutNulls(inner) : inner]));
}
