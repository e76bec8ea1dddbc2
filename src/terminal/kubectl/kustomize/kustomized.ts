import { textAt, type JsonRecord } from '../printers/values.ts';

/** An object on its way through a kustomization. */
export interface Kustomized {
  readonly value: JsonRecord;
  /** Every name that it has had, the present one last: others may refer to it by any. */
  readonly names: readonly string[];
  /** Its name is to end with a digest of its content. */
  readonly wantsDigest: boolean;
}

export function kustomized(value: JsonRecord, wantsDigest = false): Kustomized {
  return { value, names: [textAt(value, 'metadata', 'name')], wantsDigest };
}

export function kindOf({ value }: Kustomized): string {
  return textAt(value, 'kind');
}

export function nameOf({ value }: Kustomized): string {
  return textAt(value, 'metadata', 'name');
}

/** The object under another name. */
export function renamed(object: Kustomized, name: string): Kustomized {
  if (name === nameOf(object)) return object;
  const metadata = object.value['metadata'] as JsonRecord;
  return { ...object, value: { ...object.value, metadata: { ...metadata, name } }, names: [...object.names, name] };
}

/** `Deployment.v1.apps/web.[noNs]`: how errors name an object. */
export function idText(value: JsonRecord): string {
  const version = textAt(value, 'apiVersion');
  const [group, shown] = version.includes('/') ? version.split('/') : ['[noGrp]', version];
  const namespace = textAt(value, 'metadata', 'namespace');
  return `${textAt(value, 'kind')}.${shown ?? ''}.${group ?? ''}/${textAt(value, 'metadata', 'name')}.${namespace === '' ? '[noNs]' : namespace}`;
}
