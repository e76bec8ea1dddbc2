import type { KubeObject } from '#engine/kinds/object.ts';
import { arrayFlag, boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { formatJson } from '../../printers/json.ts';
import { listAt } from '../../printers/values.ts';
import { findTargets } from '../../resources/targets.ts';
import { visit } from '../../resources/visit.ts';
import { createReport } from '../../results.ts';
import { subjectsOf } from '../../subjects.ts';
import { changeEach } from '../../workloadChange.ts';

/** k8s: kubectl set subject */
export const setSubject = defineKubectl({
  path: ['set', 'subject'],
  usage: '(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  examples: `# Add a service account to a role binding
kubectl set subject rolebinding readers --serviceaccount=default:robot`,
  flags: {
    all: boolFlag('Select all resources, in the namespace of the specified resource types'),
    ...DRY_RUN_FLAG,
    ...FIELD_MANAGER_FLAG('kubectl-set'),
    ...FILENAME_FLAGS('the resource to update the subjects'),
    group: arrayFlag('Groups to bind to the role'),
    local: boolFlag('If true, set subject will NOT contact api-server but run locally.'),
    ...OUTPUT_FLAGS,
    ...LABEL_SELECTOR_FLAG,
    serviceaccount: arrayFlag('Service accounts to bind to the role'),
    user: arrayFlag('Usernames to bind to the role'),
  },
  fieldManager: 'kubectl-set',
  *run(context) {
    const { flags } = context;
    const dryRun = dryRunOf(context);
    const subjects = subjectsOf({ user: flags.user as unknown as readonly string[], group: flags.group, serviceaccount: flags.serviceaccount });
    if (context.args.length === 0 && flags.filename.length === 0) visit(context, { args: [] });
    if (subjects.length === 0) throw new KubectlError('you must specify at least one value of user, group or serviceaccount');
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: flags, isLocal: flags.local, all: flags.all, labelSelector: flags.selector });
    throwAll(errors);
    const options = { dryRun: flags.local ? ('client' as const) : dryRun, operation: 'subjects updated', report: createReport(context, flags, dryRun, { isTyped: true }), failure: 'failed to patch subjects to rolebinding' };
    throwAll(
      changeEach(context, infos, options, ({ resource, name, object }) => {
        if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') throw new KubectlError(`error: ${resource.plural}/${name} setting subjects is only supported for RoleBinding/ClusterRoleBinding`);
        const known = listAt(object, 'subjects');
        const added = subjects.filter((subject) => !known.some((other) => formatJson(other) === formatJson(subject)));
        return added.length === 0 ? object : ({ ...object, subjects: [...known, ...added] } as KubeObject);
      }),
    );
  },
});
