import { boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, OUTPUT_FLAGS, RECORD_FLAG } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { podTemplateOf, withPodSpec } from '../../podSpec.ts';
import { findTargets } from '../../resources/targets.ts';
import { NOTHING_GIVEN } from '../../resources/visit.ts';
import { createReport } from '../../results.ts';
import { formToChange } from '../../typedForm.ts';
import { changeEach } from '../../workloadChange.ts';
import { refuseOther } from './templateOnly.ts';

/** k8s: kubectl set serviceaccount */
export const setServiceAccount = defineKubectl({
  path: ['set', 'serviceaccount'],
  aliases: ['sa'],
  usage: '(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  short: 'Update the service account of a resource',
  long: 'Update the service account of pod template resources.\n\n Possible resources (case insensitive) can be:\n\n replicationcontroller (rc), deployment (deploy), daemonset (ds), job, replicaset (rs), statefulset',
  examples: `# Set the service account of a set
kubectl set serviceaccount statefulset web robot`,
  flags: {
    all: boolFlag('Select all resources, in the namespace of the specified resource types'),
    ...DRY_RUN_FLAG,
    ...FIELD_MANAGER_FLAG('kubectl-set'),
    ...FILENAME_FLAGS('identifying the resource to get from a server.'),
    local: boolFlag('If true, set serviceaccount will NOT contact api-server but run locally.'),
    ...OUTPUT_FLAGS,
    ...RECORD_FLAG,
  },
  fieldManager: 'kubectl-set',
  *run(context) {
    const { flags } = context;
    const account = context.args.at(-1);
    if (account === undefined) throw new KubectlError('serviceaccount is required');
    const dryRun = dryRunOf(context);
    const { infos, errors } = yield* findTargets(context, { args: context.args.slice(0, -1), files: flags, isLocal: flags.local, localWithoutFile: NOTHING_GIVEN, all: flags.all });
    throwAll(errors);
    const options = { dryRun: flags.local ? ('client' as const) : dryRun, operation: 'serviceaccount updated', report: createReport(context, flags, dryRun, { isTyped: true }), failure: 'failed to patch ServiceAccountName' };
    throwAll(
      changeEach(context, infos, options, (info) => {
        if (podTemplateOf(info.object) === undefined) throw refuseOther(info, flags.local);
        return withPodSpec(formToChange(info.object, flags.local), (spec) => ({ ...spec, serviceAccountName: account }));
      }),
    );
  },
});
