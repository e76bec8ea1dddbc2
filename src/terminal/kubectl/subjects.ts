import { KubectlError } from './errors.ts';
import type { JsonRecord } from './printers/values.ts';

/** The flags that name whom a role is bound to. */
export interface SubjectFlags {
  readonly user: readonly string[];
  readonly group: readonly string[];
  readonly serviceaccount: readonly string[];
}

/** Subjects of a binding. */
export function subjectsOf({ user, group, serviceaccount }: SubjectFlags): readonly JsonRecord[] {
  const rbac = 'rbac.authorization.k8s.io';
  return [
    ...user.map((name) => ({ kind: 'User', apiGroup: rbac, name })),
    ...group.map((name) => ({ kind: 'Group', apiGroup: rbac, name })),
    ...serviceaccount.map((text) => {
      const [namespace = '', name = '', ...more] = text.split(':');
      if (namespace === '' || name === '' || more.length > 0) throw new KubectlError(`serviceaccount must be <namespace>:<name>`);
      return { kind: 'ServiceAccount', name, namespace };
    }),
  ];
}
