import { scaleOf } from '#engine/api/scale.ts';
import { goJsonKind } from '#engine/api/goText.ts';
import { isEqualJson, isRecord, type JsonRecord } from '#engine/core/json.ts';
import { applyJsonPatch } from '#engine/api/patch/jsonPatch.ts';
import { applyMergePatch } from '#engine/api/patch/mergePatch.ts';
import { applyStrategicPatch } from '#engine/api/patch/strategicMerge.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { PatchType } from '#engine/api/api.ts';
import { badRequest, noSuchPath } from '#engine/api/status.ts';
import { boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, OUTPUT_FLAGS, RECORD_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf } from '../dryRun.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { goJsonProblem } from '../goJsonProblem.ts';
import { readYaml, YamlError } from '../manifests/yamlReader.ts';
import { quoteGo } from '../printers/goQuote.ts';
import { keyOf, type Info } from '../resources/info.ts';
import { findTargets } from '../resources/targets.ts';
import { createReport } from '../results.ts';

const FLAGS = {
  ...DRY_RUN_FLAG,
  ...FIELD_MANAGER_FLAG('kubectl-patch'),
  ...FILENAME_FLAGS('Filename, directory, or URL to files identifying the resource to update'),
  local: boolFlag('If true, patch will operate on the content of the file, not the server-side resource.'),
  ...OUTPUT_FLAGS,
  patch: textFlag('The patch to be applied to the resource JSON file.', { short: 'p' }),
  'patch-file': textFlag('A file containing a patch to be applied to the resource.'),
  ...RECORD_FLAG,
  subresource: textFlag('If specified, patch will operate on the subresource of the requested object.'),
  type: textFlag('The type of patch being provided; one of [json merge strategic]', { default: 'strategic' }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl patch */
export const patch = defineKubectl({
  path: ['patch'],
  usage: '(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  short: 'Update fields of a resource',
  long: 'Update fields of a resource using strategic merge patch, a JSON merge patch, or a JSON patch.\n\n JSON and YAML formats are accepted.\n\n Note: Strategic merge patch is not supported for custom resources.',
  examples: `# Change a set with a strategic merge patch in JSON
kubectl patch sts web -p '{"spec":{"replicas":3}}'

# The same in YAML
kubectl patch sts web -p $'spec:\\n replicas: 3'

# Change the image of a container; the name says which
kubectl patch sts web -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.26"}]}}}}'

# Change it with a JSON patch and its place in the list
kubectl patch sts web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.26"}]'

# Change the number of replicas through the scale subresource
kubectl patch sts web --subresource='scale' --type='merge' -p '{"spec":{"replicas":2}}'`,
  flags: FLAGS,
  *run(context) {
    const { flags } = context;
    const text = patchText(context);
    const type = patchType(flags.type);
    const dryRun = dryRunOf(context);
    const body = parsePatch(text);
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: flags, isLocal: flags.local, localWithoutFile: 'cannot specify --local and server resources' });
    if (infos.length === 0 && errors.length === 0) throw new KubectlError('no objects passed to patch');
    const report = createReport(context, flags, 'none');
    const failures: unknown[] = [...errors];
    for (const info of infos) {
      try {
        const answered = flags.local ? patchedHere(context, info, type, body) : patchOne(context, info, type, body, dryRun !== 'none');
        // What only the client works out counts no new generation.
        const patched = dryRun === 'client' ? withGenerationOf(answered, info.object) : answered;
        report(served(context, patched), isSame(info.object, patched) ? 'patched (no change)' : 'patched');
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

function patchText(context: Context): string {
  const { flags, process } = context;
  if (flags.patch !== '' && flags['patch-file'] !== '') throw new KubectlError('cannot specify --patch and --patch-file together');
  if (flags.patch === '' && flags['patch-file'] === '') throw new KubectlError('must specify --patch or --patch-file containing the contents of the patch');
  if (flags.patch !== '') return flags.patch;
  const path = process.machine.files.resolve(process.cwd, flags['patch-file']);
  if (!process.machine.files.exists(path)) throw new KubectlError(`unable to read patch file: open ${flags['patch-file']}: no such file or directory`);
  return process.machine.files.read(path);
}

function patchType(type: string): Exclude<PatchType, 'apply'> {
  if (type === 'json' || type === 'merge' || type === 'strategic') return type;
  throw new KubectlError(`--type must be one of [json merge strategic], not "${type}"`);
}

/** What begins like a JSON object goes to the server as it is; everything else is read as YAML. */
function parsePatch(text: string): unknown {
  if (!/^\s*\{/.test(text)) return parseYamlPatch(text);
  const problem = goJsonProblem(text);
  if (problem !== undefined) throw badRequest(problem);
  return JSON.parse(text) as unknown;
}

function parseYamlPatch(text: string): unknown {
  try {
    return readYaml(text) ?? null;
  } catch (error) {
    if (error instanceof YamlError) throw new KubectlError(`unable to parse ${quoteGo(text)}: yaml: ${error.message}`);
    throw error;
  }
}

/** Through its scale an object is seen as one. */
function served(context: Context, object: KubeObject): KubeObject {
  const kind = context.api.kind(object.kind);
  return context.flags.subresource === 'scale' && kind !== undefined ? scaleOf(kind, object) : object;
}

function patchOne(context: Context, info: Info, type: Exclude<PatchType, 'apply'>, body: unknown, isDry: boolean): KubeObject {
  const { subresource } = context.flags;
  if (subresource !== '' && !['status', 'scale', 'resize'].includes(subresource)) throw noSuchPath();
  return context.api.patch(keyOf(info), type, body, {
    dryRun: isDry,
    onWarning: context.warn,
    fieldManager: context.flags['field-manager'],
    ...(subresource === 'status' || subresource === 'scale' ? { subresource } : {}),
  });
}

/** `--local`: the object of the file, patched without the server. */
function patchedHere(context: Context, info: Info, type: Exclude<PatchType, 'apply'>, body: unknown): KubeObject {
  const { object } = info;
  if (type === 'json') return applyJsonPatch(object, body) as KubeObject;
  if (!isRecord(body)) throw new KubectlError(`unable to parse "${String(body)}": json: cannot unmarshal ${goJsonKind(body)} into Go value of type map[string]interface {}`);
  if (type === 'merge') return applyMergePatch(object, body) as KubeObject;
  const schema = context.api.kind(info.resource.kind)?.schema;
  return applyStrategicPatch(object as unknown as JsonRecord, body, schema) as unknown as KubeObject;
}

function withGenerationOf(patched: KubeObject, { metadata: { generation } }: KubeObject): KubeObject {
  return generation === undefined ? patched : { ...patched, metadata: { ...patched.metadata, generation } };
}

function isSame(before: KubeObject, after: KubeObject): boolean {
  return before === after || isEqualJson(before, after);
}
