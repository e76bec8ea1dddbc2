import { ALL_NAMESPACES_FLAG, boolFlag, textFlag } from '../../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { identityOf, isAllowed } from '../../auth/authorizer.ts';
import { allowedRules, URL_VERBS } from '../../auth/rules.ts';
import { brokenDown } from '../../printers/policyRules.ts';
import { alignColumns, TABLE_COLUMNS } from '../../printers/columns.ts';
import type { Resource } from '../../resources/discovery.ts';

const FLAGS = {
  ...ALL_NAMESPACES_FLAG,
  list: boolFlag('If true, prints all allowed actions.'),
  'no-headers': boolFlag('If true, prints allowed actions without headers'),
  quiet: boolFlag('If true, suppress output and just return the exit code.', { short: 'q' }),
  subresource: textFlag('SubResource such as pod/log or deployment/scale'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl auth can-i */
export const canI = defineKubectl({
  path: ['auth', 'can-i'],
  usage: 'VERB [TYPE | TYPE/NAME | NONRESOURCEURL]',
  short: 'Check whether an action is allowed',
  long: 'Check whether an action is allowed.\n\n VERB is a logical Kubernetes API verb like \'get\', \'list\', \'watch\', \'delete\', etc. TYPE is a Kubernetes resource. Shortcuts and groups will be resolved. NONRESOURCEURL is a partial URL that starts with "/". NAME is the name of a particular Kubernetes resource. This command pairs nicely with impersonation. See --as global flag.',
  examples: `# May I create pods in any namespace?
kubectl auth can-i create pods --all-namespaces

# May the service account read pods?
kubectl auth can-i list pods --as=system:serviceaccount:default:default`,
  flags: FLAGS,
  run: (context) => {
    const { flags } = context;
    if (flags.list && context.args.length > 0) throw new KubectlError('list option must be specified with no arguments');
    if (flags.list) return listRules(context);
    const [verb, target, ...more] = context.args;
    if (verb === undefined || target === undefined || more.length > 0) {
      throw new KubectlError(`you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.`);
    }
    const isUrl = target.startsWith('/');
    if (!(isUrl ? URL_VERBS : RESOURCE_VERBS).includes(verb)) context.err(`Warning: verb '${verb}' is not a known verb\n\n`);
    const [type = '', slashName] = target.split('/');
    const resource = isUrl ? undefined : context.discovery.find(type);
    if (!isUrl) warn(context, type, resource);
    const answer = isAllowed(context, { verb, resource, plural: resource?.plural ?? type, name: slashName ?? '', url: isUrl ? target : '', namespace: flags['all-namespaces'] ? '' : context.namespace });
    if (!flags.quiet) context.out(answer ? 'yes\n' : 'no\n');
    return answer ? 0 : 1;
  },
});

const RESOURCE_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'impersonate', '*', 'approve', 'sign', 'escalate', 'attest'];

function warn(context: Context, type: string, resource: Resource | undefined): void {
  if (type === '*') return;
  const [plural = '', ...group] = type.split('.');
  if (resource === undefined) context.err(`Warning: the server doesn't have a resource type '${plural}'${group.length === 0 ? '' : ` in group '${group.join('.')}'`}\n\n`);
  else if (!resource.namespaced && !context.flags['all-namespaces']) context.err(`Warning: resource '${resource.plural}' is not namespace scoped${resource.group === '' ? '' : ` in group '${resource.group}'`}\n\n`);
}

function listRules(context: Context): void {
  const header = 'Resources\tNon-Resource URLs\tResource Names\tVerbs';
  const rules = allowedRules(context.cluster.api.as('rbac'), identityOf(context), context.namespace);
  const rows = brokenDown(rules).map(({ resource, urls, names, verbs }) => `${resource}\t[${urls.join(' ')}]\t[${names.join(' ')}]\t[${verbs.join(' ')}]`);
  context.out(alignColumns(context.flags['no-headers'] ? rows : [header, ...rows], TABLE_COLUMNS));
}
