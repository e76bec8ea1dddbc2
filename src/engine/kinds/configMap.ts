import { ageColumn, countColumn, nameColumn } from './columns.ts';
import { validateDataKeys, validateDataSize, validateImmutableData } from './dataValidation.ts';
import { defineKind } from './defineKind.ts';
import { invalid } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import type { KubeObject, Labels } from './object.ts';

export interface ConfigMap extends KubeObject {
  readonly data?: Labels;
  readonly binaryData?: Labels;
  readonly immutable?: boolean;
}

export const configMapKind: Kind<ConfigMap> = defineKind<ConfigMap>({
  kind: 'ConfigMap',
  plural: 'configmaps',
  shortNames: ['cm'],
  generation: 'none',
  validate: validateData,
  validateUpdate: (next, old) => [...validateData(next), ...validateImmutableData(next, old, ['data', 'binaryData'])],
  columns: [nameColumn, countColumn('Data', ({ data, binaryData }) => sizeOf(data) + sizeOf(binaryData)), ageColumn],
});

const sizeOf = (map: Labels | undefined) => Object.keys(map ?? {}).length;

/** k8s: core validation.ValidateConfigMap. */
function validateData({ data = {}, binaryData = {} }: ConfigMap): readonly FieldError[] {
  return [
    ...validateDataKeys('data', data).concat(
      Object.keys(data).flatMap((key) =>
        binaryData[key] === undefined ? [] : [invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')],
      ),
    ),
    ...validateDataKeys('binaryData', binaryData),
    ...validateDataSize('', [data, binaryData]),
  ];
}
