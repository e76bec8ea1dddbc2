import type { DeleteOptions, PatchOptions, WriteOptions } from '#engine/api/api.ts';
import { badRequest, invalid } from '#engine/api/status.ts';
import type { FieldError } from '#engine/kinds/kind.ts';
import { isRecord } from '#terminal/kubectl/printers/values.ts';
import { mediaType, parsedJson, parsedYaml } from './bodies.ts';
import type { Call } from './served.ts';

/** Who writes when the client does not say: its program's name. k8s: managerOrUserAgent */
export function managerOf(query: URLSearchParams, userAgent: string): string {
  const named = query.get('fieldManager') ?? '';
  return named === '' ? (userAgent.split('/')[0] ?? '') || 'unknown' : named;
}

/** The options of a create, update or patch, in the query. Throws the server's 422. */
export function writeOptions({ query, warn }: Call, optionsKind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions'): PatchOptions {
  const fieldValidation = query.get('fieldValidation') ?? '';
  const errors = [...dryRunErrors(query), ...validationErrors(fieldValidation), ...forceErrors(query, optionsKind)];
  if (errors.length > 0) throw invalid({ group: 'meta.k8s.io', kind: optionsKind }, '', errors);
  return {
    dryRun: isDryRun(query),
    fieldValidation: fieldValidation === '' ? 'Warn' : (fieldValidation as NonNullable<WriteOptions['fieldValidation']>),
    onWarning: warn,
    ...(isTrue(query.get('force')) ? { force: true } : {}),
  };
}

function isDryRun(query: URLSearchParams): boolean {
  return query.getAll('dryRun').includes('All');
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1' || value === '';
}

/** k8s: ValidateDryRun */
function dryRunErrors(query: URLSearchParams): readonly FieldError[] {
  return query
    .getAll('dryRun')
    .filter((value) => value !== 'All' && value !== '')
    .map((value) => ({ field: 'dryRun', reason: 'FieldValueNotSupported', message: `Unsupported value: ${JSON.stringify(value)}: supported values: "All"` }));
}

function validationErrors(value: string): readonly FieldError[] {
  if (['', 'Ignore', 'Warn', 'Strict'].includes(value)) return [];
  return [{ field: 'fieldValidation', reason: 'FieldValueNotSupported', message: `Unsupported value: ${JSON.stringify(value)}: supported values: "", "Ignore", "Strict", "Warn"` }];
}

/** k8s: ValidatePatchOptions */
function forceErrors(query: URLSearchParams, optionsKind: string): readonly FieldError[] {
  if (optionsKind !== 'PatchOptions') return [];
  const isApply = query.get('apply') === 'true';
  if (isApply && (query.get('fieldManager') ?? '') === '') return [{ field: 'fieldManager', reason: 'FieldValueRequired', message: 'Required value: is required for apply patch' }];
  if (!isApply && query.has('force')) return [{ field: 'force', reason: 'FieldValueForbidden', message: 'Forbidden: may not be specified for non-apply patch' }];
  return [];
}

/** The options of a deletion: the body where there is one, the query otherwise. */
export function deleteOptions({ query, body, contentType }: Call): DeleteOptions {
  return body.trim() === '' ? optionsFromQuery(query) : optionsFromBody(body, contentType);
}

function optionsFromQuery(query: URLSearchParams): DeleteOptions {
  const errors = dryRunErrors(query);
  if (errors.length > 0) throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', errors);
  const grace = query.get('gracePeriodSeconds');
  if (grace !== null && !/^-?\d+$/.test(grace)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`);
  return completed(grace === null ? undefined : Number(grace), query.get('propagationPolicy') ?? undefined, isDryRun(query), undefined);
}

function optionsFromBody(body: string, contentType: string): DeleteOptions {
  const read = mediaType(contentType) === 'application/yaml' ? parsedYaml(body) : parsedJson(body);
  if ('problem' in read) throw badRequest(`couldn't get version/kind; json parse error: ${read.problem}`);
  const { value } = read;
  if (!isRecord(value)) throw badRequest('expect DeleteOptions, got something else');
  const { gracePeriodSeconds, propagationPolicy, dryRun, preconditions, orphanDependents } = value;
  if (gracePeriodSeconds !== undefined && gracePeriodSeconds !== null && !Number.isInteger(gracePeriodSeconds)) {
    throw badRequest(`DeleteOptions in version "v1" cannot be handled as a DeleteOptions: json: cannot unmarshal ${typeof gracePeriodSeconds} into Go struct field DeleteOptions.gracePeriodSeconds of type int64`);
  }
  const policy = typeof propagationPolicy === 'string' ? propagationPolicy : orphanDependents === true ? 'Orphan' : undefined;
  return completed(typeof gracePeriodSeconds === 'number' ? gracePeriodSeconds : undefined, policy, Array.isArray(dryRun) && dryRun.includes('All'), preconditions);
}

const POLICIES = ['Background', 'Foreground', 'Orphan'];

function completed(gracePeriodSeconds: number | undefined, policy: string | undefined, dryRun: boolean, preconditions: unknown): DeleteOptions {
  if (policy !== undefined && !POLICIES.includes(policy)) {
    const message = `Unsupported value: ${JSON.stringify(policy)}: supported values: "Background", "Foreground", "Orphan", "nil"`;
    throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [{ field: 'propagationPolicy', reason: 'FieldValueNotSupported', message }]);
  }
  return {
    dryRun,
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(policy === undefined ? {} : { propagationPolicy: policy as NonNullable<DeleteOptions['propagationPolicy']> }),
    ...(isRecord(preconditions) ? { preconditions: preconditionsOf(preconditions) } : {}),
  };
}

function preconditionsOf({ uid, resourceVersion }: Readonly<Record<string, unknown>>): NonNullable<DeleteOptions['preconditions']> {
  return { ...(typeof uid === 'string' ? { uid } : {}), ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}) };
}
