import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { change, fill, mapItems } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, notSupported, required } from './fieldErrors.ts';
import type { Column, FieldError, Kind } from './kind.ts';
import { pathSegment } from './names.ts';
import type { KubeObject } from './object.ts';

/** simplified: roles and bindings are stored and shown; everyone may do everything. */

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export interface Role extends KubeObject {
  readonly rules: readonly PolicyRule[] | null;
}

export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

export interface RoleBinding extends KubeObject {
  readonly roleRef: { readonly apiGroup?: string; readonly kind: string; readonly name: string };
  readonly subjects?: readonly Subject[];
}

const GROUP = 'rbac.authorization.k8s.io';

const createdAt: Column<KubeObject> = column('Created At', ({ metadata }) => metadata.creationTimestamp);

const roleParts = {
  group: GROUP,
  generation: 'none',
  nameRule: pathSegment,
  defaults: (role: Role) => fill(role, { rules: null }),
  validate: validateRole,
  columns: [nameColumn, createdAt],
} as const;

export const roleKind: Kind<Role> = defineKind<Role>({ kind: 'Role', plural: 'roles', ...roleParts });
export const clusterRoleKind: Kind<Role> = defineKind<Role>({
  kind: 'ClusterRole',
  plural: 'clusterroles',
  namespaced: false,
  ...roleParts,
});

function validateRole({ rules }: Role): readonly FieldError[] {
  return (rules ?? []).flatMap(({ verbs = [], apiGroups = [], resources = [], nonResourceURLs = [] }, index) => {
    const path = `rules[${index}]`;
    const isForUrls = nonResourceURLs.length > 0;
    return [
      ...(verbs.length === 0 ? [required(`${path}.verbs`, 'verbs must contain at least one value')] : []),
      ...(!isForUrls && apiGroups.length === 0 ? [required(`${path}.apiGroups`, 'resource rules must supply at least one api group')] : []),
      ...(!isForUrls && resources.length === 0 ? [required(`${path}.resources`, 'resource rules must supply at least one resource')] : []),
    ];
  });
}

const bindingParts = {
  group: GROUP,
  generation: 'none',
  nameRule: pathSegment,
  defaults: defaultBinding,
  validateUpdate: (next: RoleBinding, old: RoleBinding) => [...validateBinding(next), ...validateSameRole(next, old)],
  columns: [
    nameColumn,
    column('Role', ({ roleRef }: RoleBinding) => `${roleRef.kind}/${roleRef.name}`),
    ageColumn,
    wideColumn('Users', (binding: RoleBinding) => subjectsText(binding, 'User')),
    wideColumn('Groups', (binding: RoleBinding) => subjectsText(binding, 'Group')),
    wideColumn('ServiceAccounts', (binding: RoleBinding) => subjectsText(binding, 'ServiceAccount')),
  ],
} as const;

export const roleBindingKind: Kind<RoleBinding> = defineKind<RoleBinding>({
  kind: 'RoleBinding',
  plural: 'rolebindings',
  validate: validateBinding,
  ...bindingParts,
});
export const clusterRoleBindingKind: Kind<RoleBinding> = defineKind<RoleBinding>({
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  namespaced: false,
  validate: validateBinding,
  ...bindingParts,
});

const NO_ROLE = Object.freeze({ kind: '', name: '' });

function defaultBinding(binding: RoleBinding): RoleBinding {
  const named = change(fill(binding, { roleRef: NO_ROLE }), 'roleRef', (reference) => fill(reference, { apiGroup: GROUP }));
  return change(named, 'subjects', (subjects) =>
    mapItems(subjects, (subject) => (subject.kind === 'User' || subject.kind === 'Group' ? fill(subject, { apiGroup: GROUP }) : subject)),
  );
}

function subjectsText({ subjects = [] }: RoleBinding, kind: string): string {
  return subjects
    .filter((subject) => subject.kind === kind)
    .map(({ name, namespace = '' }) => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name))
    .join(', ');
}

function validateBinding({ roleRef, subjects = [] }: RoleBinding): readonly FieldError[] {
  const kinds = ['ClusterRole', 'Role'];
  return [
    ...(kinds.includes(roleRef?.kind) ? [] : [notSupported('roleRef.kind', roleRef?.kind ?? '', kinds)]),
    ...((roleRef?.name ?? '') === '' ? [required('roleRef.name')] : []),
    ...subjects.flatMap(({ kind, name = '', namespace = '' }, index) => [
      ...(name === '' ? [required(`subjects[${index}].name`)] : []),
      ...(kind === 'ServiceAccount' && namespace === '' ? [required(`subjects[${index}].namespace`)] : []),
    ]),
  ];
}

function validateSameRole(next: RoleBinding, old: RoleBinding): readonly FieldError[] {
  const isSame = next.roleRef.kind === old.roleRef.kind && next.roleRef.name === old.roleRef.name;
  const { apiGroup = GROUP, kind, name } = next.roleRef;
  return isSame ? [] : [invalid('roleRef', { apiGroup, kind, name }, 'cannot change roleRef')];
}
