import { failure } from '#engine/api/status.ts';

/** How an answer is to be shown. */
export interface Wanted {
  readonly form: 'json' | 'yaml';
  /** `Table`, `PartialObjectMetadata`, `APIGroupDiscoveryList` …; undefined for the object itself. */
  readonly as: string | undefined;
}

const MEDIA_TYPES: Readonly<Record<string, Wanted['form']>> = { 'application/json': 'json', 'application/yaml': 'yaml', 'application/*': 'json', '*/*': 'json' };

/** The forms that a client can be given instead of the objects. */
const CONVERSIONS = new Set(['Table meta.k8s.io v1', 'PartialObjectMetadata meta.k8s.io v1', 'PartialObjectMetadataList meta.k8s.io v1', 'APIGroupDiscoveryList apidiscovery.k8s.io v2']);

/** The first form of an Accept header that we can give; the server's 406 when there is none. k8s: apiserver negotiation */
export function wantedForm(accept: string): Wanted {
  if (accept.trim() === '') return { form: 'json', as: undefined };
  for (const clause of accept.split(',')) {
    const [type = '', ...parameters] = clause.split(';').map((part) => part.trim());
    const form = Object.hasOwn(MEDIA_TYPES, type) ? MEDIA_TYPES[type] : undefined;
    if (form === undefined) continue;
    const given = new Map(parameters.map((parameter) => [parameter.split('=')[0] ?? '', parameter.slice(parameter.indexOf('=') + 1)]));
    const as = given.get('as');
    if (as === undefined || as === '') return { form, as: undefined };
    if (CONVERSIONS.has(`${as} ${given.get('g') ?? ''} ${given.get('v') ?? ''}`)) return { form, as };
  }
  throw failure(406, 'NotAcceptable', 'only the following media types are accepted: application/json, application/yaml');
}
