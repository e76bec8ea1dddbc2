import type { WatchEvent } from '../../api/api.ts';
import type { Key } from '../controller.ts';

/** The namespace to look at: when it is seen itself, or when the object that each namespace has was deleted in it. */
export function namespaceKeys({ type, object }: WatchEvent, name: string): readonly Key[] {
  if (object.kind === 'Namespace') return type === 'DELETED' ? [] : [{ name: object.metadata.name }];
  return type === 'DELETED' && object.metadata.name === name ? [{ name: object.metadata.namespace ?? '' }] : [];
}
