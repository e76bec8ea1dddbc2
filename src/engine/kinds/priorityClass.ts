import { ageColumn, column, countColumn, nameColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { forbidden, notSupported } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { immutableField } from './metadata.ts';
import type { KubeObject } from './object.ts';

export interface PriorityClass extends KubeObject {
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly description?: string;
  readonly preemptionPolicy?: string;
}

export const priorityClassKind: Kind<PriorityClass> = defineKind<PriorityClass>({
  kind: 'PriorityClass',
  group: 'scheduling.k8s.io',
  plural: 'priorityclasses',
  shortNames: ['pc'],
  namespaced: false,
  generation: () => undefined,
  defaults: (priority) => fill(priority, { value: 0, preemptionPolicy: 'PreemptLowerPriority' }),
  validate: validateClass,
  validateUpdate: (next, old) => [
    ...validateClass(next),
    ...(next.value === old.value ? [] : [forbidden('value', 'may not be changed in an update.')]),
    ...immutableField('preemptionPolicy', next.preemptionPolicy, old.preemptionPolicy),
  ],
  columns: [
    nameColumn,
    countColumn('Value', ({ value }) => value),
    column('Global-Default', ({ globalDefault }) => String(globalDefault ?? false)),
    ageColumn,
    column('PreemptionPolicy', ({ preemptionPolicy }) => preemptionPolicy ?? '<unset>'),
  ],
});

/** Names and values above this are the system's own. */
const HIGHEST_USER_PRIORITY = 1_000_000_000;
const SYSTEM_CLASSES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

/** k8s: scheduling validation.ValidatePriorityClass. */
function validateClass({ metadata, value, preemptionPolicy }: PriorityClass): readonly FieldError[] {
  const isSystem = SYSTEM_CLASSES[metadata.name] === value;
  const policies = ['Never', 'PreemptLowerPriority'];
  return [
    ...(metadata.name?.startsWith('system-') && !isSystem
      ? [
          forbidden(
            'metadata.name',
            "priority class names with 'system-' prefix are reserved for system use only. error: not a known system priority class",
          ),
        ]
      : []),
    ...(value > HIGHEST_USER_PRIORITY && !isSystem
      ? [forbidden('value', `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`)]
      : []),
    ...(preemptionPolicy === undefined || policies.includes(preemptionPolicy)
      ? []
      : [notSupported('preemptionPolicy', preemptionPolicy, policies)]),
  ];
}
