import { isRecord, type JsonRecord } from '#engine/core/json.ts';
import { decodeJson } from '#engine/api/decode.ts';
import type { Kind } from '#engine/kinds/kind.ts';
import type { KubeObject, ObjectMeta } from '#engine/kinds/object.ts';
import type { ObjectSchema, SchemaNode } from '#engine/kinds/schema.ts';
import { flattenList, readDocuments } from '#terminal/kubectl/manifests/documents.ts';
import { kindOf } from './manifestProblems.ts';

/** What a text that somebody brings holds. */
export interface Imported {
  /** `dump`: objects as a server has them, with uid and status; `manifests`: wishes; `nothing`: no object at all. */
  readonly is: 'dump' | 'manifests' | 'nothing';
  /** Each object of a kind that we know, as the server would keep it. */
  readonly objects: readonly KubeObject[];
  /** `Certificate.cert-manager.io/v1` to how many there are. */
  readonly unknown: ReadonlyMap<string, number>;
  /** Objects that cannot be read, and why. */
  readonly broken: readonly { readonly name: string; readonly text: string }[];
  /** What is wrong with the text itself, in kubectl's words. */
  readonly problem: string | undefined;
}

/** Reads YAML or JSON, lists taken apart. Nothing that is in there makes it throw. */
export function readImported(text: string): Imported {
  const { values, problem } = readDocuments(text);
  return { ...sortOut(values), problem };
}

function sortOut(values: readonly unknown[]): Omit<Imported, 'problem'> {
  const all = values.filter(isRecord).flatMap(flattenList).filter(isObject);
  const objects: KubeObject[] = [];
  const unknown = new Map<string, number>();
  const broken: { name: string; text: string }[] = [];
  for (const value of all) {
    const kind = kindOf(value);
    if (kind === undefined) {
      const name = `${String(value['kind'])}.${String(value['apiVersion'])}`;
      unknown.set(name, (unknown.get(name) ?? 0) + 1);
      continue;
    }
    const read = readObject(kind, value);
    if (typeof read === 'string') broken.push({ name: nameOf(value), text: read });
    else objects.push(read);
  }
  const is = all.length === 0 ? 'nothing' : all.some(isStored) ? 'dump' : 'manifests';
  return { is, objects, unknown, broken };
}

function isObject(value: JsonRecord): boolean {
  return typeof value['kind'] === 'string' && typeof value['apiVersion'] === 'string' && value['kind'] !== '' && value['apiVersion'] !== '';
}

/** A server has given it a uid. */
function isStored({ metadata }: JsonRecord): boolean {
  return isRecord(metadata) && typeof metadata['uid'] === 'string' && (metadata['resourceVersion'] !== undefined || metadata['creationTimestamp'] !== undefined);
}

function nameOf({ kind, metadata }: JsonRecord): string {
  const name = isRecord(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : '?';
  return `${String(kind).toLowerCase()}/${name}`;
}

/** The object with what every reader relies on; what is wrong with it otherwise. */
function readObject(kind: Kind, value: JsonRecord): KubeObject | string {
  const decoded = decodeJson(kind, value);
  if (typeof decoded === 'string') return decoded;
  const { object } = decoded;
  const metadata = object.metadata as Partial<ObjectMeta> | undefined;
  if (metadata?.name === undefined || metadata.name === '') return 'metadata.name: Required value: name or generateName is required';
  const missing = missingIn(metadata, partOf(kind, 'metadata'), 'metadata') ?? missingIn((object as { readonly spec?: unknown }).spec, partOf(kind, 'spec'), 'spec');
  if (missing !== undefined) return `${missing}: Required value`;
  return {
    ...object,
    metadata: {
      uid: `${kind.kind}/${metadata.namespace ?? ''}/${metadata.name}`,
      resourceVersion: '0',
      creationTimestamp: '1970-01-01T00:00:00Z',
      ...metadata,
      name: metadata.name,
      ...(kind.namespaced ? { namespace: metadata.namespace ?? 'default' } : {}),
    },
    ...(kind.hasStatus ? { status: statusOf(kind, (object as { readonly status?: JsonRecord }).status ?? {}) } : {}),
  } as KubeObject;
}

const STATUS_LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'];

/** A container's status always has a state and one before, be they empty. */
function statusOf({ kind }: Kind, status: JsonRecord): JsonRecord {
  if (kind !== 'Pod') return status;
  const lists = STATUS_LISTS.flatMap((name) => (Array.isArray(status[name]) ? [[name, status[name].map((one: JsonRecord) => ({ state: {}, lastState: {}, ...one }))] as const] : []));
  return { phase: 'Unknown', ...status, ...Object.fromEntries(lists) };
}

function partOf({ schema }: Kind, part: 'metadata' | 'spec'): SchemaNode | undefined {
  return schema.type === 'object' ? schema.fields[part] : undefined;
}

/** The first required field that is not there, by its path. */
function missingIn(value: unknown, schema: SchemaNode | undefined, path: string): string | undefined {
  if (schema === undefined) return undefined;
  if (schema.type === 'list') return Array.isArray(value) ? firstOf(value.map((item, index) => () => missingIn(item, schema.items, `${path}[${index}]`))) : undefined;
  if (schema.type === 'map') return isRecord(value) ? firstOf(Object.entries(value).map(([name, item]) => () => missingIn(item, schema.values, `${path}.${name}`))) : undefined;
  if (schema.type !== 'object') return undefined;
  if (value === undefined) return (schema.required ?? []).length > 0 && path === 'spec' ? path : undefined;
  return isRecord(value) ? missingField(value, schema, path) : undefined;
}

function missingField(value: JsonRecord, schema: ObjectSchema, path: string): string | undefined {
  const absent = schema.required?.find((name) => value[name] === undefined);
  if (absent !== undefined) return `${path}.${absent}`;
  return firstOf(Object.entries(value).map(([name, inner]) => () => missingIn(inner, schema.fields[name], `${path}.${name}`)));
}

function firstOf(questions: readonly (() => string | undefined)[]): string | undefined {
  for (const ask of questions) {
    const answer = ask();
    if (answer !== undefined) return answer;
  }
  return undefined;
}
