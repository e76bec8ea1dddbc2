/** The ConfigMap that carries the cluster's certificate into each namespace: its name, annotations and data. */
export const ROOT_CA_NAME = 'kube-root-ca.crt';

export const ROOT_CA_ANNOTATIONS = {
  'kubernetes.io/description':
    'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
};

// simplified: a text in the shape of a certificate; nothing in the simulation checks signatures.
export const ROOT_CA_DATA = {
  'ca.crt': `-----BEGIN CERTIFICATE-----
MIIDBTCCAe2gAwIBAgIIT3JkaW5hbCBjbHVzdGVyIGNlcnRpZmljYXRlIGF1dGhv
cml0eSAtIGEgc2ltdWxhdGVkIG9uZSwgd2hpY2ggc2lnbnMgbm90aGluZyBhdCBh
bGwuIEl0IGhhcyB0aGUgc2hhcGUgb2YgYSBjZXJ0aWZpY2F0ZSBvbmx5Lg==
-----END CERTIFICATE-----
`,
};
