import type { ConfigMap } from '../../kinds/configMap.ts';
import type { Controller } from '../controller.ts';
import { namespaceKeys } from './namespaceKeys.ts';

const NAME = 'kube-root-ca.crt';

const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** Publishes the cluster's certificate in each namespace, where the token volumes of pods read it. k8s: root-ca-certificate-publisher */
export function createRootCaController(): Controller {
  return {
    name: 'root-ca-certificate-publisher',
    watches: ['Namespace', 'ConfigMap'],
    latencyMs: 1,
    wants: (event) => namespaceKeys(event, NAME),
    reconcile: ({ api }, { name: namespace }) => {
      const owner = api.get('Namespace', undefined, namespace);
      if (owner === undefined || owner.status.phase === 'Terminating' || api.get('ConfigMap', namespace, NAME) !== undefined) return;
      api.create<ConfigMap>({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: NAME, namespace, annotations: { 'kubernetes.io/description': DESCRIPTION } },
        data: { 'ca.crt': CERTIFICATE },
      });
    },
  };
}

// simplified: a text in the shape of a certificate; nothing in the simulation checks signatures.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDBTCCAe2gAwIBAgIIT3JkaW5hbCBjbHVzdGVyIGNlcnRpZmljYXRlIGF1dGhv
cml0eSAtIGEgc2ltdWxhdGVkIG9uZSwgd2hpY2ggc2lnbnMgbm90aGluZyBhdCBh
bGwuIEl0IGhhcyB0aGUgc2hhcGUgb2YgYSBjZXJ0aWZpY2F0ZSBvbmx5Lg==
-----END CERTIFICATE-----
`;
