import { duplicate, forbidden, invalid, invalidEach, notSupported, oneOf, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';
import { validateLabels } from './labelSelector.ts';
import { dnsLabel, dnsSubdomain, ipAddress, portNumber } from './names.ts';
import { validatePort } from './probeValidation.ts';
import { isHeadless, type Service, type ServicePort, type ServiceSpec } from './service.ts';

/** k8s: core validation.ValidateService, the metadata aside. */
export function validateService({ spec }: Service): readonly FieldError[] {
  const ports = spec.ports ?? [];
  return [
    ...(ports.length === 0 && !isHeadless(spec) && spec.type !== 'ExternalName' ? [required('spec.ports')] : []),
    ...validateByType(spec),
    ...validatePorts(ports),
    ...validateLabels('spec.selector', spec.selector),
    ...validateAffinity(spec),
    ...validateClusterIPs(spec),
    ...validateFamilies(spec),
    ...(spec.externalIPs ?? []).flatMap((ip, index) => invalidEach(`spec.externalIPs[${index}]`, ip, ipAddress(ip))),
    ...oneOf('spec.type', spec.type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']),
    ...validateNodePorts(spec),
    ...duplicatePorts(ports),
    ...validateTrafficPolicies(spec),
  ];
}

function validateByType(spec: ServiceSpec): readonly FieldError[] {
  if (spec.type === 'ExternalName') return validateExternalName(spec);
  const isOutside = spec.type === 'LoadBalancer' || spec.type === 'NodePort';
  return isOutside && isHeadless(spec) ? [invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${spec.type} services`)] : [];
}

function validateExternalName(spec: ServiceSpec): readonly FieldError[] {
  const { externalName = '' } = spec;
  const detail = 'may not be set for ExternalName services';
  const name = externalName.endsWith('.') ? externalName.slice(0, -1) : externalName;
  return [
    ...((spec.clusterIPs ?? []).length > 0 || (spec.clusterIP ?? '') !== '' ? [forbidden('spec.clusterIPs', detail)] : []),
    ...((spec.ipFamilies ?? []).length > 0 ? [forbidden('spec.ipFamilies', detail)] : []),
    ...(spec.ipFamilyPolicy === undefined ? [] : [forbidden('spec.ipFamilyPolicy', detail)]),
    ...(name === '' ? [required('spec.externalName')] : invalidEach('spec.externalName', name, dnsSubdomain(name))),
  ];
}

function validatePorts(ports: readonly ServicePort[]): readonly FieldError[] {
  const names = new Set<string>();
  return ports.flatMap((port, index) => {
    const path = `spec.ports[${index}]`;
    const number = port.port ?? 0;
    return [
      ...validatePortName(`${path}.name`, port.name ?? '', ports.length > 1, names),
      ...invalidEach(`${path}.port`, number, portNumber(number)),
      ...oneOf(`${path}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
      ...validatePort(`${path}.targetPort`, port.targetPort),
    ];
  });
}

function validatePortName(path: string, name: string, isNeeded: boolean, names: Set<string>): readonly FieldError[] {
  if (name === '') return isNeeded ? [required(path)] : [];
  const errors = [...invalidEach(path, name, dnsLabel(name))];
  if (names.has(name)) errors.push(duplicate(path, name));
  names.add(name);
  return errors;
}

function validateAffinity({ sessionAffinity, sessionAffinityConfig }: ServiceSpec): readonly FieldError[] {
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  return [
    ...oneOf('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None']),
    ...(sessionAffinity === 'None' && sessionAffinityConfig !== undefined
      ? [forbidden('spec.sessionAffinityConfig', 'must not be set when session affinity is None')]
      : []),
    ...(sessionAffinity === 'ClientIP' && seconds !== undefined && (seconds <= 0 || seconds > 86_400)
      ? [invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, 'must be greater than 0 and less than 86400')]
      : []),
  ];
}

