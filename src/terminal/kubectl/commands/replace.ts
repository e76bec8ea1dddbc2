import { scaleOf } from '#engine/api/scale.ts';
import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import type { Wait } from '../../process/process.ts';
import { withLastApplied } from '../apply/lastApplied.ts';
import { cascadeOf } from '../cascade.ts';
import { boolFlag, DRY_RUN_FLAG, durationFlag, FIELD_MANAGER_FLAG, FILENAME_FLAGS, intFlag, OUTPUT_FLAGS, SAVE_CONFIG_FLAG, textFlag, VALIDATE_FLAG } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, validationOf, type DryRun } from '../dryRun.ts';
import { KubectlError, throwAll, withSource } from '../errors.ts';
import { checkKindName, readManifests, type ManifestInfo } from '../manifests/manifests.ts';
import { groupKind } from '../resources/discovery.ts';
import { isKept, keyOf } from '../resources/info.ts';
import { refuseUnkept } from '../resources/unkept.ts';
import { waitUntilGone, type Gone } from '../resources/waitUntilGone.ts';
import { createReport, type ReportResult } from '../results.ts';

const FLAGS = {
  cascade: textFlag('Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.', { default: 'background', alone: 'background' }),
  ...DRY_RUN_FLAG,
  ...FIELD_MANAGER_FLAG('kubectl-replace'),
  ...FILENAME_FLAGS('The files that contain the configurations to replace.'),
  force: boolFlag('If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.'),
  'grace-period': intFlag('Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).', -1),
  ...OUTPUT_FLAGS,
  raw: textFlag('Raw URI to PUT to the server.  Uses the transport specified by the kubeconfig file.'),
  ...SAVE_CONFIG_FLAG,
  subresource: textFlag('If specified, replace will operate on the subresource of the requested object.'),
  timeout: durationFlag('The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object', 0),
  ...VALIDATE_FLAG,
  wait: boolFlag('If true, wait for resources to be gone before returning. This waits for finalizers.'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl replace */
export const replace = defineKubectl({
  path: ['replace'],
  usage: '-f FILENAME',
  short: 'Replace a resource by file name or stdin',
  long: 'Replace a resource by file name or stdin.\n\n JSON and YAML formats are accepted. If replacing an existing resource, the complete resource spec must be provided. This can be obtained by\n\n  $ kubectl get TYPE NAME -o yaml',
  examples: `# Replace what a file holds
kubectl replace -f ./web.yaml

# Force replace, delete and then create the resource
kubectl replace --force -f ./web.yaml`,
  flags: FLAGS,
  *run(context) {
    const { flags } = context;
    const propagation = cascadeOf(context, flags.cascade);
    if (context.args.length > 0) throw context.usageError(`Unexpected args: [${context.args.join(' ')}]`);
    if (flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError('must specify one of -f and -k');
    if (flags.force && dryRunOf(context) !== 'none') throw new KubectlError('--dry-run can not be used when --force is set');
    if (flags['grace-period'] >= 0 && !flags.force) throw new KubectlError('--grace-period must have --force specified');
    if (flags.timeout !== 0 && !flags.force) throw new KubectlError('--timeout must have --force specified');
    const dryRun = dryRunOf(context);
    const fieldValidation = validationOf(flags.validate);
    const report = createReport(context, flags, dryRun);
    const { infos, errors } = yield* readManifests(context, flags, { isValidated: fieldValidation !== 'Ignore' });
    const failures: unknown[] = [...errors];
    if (infos.length === 0 && errors.length === 0) throw new KubectlError('no objects passed to replace');
    const options = { dryRun: dryRun === 'server', fieldValidation, fieldManager: flags['field-manager'], onWarning: context.warn };
    if (flags.force) yield* forceReplace(context, infos, { propagation, options, report, failures });
    else for (const info of infos) replaceOne(context, info, dryRun, options, report, failures);
    throwAll(failures);
  },
});

interface Options {
  readonly dryRun: boolean;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  readonly fieldManager: string;
  readonly onWarning: (text: string) => void;
}

function prepared(context: Context, info: ManifestInfo): KubeObject {
  return context.flags['save-config'] ? (withLastApplied(info.object as never) as unknown as KubeObject) : info.object;
}

function replaceOne(context: Context, info: ManifestInfo, dryRun: DryRun, options: Options, report: ReportResult, failures: unknown[]): void {
  try {
    checkKindName(info);
    if (info.name === '') throw new KubectlError('resource name may not be empty');
    if (!isKept(context.api, info.resource)) throw refuseUnkept(info.resource);
    const { subresource } = context.flags;
    const object = prepared(context, info);
    const kind = context.api.kind(info.resource.kind);
    const replaced = dryRun === 'client' ? object : context.api.update(object, { ...options, ...(subresource === 'status' || subresource === 'scale' ? { subresource } : {}) });
    report(subresource === 'scale' && kind !== undefined ? scaleOf(kind, replaced) : replaced, 'replaced');
  } catch (error) {
    failures.push(withSource('replacing', info.source, error));
  }
}

interface ForceRun {
  readonly propagation: 'Background' | 'Foreground' | 'Orphan';
  readonly options: Options;
  readonly report: ReportResult;
  readonly failures: unknown[];
}

/** Deletes all, waits until they are gone, and creates them. k8s: replace forceReplace */
function* forceReplace(context: Context, infos: readonly ManifestInfo[], run: ForceRun): Generator<Wait, void, void> {
  const grace = context.flags['grace-period'];
  const gone: Gone[] = [];
  for (const info of infos) {
    const key = keyOf(info);
    const stored = isKept(context.api, info.resource) ? context.api.get(key.kind, key.namespace, key.name) : undefined;
    if (stored === undefined) continue;
    context.api.delete(key, { propagationPolicy: run.propagation, ...(grace < 0 ? {} : { gracePeriodSeconds: grace }) });
    context.out(`${groupKind(info.resource)} "${info.name}" deleted${info.namespace === undefined ? '' : ` from ${info.namespace} namespace`}\n`);
    gone.push({ resource: info.resource, namespace: info.namespace, name: info.name, uid: stored.metadata.uid });
  }
  yield* waitUntilGone(context, gone, context.flags.timeout === 0 ? 5 * 60_000 : context.flags.timeout, run.failures);
  if (run.failures.length > 0) return;
  for (const info of infos) {
    try {
      run.report(context.api.create(prepared(context, info) as NewObject, run.options), 'replaced');
    } catch (error) {
      run.failures.push(error);
    }
  }
}
