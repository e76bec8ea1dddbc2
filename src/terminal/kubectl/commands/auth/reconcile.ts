import { isApiError } from '#engine/api/errors.ts';
import type { NewObject } from '#engine/kinds/object.ts';
import { boolFlag, DRY_RUN_FLAG, FILENAME_FLAGS, OUTPUT_FLAGS } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { readManifests } from '../../manifests/manifests.ts';
import { keyOf } from '../../resources/info.ts';
import { createReport } from '../../results.ts';

/** k8s: kubectl auth reconcile. simplified: roles and bindings are taken over as a whole. */
export const reconcile = defineKubectl({
  path: ['auth', 'reconcile'],
  usage: '-f FILENAME',
  short: 'Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects',
  examples: `# Reconcile RBAC resources of a file
kubectl auth reconcile -f my-rbac-rules.yaml`,
  flags: {
    ...DRY_RUN_FLAG,
    ...FILENAME_FLAGS('identifying the resource to reconcile.'),
    ...OUTPUT_FLAGS,
    'remove-extra-permissions': boolFlag('If true, removes extra permissions added to roles'),
    'remove-extra-subjects': boolFlag('If true, removes extra subjects added to rolebindings'),
  },
  *run(context) {
    const { flags, api } = context;
    if (flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError('must specify one of -f and -k');
    const dryRun = dryRunOf(context);
    const report = createReport(context, flags, dryRun);
    const { infos, errors } = yield* readManifests(context, flags, { isValidated: true });
    for (const info of infos.filter((info) => info.resource.group === 'rbac.authorization.k8s.io')) {
      const options = { dryRun: dryRun !== 'none', onWarning: context.warn };
      try {
        report(api.create(info.object as NewObject, options), 'reconciled');
      } catch (error) {
        if (!isApiError(error, 'AlreadyExists')) throw error;
        report(api.patch(keyOf(info), 'merge', info.object, options), 'reconciled');
      }
    }
    throwAll(errors);
  },
});
