import { ageColumn, column, nameColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, nonNegative, required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import { controllerOf, type KubeObject } from './object.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';

export interface ControllerRevision extends KubeObject {
  /** The stored part of the template: `{spec: {template: {…, $patch: 'replace'}}}`. */
  readonly data: unknown;
  readonly revision: number;
}

export const controllerRevisionKind: Kind<ControllerRevision> = defineKind<ControllerRevision>({
  kind: 'ControllerRevision',
  group: 'apps',
  plural: 'controllerrevisions',
  generation: 'none',
  defaults: (revision) => fill(revision, { revision: 0 }),
  validate: validateRevision,
  validateUpdate: (next, old) => [
    ...validateRevision(next),
    ...(semanticallyEqual(next.data, old.data) ? [] : [invalid('data', next.data, 'field is immutable')]),
  ],
  columns: [nameColumn, column('Controller', controllerText), column('Revision', ({ revision }) => revision, 'integer'), ageColumn],
});

function validateRevision({ data, revision }: ControllerRevision): readonly FieldError[] {
  return [...(data === undefined ? [required('data', 'data is mandatory')] : []), ...nonNegative('revision', revision)];
}

/** `statefulset.apps/web`. */
function controllerText(revision: ControllerRevision): string {
  const controller = controllerOf(revision);
  if (controller === undefined) return '<none>';
  const slash = controller.apiVersion.indexOf('/');
  const group = slash === -1 ? '' : `.${controller.apiVersion.slice(0, slash)}`;
  return `${controller.kind.toLowerCase()}${group}/${controller.name}`;
}
