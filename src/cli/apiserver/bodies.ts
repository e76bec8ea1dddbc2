import { badRequest, failure } from '#engine/api/status.ts';
import type { Status } from '#engine/api/errors.ts';
import { goJsonProblem } from '#terminal/kubectl/goJsonProblem.ts';
import { readYaml, YamlError } from '#terminal/kubectl/manifests/yamlReader.ts';
import { isRecord, type JsonRecord } from '#terminal/kubectl/printers/values.ts';

/** Bodies may be so long, in bytes. k8s: MaxRequestBodyBytes */
export const BODY_LIMIT = 3 * 1024 * 1024;

/** 413. */
export function tooLarge(): Status {
  return failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${BODY_LIMIT}`).status;
}

/** The object in the body of a create or an update, JSON or YAML. Throws the server's 400 or 415. */
export function readObject(contentType: string, body: string, kind: string): JsonRecord {
  const type = mediaType(contentType);
  if (type !== '' && type !== 'application/json' && type !== 'application/yaml') throw unsupportedMedia(['application/json', 'application/yaml']);
  const value = type === 'application/yaml' ? yamlValue(body, kind) : jsonValue(body, kind);
  if (isRecord(value)) return value;
  throw unrecognized(kind, body, `couldn't get version/kind; json parse error: json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`);
}

/** 415. k8s: NewUnsupportedMediaTypeError */
export function unsupportedMedia(accepted: readonly string[]): Error {
  return failure(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`);
}

/** `application/json; charset=utf-8` without its parameters. */
export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** A text as YAML, which JSON is too; `undefined` for an empty one. */
export function parsedYaml(body: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: readYaml(body) };
  } catch (error) {
    if (error instanceof YamlError) return { problem: `yaml: ${error.message}` };
    throw error;
  }
}

/** A text as JSON, or what Go's decoder says of it. */
export function parsedJson(body: string): { readonly value: unknown } | { readonly problem: string } {
  const problem = goJsonProblem(body);
  if (problem !== undefined) return { problem };
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    return { problem: 'unexpected end of JSON input' };
  }
}

function jsonValue(body: string, kind: string): unknown {
  const read = parsedJson(body);
  if ('value' in read) return read.value;
  throw unrecognized(kind, body, `couldn't get version/kind; json parse error: ${read.problem}`);
}

function yamlValue(body: string, kind: string): unknown {
  const read = parsedYaml(body);
  if ('value' in read && read.value !== undefined) return read.value;
  throw unrecognized(kind, body, 'problem' in read ? `error converting YAML to JSON: ${read.problem}` : "Object 'Kind' is missing in 'null'");
}

/** k8s: create.go transformDecodeError */
function unrecognized(kind: string, body: string, why: string): Error {
  return badRequest(`the object provided is unrecognized (must be of type ${kind}): ${why} (${summary(body)})`);
}

const SUMMARY_BYTES = 30;

function summary(body: string): string {
  if (body === '') return '<empty>';
  const bytes = Buffer.from(body, 'utf8');
  const more = bytes.length > SUMMARY_BYTES ? ' ...' : '';
  const head = bytes.subarray(0, SUMMARY_BYTES);
  return `${body.startsWith('{') ? head.toString('utf8') : head.toString('hex')}${more}`;
}
