import { KubectlError } from '../errors.ts';
import type { Discovery, Resource } from './discovery.ts';

/** A name to look up, as one of the forms of resource arguments gave it. */
export interface NamedRequest {
  readonly resource: Resource;
  readonly name: string;
}

/** What resource arguments ask for. */
export type ResourceRequest =
  | { readonly by: 'nothing' }
  /** `TYPE[,TYPE…]` without names. */
  | { readonly by: 'type'; readonly resources: readonly Resource[] }
  /** `TYPE NAME…`: every name is tried on every type. */
  | { readonly by: 'name'; readonly resources: readonly Resource[]; readonly names: readonly string[] }
  /** `TYPE/NAME…`. */
  | { readonly by: 'pair'; readonly pairs: readonly NamedRequest[] };

/** How the arguments are shaped, before any type is looked up. */
export type ArgumentShape =
  | { readonly by: 'nothing' }
  | { readonly by: 'type'; readonly types: string }
  | { readonly by: 'name'; readonly types: string; readonly names: readonly string[] }
  | { readonly by: 'pair'; readonly pairs: readonly { readonly type: string; readonly name: string }[] };

/** Sorts arguments into `TYPE`, `TYPE NAME…` or `TYPE/NAME…`. k8s: resource builder ResourceTypeOrNameArgs */
export function shapeOf(args: readonly string[]): ArgumentShape {
  const slashed = args.filter((arg) => arg.includes('/'));
  if (slashed.length > 0 && slashed.length !== args.length) {
    throw new KubectlError("there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'");
  }
  if (slashed.length > 0) return { by: 'pair', pairs: args.map(splitPair) };
  const [types, ...names] = args;
  if (types === undefined) return { by: 'nothing' };
  return names.length === 0 ? { by: 'type', types } : { by: 'name', types, names };
}

function splitPair(arg: string): { readonly type: string; readonly name: string } {
  const [type = '', name = '', ...more] = arg.split('/');
  if (more.length > 0) throw new KubectlError('arguments in resource/name form may not have more than one slash');
  if (type === '' || name === '' || splitTypes(type).length !== 1) {
    throw new KubectlError('arguments in resource/name form must have a single resource and name');
  }
  return { type, name };
}

/** Looks the types up. */
export function resolveRequest(shape: ArgumentShape, discovery: Discovery): ResourceRequest {
  switch (shape.by) {
    case 'nothing':
      return shape;
    case 'type':
      return { by: 'type', resources: [...new Set(resourcesOf(shape.types, discovery))] };
    case 'name':
      return { by: 'name', resources: resourcesOf(shape.types, discovery), names: shape.names };
    case 'pair':
      return { by: 'pair', pairs: shape.pairs.map(({ type, name }) => ({ resource: resourceOf(type, discovery), name })) };
  }
}

/** The types of `pods,svc` or `all`. */
function resourcesOf(types: string, discovery: Discovery): readonly Resource[] {
  return splitTypes(types).flatMap((word) => {
    const category = discovery.category(word);
    return category.length > 0 ? category : [resourceOf(word, discovery)];
  });
}

/** k8s: SplitResourceArgument. Equal words count once. */
function splitTypes(types: string): readonly string[] {
  return [...new Set(types.split(','))];
}

/** The type that a word names; an error in the server's name when there is none. */
export function resourceOf(word: string, discovery: Discovery): Resource {
  const resource = discovery.find(word);
  if (resource === undefined || word === '') throw new KubectlError(`the server doesn't have a resource type "${word.split('.')[0] ?? ''}"`);
  return resource;
}
