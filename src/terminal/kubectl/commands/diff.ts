import { threeWayStrategicPatch } from '#engine/api/patch/threeWayPatch.ts';
import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import { civilTimeOf } from '#engine/core/time.ts';
import { lastAppliedOf, withLastApplied, withoutNulls } from '../apply/lastApplied.ts';
import { boolFlag, FIELD_MANAGER_FLAG, FILENAME_FLAGS, intFlag, LABEL_SELECTOR_FLAG } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { unifiedDiff } from '../diff/unifiedDiff.ts';
import { KubectlError, KubectlErrors, reportError } from '../errors.ts';
import { checkKindName, readManifests, type ManifestInfo } from '../manifests/manifests.ts';
import { matchesSelector } from '../manifests/selected.ts';
import { byCodeUnit } from '../printers/json.ts';
import { withManagedFields, withoutManagedFields } from '../printers/managedFields.ts';
import { formatYaml } from '../printers/yaml.ts';
import { isRecord, type JsonRecord } from '../printers/values.ts';
import { apiVersion } from '../resources/discovery.ts';
import { isKept, keyOf } from '../resources/info.ts';

const FLAGS = {
  concurrency: intFlag('Number of objects to process in parallel when diffing against the live version. Larger number = faster, but more memory, I/O and CPU over that shorter period of time.', 1),
  ...FIELD_MANAGER_FLAG('kubectl-client-side-apply'),
  ...FILENAME_FLAGS('Filename, directory, or URL to files contains the configuration to diff'),
  'force-conflicts': boolFlag('If true, server-side apply will force the changes against conflicts.'),
  prune: boolFlag('Include resources that would be deleted by pruning. Can be used with -l and default shows all resources would be pruned'),
  ...LABEL_SELECTOR_FLAG,
  'server-side': boolFlag('If true, apply runs in the server instead of the client.'),
  'show-managed-fields': boolFlag('If true, include managed fields in the diff.'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl diff */
export const diff = defineKubectl({
  path: ['diff'],
  usage: '-f FILENAME',
  short: 'Diff the live version against a would-be applied version',
  long: "Diff configurations specified by file name or stdin between the current online configuration, and the configuration as it would be if applied.\n\n The output is always YAML.\n\n KUBECTL_EXTERNAL_DIFF environment variable can be used to select your own diff command. Users can use external commands with params too, example: KUBECTL_EXTERNAL_DIFF=\"colordiff -N -u\"\n\n By default, the \"diff\" command available in your path will be run with the \"-u\" (unified diff) and \"-N\" (treat absent files as empty) options.\n\n Exit status: 0 No differences were found. 1 Differences were found. >1 Kubectl or diff failed with an error.",
  examples: `# Diff what a file holds
kubectl diff -f web.yaml

# Diff what standard input holds
cat web.yaml | kubectl diff -f -`,
  flags: FLAGS,
  fieldManager: 'kubectl-client-side-apply',
  *run(context) {
    const { flags } = context;
    try {
      if (context.args.length > 0) throw context.usageError(`Unexpected args: [${context.args.join(' ')}]`);
      if (flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError('must specify one of -f and -k');
      if (flags['force-conflicts'] && !flags['server-side']) throw new KubectlError('--force-conflicts only works with --server-side');
      const { infos, errors } = yield* readManifests(context, flags, { isValidated: false });
      if (errors.length > 0) throw errors.length === 1 ? errors[0] : new KubectlErrors(errors);
      const text = diffAll(context, infos.filter((info) => matchesSelector(info.object, flags.selector)));
      context.out(text);
      return text === '' ? 0 : 1;
    } catch (error) {
      // Errors have a code of their own, so that they are not taken for a difference.
      const report = reportError(error);
      if (report === undefined) throw error;
      context.err(report.text);
      return report.code + 1;
    }
  },
});

interface Version {
  readonly name: string;
  readonly live: string;
  readonly merged: string;
}

function diffAll(context: Context, infos: readonly ManifestInfo[]): string {
  const versions = infos.map((info) => versionOf(context, info)).toSorted((a, b) => byCodeUnit(a.name, b.name));
  const random = context.cluster.sim.random.fork(`kubectl diff ${context.process.pid} ${context.process.kernel.now()}`);
  const live = `/tmp/LIVE-${random.integer(1_000_000_000, 4_000_000_000)}`;
  const merged = `/tmp/MERGED-${random.integer(1_000_000_000, 4_000_000_000)}`;
  const time = fileTime(context.unixNow());
  return versions
    .filter((version) => version.live !== version.merged)
    .map((version) => {
      const from = `${live}/${version.name}`;
      const to = `${merged}/${version.name}`;
      return `diff -u -N ${from} ${to}\n--- ${from}\t${time}\n+++ ${to}\t${time}\n${unifiedDiff(version.live, version.merged)}`;
    })
    .join('');
}

/** `2026-11-23 07:12:49.301815122 +0000`. */
function fileTime(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${t.year}-${two(t.month)}-${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${String(t.millisecond).padStart(3, '0')}000000 +0000`;
}

function versionOf(context: Context, info: ManifestInfo): Version {
  const key = keyOf(info);
  const live = isKept(context.api, info.resource) ? context.api.get(key.kind, key.namespace, key.name) : undefined;
  const merged = mergedVersion(context, info, live);
  const { resource, namespace, name } = info;
  const text = (object: KubeObject | undefined) => (object === undefined ? '' : formatYaml(shown(context, object)));
  const isSecret = resource.kind === 'Secret';
  return {
    name: `${apiVersion(resource).replace('/', '.')}.${resource.kind}.${namespace ?? ''}.${name}`,
    live: isSecret && live !== undefined ? formatYaml(masked(shown(context, live), shown(context, merged), 'before')) : text(live),
    merged: isSecret ? formatYaml(masked(shown(context, merged), live === undefined ? {} : shown(context, live), 'after')) : text(merged),
  };
}

function shown(context: Context, object: KubeObject): JsonRecord {
  const record = object as unknown as JsonRecord;
  return context.flags['show-managed-fields'] ? withManagedFields(context, record) : withoutManagedFields(record);
}

/** Values of Secrets are never shown; stars tell those that change from those that do not. */
function masked(object: JsonRecord, other: JsonRecord, which: 'before' | 'after'): JsonRecord {
  const { data } = object;
  const { data: otherData } = other;
  if (!isRecord(data)) return object;
  const mask = (key: string) => {
    const before = isRecord(otherData) ? otherData[key] : undefined;
    return before === undefined || before === data[key] ? '***' : `*** (${which})`;
  };
  return { ...object, data: Object.fromEntries(Object.keys(data).map((key) => [key, mask(key)])) };
}

/** What applying would make of it: asked from the server, which stores nothing. */
function mergedVersion(context: Context, info: ManifestInfo, live: KubeObject | undefined): KubeObject {
  checkKindName(info);
  const { flags, api } = context;
  const options = { dryRun: true, fieldManager: flags['server-side'] && !context.given.has('field-manager') ? 'kubectl' : flags['field-manager'], fieldValidation: 'Warn', onWarning: context.warn } as const;
  if (flags['server-side']) return api.patch(keyOf(info), 'apply', info.object, { ...options, force: flags['force-conflicts'] });
  if (live === undefined) return api.create(withoutNulls(info.object as unknown as JsonRecord) as unknown as NewObject, options);
  const schema = api.kind(info.resource.kind)?.schema;
  if (schema === undefined) return live;
  const modified = withLastApplied(info.object as unknown as JsonRecord);
  const patch = threeWayStrategicPatch(lastAppliedOf(live) ?? {}, modified, live as unknown as JsonRecord, schema);
  return Object.keys(patch).length === 0 ? live : withoutNewAnnotation(api.patch(keyOf(info), 'strategic', patch, options), live);
}

/** diff leaves the annotation of apply as it is. */
function withoutNewAnnotation(merged: KubeObject, live: KubeObject): KubeObject {
  const key = 'kubectl.kubernetes.io/last-applied-configuration';
  const { [key]: _, ...annotations } = merged.metadata.annotations ?? {};
  const before = live.metadata.annotations?.[key];
  return { ...merged, metadata: { ...merged.metadata, annotations: { ...annotations, ...(before === undefined ? {} : { [key]: before }) } } };
}
