import type { Endpoints } from '../../kinds/endpoints.ts';
import type { EndpointSlice } from '../../kinds/endpointSlice.ts';
import { isTerminating, keyOf } from '../../kinds/object.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { SERVICE_NAME } from '../endpointslice/sliceMeta.ts';
import { keyOfManager } from '../podWakes.ts';
import { act } from '../reason.ts';
import { isMirror, planMirrors } from './plan.ts';

/**
 * Keeps a copy, as slices, of the Endpoints that somebody wrote for a Service without a selector: what sends traffic and
 * answers names reads slices alone. k8s: pkg/controller/endpointslicemirroring
 */
export function createEndpointSliceMirroringController(): Controller {
  return {
    name: 'endpointslicemirroring-controller',
    watches: ['Endpoints', 'Service', 'EndpointSlice'],
    wants: ({ object }) => {
      if (object.kind !== 'EndpointSlice') return [keyOfManager(object)];
      const service = object.metadata.labels?.[SERVICE_NAME];
      return service === undefined || !isMirror(object) ? [] : [{ namespace: object.metadata.namespace ?? '', name: service }];
    },
    reconcile: (context, { namespace = '', name }) => {
      const mirrors = context.api.list('EndpointSlice', { namespace, labelSelector: `${SERVICE_NAME}=${name}` }).filter(isMirror);
      const service = context.api.get('Service', namespace, name);
      const endpoints = context.api.get('Endpoints', namespace, name);
      const isWanted = service !== undefined && service.spec.selector === undefined && endpoints !== undefined && !isTerminating(endpoints);
      perform(context, endpoints, planMirrors(isWanted ? endpoints : undefined, mirrors));
    },
  };
}

function perform({ api, explain }: ControllerContext, endpoints: Endpoints | undefined, { creates, updates, deletes }: ReturnType<typeof planMirrors>): void {
  for (const slice of creates) {
    const made = api.create<EndpointSlice>(slice);
    explain(act(keyOf(made), 'network.endpointsMirrored', { slice: made.metadata.name, endpoints: endpoints?.metadata.name ?? '' }));
  }
  for (const slice of updates) api.update(slice);
  for (const slice of deletes) api.delete(keyOf(slice) as { kind: 'EndpointSlice'; namespace: string; name: string });
}
