import type { Role } from '#engine/kinds/rbac.ts';
import { brokenDown } from '../policyRules.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations } from './heading.ts';

/** Roles and ClusterRoles: one row a resource. k8s: describe RoleDescriber */
export const describeRole: Describer<Role> = (layout, role) => {
  layout.write(0, `Name:\t${role.metadata.name}`);
  writeLabelsAndAnnotations(layout, role);
  layout.write(0, 'PolicyRule:');
  layout.write(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs');
  layout.write(1, '---------\t-----------------\t--------------\t-----');
  for (const { resource, urls, names, verbs } of brokenDown(role.rules ?? [])) layout.write(1, `${resource}\t[${urls.join(' ')}]\t[${names.join(' ')}]\t[${verbs.join(' ')}]`);
};
