import { URL_VERBS } from '../../auth/rules.ts';
import type { KubectlContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { arrayFlag, listFlag, textFlag } from '../../flags.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { subjectsOf } from '../../subjects.ts';
import { defineGenerator } from './generator.ts';

const RULE_FLAGS = {
  resource: listFlag('Resource that the rule applies to'),
  'resource-name': arrayFlag('Resource in the white list that the rule applies to, repeat this flag for multiple items'),
  verb: listFlag('Verb that applies to the resources contained in the rule'),
} as const;

interface RuleFlags {
  readonly resource: readonly string[];
  readonly 'resource-name': readonly string[];
  readonly verb: readonly string[];
}

const STANDARD_VERBS = new Set(['get', 'delete', 'list', 'create', 'update', 'patch', 'watch', 'proxy', 'deletecollection', 'use', 'bind', 'escalate', 'impersonate', '*']);

/** One rule for each API group. k8s: create role generateResourcePolicyRules */
function rulesOf(context: KubectlContext, flags: RuleFlags): readonly JsonRecord[] {
  for (const verb of flags.verb) if (!STANDARD_VERBS.has(verb)) context.err(`Warning: '${verb}' is not a standard resource verb\n`);
  if (flags.verb.length === 0) throw new KubectlError('at least one verb must be specified');
  if (flags.resource.length === 0) throw new KubectlError('at least one resource must be specified');
  const groups = new Map<string, string[]>();
  for (const text of flags.resource) {
    const [type = '', sub] = text.split('/');
    const resource = context.discovery.find(type);
    if (resource === undefined && type !== '*') {
      const [plural = '', ...named] = type.split('.');
      throw new KubectlError(`the server doesn't have a resource type "${plural}"${named.length === 0 ? '' : ` in group "${named.join('.')}"`}`, { bare: true });
    }
    const group = resource?.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), `${resource?.plural ?? '*'}${sub === undefined ? '' : `/${sub}`}`]);
  }
  const names = flags['resource-name'].length === 0 ? {} : { resourceNames: flags['resource-name'] };
  return [...groups].map(([group, resources]) => ({ apiGroups: [group], ...names, resources, verbs: [...new Set(flags.verb)] }));
}

/** k8s: kubectl create role */
export const createRole = defineGenerator({
  path: ['create', 'role'],
  usage: 'NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]',
  short: 'Create a role with single rule',
  long: 'Create a role with single rule.',
  examples: `# Create a role that may read pods
kubectl create role pod-reader --verb=get --verb=list --verb=watch --resource=pods`,
  flags: RULE_FLAGS,
  build: ({ name, flags, context }) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name }, rules: rulesOf(context, flags) }),
});

/** k8s: kubectl create clusterrole */
export const createClusterRole = defineGenerator({
  path: ['create', 'clusterrole'],
  usage: 'NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]',
  short: 'Create a cluster role',
  long: 'Create a cluster role.',
  examples: `# Create a cluster role that may read pods
kubectl create clusterrole pod-reader --verb=get,list,watch --resource=pods`,
  flags: { ...RULE_FLAGS, 'aggregation-rule': listFlag('An aggregation label selector for combining ClusterRoles.'), 'non-resource-url': listFlag('A partial url that user should have access to.') },
  build: ({ name, flags, context }) => {
    const malformed = flags['aggregation-rule'].find((pair) => !pair.includes('='));
    if (malformed !== undefined) throw new KubectlError(`invalid argument "${malformed}" for "--aggregation-rule" flag: malformed pair, expect string=string\nSee 'kubectl create clusterrole --help' for usage.`);
    const labels = flags['aggregation-rule'].map((pair): readonly [string, string] => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']);
    const hasRules = flags.verb.length > 0 || flags.resource.length > 0 || flags['resource-name'].length > 0 || flags['non-resource-url'].length > 0;
    if (labels.length > 0 && hasRules) throw new KubectlError('aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames');
    if (labels.length > 0) return { aggregationRule: { clusterRoleSelectors: [{ matchLabels: Object.fromEntries(labels) }] }, apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules: null };
    const urls = flags['non-resource-url'];
    checkUrls(urls, flags.verb);
    const byUrl = urls.length > 0 ? [{ nonResourceURLs: urls, verbs: flags.verb }] : [];
    const rules = urls.length > 0 && flags.resource.length === 0 ? byUrl : [...rulesOf(context, flags), ...byUrl];
    return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules };
  },
});

