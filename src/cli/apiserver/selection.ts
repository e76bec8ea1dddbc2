import type { ListOptions } from '#engine/api/api.ts';
import { notFound } from '#engine/api/status.ts';
import type { Kind } from '#engine/kinds/kind.ts';
import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';
import type { Call } from './served.ts';

/** The object that the path names. */
export function keyOf({ info }: Call, kind: Kind): ObjectKey {
  const name = info.name ?? '';
  return kind.namespaced && info.namespace !== undefined ? { kind: kind.kind, namespace: info.namespace, name } : { kind: kind.kind, name };
}

/** That object; the server's 404 where there is none. */
export function mustFind(call: Call, kind: Kind): KubeObject {
  const { namespace, name } = keyOf(call, kind);
  const object = call.api.get(kind.kind, namespace, name);
  if (object === undefined) throw notFound(kind, name);
  return object;
}

/** What a list, a watch or the deletion of a collection is about. A name in the path counts as a field selector. */
export function listSelection({ info, query }: Call): ListOptions & { readonly labelSelector?: string } {
  const fields = [query.get('fieldSelector') ?? '', info.name === undefined ? '' : `metadata.name=${info.name}`].filter((text) => text !== '');
  const labelSelector = query.get('labelSelector') ?? '';
  return {
    ...(info.namespace === undefined ? {} : { namespace: info.namespace }),
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(fields.length === 0 ? {} : { fieldSelector: fields.join(',') }),
  };
}
