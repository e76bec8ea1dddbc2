import type { ConfigMap } from '../../kinds/configMap.ts';
import type { Controller } from '../controller.ts';
import { namespaceKeys } from './namespaceKeys.ts';
import { ROOT_CA_ANNOTATIONS, ROOT_CA_DATA, ROOT_CA_NAME } from './rootCa.ts';

/** Publishes the cluster's certificate in each namespace, where the token volumes of pods read it. k8s: root-ca-certificate-publisher */
export function createRootCaController(): Controller {
  return {
    name: 'root-ca-certificate-publisher',
    watches: ['Namespace', 'ConfigMap'],
    latencyMs: 1,
    wants: (event) => namespaceKeys(event, ROOT_CA_NAME),
    reconcile: ({ api }, { name: namespace }) => {
      const owner = api.get('Namespace', undefined, namespace);
      if (owner === undefined || owner.status.phase === 'Terminating' || api.get('ConfigMap', namespace, ROOT_CA_NAME) !== undefined) return;
      api.create<ConfigMap>({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: ROOT_CA_NAME, namespace, annotations: ROOT_CA_ANNOTATIONS },
        data: ROOT_CA_DATA,
      });
    },
  };
}
