import { isApiError } from '#engine/api/errors.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { Resource } from './discovery.ts';
import { getInfo, infoOf, isInfoList, listInfos, warnOfDeprecation, type Info, type InfoList } from './info.ts';
import { resolveRequest, shapeOf, type ResourceRequest } from './requests.ts';

/** Which objects a command means, apart from files. */
export interface VisitOptions {
  readonly args: readonly string[];
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly all?: boolean;
  readonly allNamespaces?: boolean;
  /** A bare `TYPE` means all of them; otherwise a name has to be given. */
  readonly mayListAll?: boolean;
  readonly ignoreNotFound?: boolean;
  /** Refuses a second type. */
  readonly isSingleType?: boolean;
  /** What to say without any argument; kubectl's usual text unless told. */
  readonly nothingGiven?: string;
}

/** The objects found, and why others were not. */
export interface Visited {
  readonly found: readonly (Info | InfoList)[];
  readonly errors: readonly unknown[];
  /** One name of one type was asked for. */
  readonly isSingle: boolean;
  /** Types that were asked for. */
  readonly resources: readonly Resource[];
}

/** What kubectl says when no object was named. */
export const NOTHING_GIVEN = [
  'You must provide one or more resources by argument or filename.',
  'Example resource specifications include:',
  "   '-f rsrc.yaml'",
  "   '--filename=rsrc.json'",
  "   '<resource> <name>'",
  "   '<resource>'",
].join('\n');

/** Finds the objects that arguments and selectors name; goes on past what is missing. k8s: resource.Builder */
export function visit(context: KubectlContext, options: VisitOptions): Visited {
  const shape = shapeOf(options.args);
  const hasSelector = (options.labelSelector ?? '') !== '' || (options.fieldSelector ?? '') !== '' || options.all === true;
  if (hasSelector) refuseNames(shape.by);
  if (shape.by === 'nothing') throw new KubectlError(options.nothingGiven ?? NOTHING_GIVEN);
  const request = resolveRequest(shape, context.discovery);
  // A category stands for one word with many types.
  if (shape.by === 'name' && context.discovery.category(shape.types).length > 1) throw new KubectlError('you must specify only one resource');
  refuseSecondType(request, options);
  if (request.by === 'type') {
    if (!hasSelector && options.mayListAll !== true) throw new KubectlError('resource(s) were provided, but no name was specified');
    return visitLists(context, request.resources, options);
  }
  return visitNames(context, request, options);
}

function refuseNames(by: string): void {
  if (by === 'name') throw new KubectlError('name cannot be provided when a selector is specified');
  if (by === 'pair') throw new KubectlError('selectors and the all flag cannot be used when passing resource/name arguments');
  if (by === 'nothing') throw new KubectlError('at least one resource must be specified to use a selector');
}

function refuseSecondType(request: ResourceRequest, options: VisitOptions): void {
  if (options.isSingleType !== true) return;
  const types = request.by === 'pair' ? new Set(request.pairs.map((pair) => pair.resource)).size : request.by === 'nothing' ? 0 : request.resources.length;
  if (types > 1) throw new KubectlError('you may only specify a single resource type');
}

function visitLists(context: KubectlContext, resources: readonly Resource[], options: VisitOptions): Visited {
  const found: InfoList[] = [];
  const errors: unknown[] = [];
  for (const resource of resources) {
    warnOfDeprecation(context, resource);
    try {
      found.push(
        listInfos(context.api, resource, {
          namespace: options.allNamespaces === true ? undefined : context.namespace,
          labelSelector: options.labelSelector ?? '',
          fieldSelector: options.fieldSelector ?? '',
        }),
      );
    } catch (error) {
      if (!isApiError(error)) throw error;
      errors.push(error);
    }
  }
  return { found, errors, isSingle: false, resources };
}

function visitNames(context: KubectlContext, request: ResourceRequest, options: VisitOptions): Visited {
  const pairs = pairsOf(request);
  const found: Info[] = [];
  const errors: unknown[] = [];
  for (const { resource, name } of pairs) {
    if (options.allNamespaces === true && resource.namespaced) throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
    try {
      found.push(getInfo(context, resource, name, context.namespace));
    } catch (error) {
      if (!isApiError(error)) throw error;
      if (!(options.ignoreNotFound === true && error.reason === 'NotFound')) errors.push(error);
    }
  }
  return { found, errors, isSingle: pairs.length === 1, resources: [...new Set(pairs.map((pair) => pair.resource))] };
}

function pairsOf(request: ResourceRequest): readonly { readonly resource: Resource; readonly name: string }[] {
  if (request.by === 'pair') return request.pairs;
  if (request.by !== 'name') return [];
  return request.resources.flatMap((resource) => request.names.map((name) => ({ resource, name })));
}

/** Single objects, lists taken apart. */
export function flatten(found: readonly (Info | InfoList)[]): readonly Info[] {
  return found.flatMap((item) => (isInfoList(item) ? item.items.map((object) => infoOf(item.resource, object)) : [item]));
}
