import { encodeBase64 } from '../core/base64.ts';
import { ageColumn, column, countColumn, nameColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { validateDataKeys, validateDataSize, validateImmutableData, validateSameType } from './dataValidation.ts';
import { defineKind } from './defineKind.ts';
import { required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import type { KubeObject, Labels } from './object.ts';

export interface Secret extends KubeObject {
  /** Values are base64. */
  readonly data?: Labels;
  readonly stringData?: Labels;
  readonly type?: string;
  readonly immutable?: boolean;
}

export const secretKind: Kind<Secret> = defineKind<Secret>({
  kind: 'Secret',
  plural: 'secrets',
  generation: 'none',
  defaults: (secret) => withEncodedData(fill(secret, { type: 'Opaque' })),
  validate: validateSecret,
  validateUpdate: (next, old) => [
    ...validateSecret(next),
    ...validateSameType(next.type, old.type),
    ...validateImmutableData(next, old, ['data']),
  ],
  columns: [
    nameColumn,
    column('Type', (secret) => secret.type ?? ''),
    countColumn('Data', ({ data }) => Object.keys(data ?? {}).length),
    ageColumn,
  ],
  selectableFields: { type: (secret) => secret.type ?? '' },
});

/** stringData is merged into data and never stored itself. */
function withEncodedData(secret: Secret): Secret {
  const { stringData, ...rest } = secret;
  if (stringData === undefined) return secret;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, encodeBase64(text)] as const);
  return { ...rest, data: { ...rest.data, ...Object.fromEntries(encoded) } };
}

const REQUIRED_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** k8s: core validation.ValidateSecret. */
function validateSecret({ data = {}, type = '' }: Secret): readonly FieldError[] {
  return [
    ...validateDataKeys('data', data),
    ...validateDataSize('data', [data]),
    ...(REQUIRED_KEYS[type] ?? []).flatMap((key) => (data[key] === undefined ? [required(`data[${key}]`)] : [])),
  ];
}
