import type { Node } from '#engine/kinds/node.ts';
import { isApiError } from '#engine/api/errors.ts';
import type { KubectlContext } from './command.ts';
import { KubectlError } from './errors.ts';
import { getInfo, listInfos } from './resources/info.ts';
import { goResource, type Resource } from './resources/discovery.ts';
import { resourceOf } from './resources/requests.ts';

/** The nodes that `cordon`, `uncordon` and `drain` are given: `NODE`, `node NODE` forms too, or a selector. */
export function findNodes(context: KubectlContext, selector: string): { readonly nodes: readonly Node[]; readonly errors: readonly unknown[] } {
  const { args } = context;
  const verb = context.path.split(' ').at(-1) ?? '';
  if (args.length === 0 && selector === '') throw context.usageError(`USAGE: ${verb} NODE [flags]`);
  if (args.length > 0 && selector !== '') throw context.usageError('error: cannot specify both a node name and a --selector option');
  const resource = context.discovery.find('nodes') as Resource;
  if (selector !== '') {
    const { items } = listInfos(context.api, resource, { namespace: undefined, labelSelector: selector, fieldSelector: '' });
    return { nodes: items as readonly Node[], errors: [] };
  }
  const nodes: Node[] = [];
  const errors: unknown[] = [];
  for (const arg of args) {
    const [type, name = ''] = arg.includes('/') ? [arg.slice(0, arg.indexOf('/')), arg.slice(arg.indexOf('/') + 1)] : ['nodes', arg];
    const named = resourceOf(type, context.discovery);
    if (named.kind !== 'Node') throw new KubectlError(`expected resource of type node, got "${goResource(named)}"`);
    try {
      nodes.push(getInfo(context, resource, name, '').object as Node);
    } catch (error) {
      if (!isApiError(error)) throw error;
      errors.push(error);
    }
  }
  return { nodes, errors };
}
