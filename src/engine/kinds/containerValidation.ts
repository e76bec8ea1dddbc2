import { duplicate, forbidden, invalid, invalidEach, notFound, notSupported, oneOf, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { configKey, dnsLabel, envVarName, labelKey, portName, portNumber } from './names.ts';
import type {
  Container,
  ContainerPort,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  EphemeralContainer,
  KeySelector,
  ResourceRequirements,
  VolumeMount,
} from './pod.ts';
import { validateLifecycle, validateProbes } from './probeValidation.ts';
import { compareQuantities, canonicalQuantity } from './quantity.ts';
import { validateContainerSecurity } from './securityValidation.ts';
import { relativePath } from './volumeValidation.ts';

/** k8s: core validation.validateContainers. */
export function validateContainers(path: string, containers: readonly Container[], volumes: ReadonlySet<string>): readonly FieldError[] {
  if (containers.length === 0) return [required(path)];
  const names = new Set<string>();
  const errors = containers.flatMap((container, index) => {
    const own = `${path}[${index}]`;
    return [
      ...validateCommon(own, container, volumes),
      ...duplicateName(own, container, names),
      ...validateLifecycle(`${own}.lifecycle`, container),
      ...validateProbes(own, container),
    ];
  });
  return [...errors, ...hostPortConflicts(path, containers)];
}

/** k8s: core validation.validateInitContainers. Names are shared with the main containers. */
export function validateInitContainers(
  path: string,
  containers: readonly Container[],
  mains: readonly Container[],
  volumes: ReadonlySet<string>,
): readonly FieldError[] {
  const names = new Set(mains.map(({ name }) => name));
  return containers.flatMap((container, index) => {
    const own = `${path}[${index}]`;
    const isSidecar = container.restartPolicy === 'Always';
    return [
      ...validateCommon(own, container, volumes),
      ...duplicateName(own, container, names),
      ...(isSidecar
        ? [...validateLifecycle(`${own}.lifecycle`, container), ...validateProbes(own, container)]
        : onlyForSidecars(own, container)),
      ...validateInitRestartPolicy(`${own}.restartPolicy`, container.restartPolicy),
    ];
  });
}

const NOT_FOR_EPHEMERAL = ['ports', 'resources', 'restartPolicy', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** k8s: core validation.validateEphemeralContainers. Their names are shared with all others, their targets are those of the pod itself. */
export function validateEphemeralContainers(
  path: string,
  containers: readonly EphemeralContainer[],
  others: readonly Container[],
  volumes: ReadonlySet<string>,
): readonly FieldError[] {
  const targets = new Set(others.map(({ name }) => name));
  const names = new Set(targets);
  return containers.flatMap((container, index) => {
    const own = `${path}[${index}]`;
    const { targetContainerName = '' } = container;
    return [
      ...validateCommon(own, container, volumes),
      ...duplicateName(own, container, names),
      ...(targetContainerName === '' || targets.has(targetContainerName) ? [] : [notFound(`${own}.targetContainerName`, targetContainerName)]),
      ...NOT_FOR_EPHEMERAL.filter((key) => !isUnset(container[key])).map((key) => forbidden(`${own}.${key}`, EPHEMERAL_TEXT)),
      ...(container.volumeMounts ?? []).flatMap(({ subPath = '' }, mount) => (subPath === '' ? [] : [forbidden(`${own}.volumeMounts[${mount}].subPath`, EPHEMERAL_TEXT)])),
    ];
  });
}

const EPHEMERAL_TEXT = 'cannot be set for an Ephemeral Container';

function isUnset(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

function onlyForSidecars(path: string, container: Container): readonly FieldError[] {
  return (['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const).flatMap((key) =>
    container[key] === undefined ? [] : [forbidden(`${path}.${key}`, 'may not be set for init containers without restartPolicy=Always')],
  );
}

function validateInitRestartPolicy(path: string, policy: string | undefined): readonly FieldError[] {
  const supported = ['Always', 'Never', 'OnFailure'];
  return policy === undefined || supported.includes(policy) ? [] : [notSupported(path, policy, supported)];
}

function duplicateName(path: string, { name }: Container, names: Set<string>): readonly FieldError[] {
  if (names.has(name)) return [duplicate(`${path}.name`, name)];
  if (name !== undefined && name !== '') names.add(name);
  return [];
}

function validateCommon(path: string, container: Container, volumes: ReadonlySet<string>): readonly FieldError[] {
  const { name = '', image = '' } = container;
  return [
    ...(name === '' ? [required(`${path}.name`)] : invalidEach(`${path}.name`, name, dnsLabel(name))),
    ...validateImage(`${path}.image`, image),
    ...oneOf(`${path}.terminationMessagePolicy`, container.terminationMessagePolicy, ['FallbackToLogsOnError', 'File']),
    ...validatePorts(`${path}.ports`, container.ports ?? []),
    ...(container.env ?? []).flatMap((variable, index) => validateEnvVar(`${path}.env[${index}]`, variable)),
    ...(container.envFrom ?? []).flatMap((source, index) => validateEnvFrom(`${path}.envFrom[${index}]`, source)),
    ...validateMounts(path, container, volumes),
    ...oneOf(`${path}.imagePullPolicy`, container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validateResources(`${path}.resources`, container.resources),
    ...validateContainerSecurity(`${path}.securityContext`, container),
  ];
}

export function validateImage(path: string, image: string): readonly FieldError[] {
  if (image === '') return [required(path)];
  return image === image.trim() ? [] : [invalid(path, image, 'must not have leading or trailing whitespace')];
}

function validatePorts(path: string, ports: readonly ContainerPort[]): readonly FieldError[] {
  const names = new Set<string>();
  return ports.flatMap((port, index) => {
    const own = `${path}[${index}]`;
    return [
      ...validatePortNameOnce(`${own}.name`, port.name ?? '', names),
      ...validateContainerPort(`${own}.containerPort`, port.containerPort),
      ...((port.hostPort ?? 0) === 0 ? [] : invalidEach(`${own}.hostPort`, port.hostPort, portNumber(port.hostPort ?? 0))),
      ...oneOf(`${own}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
    ];
  });
}

function validatePortNameOnce(path: string, name: string, names: Set<string>): readonly FieldError[] {
  if (name === '') return [];
  const messages = portName(name);
  if (messages.length > 0) return invalidEach(path, name, messages);
  if (names.has(name)) return [duplicate(path, name)];
  names.add(name);
  return [];
}

function validateContainerPort(path: string, port: number | undefined): readonly FieldError[] {
  if (port === undefined || port === 0) return [required(path)];
  return invalidEach(path, port, portNumber(port));
}

function hostPortConflicts(path: string, containers: readonly Container[]): readonly FieldError[] {
  const seen = new Set<string>();
  return containers.flatMap((container, containerIndex) =>
    (container.ports ?? []).flatMap((port, index) => {
      if ((port.hostPort ?? 0) === 0) return [];
      const key = `${port.protocol ?? 'TCP'}/${port.hostIP ?? ''}/${port.hostPort ?? 0}`;
      if (seen.has(key)) return [duplicate(`${path}[${containerIndex}].ports[${index}].hostPort`, key)];
      seen.add(key);
      return [];
    }),
  );
}

function validateEnvVar(path: string, { name = '', value = '', valueFrom }: EnvVar): readonly FieldError[] {
  return [
    ...(name === '' ? [required(`${path}.name`)] : invalidEach(`${path}.name`, name, envVarName(name))),
    ...(valueFrom === undefined ? [] : validateEnvSource(`${path}.valueFrom`, valueFrom, value)),
  ];
}

const ENV_SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'] as const;

function validateEnvSource(path: string, source: EnvVarSource, value: string): readonly FieldError[] {
  const given = Object.keys(source);
  const errors: FieldError[] = [];
  if (source.fieldRef !== undefined) errors.push(...validateFieldRef(`${path}.fieldRef`, source.fieldRef));
  if (source.resourceFieldRef !== undefined) errors.push(...validateResourceFieldRef(`${path}.resourceFieldRef`, source.resourceFieldRef));
  if (source.configMapKeyRef !== undefined) errors.push(...validateKeyRef(`${path}.configMapKeyRef`, source.configMapKeyRef));
  if (source.secretKeyRef !== undefined) errors.push(...validateKeyRef(`${path}.secretKeyRef`, source.secretKeyRef));
  if (given.length === 0) {
    const list = ENV_SOURCES.map((name) => `\`${name}\``).join(', ');
    errors.push(invalid(path, '', `must specify one of: ${list} or \`fileKeyRef\``));
  } else if (value !== '') errors.push(invalid(path, '', 'may not be specified when `value` is not empty'));
  else if (given.length > 1) errors.push(invalid(path, '', 'may not have more than one field specified at a time'));
  return errors;
}

const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
/** Field labels that exist for selectors but not for environment variables. */
const OTHER_FIELD_LABELS = [
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.hostNetwork',
  'status.phase',
  'status.nominatedNodeName',
  'metadata.annotations',
  'metadata.labels',
];

function validateFieldRef(
  path: string,
  { apiVersion, fieldPath = '' }: { readonly apiVersion?: string; readonly fieldPath?: string },
): readonly FieldError[] {
  if ((apiVersion ?? '') === '') return [required(`${path}.apiVersion`)];
  if (fieldPath === '') return [required(`${path}.fieldPath`)];
  const subscript = /^metadata\.(?:labels|annotations)\['(.*)'\]$/.exec(fieldPath);
  if (subscript !== null) return invalidEach(path, subscript[1], labelKey(subscript[1] ?? ''));
  if (ENV_FIELDS.includes(fieldPath)) return [];
  if (OTHER_FIELD_LABELS.includes(fieldPath)) return [notSupported(`${path}.fieldPath`, fieldPath, ENV_FIELDS)];
  return [invalid(`${path}.fieldPath`, fieldPath, `error converting fieldPath: field label not supported: ${fieldPath}`)];
}

const ENV_RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

function validateResourceFieldRef(path: string, { resource = '' }: { readonly resource?: string }): readonly FieldError[] {
  if (resource === '') return [required(`${path}.resource`)];
  return ENV_RESOURCES.includes(resource) || resource.includes('hugepages-')
    ? []
    : [notSupported(`${path}.resource`, resource, ENV_RESOURCES)];
}

function validateKeyRef(path: string, { name = '', key = '' }: KeySelector): readonly FieldError[] {
  return [
    ...(name === '' ? [required(`${path}.name`)] : []),
    ...(key === '' ? [required(`${path}.key`)] : invalidEach(`${path}.key`, key, configKey(key))),
  ];
}

function validateEnvFrom(path: string, { prefix = '', configMapRef, secretRef }: EnvFromSource): readonly FieldError[] {
  const named = (key: string, reference: { readonly name?: string } | undefined) =>
    reference !== undefined && (reference.name ?? '') === '' ? [required(`${path}.${key}.name`)] : [];
  return [
    ...(prefix === '' ? [] : invalidEach(`${path}.prefix`, prefix, envVarName(prefix))),
    ...named('configMapRef', configMapRef),
    ...named('secretRef', secretRef),
    ...(configMapRef === undefined && secretRef === undefined
      ? [invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`')]
      : []),
    ...(configMapRef !== undefined && secretRef !== undefined
      ? [invalid(path, '', 'may not have more than one field specified at a time')]
      : []),
  ];
}

function validateMounts(
  path: string,
  { volumeMounts = [], volumeDevices = [] }: Container,
  volumes: ReadonlySet<string>,
): readonly FieldError[] {
  const taken = new Set<string>();
  return [
    ...volumeMounts.flatMap((mount, index) => validateMount(`${path}.volumeMounts[${index}]`, mount, volumes, taken)),
    ...volumeDevices.flatMap(({ name }, index) => (volumes.has(name) ? [] : [notFound(`${path}.volumeDevices[${index}].name`, name)])),
  ];
}

function validateMount(path: string, mount: VolumeMount, volumes: ReadonlySet<string>, taken: Set<string>): readonly FieldError[] {
  const { name = '', mountPath = '', subPath = '', subPathExpr = '' } = mount;
  const isTaken = taken.has(mountPath);
  taken.add(mountPath);
  return [
    ...(name === '' ? [required(`${path}.name`)] : []),
    ...(volumes.has(name) ? [] : [notFound(`${path}.name`, name)]),
    ...(mountPath === '' ? [required(`${path}.mountPath`)] : []),
    ...(isTaken ? [invalid(`${path}.mountPath`, mountPath, 'must be unique')] : []),
    ...(subPath === '' ? [] : relativePath(`${path}.subPath`, subPath)),
    ...(subPathExpr !== '' && subPath !== ''
      ? [invalid(`${path}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive')]
      : []),
    ...(subPathExpr === '' ? [] : relativePath(`${path}.subPathExpr`, subPathExpr)),
  ];
}

const STANDARD_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** k8s: core validation.ValidateContainerResourceRequirements. */
export function validateResources(path: string, resources: ResourceRequirements | undefined): readonly FieldError[] {
  const { limits = {}, requests = {} } = resources ?? {};
  return [
    ...Object.entries(limits).flatMap(([name, amount]) => validateResource(`${path}.limits[${name}]`, name, amount)),
    ...Object.entries(requests).flatMap(([name, amount]) => [
      ...validateResource(`${path}.requests[${name}]`, name, amount),
      ...requestWithinLimit(path, name, amount, limits[name]),
    ]),
  ];
}

function validateResource(path: string, name: string, amount: string): readonly FieldError[] {
  const messages = labelKey(name);
  if (messages.length > 0) return invalidEach(path, name, messages);
  const isStandard = STANDARD_RESOURCES.includes(name) || name.startsWith('hugepages-');
  return [
    ...(name.includes('/') || isStandard
      ? []
      : [
          invalid(path, name, 'must be a standard resource type or fully qualified'),
          invalid(path, name, 'must be a standard resource for containers'),
        ]),
    ...(compareQuantities(amount, '0') < 0 ? [invalid(path, canonicalQuantity(amount), 'must be greater than or equal to 0')] : []),
  ];
}

function requestWithinLimit(path: string, name: string, request: string, limit: string | undefined): readonly FieldError[] {
  const mayOvercommit = !name.includes('/') && !name.startsWith('hugepages-');
  if (limit === undefined) return mayOvercommit ? [] : [required(`${path}.limits`, 'Limit must be set for non overcommitable resources')];
  const order = compareQuantities(request, limit);
  const relation = !mayOvercommit && order !== 0 ? 'equal to' : order > 0 ? 'less than or equal to' : '';
  if (relation === '') return [];
  return [invalid(`${path}.requests`, canonicalQuantity(request), `must be ${relation} ${name} limit of ${canonicalQuantity(limit)}`)];
}
