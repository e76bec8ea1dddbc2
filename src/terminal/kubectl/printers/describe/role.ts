import type { PolicyRule, Role } from '#engine/kinds/rbac.ts';
import { byCodeUnit } from '../json.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations } from './heading.ts';

/** Roles and ClusterRoles: one row a resource. k8s: describe RoleDescriber */
export const describeRole: Describer<Role> = (layout, role) => {
  layout.write(0, `Name:\t${role.metadata.name}`);
  writeLabelsAndAnnotations(layout, role);
  layout.write(0, 'PolicyRule:');
  layout.write(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs');
  layout.write(1, '---------\t-----------------\t--------------\t-----');
  for (const { resource, urls, names, verbs } of compacted(role.rules ?? [])) layout.write(1, `${resource}\t[${urls.join(' ')}]\t[${names.join(' ')}]\t[${verbs.join(' ')}]`);
};

interface Row {
  readonly resource: string;
  readonly urls: readonly string[];
  readonly names: readonly string[];
  readonly verbs: string[];
}

/** Rules taken apart to one resource each, those of the same resource put together, sorted by their verbs. k8s: rbac.CompactRules */
function compacted(rules: readonly PolicyRule[]): readonly Row[] {
  const rows = new Map<string, Row>();
  const add = (row: Omit<Row, 'verbs'>, verb: string) => {
    const key = row.urls.length > 0 ? `${row.urls.join()} ${verb}` : `${row.resource} ${row.names.join()}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { ...row, verbs: [verb] });
    else if (!known.verbs.includes(verb)) known.verbs.push(verb);
  };
  for (const rule of rules) for (const row of takenApart(rule)) for (const verb of rule.verbs) add(row, verb);
  return [...rows.values()].toSorted((a, b) => byCodeUnit(placeOf(a), placeOf(b)));
}

function takenApart({ apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule): readonly Omit<Row, 'verbs'>[] {
  const names = resourceNames.length === 0 ? [[]] : resourceNames.map((name) => [name]);
  return [
    ...apiGroups.flatMap((group) => resources.flatMap((resource) => names.map((name) => ({ resource: grouped(resource, group), urls: [], names: name })))),
    ...nonResourceURLs.map((url) => ({ resource: '', urls: [url], names: [] })),
  ];
}

/** `deployments.apps/scale` of the resource `deployments/scale`. */
function grouped(resource: string, group: string): string {
  const [name = '', ...rest] = resource.split('/');
  return [group === '' ? name : `${name}.${group}`, ...rest].join('/');
}

function placeOf({ verbs, resource, names, urls }: Row): string {
  return `${verbs.join(' ')}],${resource} ${names.join()} ${urls.join()}`;
}
