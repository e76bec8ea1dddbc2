import { isApiError } from '#engine/api/errors.ts';
import { threeWayMergePatch, threeWayStrategicPatch } from '#engine/api/patch/threeWayPatch.ts';
import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import type { Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import type { ApplyContext, ApplyRun } from '../commands/apply.ts';
import { KubectlError, withSource } from '../errors.ts';
import { checkKindName, type ManifestInfo } from '../manifests/manifests.ts';
import { formatJson } from '../printers/json.ts';
import type { JsonRecord } from '../printers/values.ts';
import { getInfo, isKept, keyOf } from '../resources/info.ts';
import { infoText } from '../resources/infoText.ts';
import { refuseUnkept } from '../resources/unkept.ts';
import { LAST_APPLIED, lastAppliedOf, withLastApplied, withoutNulls } from './lastApplied.ts';

/** Creates the object, or patches what differs from the manifest. k8s: apply applyOneObject */
export function* applyClientSide(context: ApplyContext, info: ManifestInfo, run: ApplyRun): Generator<Wait, void, void> {
  const { generateName = '' } = info.object.metadata;
  if (info.name === '' && generateName !== '') throw new KubectlError(`from ${generateName}: cannot use generate name with apply`);
  const modified = withLastApplied(asRecord(info.object));
  const current = stored(context, info);
  if (current === undefined) {
    run.report(createMissing(context, info, modified, run), 'created');
    return;
  }
  warnAbout(context, info, current);
  if (run.dryRun === 'client') {
    run.report(current, 'configured');
    return;
  }
  const patch = patchFor(context, info, modified, current);
  if (Object.keys(patch).length === 0) {
    run.report(current, run.printsObject ? 'configured' : 'unchanged');
    return;
  }
  run.report(yield* send(context, info, modified, patch, run), 'configured');
}

function asRecord(object: KubeObject): JsonRecord {
  return object as unknown as JsonRecord;
}

function stored(context: ApplyContext, info: ManifestInfo): KubeObject | undefined {
  const retrieving = `retrieving current configuration of:\n${infoText(info)}\nfrom server for:`;
  if (info.name === '') throw withSource(retrieving, info.source, new KubectlError('resource name may not be empty'));
  try {
    return getInfo(context, info.resource, info.name, info.namespace ?? '').object;
  } catch (error) {
    if (isApiError(error, 'NotFound')) return undefined;
    throw withSource(retrieving, info.source, error);
  }
}

function createMissing(context: ApplyContext, info: ManifestInfo, modified: JsonRecord, run: ApplyRun): KubeObject {
  if (run.dryRun === 'client') return modified as unknown as KubeObject;
  if (!isKept(context.api, info.resource)) throw refuseUnkept(info.resource);
  try {
    checkKindName(info);
    return context.api.create(withoutNulls(modified) as unknown as NewObject, writeOptions(context, run));
  } catch (error) {
    throw withSource('creating', info.source, error);
  }
}

function writeOptions(context: ApplyContext, run: ApplyRun) {
  return { dryRun: run.dryRun === 'server', fieldValidation: run.fieldValidation, fieldManager: run.fieldManager, onWarning: context.warn };
}

function warnAbout(context: ApplyContext, info: ManifestInfo, current: KubeObject): void {
  const { annotations, deletionTimestamp } = current.metadata;
  if (annotations?.[LAST_APPLIED] === undefined) {
    context.err(
      `Warning: resource ${info.resource.plural}/${info.name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
    );
  }
  if (deletionTimestamp !== undefined) context.err(`Warning: Detected changes to resource ${info.name} which is currently being deleted.\n`);
}

function patchFor(context: ApplyContext, info: ManifestInfo, modified: JsonRecord, current: KubeObject): JsonRecord {
  const original = lastAppliedOf(current) ?? {};
  const kind = context.api.kind(info.resource.kind);
  if (kind === undefined) return threeWayMergePatch(original, modified, asRecord(current));
  return threeWayStrategicPatch(original, modified, asRecord(current), kind.schema);
}

function* send(context: ApplyContext, info: ManifestInfo, modified: JsonRecord, patch: JsonRecord, run: ApplyRun): Generator<Wait, KubeObject, void> {
  try {
    return context.api.patch(keyOf(info), 'strategic', patch, writeOptions(context, run));
  } catch (error) {
    if (context.flags.force && (isApiError(error, 'Invalid') || isApiError(error, 'Conflict'))) return yield* recreate(context, info, modified, run);
    const patching = withSource('patching', info.source, error);
    throw withSource(`applying patch:\n${formatJson(patch)}\nto:\n${infoText(info)}\nfor:`, info.source, patching);
  }
}

/** `--force`: what cannot be patched is deleted and made again. k8s: apply deleteAndCreate */
function* recreate(context: ApplyContext, info: ManifestInfo, modified: JsonRecord, run: ApplyRun): Generator<Wait, KubeObject, void> {
  const key = keyOf(info);
  const grace = context.flags['grace-period'];
  context.api.delete(key, { propagationPolicy: 'Background', gracePeriodSeconds: grace < 0 ? 0 : grace });
  while (context.api.get(key.kind, key.namespace, key.name) !== undefined) yield sleep(1000);
  return context.api.create(withoutNulls(modified) as unknown as NewObject, writeOptions(context, run));
}