/** k8s: core validation.ValidateServiceClusterIPsRelatedFields, for one address family. */
function validateClusterIPs(spec: ServiceSpec): readonly FieldError[] {
  const { clusterIP = '', clusterIPs = [], type } = spec;
  if (type === 'ExternalName') return [];
  const path = 'spec.clusterIPs';
  const [first] = clusterIPs;
  if (first !== undefined && clusterIP !== '' && first !== clusterIP)
    return [invalid(path, clusterIPs, 'first value must match `clusterIP`')];
  if (clusterIP === '' && first !== undefined) return [invalid(path, clusterIPs, 'must be empty when `clusterIP` is not specified')];
  return clusterIPs.flatMap((ip, index) => (ip === 'None' || ip === '' ? [] : invalidEach(`${path}[${index}]`, ip, ipAddress(ip))));
}

/** The cluster has IPv4 only; a headless Service without a selector may name what it likes. k8s: initIPFamilyFields */
function validateFamilies(spec: ServiceSpec): readonly FieldError[] {
  const isBare = isHeadless(spec) && Object.keys(spec.selector ?? {}).length === 0;
  if (spec.type === 'ExternalName' || isBare) return [];
  return [
    ...(spec.ipFamilyPolicy === 'RequireDualStack' ? [invalid('spec.ipFamilyPolicy', spec.ipFamilyPolicy, 'this cluster is not configured for dual-stack services')] : []),
    ...(spec.ipFamilies ?? []).flatMap((family, index) => (family === 'IPv4' ? [] : [invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')])),
  ];
}

const NODE_PORTS = { min: 30_000, max: 32_767 } as const;

/** Only exposed types have node ports, each once, within the range of the server. */
function validateNodePorts({ type, ports = [] }: ServiceSpec): readonly FieldError[] {
  const seen = new Set<string>();
  return ports.flatMap(({ nodePort = 0, protocol = 'TCP' }, index) => {
    const path = `spec.ports[${index}].nodePort`;
    if (nodePort === 0) return [];
    if (type === 'ClusterIP') return [forbidden(path, "may not be used when `type` is 'ClusterIP'")];
    const key = `${protocol}/${nodePort}`;
    if (seen.has(key)) return [duplicate(path, nodePort)];
    seen.add(key);
    const inRange = nodePort >= NODE_PORTS.min && nodePort <= NODE_PORTS.max;
    return inRange ? [] : [invalid(path, nodePort, 'provided port is not in the valid range. The range of valid ports is 30000-32767')];
  });
}

function duplicatePorts(ports: readonly ServicePort[]): readonly FieldError[] {
  const seen = new Set<string>();
  return ports.flatMap(({ port, protocol = 'TCP' }, index) => {
    const key = `${protocol}/${port}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const shown = { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 };
    return [duplicate(`spec.ports[${index}]`, shown)];
  });
}

function validateTrafficPolicies({ type, externalTrafficPolicy, internalTrafficPolicy }: ServiceSpec): readonly FieldError[] {
  const policies = ['Cluster', 'Local'];
  const isExternal = type === 'NodePort' || type === 'LoadBalancer';
  const external = externalTrafficPolicy ?? '';
  const internal = internalTrafficPolicy ?? '';
  return [
    ...(external !== '' && !policies.includes(external) ? [notSupported('spec.externalTrafficPolicy', external, policies)] : []),
    ...(external !== '' && !isExternal
      ? [invalid('spec.externalTrafficPolicy', external, 'may only be set for externally-accessible services')]
      : []),
    ...(internal !== '' && !policies.includes(internal) ? [notSupported('spec.internalTrafficPolicy', internal, policies)] : []),
  ];
}

/** The address stays, unless the Service comes from or becomes an ExternalName. k8s: validateUpgradeDowngradeClusterIPs. */
export function validateServiceUpdate(next: Service, old: Service): readonly FieldError[] {
  return [...validateKeptIP(next.spec, old.spec), ...validateService(next)];
}

function validateKeptIP(next: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  if (next.type === 'ExternalName' || old.type === 'ExternalName') return [];
  const before = old.clusterIPs?.[0];
  const [now] = next.clusterIPs ?? [];
  if (before === undefined || before === now) return [];
  const path = 'spec.clusterIPs[0]';
  if (now === undefined) return [invalid(path, next.clusterIPs ?? null, 'primary clusterIP can not be unset')];
  return [invalid(path, next.clusterIPs, 'may not change once set')];
}
