import type { Controller } from '../controller.ts';
import { namespaceKeys } from './namespaceKeys.ts';

/** Gives each namespace its ServiceAccount `default`, and again when it is deleted. k8s: serviceaccount-controller */
export function createServiceAccountController(): Controller {
  return {
    name: 'service-account-controller',
    watches: ['Namespace', 'ServiceAccount'],
    latencyMs: 1,
    wants: (event) => namespaceKeys(event, 'default'),
    reconcile: ({ api }, { name: namespace }) => {
      const owner = api.get('Namespace', undefined, namespace);
      if (owner === undefined || owner.status.phase === 'Terminating') return;
      if (api.get('ServiceAccount', namespace, 'default') !== undefined) return;
      api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } });
    },
  };
}
