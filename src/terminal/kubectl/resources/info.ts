import type { Api, ListOptions } from '#engine/api/api.ts';
import { ApiError, isApiError } from '#engine/api/errors.ts';
import { failure, notFound } from '#engine/api/status.ts';
import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { goResource, type Resource } from './discovery.ts';

/** One object that a command works on. */
export interface Info {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
  /** What is stored, or what the manifest says. */
  readonly object: KubeObject;
  /** The file it came from, `STDIN` or an address; undefined for objects from the server. */
  readonly source?: string;
}

/** A list from the server, not yet taken apart. */
export interface InfoList {
  readonly resource: Resource;
  readonly items: readonly KubeObject[];
}

export function isInfoList(found: Info | InfoList): found is InfoList {
  return 'items' in found;
}

/** The key by which the API server knows the object. */
export function keyOf(info: Pick<Info, 'resource' | 'namespace' | 'name'>): ObjectKey {
  const { resource, namespace, name } = info;
  return { kind: resource.kind, name, ...(resource.namespaced && namespace !== undefined ? { namespace } : {}) };
}

export function infoOf(resource: Resource, object: KubeObject): Info {
  return { resource, namespace: object.metadata.namespace, name: object.metadata.name, object };
}

/** Does the cluster keep objects of this type? The others are listed and always empty. */
export function isKept(api: Api, resource: Resource): boolean {
  return api.kind(resource.kind)?.group === resource.group || isSecondEvents(resource);
}

function isSecondEvents(resource: Resource): boolean {
  return resource.kind === 'Event' && resource.group === 'events.k8s.io';
}

/** One object; NotFound speaks of the namespace where that is missing too. k8s: resource.Info.Get */
export function getInfo(context: KubectlContext, resource: Resource, name: string, namespace: string): Info {
  const { api } = context;
  warnOfDeprecation(context, resource);
  if (name === '') throw new KubectlError('resource name may not be empty');
  const place = resource.namespaced ? namespace : undefined;
  const object = isKept(api, resource) ? api.get(resource.kind, place, name) : undefined;
  if (object !== undefined) return { resource, namespace: place, name, object };
  throw missing(api, resource, name, place);
}

/** The answer for what is not there. */
export function missing(api: Api, resource: Resource, name: string, namespace: string | undefined): ApiError {
  if (namespace !== undefined && namespace !== 'default' && api.get('Namespace', undefined, namespace) === undefined) {
    return notFound({ group: '', plural: 'namespaces', kind: 'Namespace' }, namespace);
  }
  return notFound(resource, name);
}

const DEPRECATED: Readonly<Record<string, string>> = {
  Endpoints: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  ComponentStatus: 'v1 ComponentStatus is deprecated in v1.19+',
};

/** What the API server says about types that it would rather not be asked for. */
export function deprecationOf({ kind }: Pick<Resource, 'kind'>): string | undefined {
  return DEPRECATED[kind];
}

export function warnOfDeprecation(context: KubectlContext, resource: Resource): void {
  const text = deprecationOf(resource);
  if (text !== undefined) context.warn(text);
}

/** What a list asks for. */
export interface Selection {
  /** Undefined lists all namespaces. */
  readonly namespace: string | undefined;
  readonly labelSelector: string;
  readonly fieldSelector: string;
}

/** Lists a type; a selector that cannot be read is told with the type it was for. k8s: resource.Selector.Visit */
export function listInfos(api: Api, resource: Resource, selection: Selection): InfoList {
  if (!isKept(api, resource)) return { resource, items: [] };
  try {
    return { resource, items: api.list(resource.kind, listOptions(resource, selection)) };
  } catch (error) {
    if (!isApiError(error, 'BadRequest')) throw error;
    throw selectorError(resource, selection, error);
  }
}

export function listOptions(resource: Resource, selection: Selection): ListOptions {
  const { namespace, labelSelector, fieldSelector } = selection;
  return {
    ...(resource.namespaced && namespace !== undefined ? { namespace } : {}),
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(fieldSelector === '' ? {} : { fieldSelector }),
  };
}

function selectorError(resource: Resource, { labelSelector, fieldSelector }: Selection, error: ApiError): ApiError {
  const where = `Unable to find "${goResource(resource)}" that match label selector "${labelSelector}", field selector "${fieldSelector}"`;
  return failure(400, 'BadRequest', `${where}: ${error.status.message ?? ''}`);
}
