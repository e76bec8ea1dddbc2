import type { Api } from '#engine/api/api.ts';
import type { ApiError } from '#engine/api/errors.ts';
import { forbidden } from '#engine/api/status.ts';
import type { Kind } from '#engine/kinds/kind.ts';

/** One request to the server, as RBAC sees it. */
export interface Request {
  readonly verb: string;
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly subresource?: string | undefined;
}

/** The API as somebody sees it who may not do everything: what is not allowed is refused as the server refuses it. */
export function guardedApi(api: Api, user: string, isAllowed: (request: Request) => boolean): Api {
  const check = (verb: string, kindName: string, namespace: string | undefined, name: string, subresource?: string) => {
    const kind = api.kind(kindName);
    if (kind === undefined) return;
    const request = { verb, kind, namespace: kind.namespaced ? namespace : undefined, name, subresource };
    if (!isAllowed(request)) throw refusal(request, user);
  };
  return {
    ...api,
    get: (kind, namespace, name) => {
      check('get', kind, namespace, name);
      return api.get(kind, namespace, name);
    },
    list: (kind, options) => {
      check('list', kind, options?.namespace, '');
      return api.list(kind, options);
    },
    create: (object, options) => {
      check('create', object.kind, object.metadata.namespace, '', options?.subresource);
      return api.create(object, options);
    },
    update: (object, options) => {
      check('update', object.kind, object.metadata.namespace, object.metadata.name, options?.subresource);
      return api.update(object, options);
    },
    patch: (key, type, patch, options) => {
      check('patch', key.kind, key.namespace, key.name, options?.subresource);
      return api.patch(key, type, patch, options);
    },
    delete: (key, options) => {
      check('delete', key.kind, key.namespace, key.name);
      return api.delete(key, options);
    },
    deleteCollection: (kind, list, options) => {
      check('deletecollection', kind, list.namespace, '');
      return api.deleteCollection(kind, list, options);
    },
    evict: (namespace, name, options) => {
      check('create', 'Pod', namespace, name, 'eviction');
      api.evict(namespace, name, options);
    },
    watch: (kind, options) => {
      check('watch', kind, options.namespace, '');
      return api.watch(kind, options);
    },
  };
}

function refusal({ verb, kind, namespace, name, subresource }: Request, user: string): ApiError {
  const resource = subresource === undefined ? kind.plural : `${kind.plural}/${subresource}`;
  const place = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return forbidden(kind, name, `User "${user}" cannot ${verb} resource "${resource}" in API group "${kind.group}" ${place}`);
}
