import type { KubeObject } from '#engine/kinds/object.ts';
import { isApiError, type ApiError } from '#engine/api/errors.ts';
import type { ApplyContext, ApplyRun } from '../commands/apply.ts';
import { KubectlError } from '../errors.ts';
import { checkKindName, type ManifestInfo } from '../manifests/manifests.ts';
import { isKept, keyOf } from '../resources/info.ts';
import { refuseUnkept } from '../resources/unkept.ts';
import { valueAt } from '../printers/values.ts';
import { LAST_APPLIED } from './lastApplied.ts';

const CONFLICT_HELP = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** Sends the manifest for the server to merge. k8s: apply applyOneObject, server-side */
export function applyServerSide(context: ApplyContext, info: ManifestInfo, run: ApplyRun): void {
  checkKindName(info);
  if (info.name === '') throw new KubectlError('resource name may not be empty');
  if (!isKept(context.api, info.resource)) throw refuseUnkept(info.resource);
  const options = {
    dryRun: run.dryRun === 'server',
    fieldValidation: run.fieldValidation,
    fieldManager: run.fieldManager,
    force: context.flags['force-conflicts'],
    onWarning: context.warn,
  };
  try {
    const applied = context.api.patch(keyOf(info), 'apply', info.object, options);
    run.report(keepLastApplied(context, info, applied, run), 'serverside-applied');
  } catch (error) {
    if (isApiError(error, 'Conflict')) throw conflictError(error);
    throw error;
  }
}

/** Whoever applied an object from the client side before keeps the annotation. k8s: apply saveLastApplyAnnotationIfNecessary */
function keepLastApplied(context: ApplyContext, info: ManifestInfo, applied: KubeObject, run: ApplyRun): KubeObject {
  const annotation = applied.metadata.annotations?.[LAST_APPLIED];
  const owners = context.api.managedFields?.(applied) ?? [];
  const isOwned = owners.some(({ operation, fieldsV1 }) => operation === 'Apply' && valueAt(fieldsV1, 'f:metadata', 'f:annotations', `f:${LAST_APPLIED}`) !== undefined);
  if (annotation === undefined || isOwned || run.fieldManager !== 'kubectl') return applied;
  const { apiVersion, kind } = info.object;
  const { name, namespace } = applied.metadata;
  const only = { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }), annotations: { [LAST_APPLIED]: annotation } } };
  try {
    return context.api.patch(keyOf(info), 'apply', only, { dryRun: run.dryRun === 'server', fieldManager: 'kubectl-last-applied', onWarning: context.warn });
  } catch (error) {
    if (!isApiError(error)) throw error;
    context.err(`Warning: failed to migrate ${LAST_APPLIED} for Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${error.status.message ?? ''}\n`);
    return applied;
  }
}

function conflictError(error: ApiError): KubectlError {
  return new KubectlError(`${error.status.message ?? ''}\n${CONFLICT_HELP}`);
}