function checkUrls(urls: readonly string[], verbs: readonly string[]): void {
  if (urls.length === 0) return;
  const wrong = verbs.find((verb) => !URL_VERBS.includes(verb));
  if (wrong !== undefined) throw new KubectlError(`invalid verb: '${wrong}' for nonResourceURL`);
  if (urls.some((url) => url !== '*' && !url.startsWith('/'))) throw new KubectlError('nonResourceURL should start with /');
}

const SUBJECT_FLAGS = {
  group: arrayFlag('Groups to bind to the role. The flag can be repeated to add multiple groups.'),
  serviceaccount: arrayFlag('Service accounts to bind to the role, in the format <namespace>:<name>. The flag can be repeated to add multiple service accounts.'),
  user: arrayFlag('Usernames to bind to the role. The flag can be repeated to add multiple users.'),
} as const;

/** k8s: kubectl create rolebinding */
export const createRoleBinding = defineGenerator({
  path: ['create', 'rolebinding'],
  usage: 'NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Create a role binding for a particular role or cluster role',
  long: 'Create a role binding for a particular role or cluster role.',
  examples: `# Let a service account read
kubectl create rolebinding readers --clusterrole=view --serviceaccount=default:robot`,
  flags: {
    ...SUBJECT_FLAGS,
    clusterrole: textFlag('ClusterRole this RoleBinding should reference'),
    role: textFlag('Role this RoleBinding should reference'),
  },
  failure: 'failed to create rolebinding:',
  build: ({ name, flags }) => {
    if ((flags.clusterrole === '') === (flags.role === '')) throw new KubectlError('exactly one of clusterrole or role must be specified');
    return bindingOf('RoleBinding', name, flags.role === '' ? 'ClusterRole' : 'Role', flags.role === '' ? flags.clusterrole : flags.role, subjectsFrom(flags));
  },
});

/** k8s: kubectl create clusterrolebinding */
export const createClusterRoleBinding = defineGenerator({
  path: ['create', 'clusterrolebinding'],
  usage: 'NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Create a cluster role binding for a particular cluster role',
  long: 'Create a cluster role binding for a particular cluster role.',
  examples: `# Make users administrators
kubectl create clusterrolebinding admins --clusterrole=cluster-admin --user=user1 --group=group1`,
  flags: { ...SUBJECT_FLAGS, clusterrole: textFlag('ClusterRole this ClusterRoleBinding should reference') },
  required: ['clusterrole'],
  failure: 'failed to create clusterrolebinding:',
  build: ({ name, flags }) => bindingOf('ClusterRoleBinding', name, 'ClusterRole', flags.clusterrole, subjectsFrom(flags)),
});

function subjectsFrom(flags: { readonly group: readonly string[]; readonly serviceaccount: readonly string[]; readonly user: unknown }): readonly JsonRecord[] {
  return subjectsOf({ user: flags.user as readonly string[], group: flags.group, serviceaccount: flags.serviceaccount });
}

function bindingOf(kind: string, name: string, roleKind: string, role: string, subjects: readonly JsonRecord[]): JsonRecord {
  const apiGroup = 'rbac.authorization.k8s.io';
  return { apiVersion: `${apiGroup}/v1`, kind, metadata: { name }, roleRef: { apiGroup, kind: roleKind, name: role }, ...(subjects.length === 0 ? {} : { subjects }) };
}
