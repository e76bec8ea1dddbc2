import { validateClaimSpec } from './claimSpec.ts';
import { duplicate, forbidden, invalid, invalidEach, notSupported, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { configKey, dnsLabel, dnsSubdomain } from './names.ts';
import type { KeyToPath, Volume } from './pod.ts';

export interface VolumeResult {
  readonly errors: readonly FieldError[];
  /** The names that mounts may use: those of the volumes without an error. */
  readonly names: ReadonlySet<string>;
}

/** k8s: core validation.ValidateVolumes. */
export function validateVolumes(path: string, volumes: readonly Volume[]): VolumeResult {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [index, volume] of volumes.entries()) {
    const own = validateVolume(`${path}[${index}]`, volume, names);
    if (own.length === 0) names.add(volume.name);
    errors.push(...own);
  }
  return { errors, names };
}

function validateVolume(path: string, volume: Volume, names: ReadonlySet<string>): readonly FieldError[] {
  const { name = '' } = volume;
  return [
    ...validateSource(path, volume),
    ...(name === '' ? [required(`${path}.name`)] : invalidEach(`${path}.name`, name, dnsLabel(name))),
    ...(names.has(name) ? [duplicate(`${path}.name`, name)] : []),
  ];
}

/** Exactly one source; the second one is the wrong one. */
function validateSource(path: string, volume: Volume): readonly FieldError[] {
  const sources = (Object.keys(volume) as (keyof Volume)[]).filter((key) => key !== 'name');
  if (sources.length === 0) return [required(path, 'must specify a volume type')];
  const order = [...sources].sort((a, b) => SOURCE_ORDER.indexOf(a) - SOURCE_ORDER.indexOf(b));
  return order.flatMap((source, index) =>
    index > 0
      ? [forbidden(`${path}.${source}`, 'may not specify more than 1 volume type')]
      : (SOURCES[source]?.(`${path}.${source}`, volume) ?? []),
  );
}

const SOURCE_ORDER: readonly string[] = [
  'emptyDir',
  'hostPath',
  'secret',
  'nfs',
  'persistentVolumeClaim',
  'downwardAPI',
  'configMap',
  'projected',
  'ephemeral',
];

type SourceRule = (path: string, volume: Volume) => readonly FieldError[];

const SOURCES: Readonly<Partial<Record<string, SourceRule>>> = {
  hostPath: (path, { hostPath }) => validateHostPath(path, hostPath),
  secret: (path, { secret }) => [
    ...(isBlank(secret?.secretName) ? [required(`${path}.secretName`)] : []),
    ...validateMode(`${path}.defaultMode`, secret?.defaultMode),
    ...validateItems(`${path}.items`, secret?.items),
  ],
  configMap: (path, { configMap }) => [
    ...(isBlank(configMap?.name) ? [required(`${path}.name`)] : []),
    ...validateMode(`${path}.defaultMode`, configMap?.defaultMode),
    ...validateItems(`${path}.items`, configMap?.items),
  ],
  nfs: (path, { nfs }) => validateNfs(path, nfs),
  persistentVolumeClaim: (path, { persistentVolumeClaim }) => {
    const name = persistentVolumeClaim?.claimName ?? '';
    return name === '' ? [required(`${path}.claimName`)] : invalidEach(`${path}.claimName`, name, dnsSubdomain(name));
  },
  downwardAPI: (path, { downwardAPI }) => validateMode(`${path}.defaultMode`, downwardAPI?.defaultMode),
  projected: (path, { projected }) => validateMode(`${path}.defaultMode`, projected?.defaultMode),
  ephemeral: (path, { ephemeral }) => {
    const template = ephemeral?.volumeClaimTemplate;
    return template === undefined ? [required(`${path}.volumeClaimTemplate`)] : validateClaimSpec(`${path}.volumeClaimTemplate.spec`, template.spec ?? {});
  },
};

const isBlank = (text: string | undefined) => text === undefined || text === '';

const HOST_PATH_TYPES = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];

/** k8s: validateHostPathVolumeSource. */
export function validateHostPath(path: string, source: Volume['hostPath']): readonly FieldError[] {
  if (isBlank(source?.path)) return [required(`${path}.path`)];
  const { path: hostPath = '', type = '' } = source ?? {};
  return [
    ...withoutBackstep(`${path}.path`, hostPath),
    ...(HOST_PATH_TYPES.includes(type) ? [] : [notSupported(`${path}.type`, type, HOST_PATH_TYPES)]),
  ];
}

/** k8s: validateNFSVolumeSource. */
export function validateNfs(path: string, source: Volume['nfs']): readonly FieldError[] {
  const { server = '', path: exported = '' } = source ?? {};
  return [
    ...(server === '' ? [required(`${path}.server`)] : []),
    ...(exported === '' ? [required(`${path}.path`)] : []),
    ...(exported.startsWith('/') ? [] : [invalid(`${path}.path`, exported, 'must be an absolute path')]),
  ];
}

function validateMode(path: string, mode: number | undefined): readonly FieldError[] {
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return [];
  return [invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')];
}

function validateItems(path: string, items: readonly KeyToPath[] | undefined): readonly FieldError[] {
  return (items ?? []).flatMap((item, index) => validateItem(`${path}[${index}]`, item));
}

/** k8s: validateKeyToPath. */
function validateItem(path: string, { key, path: target, mode }: KeyToPath): readonly FieldError[] {
  return [
    ...(isBlank(key) ? [required(`${path}.key`)] : invalidEach(`${path}.key`, key, configKey(key))),
    ...(isBlank(target) ? [required(`${path}.path`)] : relativePath(`${path}.path`, target)),
    ...(target?.startsWith('..') ? [invalid(`${path}.path`, target, "must not start with '..'")] : []),
    ...validateMode(`${path}.mode`, mode),
  ];
}

function withoutBackstep(path: string, value: string): readonly FieldError[] {
  return value.split('/').includes('..') ? [invalid(path, value, "must not contain '..'")] : [];
}

/** A path below the volume. k8s: validateLocalDescendingPath. */
export function relativePath(path: string, value: string): readonly FieldError[] {
  return [...(value.startsWith('/') ? [invalid(path, value, 'must be a relative path')] : []), ...withoutBackstep(path, value)];
}
