import { formatRfc3339 } from '../core/time.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import type { KubeObject, NewObject, ObjectKey } from '../kinds/object.ts';
import type { SchemaNode } from '../kinds/schema.ts';
import type { PatchOptions } from './api.ts';
import { createObject, type Writer } from './createObject.ts';
import { decodeJson } from './decode.ts';
import type { ApiError, Status } from './errors.ts';
import { changedFields, fieldsOf } from './fields/fieldsOf.ts';
import { differenceOf, intersectionOf, pathsOf, unionOf, withoutBranches, type FieldTree } from './fields/fieldTree.ts';
import { managedPart, withFields, type ManagedFieldsEntry } from './fields/ledger.ts';
import { mergeApplied, withoutFields } from './fields/mergeApplied.ts';
import { typeFaults } from './fields/typeFaults.ts';
import { isEqualJson, isRecord, type JsonRecord } from '../core/json.ts';
import { formatJson } from './goJson.ts';
import { badRequest, failure, unknownError } from './status.ts';
import { updateObject } from './updateObject.ts';

/**
 * Server-side apply: the object gets the fields of the manifest, and loses those that this manager applied before and
 * no longer does. Throws 409 when another manager has set a field to something else, unless it is forced.
 * simplified: a change of managers alone stores nothing, so it gives no new resourceVersion.
 * k8s: fieldmanager, structured-merge-diff merge.Updater Apply
 */
export function applyObject(writer: Writer, kind: Kind, key: ObjectKey, manifest: unknown, options: PatchOptions): KubeObject {
  const manager = options.fieldManager ?? writer.by;
  const applied = readManifest(kind, key, manifest);
  const { backend, fields } = writer;
  const live = backend.store.get(kind.kind, kind.namespaced ? key.namespace : undefined, key.name);
  const own = ownEntry(writer, kind, manager, fieldsOf(managedPart(applied, undefined), kind.schema));
  if (live === undefined) {
    const created = createObject(writer, kind, applied as NewObject, { ...options, fieldManager: manager });
    if (options.dryRun !== true) fields.replace(created.metadata.uid, [own]);
    return created;
  }
  const entries = fields.entries(kind, live.metadata.uid);
  const others = entries.filter(({ manager: name, operation }) => name !== manager || operation !== 'Apply');
  const before = entries.find((entry) => !others.includes(entry));
  const merged = mergedObject(kind, live, applied, abandoned(before, own, others));
  const { set, gone } = changedFields(managedPart(live, undefined), managedPart(merged, undefined), kind.schema);
  if (options.force !== true) refuseConflicts(conflictsOf(kind, live, manager, others, set));

  const kept = manager === 'kubectl' ? withLastApplied(live, merged, manifest as JsonRecord) : merged;
  const updated = updateObject(writer, kind, kept, { ...options, fieldManager: manager });
  if (options.dryRun !== true) {
    const rest = others.flatMap((entry) => withFields(entry, differenceOf(withoutBranches(entry.fieldsV1, gone), set)));
    fields.replace(live.metadata.uid, migrated(manager, own, rest));
  }
  return updated;
}

function readManifest(kind: Kind, { namespace = '', name }: ObjectKey, manifest: unknown): KubeObject {
  if (!isRecord(manifest)) throw badRequest('error decoding YAML: the patch is not an object');
  const faults = typeFaults(manifest, kind.schema);
  if (faults.length > 0) {
    const list = faults.length === 1 ? (faults[0] ?? '') : `errors:\n${faults.map((fault) => `  ${fault}\n`).join('')}`;
    throw unknownError(`failed to create typed patch object (${namespace}/${name}; ${apiVersionOf(kind)}, Kind=${kind.kind}): ${list}`);
  }
  const decoded = decodeJson(kind, manifest);
  if (typeof decoded === 'string') throw badRequest(decoded);
  return decoded.object;
}

function ownEntry({ backend }: Writer, kind: Kind, manager: string, fieldsV1: FieldTree): ManagedFieldsEntry {
  return { manager, operation: 'Apply', apiVersion: apiVersionOf(kind), time: formatRfc3339(backend.unixNow()), fieldsType: 'FieldsV1', fieldsV1 };
}

