import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { change, fill, mapItems, withField } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import type { Kind } from './kind.ts';
import { labelsText } from './labelSelector.ts';
import { dns1035Label } from './names.ts';
import { isExposed, isHeadless, needsClusterIP, type Service, type ServicePort, type ServiceSpec } from './service.ts';
import { validateService, validateServiceUpdate } from './serviceValidation.ts';

export const serviceKind: Kind<Service> = defineKind<Service>({
  kind: 'Service',
  plural: 'services',
  shortNames: ['svc'],
  categories: ['all'],
  hasStatus: true,
  newStatus: { loadBalancer: {} },
  generation: 'none',
  nameRule: dns1035Label,
  defaults: (service) => withField(service, 'spec', defaultServiceSpec(service.spec ?? {})),
  prepareForUpdate: keepAllocated,
  validate: validateService,
  validateUpdate: validateServiceUpdate,
  columns: [
    nameColumn,
    column('Type', (service) => service.spec.type ?? ''),
    column('Cluster-IP', (service) => service.spec.clusterIPs?.[0] ?? '<none>'),
    column('External-IP', externalIpText),
    column('Port(s)', (service) => portsText(service.spec.ports ?? [])),
    ageColumn,
    wideColumn('Selector', (service) => labelsText(service.spec.selector)),
  ],
  selectableFields: {
    'spec.clusterIP': (service) => service.spec.clusterIP ?? '',
    'spec.type': (service) => service.spec.type ?? '',
  },
});

const CLIENT_IP_TIMEOUT_SECONDS = 10_800;

/**
 * k8s: SetDefaults_Service, and the address families that its REST storage fills in. Addresses and node ports
 * are given out by the API server.
 */
function defaultServiceSpec(spec: ServiceSpec): ServiceSpec {
  let next = fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  if (next.sessionAffinity === 'ClientIP') next = withAffinityTimeout(next);
  next = change(next, 'ports', (ports) => mapItems(ports, defaultPort));
  if (isExposed(next)) next = fill(next, { externalTrafficPolicy: 'Cluster' });
  if (next.type === 'LoadBalancer') next = fill(next, { allocateLoadBalancerNodePorts: true });
  return needsClusterIP(next) ? withFamilies(fill(next, { internalTrafficPolicy: 'Cluster' })) : next;
}

function withAffinityTimeout(spec: ServiceSpec): ServiceSpec {
  const clientIP: { readonly timeoutSeconds?: number } = spec.sessionAffinityConfig?.clientIP ?? {};
  if (clientIP.timeoutSeconds !== undefined) return spec;
  return withField(spec, 'sessionAffinityConfig', { clientIP: { timeoutSeconds: CLIENT_IP_TIMEOUT_SECONDS } });
}

function defaultPort(port: ServicePort): ServicePort {
  const typed = fill(port, { protocol: 'TCP' });
  const hasTarget = typed.targetPort !== undefined && typed.targetPort !== 0 && typed.targetPort !== '';
  return hasTarget ? typed : withField(typed, 'targetPort', typed.port);
}

/** A headless Service without selector claims both families. k8s: service REST defaultOnReadInternalTrafficPolicy, initIPFamilyFields. */
function withFamilies(spec: ServiceSpec): ServiceSpec {
  const clusterIP = spec.clusterIP ?? '';
  const named = clusterIP === '' ? spec : fill(spec, { clusterIPs: [clusterIP] });
  const isBare = isHeadless(spec) && Object.keys(spec.selector ?? {}).length === 0;
  return fill(
    named,
    isBare ? { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' } : { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
  );
}

/** A client that leaves out what was given out keeps it. k8s: service strategy patchAllocatedValues, NormalizeClusterIPs. */
function keepAllocated(next: Service, old: Service): Service {
  const spec = withNormalIPs(next.spec, old.spec);
  const kept = needsClusterIP(old.spec) && needsClusterIP(spec) && (spec.clusterIP ?? '') === '' ? withIPsOf(spec, old.spec) : spec;
  const ported =
    isExposed(old.spec) && isExposed(kept)
      ? change(kept, 'ports', (ports) => mapItems(ports, (port) => withNodePortOf(port, old.spec)))
      : kept;
  return withField(next, 'spec', needsClusterIP(ported) ? ported : withoutAllocated(ported, old.spec));
}

/** The field clusterIP alone decides when only it was changed. */
function withNormalIPs(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const sameList = (spec.clusterIPs ?? []).join() === (old.clusterIPs ?? []).join();
  if (!sameList || spec.clusterIP === old.clusterIP) return spec;
  return withField(spec, 'clusterIPs', (spec.clusterIP ?? '') === '' ? undefined : [spec.clusterIP ?? '']);
}

function withIPsOf(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  return withField(
    withField(spec, 'clusterIP', old.clusterIP),
    'clusterIPs',
    (spec.clusterIPs ?? []).length === 0 ? old.clusterIPs : spec.clusterIPs,
  );
}

function withNodePortOf(port: ServicePort, old: ServiceSpec): ServicePort {
  const before = old.ports?.find(({ port: number, protocol }) => number === port.port && (protocol ?? 'TCP') === (port.protocol ?? 'TCP'));
  return fill(port, { nodePort: before?.nodePort });
}

/** A Service that becomes an ExternalName gives back what it had. */
function withoutAllocated(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  if (!needsClusterIP(old)) return spec;
  let next = spec;
  for (const key of [
    'clusterIP',
    'clusterIPs',
    'ipFamilies',
    'ipFamilyPolicy',
    'internalTrafficPolicy',
    'externalTrafficPolicy',
  ] as const) {
    if (String(next[key]) === String(old[key])) next = withField(next, key, undefined);
  }
  return next;
}

function externalIpText({ spec, status }: Service): string {
  const external = spec.externalIPs ?? [];
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return external.length === 0 ? '<none>' : external.join(',');
  const balancer = balancerText(status);
  const all = [...(balancer === '' ? [] : [balancer]), ...external];
  return all.length === 0 ? '<pending>' : all.join(',');
}

type Ingress = { readonly ip?: string; readonly hostname?: string };

function balancerText(status: Service['status'] | undefined): string {
  const ingress = (status?.loadBalancer?.ingress ?? []) as readonly Ingress[];
  const addresses = new Set(ingress.map(({ ip = '', hostname = '' }) => (ip === '' ? hostname : ip)).filter((address) => address !== ''));
  return [...addresses].sort().join(',');
}

/** `80/TCP`, `80:31029/TCP,443/TCP`, `<none>`. */
function portsText(ports: readonly ServicePort[]): string {
  const texts = ports.map(({ port, nodePort = 0, protocol = 'TCP' }) => `${port}${nodePort === 0 ? '' : `:${nodePort}`}/${protocol}`);
  return texts.length === 0 ? '<none>' : texts.join(',');
}
