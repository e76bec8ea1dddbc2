import type { FieldError, Kind } from '../kinds/kind.ts';
import { ApiError, type Status } from './errors.ts';
import { goQuoted } from './goText.ts';

type Named = Pick<Kind, 'group' | 'plural' | 'kind'>;

/** `pods`, `statefulsets.apps`: how the server names a resource in its answers. */
export function resourceName({ group, plural }: Pick<Kind, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** `Pod`, `StatefulSet.apps`: how Invalid answers name a kind. */
export function kindName({ group, kind }: Pick<Kind, 'group' | 'kind'>): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** 404: `statefulsets.apps "web" not found`. */
export function notFound(kind: Named, name: string): ApiError {
  return failure(404, 'NotFound', `${resourceName(kind)} "${name}" not found`, resourceDetails(kind, name));
}

/** 404 for a path that the server does not serve, such as the scale of a pod. */
export function noSuchPath(): ApiError {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** 409: `services "nginx" already exists`. */
export function alreadyExists(kind: Named, name: string): ApiError {
  return failure(409, 'AlreadyExists', `${resourceName(kind)} "${name}" already exists`, resourceDetails(kind, name));
}

/** 409 for objects that carry a generateName. k8s: errors.NewGenerateNameConflict */
export function generatedNameExists(kind: Named, name: string): ApiError {
  const message = `${resourceName(kind)} "${name}" already exists, the server was not able to generate a unique name for the object`;
  return failure(409, 'AlreadyExists', message, { ...resourceDetails(kind, name), retryAfterSeconds: 1 });
}

/** 409: the write was meant for another state of the object than the stored one. */
export function conflict(kind: Named, name: string, why: string): ApiError {
  const message = `Operation cannot be fulfilled on ${resourceName(kind)} "${name}": ${why}`;
  return failure(409, 'Conflict', message, resourceDetails(kind, name));
}

/** The `why` of a conflict over resourceVersions. */
export const OBJECT_MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

/** 422: one or more fields are wrong. Equal causes are told once in the message, as upstream's aggregate does. */
export function invalid(kind: Pick<Kind, 'group' | 'kind'>, name: string, errors: readonly FieldError[]): ApiError {
  const texts = [...new Set(errors.map(({ field, message }) => `${field}: ${message}`))];
  const list = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
  return failure(422, 'Invalid', `${kindName(kind)} "${name}" is invalid: ${list}`, {
    name,
    ...groupOf(kind),
    kind: kind.kind,
    causes: errors.map(({ reason, message, field }) => ({ reason, message, field })),
  });
}

/** 422 about a patch: without kind and name, as the server answers when it cannot build the object. */
export function invalidPatch(shown: string, why: string): ApiError {
  const error: FieldError = {
    field: 'patch',
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${goQuoted(shown)}: ${why}`,
  };
  return invalid({ group: '', kind: '' }, '', [error]);
}

/** 422 without a cause: the server could not carry out the operations of a JSON patch. k8s: NewGenericServerResponse */
export function unprocessable(message = 'the server rejected our request due to an error in our request'): ApiError {
  return failure(422, 'Invalid', message, {});
}

/** 403: `pods "web-2" is forbidden: exceeded quota …`. */
export function forbidden(kind: Named, name: string, why: string): ApiError {
  const message =
    name === '' ? `${resourceName(kind)} is forbidden: ${why}` : `${resourceName(kind)} "${name}" is forbidden: ${why}`;
  return failure(403, 'Forbidden', message, resourceDetails(kind, name));
}

/** 400: the request itself makes no sense. */
export function badRequest(message: string): ApiError {
  return failure(400, 'BadRequest', message);
}

/** 429: a budget does not allow an eviction now. */
export function tooManyRequests(message: string, causes: NonNullable<Status['details']>['causes'] = []): ApiError {
  return failure(429, 'TooManyRequests', message, causes.length === 0 ? {} : { causes });
}

/** 500 with the server's prefix. */
export function internalError(why: string): ApiError {
  const message = `Internal error occurred: ${why}`;
  return failure(500, 'InternalError', message, { causes: [{ message: why }] });
}

/** 500 without a reason: an error that the server passes on as it came. */
export function unknownError(message: string): ApiError {
  return new ApiError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code: 500 });
}

/** A Status that says no. */
export function failure(code: number, reason: string, message: string, details?: Status['details']): ApiError {
  return new ApiError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  });
}

function resourceDetails(kind: Named, name: string): NonNullable<Status['details']> {
  return { ...(name === '' ? {} : { name }), ...groupOf(kind), kind: kind.plural };
}

function groupOf({ group }: Pick<Kind, 'group'>): { readonly group?: string } {
  return group === '' ? {} : { group };
}