/** Fields that this manager applied before, applies no longer, and that nobody else manages. */
function abandoned(before: ManagedFieldsEntry | undefined, own: ManagedFieldsEntry, others: readonly ManagedFieldsEntry[]): FieldTree | undefined {
  const managed = [own, ...others].map(({ fieldsV1 }) => fieldsV1).reduce<FieldTree | undefined>(unionOf, undefined);
  return differenceOf(before?.fieldsV1, managed);
}

function mergedObject(kind: Kind, live: KubeObject, applied: KubeObject, gone: FieldTree | undefined): KubeObject {
  const pruned = withoutFields(live as unknown as JsonRecord, kind.schema, gone);
  return mergeApplied(pruned, applied as unknown as JsonRecord, kind.schema) as unknown as KubeObject;
}

interface Conflict {
  readonly entry: ManagedFieldsEntry;
  readonly path: string;
}

function conflictsOf(kind: Kind, live: KubeObject, manager: string, others: readonly ManagedFieldsEntry[], changed: FieldTree | undefined): readonly Conflict[] {
  const allowed = manager === 'kubectl' ? lastAppliedFields(kind, live) : undefined;
  return others.flatMap((entry) => {
    const fields = differenceOf(intersectionOf(entry.fieldsV1, changed), allowed);
    return fields === undefined ? [] : pathsOf(fields).map((path) => ({ entry, path }));
  });
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The annotation of client-side apply, where there is one, follows what kubectl applies here. k8s: lastAppliedUpdater */
function withLastApplied(live: KubeObject, merged: KubeObject, manifest: JsonRecord): KubeObject {
  if (live.metadata.annotations?.[LAST_APPLIED] === undefined) return merged;
  return { ...merged, metadata: { ...merged.metadata, annotations: { ...merged.metadata.annotations, [LAST_APPLIED]: `${formatJson(manifest)}\n` } } };
}

/** Fields that client-side apply set and nobody has changed since may be taken over. k8s: lastAppliedManager */
function lastAppliedFields(kind: Kind, live: KubeObject): FieldTree | undefined {
  const manifest = parsed(live.metadata.annotations?.[LAST_APPLIED] ?? '');
  if (!isRecord(manifest)) return undefined;
  const applied = managedPart(manifest, undefined);
  return differenceOf(fieldsOf(applied, kind.schema), changedSince(applied, managedPart(live, undefined), kind.schema));
}

/** An annotation is what somebody wrote: it need not be JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function changedSince(applied: JsonRecord, live: JsonRecord, schema: SchemaNode): FieldTree | undefined {
  return isEqualJson(applied, live) ? undefined : changedFields(applied, live, schema).set;
}

function refuseConflicts(conflicts: readonly Conflict[]): void {
  if (conflicts.length > 0) throw applyConflict(conflicts);
}

function applyConflict(conflicts: readonly Conflict[]): ApiError {
  const causes: NonNullable<Status['details']>['causes'] = conflicts.map(({ entry, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${managerText(entry)}`,
    field: path,
  }));
  return failure(409, 'Conflict', conflictMessage(conflicts), { causes });
}

function conflictMessage(conflicts: readonly Conflict[]): string {
  const [only] = conflicts;
  if (conflicts.length === 1 && only !== undefined) return `Apply failed with 1 conflict: conflict with ${managerText(only.entry)}: ${only.path}`;
  const managers = [...new Set(conflicts.map(({ entry }) => entry))].sort((a, b) => (a.manager < b.manager ? -1 : 1));
  const lines = managers.flatMap((manager) => [
    `conflicts with ${managerText(manager)}:`,
    ...conflicts.filter(({ entry }) => entry === manager).map(({ path }) => `- ${path}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function managerText({ manager, operation, apiVersion, subresource }: ManagedFieldsEntry): string {
  const part = subresource === undefined ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  return `${JSON.stringify(manager)}${part}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}

const CLIENT_SIDE = 'kubectl-client-side-apply';

/**
 * What kubectl applied from the client side before belongs to the same person.
 * simplified: kubectl itself hands these fields over, in a patch of its own. k8s: csaupgrade
 */
function migrated(manager: string, own: ManagedFieldsEntry, others: readonly ManagedFieldsEntry[]): readonly ManagedFieldsEntry[] {
  if (manager !== 'kubectl') return [own, ...others];
  return [own, ...others.filter((entry) => entry.manager !== CLIENT_SIDE)];
}
