import type { RoleBinding } from '#engine/kinds/rbac.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations } from './heading.ts';

/** k8s: describe RoleBindingDescriber */
export const describeRoleBinding: Describer<RoleBinding> = (layout, binding) => {
  layout.write(0, `Name:\t${binding.metadata.name}`);
  writeLabelsAndAnnotations(layout, binding);
  layout.write(0, 'Role:');
  layout.write(1, `Kind:\t${binding.roleRef.kind}`);
  layout.write(1, `Name:\t${binding.roleRef.name}`);
  layout.write(0, 'Subjects:');
  layout.write(1, 'Kind\tName\tNamespace');
  layout.write(1, '----\t----\t---------');
  for (const { kind, name, namespace = '' } of binding.subjects ?? []) layout.write(1, `${kind}\t${name}\t${namespace}`);
};
