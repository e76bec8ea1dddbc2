import { mergeDiff } from '#engine/api/patch/threeWayPatch.ts';
import { labelValue } from '#engine/kinds/names.ts';
import type { KubeObject, Labels } from '#engine/kinds/object.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FIELD_SELECTOR_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, RECORD_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, type DryRun } from '../dryRun.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { NO_RESOURCES, splitChanges, type PairChanges } from '../pairs.ts';
import { byCodeUnit } from '../printers/json.ts';
import type { JsonRecord } from '../printers/values.ts';
import { keyOf, type Info } from '../resources/info.ts';
import { findTargets } from '../resources/targets.ts';
import { createReport, type ReportResult } from '../results.ts';

const FLAGS = {
  all: boolFlag('Select all resources, in the namespace of the specified resource types'),
  ...ALL_NAMESPACES_FLAG,
  ...DRY_RUN_FLAG,
  ...FIELD_MANAGER_FLAG('kubectl-label'),
  ...FIELD_SELECTOR_FLAG,
  ...FILENAME_FLAGS('Filename, directory, or URL to files identifying the resource to update the labels'),
  list: boolFlag('If true, display the labels for a given resource.'),
  local: boolFlag('If true, label will NOT contact api-server but run locally.'),
  ...OUTPUT_FLAGS,
  overwrite: boolFlag('If true, allow labels to be overwritten, otherwise reject label updates that overwrite existing labels.'),
  ...RECORD_FLAG,
  'resource-version': textFlag('If non-empty, the labels update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.'),
  ...LABEL_SELECTOR_FLAG,
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl label */
export const label = defineKubectl({
  path: ['label'],
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  short: 'Update the labels on a resource',
  long: 'Update the labels on a resource.\n\n  *  A label key and value must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters each.\n  *  Optionally, the key can begin with a DNS subdomain prefix and a single \'/\', like example.com/my-app.\n  *  If --overwrite is true, then existing labels can be overwritten, otherwise attempting to overwrite a label will result in an error.\n  *  If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used.',
  examples: `# Give a pod a label
kubectl label pods web-0 tier=front

# Change a label that is there
kubectl label --overwrite pods web-0 tier=back

# Label all pods of the namespace
kubectl label pods --all status=checked

# Take a label away
kubectl label pods web-0 tier-`,
  flags: FLAGS,
  *run(context) {
    const { flags } = context;
    const { resources, changes } = splitChanges(context.args, 'label');
    const pairs = parseLabels(changes);
    const dryRun = dryRunOf(context);
    if (flags.list && flags.output !== '') throw new KubectlError('--list and --output may not be specified together');
    if (flags.all && flags.selector !== '') throw new KubectlError('cannot set --all and --selector at the same time');
    if (flags.all && flags['field-selector'] !== '') throw new KubectlError('cannot set --all and --field-selector at the same time');
    if (resources.length === 0 && flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError(NO_RESOURCES);
    if (pairs.set.size === 0 && pairs.removed.length === 0 && !flags.list) throw new KubectlError('at least one label update is required');
    const { infos, errors, isSingle } = yield* findTargets(context, { args: resources, files: flags, isLocal: flags.local, all: flags.all, labelSelector: flags.selector, fieldSelector: flags['field-selector'], allNamespaces: flags['all-namespaces'], localWithoutFile: 'can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set' });
    if (flags['resource-version'] !== '' && infos.length > 1) throw new KubectlError('--resource-version may only be used with a single resource');
    const failures: unknown[] = [...errors];
    for (const info of infos) {
      try {
        // Each object has a printer of its own: nothing stands between two of them.
        const report = createReport(context, flags, dryRun);
        labelOne(context, info, pairs, { dryRun: flags.local ? 'client' : dryRun, report, isOnly: isSingle });
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

/** k8s: label parseLabels */
function parseLabels(changes: readonly string[]): PairChanges {
  const set = new Map<string, string>();
  const removed: string[] = [];
  for (const change of changes) {
    const [key = '', value, ...more] = change.split('=');
    if (value === undefined) {
      removed.push(change.slice(0, -1));
      continue;
    }
    if (more.length > 0) throw new KubectlError(`invalid label spec: ${change}`);
    const faults = labelValue(value);
    if (faults.length > 0) throw new KubectlError(`invalid label value: "${change}": ${faults.join(';')}`);
    set.set(key, value);
  }
  if (removed.some((key) => set.has(key))) throw new KubectlError('can not both modify and remove a label in the same command');
  return { set, removed };
}

interface LabelRun {
  readonly dryRun: DryRun;
  readonly report: ReportResult;
  readonly isOnly: boolean;
}

function labelOne(context: Context, info: Info, pairs: PairChanges, run: LabelRun): void {
  const before = info.object.metadata.labels ?? {};
  if (context.flags.list) return listLabels(context, info, after(before, pairs), run.isOnly);
  if (run.dryRun !== 'client') {
    for (const key of pairs.removed) if (before[key] === undefined) context.out(`label "${key}" not found.\n`);
  }
  refuseOverwrite(context, before, pairs.set);
  const labels = after(before, pairs);
  const changed = withLabels(info.object, labels, context.flags['resource-version']);
  const patch = mergeDiff(info.object as unknown as JsonRecord, changed as unknown as JsonRecord);
  const options = { dryRun: run.dryRun === 'server', onWarning: context.warn };
  const stored = run.dryRun === 'client' || Object.keys(patch).length === 0 ? changed : context.api.patch(keyOf(info), 'merge', patch, options);
  run.report(stored, operationOf(before, labels));
}

function after(before: Labels, { set, removed }: PairChanges): Labels {
  const kept = Object.entries(before).filter(([key]) => !removed.includes(key));
  return Object.fromEntries([...kept, ...set]);
}

function withLabels(object: KubeObject, labels: Labels, resourceVersion: string): KubeObject {
  const { labels: _, ...metadata } = object.metadata;
  const isBare = Object.keys(labels).length === 0 && object.metadata.labels === undefined;
  return { ...object, metadata: { ...metadata, ...(isBare ? {} : { labels }), ...(resourceVersion === '' ? {} : { resourceVersion }) } };
}

function refuseOverwrite(context: Context, before: Labels, set: ReadonlyMap<string, string>): void {
  if (context.flags.overwrite) return;
  for (const [key, value] of set) {
    const old = before[key];
    if (old !== undefined && old !== value) throw new KubectlError(`'${key}' already has a value (${old}), and --overwrite is false`);
  }
}

function operationOf(before: Labels, labels: Labels): string {
  const isAdded = Object.entries(labels).some(([key, value]) => before[key] !== value);
  const isRemoved = Object.keys(before).some((key) => labels[key] === undefined);
  if (isAdded) return 'labeled';
  return isRemoved ? 'unlabeled' : 'not labeled';
}

function listLabels(context: Context, info: Info, labels: Labels, isOnly: boolean): void {
  if (!isOnly) context.out(`Listing labels for ${info.object.kind}.${info.resource.group}/${info.name}:\n`);
  for (const key of Object.keys(labels).toSorted(byCodeUnit)) context.out(`${isOnly ? '' : ' '}${key}=${labels[key] ?? ''}\n`);
}
