import { ageColumn, column, nameColumn } from './columns.ts';
import { defineKind } from './defineKind.ts';
import { invalid, required } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import type { KubeObject } from './object.ts';

interface Backend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
}

interface IngressPath {
  readonly path?: string;
  readonly pathType?: string;
  readonly backend: Backend;
}

export interface Ingress extends KubeObject {
  readonly spec: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: Backend;
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
    readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths: readonly IngressPath[] } }[];
  };
  readonly status: { readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] } };
}

export const ingressKind: Kind<Ingress> = defineKind<Ingress>({
  kind: 'Ingress',
  group: 'networking.k8s.io',
  plural: 'ingresses',
  shortNames: ['ing'],
  hasStatus: true,
  newStatus: { loadBalancer: {} },
  validate: validateIngress,
  columns: [
    nameColumn,
    column('Class', ({ spec }) => spec.ingressClassName ?? '<none>'),
    column('Hosts', hostsText),
    column('Address', addressText),
    column('Ports', ({ spec }) => ((spec.tls ?? []).length > 0 ? '80, 443' : '80')),
    ageColumn,
  ],
});

function hostsText({ spec }: Ingress): string {
  const hosts = (spec.rules ?? []).map(({ host = '' }) => host).filter((host) => host !== '');
  if (hosts.length === 0) return '*';
  return hosts.length > 3 ? `${hosts.slice(0, 3).join(',')} + ${hosts.length - 3} more...` : hosts.join(',');
}

function addressText({ status }: Ingress): string {
  const addresses = (status?.loadBalancer?.ingress ?? []).map(({ ip = '', hostname = '' }) => (ip === '' ? hostname : ip));
  return [...new Set(addresses)].sort().join(',');
}

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];

/** k8s: networking validation.ValidateIngressSpec. */
function validateIngress({ spec }: Ingress): readonly FieldError[] {
  const rules = spec?.rules ?? [];
  if (rules.length === 0 && spec?.defaultBackend === undefined) {
    return [invalid('spec', spec?.rules ?? null, 'either `defaultBackend` or `rules` must be specified')];
  }
  return rules.flatMap(({ http }, index) =>
    (http?.paths ?? []).flatMap((path, at) => validatePath(`spec.rules[${index}].http.paths[${at}]`, path)),
  );
}

function validatePath(path: string, { path: urlPath = '', pathType = '' }: IngressPath): readonly FieldError[] {
  if (pathType === '') return [required(`${path}.pathType`, 'pathType must be specified')];
  if (!PATH_TYPES.includes(pathType)) {
    return [
      {
        field: `${path}.pathType`,
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(pathType)}: supported values: "Exact", "ImplementationSpecific", "Prefix"`,
      },
    ];
  }
  const mustBeAbsolute = pathType !== 'ImplementationSpecific' || urlPath !== '';
  return mustBeAbsolute && !urlPath.startsWith('/') ? [invalid(`${path}.path`, urlPath, 'must be an absolute path')] : [];
}
