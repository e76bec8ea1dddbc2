import { applyJsonPatch } from '#engine/api/patch/jsonPatch.ts';
import { applyMergePatch } from '#engine/api/patch/mergePatch.ts';
import { applyStrategicPatch } from '#engine/api/patch/strategicMerge.ts';
import { labelMatcher } from '#engine/api/selectors.ts';
import type { Labels } from '#engine/kinds/object.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { readDocuments } from '../manifests/documents.ts';
import { isRecord, listAt, recordAt, textAt, type JsonRecord } from '../printers/values.ts';
import { idText, kindOf, type Kustomized } from './kustomized.ts';
import type { Kustomization } from './kustomization.ts';

/** Applies `patches` and what it was called before. */
export function patched(context: KubectlContext, { directory, fields }: Kustomization, objects: readonly Kustomized[]): readonly Kustomized[] {
  const patches = [
    ...listAt(fields, 'patchesStrategicMerge').map((patch) => ({ text: isFile(context, directory, String(patch)) ? read(context, directory, String(patch)) : String(patch), target: undefined })),
    ...[...listAt(fields, 'patchesJson6902'), ...listAt(fields, 'patches')].map((patch) => {
      const [path, inline, target] = [textAt(patch, 'path'), textAt(patch, 'patch'), recordAt(patch, 'target')];
      return { text: path === '' ? inline : read(context, directory, path), target: Object.keys(target).length === 0 ? undefined : target };
    }),
  ];
  return patches.reduce((current, { text, target }) => applyPatch(context, current, text, target), objects);
}

function isFile(context: KubectlContext, directory: string, name: string): boolean {
  return !name.includes('\n') && context.process.machine.files.exists(context.process.machine.files.resolve(directory, name));
}

function read(context: KubectlContext, directory: string, name: string): string {
  const { files } = context.process.machine;
  const path = files.resolve(directory, name);
  if (!files.exists(path)) throw new KubectlError(`failed to get the patch file from path(${name}): evalsymlink failure on '${path}' : lstat ${path}: no such file or directory`);
  return files.read(path);
}

function applyPatch(context: KubectlContext, objects: readonly Kustomized[], text: string, target: JsonRecord | undefined): readonly Kustomized[] {
  const { values, problem } = readDocuments(text);
  if (problem !== undefined) throw new KubectlError(`unable to parse SM or JSON patch from [patch: ${JSON.stringify(text)}]`);
  return values.reduce<readonly Kustomized[]>((current, patch) => {
    if (Array.isArray(patch)) return changeTargets(current, target, (value) => applyJsonPatch(value, patch) as JsonRecord);
    if (!isRecord(patch)) return current;
    if (target !== undefined) return changeTargets(current, target, (value) => merged(context, value, patch));
    return patchNamed(context, current, patch);
  }, objects);
}

/** A patch without a target names its object itself; `$patch: delete` takes it away. */
function patchNamed(context: KubectlContext, objects: readonly Kustomized[], patch: JsonRecord): readonly Kustomized[] {
  const target = objects.find((object) => kindOf(object) === textAt(patch, 'kind') && object.names.includes(textAt(patch, 'metadata', 'name')));
  if (target === undefined) throw new KubectlError(`no resource matches strategic merge patch "${idText(patch)}": no matches for Id ${idText(patch)}; failed to find unique target for patch ${idText(patch)}`);
  if (patch['$patch'] === 'delete') return objects.filter((object) => object !== target);
  return objects.map((object) => (object === target ? { ...object, value: merged(context, object.value, patch) } : object));
}

/** The object keeps its kind and name, whatever the patch says. */
function merged(context: KubectlContext, value: JsonRecord, patch: JsonRecord): JsonRecord {
  const schema = context.apiAs('kustomize').kind(textAt(value, 'kind'))?.schema;
  const result = schema === undefined ? (applyMergePatch(value, patch) as JsonRecord) : applyStrategicPatch(value, patch, schema);
  return { ...result, kind: value['kind'], metadata: { ...recordAt(result, 'metadata'), name: textAt(value, 'metadata', 'name') } };
}

function changeTargets(objects: readonly Kustomized[], target: JsonRecord | undefined, change: (value: JsonRecord) => JsonRecord): readonly Kustomized[] {
  if (target === undefined) throw new KubectlError('must specify a target for JSON patch');
  return objects.map((object) => (isTarget(object, target) ? { ...object, value: change(object.value) } : object));
}

/** Names and kinds of targets are regular expressions for the whole word. */
function isTarget({ value, names }: Kustomized, target: JsonRecord): boolean {
  const fits = (pattern: string, text: string) => pattern === '' || new RegExp(`^(?:${pattern})$`).test(text);
  const version = textAt(value, 'apiVersion');
  const [group = '', own = ''] = version.includes('/') ? version.split('/') : ['', version];
  const selector = textAt(target, 'labelSelector');
  return (
    fits(textAt(target, 'kind'), textAt(value, 'kind')) &&
    fits(textAt(target, 'group'), group) &&
    fits(textAt(target, 'version'), own) &&
    names.some((name) => fits(textAt(target, 'name'), name)) &&
    fits(textAt(target, 'namespace'), textAt(value, 'metadata', 'namespace')) &&
    (selector === '' || labelMatcher(selector)(recordAt(value, 'metadata', 'labels') as Labels))
  );
}
