import { badRequest } from '#engine/api/status.ts';
import { decodeJson } from '#engine/api/decode.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { schemaOf } from '#engine/kinds/schemaOf.ts';
import type { Wait } from '../../process/process.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { formatJson } from '../printers/json.ts';
import { isRecord, textAt, type JsonRecord } from '../printers/values.ts';
import { apiVersion, type Resource } from '../resources/discovery.ts';
import type { Info } from '../resources/info.ts';
import { flattenList, readDocuments } from './documents.ts';
import { readSources, type FilenameFlags, type Source } from './sources.ts';

/** The objects of the files, and what is wrong with the others. */
export interface Manifests {
  readonly infos: readonly ManifestInfo[];
  readonly errors: readonly unknown[];
}

/** An object of a file: not stored yet, its namespace filled in. */
export interface ManifestInfo extends Info {
  readonly source: string;
}

export interface ManifestOptions {
  /** `--validate`: without it apiVersion and kind are not looked at beforehand. */
  readonly isValidated: boolean;
  /** Are objects without a namespace put into the current one? They are unless told otherwise. */
  readonly isPlaced?: boolean;
}

/** Reads `-f` and `-k`. A fault in one file does not keep the others from being read. k8s: resource.Builder */
export function* readManifests(context: KubectlContext, flags: FilenameFlags, options: ManifestOptions): Generator<Wait, Manifests, void> {
  const infos: ManifestInfo[] = [];
  const errors: unknown[] = [];
  try {
    for (const source of yield* readSources(context, flags)) readSource(context, source, options, infos, errors);
  } catch (error) {
    // A folder that cannot be built is one more fault of the objects; a path that is not there ends it all.
    if (flags.kustomize === '' || !(error instanceof KubectlError)) throw error;
    errors.push(error);
  }
  return { infos, errors };
}

function readSource(context: KubectlContext, source: Source, options: ManifestOptions, infos: ManifestInfo[], errors: unknown[]): void {
  const { values, problem } = readDocuments(source.text);
  for (const value of values) {
    const invalid = options.isValidated ? validationProblem(value) : undefined;
    if (invalid !== undefined || !isRecord(value)) {
      errors.push(new KubectlError(invalid === undefined ? `unable to decode "${source.name}": json: cannot unmarshal ${goKind(value)} into Go value of type unstructured.detector` : `error validating "${source.name}": error validating data: ${invalid}; if you choose to ignore these errors, turn validation off with --validate=false`));
      return;
    }
    for (const object of flattenList(value)) addObject(context, object, source.name, options, infos, errors);
  }
  if (problem !== undefined) errors.push(new KubectlError(`error parsing ${source.name}: ${problem}`));
}

function goKind(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
}

/** What client-side validation looks at: the rest is the server's. */
function validationProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return 'invalid object to validate';
  const missing = [...(textAt(value, 'apiVersion') === '' ? ['apiVersion not set'] : []), ...(textAt(value, 'kind') === '' ? ['kind not set'] : [])];
  if (missing.length === 0) return undefined;
  return missing.length === 1 ? missing[0] : `[${missing.join(', ')}]`;
}

function addObject(context: KubectlContext, object: JsonRecord, source: string, { isPlaced = true }: ManifestOptions, infos: ManifestInfo[], errors: unknown[]): void {
  try {
    const info = infoFor(context, object, source);
    infos.push(isPlaced ? info : { ...info, object: object as unknown as KubeObject });
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    errors.push(error);
  }
}

function infoFor(context: KubectlContext, object: JsonRecord, source: string): ManifestInfo {
  const kind = textAt(object, 'kind');
  if (kind === '') throw new KubectlError(`unable to decode "${source}": Object 'Kind' is missing in '${formatJson(object)}'`);
  const resource = resourceFor(context, object, kind, source);
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  checkMetadata(metadata, source);
  const namespace = namespaceFor(context, resource, metadata);
  const placed = namespace === undefined ? object : { ...object, metadata: { ...metadata, namespace } };
  return { resource, namespace, name: textAt(metadata, 'name'), object: placed as unknown as KubeObject, source };
}

/** kubectl reads the metadata of every object itself. */
function checkMetadata(metadata: JsonRecord, source: string): void {
  const decoded = decodeJson({ kind: '', schema: { type: 'object', fields: { metadata: schemaOf('ObjectMeta') } } }, { metadata });
  if (typeof decoded === 'string') throw new KubectlError(`unable to decode "${source}": ${decoded}`);
}

function resourceFor(context: KubectlContext, object: JsonRecord, kind: string, source: string): Resource {
  const version = textAt(object, 'apiVersion');
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
  const resource = context.discovery.all.find((known) => (known.kind === kind || known.singular === kind) && known.group === group && apiVersion(known) === version);
  if (resource !== undefined) return resource;
  const older = otherVersion(context, kind, version);
  if (older !== undefined) return older;
  throw new KubectlError(
    `resource mapping not found for name: "${textAt(object, 'metadata', 'name')}" namespace: "${textAt(object, 'metadata', 'namespace')}" from "${source}": no matches for kind "${kind}" in version "${version}"\nensure CRDs are installed first`,
  );
}

/** Versions that the server serves besides the preferred one. */
function otherVersion(context: KubectlContext, kind: string, version: string): Resource | undefined {
  return version === 'autoscaling/v1' && kind === 'HorizontalPodAutoscaler' ? context.discovery.ofKind(kind, 'autoscaling') : undefined;
}

function namespaceFor(context: KubectlContext, resource: Resource, metadata: JsonRecord): string | undefined {
  if (!resource.namespaced) return undefined;
  const own = textAt(metadata, 'namespace');
  if (own === '') return context.namespace;
  if (context.isNamespaceGiven && own !== context.namespace) {
    throw new KubectlError(`the namespace from the provided object "${own}" does not match the namespace "${context.namespace}". You must pass '--namespace=${own}' to perform this operation.`);
  }
  return own;
}

/** The server knows kinds by their exact name only; kubectl finds their path in lower case too. */
export function checkKindName(info: Info): void {
  const { kind } = info.object;
  if (kind === info.resource.kind) return;
  const { version } = info.resource;
  throw badRequest(
    `${kind} in version "${version}" cannot be handled as a ${info.resource.kind}: no kind "${kind}" is registered for version "${apiVersion(info.resource)}" in scheme "pkg/api/legacyscheme/scheme.go:30"`,
  );
}
