import { ageColumn, column, nameColumn } from './columns.ts';
import { fill, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import type { Kind } from './kind.ts';
import { dnsLabel } from './names.ts';
import type { Condition, KubeObject } from './object.ts';

export interface Namespace extends KubeObject {
  readonly spec: { readonly finalizers?: readonly string[] };
  readonly status: { readonly phase?: 'Active' | 'Terminating'; readonly conditions?: readonly Condition[] };
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

export const namespaceKind: Kind<Namespace> = defineKind<Namespace>({
  kind: 'Namespace',
  plural: 'namespaces',
  shortNames: ['ns'],
  namespaced: false,
  hasStatus: true,
  newStatus: { phase: 'Active' },
  generation: 'none',
  nameRule: dnsLabel,
  defaults: withNameLabel,
  prepareForCreate: (namespace) => withField(namespace, 'spec', withFinalizer(namespace.spec ?? {})),
  prepareForUpdate: (next, old) => withField(next, 'spec', old.spec),
  columns: [nameColumn, column('Status', (namespace) => namespace.status?.phase ?? ''), ageColumn],
  selectableFields: {
    'status.phase': (namespace) => namespace.status?.phase ?? '',
    name: (namespace) => namespace.metadata.name,
  },
});

/** Every namespace carries its own name as a label. */
function withNameLabel(namespace: Namespace): Namespace {
  const { metadata } = namespace;
  if (metadata.name === undefined || metadata.name === '') return namespace;
  const labels = withField(metadata.labels ?? {}, NAME_LABEL, metadata.name);
  return withField(fill(namespace, { spec: {} }), 'metadata', withField(metadata, 'labels', labels));
}

function withFinalizer(spec: Namespace['spec']): Namespace['spec'] {
  const finalizers = spec.finalizers ?? [];
  return finalizers.includes('kubernetes') ? spec : { ...spec, finalizers: [...finalizers, 'kubernetes'] };
}
