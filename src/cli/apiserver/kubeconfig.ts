import type { JsonRecord } from '#terminal/kubectl/printers/values.ts';

/** A kubeconfig for a server that asks nobody who he is, with the names that kubeadm gives. */
export function kubeconfigFor(server: string): JsonRecord {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'kubernetes', cluster: { server } }],
    contexts: [{ name: 'kubernetes-admin@kubernetes', context: { cluster: 'kubernetes', user: 'kubernetes-admin' } }],
    'current-context': 'kubernetes-admin@kubernetes',
    users: [{ name: 'kubernetes-admin', user: {} }],
  };
}
