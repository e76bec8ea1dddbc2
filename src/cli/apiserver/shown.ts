import type { Api } from '#engine/api/api.ts';
import { renderTable } from '#engine/api/table.ts';
import { apiVersionOf, type Kind } from '#engine/kinds/kind.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { formatMicroTime, parseRfc3339 } from '#engine/core/time.ts';
import { isRecord, type JsonRecord } from '#terminal/kubectl/printers/values.ts';
import type { Call } from './served.ts';

/** An object as the server sends it: with who manages which fields, and as the asked group has it. */
export function fullObject({ api, info }: Pick<Call, 'api' | 'info'>, object: KubeObject): JsonRecord {
  const managedFields = managersOf(api, object);
  const full = managedFields.length === 0 ? object : { ...object, metadata: { ...object.metadata, managedFields } };
  return object.kind === 'Event' && info.group === 'events.k8s.io' ? secondEvent(full as unknown as JsonRecord) : (full as unknown as JsonRecord);
}

function managersOf(api: Api, object: KubeObject): readonly unknown[] {
  return api.kind(object.kind) === undefined ? [] : (api.managedFields?.(object) ?? []);
}

/** A core Event as events.k8s.io/v1 shows it. */
function secondEvent(event: JsonRecord): JsonRecord {
  const { involvedObject, message, source, count, firstTimestamp, lastTimestamp, reportingComponent, reportingInstance, eventTime, ...rest } = event;
  return {
    ...rest,
    apiVersion: 'events.k8s.io/v1',
    regarding: involvedObject,
    note: message,
    deprecatedSource: source,
    deprecatedCount: count,
    deprecatedFirstTimestamp: firstTimestamp,
    deprecatedLastTimestamp: lastTimestamp,
    eventTime: typeof eventTime === 'string' ? formatMicroTime(parseRfc3339(eventTime) ?? 0) : null,
    reportingController: reportingComponent ?? '',
    reportingInstance: reportingInstance ?? '',
  };
}

/** The answer to a read or write of one object in the form that the client asked for. */
export function shownObject(call: Call, kind: Kind, object: KubeObject, as: string | undefined): unknown {
  if (as === 'Table') return shownTable(call, kind, [object], object.metadata.resourceVersion);
  if (as === 'PartialObjectMetadata') return partial(fullObject(call, object));
  return fullObject(call, object);
}

/** The answer to a list. Items of a typed list carry neither kind nor apiVersion. */
export function shownList(call: Call, kind: Kind, objects: readonly KubeObject[], listMeta: JsonRecord, as: string | undefined): unknown {
  if (as === 'Table') return shownTable(call, kind, objects, String(listMeta['resourceVersion']), listMeta);
  const items = objects.map((object) => fullObject(call, object));
  if (as === 'PartialObjectMetadataList') return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata: listMeta, items: items.map(partial) };
  return { kind: `${kind.kind}List`, apiVersion: groupVersionOf(call, kind), metadata: listMeta, items: items.map(withoutType) };
}

function groupVersionOf({ info }: Call, kind: Kind): string {
  return info.group === kind.group ? apiVersionOf(kind) : `${info.group}/${info.version}`;
}

function withoutType(object: JsonRecord): JsonRecord {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object;
  return rest;
}

function partial({ metadata }: JsonRecord): JsonRecord {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

/** Rows with what `includeObject` asks for: the metadata where nothing is said. k8s: transformToTable */
export function shownTable(call: Call, kind: Pick<Kind, 'columns'>, objects: readonly KubeObject[], resourceVersion: string, listMeta: JsonRecord = { resourceVersion }, hasHeaders = true): JsonRecord {
  const include = call.query.get('includeObject') ?? 'Metadata';
  const table = renderTable(kind as Kind, objects, call.served.cluster.unixNow(), resourceVersion);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: listMeta,
    columnDefinitions: hasHeaders ? table.columnDefinitions : null,
    rows: table.rows.map(({ cells, object }) => ({ cells, object: rowObject(call, object, include) })),
  };
}

function rowObject(call: Call, object: KubeObject, include: string): JsonRecord | null {
  if (include === 'None') return null;
  const full = fullObject(call, object);
  return include === 'Object' ? full : partial(full);
}

/** A value as it goes over the wire: fields that are undefined fall away. */
export function wireText(value: unknown): string {
  return isRecord(value) || Array.isArray(value) ? `${JSON.stringify(value)}\n` : `${JSON.stringify(value ?? null)}\n`;
}
