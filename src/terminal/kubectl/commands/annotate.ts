import { mergeDiff } from '#engine/api/patch/threeWayPatch.ts';
import type { KubeObject, Labels } from '#engine/kinds/object.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FIELD_SELECTOR_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, RECORD_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, type DryRun } from '../dryRun.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { NO_RESOURCES, parsePairs, splitChanges, type PairChanges } from '../pairs.ts';
import { byCodeUnit } from '../printers/json.ts';
import type { JsonRecord } from '../printers/values.ts';
import { keyOf, type Info } from '../resources/info.ts';
import { findTargets } from '../resources/targets.ts';
import { createReport } from '../results.ts';

const FLAGS = {
  all: boolFlag('Select all resources, in the namespace of the specified resource types.'),
  ...ALL_NAMESPACES_FLAG,
  ...DRY_RUN_FLAG,
  ...FIELD_MANAGER_FLAG('kubectl-annotate'),
  ...FIELD_SELECTOR_FLAG,
  ...FILENAME_FLAGS('Filename, directory, or URL to files identifying the resource to update the annotation'),
  list: boolFlag('If true, display the annotations for a given resource.'),
  local: boolFlag('If true, annotation will NOT contact api-server but run locally.'),
  ...OUTPUT_FLAGS,
  overwrite: boolFlag('If true, allow annotations to be overwritten, otherwise reject annotation updates that overwrite existing annotations.'),
  ...RECORD_FLAG,
  'resource-version': textFlag('If non-empty, the annotation update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.'),
  ...LABEL_SELECTOR_FLAG,
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl annotate */
export const annotate = defineKubectl({
  path: ['annotate'],
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  short: 'Update the annotations on a resource',
  long: 'Update the annotations on one or more resources.\n\n All Kubernetes objects support the ability to store additional data with the object as annotations. Annotations are key/value pairs that can be larger than labels and include arbitrary string values such as structured JSON. Tools and system extensions may use annotations to store their own data.\n\n Attempting to set an annotation that already exists will fail unless --overwrite is set. If --resource-version is specified and does not match the current resource version on the server the command will fail.\n\nUse "kubectl api-resources" for a complete list of supported resources.',
  examples: `# Describe a pod in an annotation
kubectl annotate pods web-0 description='my frontend'

# Change an annotation that is there
kubectl annotate --overwrite pods web-0 description='my frontend running nginx'

# Take an annotation away
kubectl annotate pods web-0 description-`,
  flags: FLAGS,
  *run(context) {
    const { flags } = context;
    const { resources, changes } = splitChanges(context.args, 'annotation');
    const pairs = parsePairs(changes, 'annotation', true);
    const dryRun = dryRunOf(context);
    if (flags.list && flags.output !== '') throw new KubectlError('--list and --output may not be specified together');
    if (flags.all && flags.selector !== '') throw new KubectlError('cannot set --all and --selector at the same time');
    if (resources.length === 0 && flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError(NO_RESOURCES);
    if (pairs.set.size === 0 && pairs.removed.length === 0 && !flags.list) throw new KubectlError('at least one annotation update is required');
    const both = pairs.removed.filter((key) => pairs.set.has(key));
    if (both.length > 0) throw new KubectlError(`can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`);
    const { infos, errors, isSingle } = yield* findTargets(context, { args: resources, files: flags, isLocal: flags.local, all: flags.all, labelSelector: flags.selector, fieldSelector: flags['field-selector'], allNamespaces: flags['all-namespaces'], localWithoutFile: 'can only use local files by -f rsrc.yaml or --filename=rsrc.json when --local=true is set' });
    const failures: unknown[] = [...errors];
    const report = createReport(context, flags, dryRun);
    for (const info of infos) {
      try {
        if (flags.list) listAnnotations(context, info, isSingle);
        else report(annotateOne(context, info, pairs, flags.local ? 'client' : dryRun), 'annotated');
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

function annotateOne(context: Context, info: Info, pairs: PairChanges, dryRun: DryRun): KubeObject {
  const before = info.object.metadata.annotations ?? {};
  refuseOverwrite(context, before, pairs.set);
  const kept = Object.entries(before).filter(([key]) => !pairs.removed.includes(key));
  const annotations = Object.fromEntries([...kept, ...pairs.set]);
  const version = context.flags['resource-version'];
  const isBare = Object.keys(annotations).length === 0 && info.object.metadata.annotations === undefined;
  const metadata = { ...info.object.metadata, ...(isBare ? {} : { annotations }), ...(version === '' ? {} : { resourceVersion: version }) };
  const changed: KubeObject = { ...info.object, metadata };
  const patch = mergeDiff(info.object as unknown as JsonRecord, changed as unknown as JsonRecord);
  if (dryRun === 'client' || Object.keys(patch).length === 0) return changed;
  return context.api.patch(keyOf(info), 'merge', patch, { dryRun: dryRun === 'server', onWarning: context.warn });
}

function refuseOverwrite(context: Context, before: Labels, set: ReadonlyMap<string, string>): void {
  if (context.flags.overwrite) return;
  const clashes = [...set].filter(([key, value]) => before[key] !== undefined && before[key] !== value);
  if (clashes.length === 0) return;
  throw new KubectlError(`--overwrite is false but found the following declared annotation(s): ${clashes.map(([key]) => `'${key}' already has a value (${before[key] ?? ''})`).join('; ')}`);
}

function listAnnotations(context: Context, info: Info, isOnly: boolean): void {
  const annotations = info.object.metadata.annotations ?? {};
  if (!isOnly) context.out(`Listing annotations for ${info.object.kind}.${info.resource.group}/${info.name}:\n`);
  for (const key of Object.keys(annotations).toSorted(byCodeUnit)) context.out(`${isOnly ? '' : ' '}${key}=${annotations[key] ?? ''}\n`);
}
