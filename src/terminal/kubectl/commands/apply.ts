import { applyClientSide } from '../apply/clientSide.ts';
import { applyServerSide } from '../apply/serverSide.ts';
import { arrayFlag, boolFlag, DRY_RUN_FLAG, durationFlag, FILENAME_FLAGS, intFlag, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, textFlag, VALIDATE_FLAG } from '../commonFlags.ts';
import { logPrefix } from '../connection.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, validationOf, type DryRun } from '../dryRun.ts';
import { KubectlError, KubectlErrors, throwAll } from '../errors.ts';
import { readManifests } from '../manifests/manifests.ts';
import { matchesSelector } from '../manifests/selected.ts';
import { createPrinter } from '../printers/outputFormat.ts';
import type { JsonRecord } from '../printers/values.ts';
import { createReport, type ReportResult } from '../results.ts';
import { prune, prunedResources } from '../apply/prune.ts';
import { cascadeOf } from '../cascade.ts';

const FLAGS = {
  all: boolFlag('Select all resources in the namespace of the specified resource types.'),
  cascade: textFlag('Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.', { default: 'background', alone: 'background' }),
  ...DRY_RUN_FLAG,
  'field-manager': textFlag('Name of the manager used to track field ownership.', { default: 'kubectl-client-side-apply' }),
  ...FILENAME_FLAGS('The files that contain the configurations to apply.'),
  force: boolFlag('If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.'),
  'force-conflicts': boolFlag('If true, server-side apply will force the changes against conflicts.'),
  'grace-period': intFlag('Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).', -1),
  'openapi-patch': boolFlag('If true, use openapi to calculate diff when the openapi presents and the resource can be found in the openapi spec. Otherwise, fall back to use baked-in types.', { default: true }),
  ...OUTPUT_FLAGS,
  overwrite: boolFlag('Automatically resolve conflicts between the modified and live configuration by using values from the modified configuration', { default: true }),
  prune: boolFlag('Automatically delete resource objects, that do not appear in the configs and are created by either apply or create --save-config. Should be used with either -l or --all.'),
  'prune-allowlist': arrayFlag('Overwrite the default allowlist with <group/version/kind> for --prune'),
  ...LABEL_SELECTOR_FLAG,
  'server-side': boolFlag('If true, apply runs in the server instead of the client.'),
  subresource: textFlag('If specified, apply will operate on the subresource of the requested object.  Only allowed when using --server-side.'),
  timeout: durationFlag('The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object', 0),
  ...VALIDATE_FLAG,
  wait: boolFlag('If true, wait for resources to be gone before returning. This waits for finalizers.'),
} as const;

export type ApplyContext = KubectlContext<typeof FLAGS>;

/** What all objects of one apply share. */
export interface ApplyRun {
  readonly dryRun: DryRun;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  readonly fieldManager: string;
  /** The object itself is printed, so that nothing reads `unchanged`. */
  readonly printsObject: boolean;
  readonly report: ReportResult;
}

/** k8s: kubectl apply */
export const apply = defineKubectl({
  path: ['apply'],
  usage: '(-f FILENAME | -k DIRECTORY)',
  short: 'Apply a configuration to a resource by file name or stdin',
  long: 'Apply a configuration to a resource by file name or stdin. The resource name must be specified. This resource will be created if it doesn\'t exist yet. To use \'apply\', always create the resource initially with either \'apply\' or \'create --save-config\'.\n\n JSON and YAML formats are accepted.',
  examples: `# Apply the configuration of a file
kubectl apply -f ./web.yaml

# Apply the files of a directory
kubectl apply -f ./manifests/

# Apply what standard input holds
cat web.yaml | kubectl apply -f -

# Let the server merge the fields
kubectl apply --server-side -f web.yaml`,
  flags: FLAGS,
  fieldManager: 'kubectl-client-side-apply',
  *run(context) {
    const { flags } = context;
    const dryRun = checkFlags(context);
    const fieldValidation = validationOf(flags.validate);
    const { infos, errors } = yield* readManifests(context, flags, { isValidated: fieldValidation !== 'Ignore' });
    const wanted = infos.filter((info) => matchesSelector(info.object, flags.selector));
    const pruned = flags.prune ? prunedResources(context) : [];
    if (wanted.length === 0 && errors.length === 0) throw new KubectlError('no objects passed to apply');
    const { run, flush } = prepare(context, dryRun, fieldValidation);
    const failures: unknown[] = errors.length === 0 ? [] : [new KubectlErrors(errors)];
    for (const info of wanted) {
      try {
        if (flags['server-side']) applyServerSide(context, info, run);
        else yield* applyClientSide(context, info, run);
      } catch (error) {
        failures.push(error);
      }
    }
    if (flags.prune && failures.length === 0) prune(context, pruned, wanted, dryRun, run.report);
    flush();
    throwAll(failures);
  },
});

/** k8s: apply flags Validate */
function checkFlags(context: ApplyContext): DryRun {
  const { flags, args } = context;
  if (args.length > 0) throw context.usageError(`Unexpected args: [${args.join(' ')}]`);
  const dryRun = dryRunOf(context);
  cascadeOf(context, flags.cascade);
  if (flags.subresource !== '' && !flags['server-side']) throw new KubectlError('--subresource can only be specified for --server-side');
  if (flags['force-conflicts'] && !flags['server-side']) throw new KubectlError('--force-conflicts only works with --server-side');
  if (dryRun === 'client' && flags['server-side']) throw new KubectlError("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  if (flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError('must specify one of -f and -k');
  if (flags.force && flags['server-side']) throw new KubectlError('--force cannot be used with --server-side');
  if (dryRun === 'server' && flags.force) throw new KubectlError('--dry-run=server cannot be used with --force');
  if (flags.prune && flags.selector !== '' && flags.all) throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.prune && flags.selector === '' && !flags.all) throw new KubectlError('all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector');
  if (flags.prune && flags.all && flags['prune-allowlist'].length === 0) context.err(`${logPrefix(context.process, 'W')} prune.go:71] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.\n`);
  return dryRun;
}

/** Lines are printed as they come; objects are gathered into one list when there are several. */
function prepare(context: ApplyContext, dryRun: DryRun, fieldValidation: ApplyRun['fieldValidation']): { readonly run: ApplyRun; readonly flush: () => void } {
  const { flags } = context;
  const manager = flags['field-manager'];
  const fieldManager = flags['server-side'] && !context.given.has('field-manager') ? 'kubectl' : manager;
  const printsObject = (flags.output !== '' && flags.output !== 'name') || flags.template !== '';
  const gathered: JsonRecord[] = [];
  const printer = createPrinter(context, flags, { forGet: false });
  const report = printsObject ? (object: unknown) => { gathered.push(object as JsonRecord); } : createReport(context, flags, dryRun);
  const flush = () => {
    const [only] = gathered;
    if (only === undefined || printer === undefined) return;
    context.out(printer.print(gathered.length === 1 ? only : { apiVersion: 'v1', items: gathered, kind: 'List', metadata: {} }));
  };
  return { run: { dryRun, fieldValidation, fieldManager, printsObject, report }, flush };
}
