import { addressOfReverseName, dashedIp, parseIpv4 } from './addresses.ts';
import type { DnsAnswer, DnsRecord } from './network.ts';
import type { ServiceEndpoint, ServiceIndex } from './serviceIndex.ts';
import type { Service } from '../kinds/service.ts';

/** What the answers depend on. */
export interface DnsZone {
  /** `cluster.local`, without dots at the ends. */
  readonly domain: string;
  readonly index: Pick<ServiceIndex, 'service' | 'endpoints' | 'servicesOfEndpoint' | 'serviceByIp' | 'hasNamespace'>;
  /** The serial number of the zone: seconds since 1970 of its last change. */
  readonly serial: number;
}

export type DnsReply = Omit<DnsAnswer, 'durationMs'>;

const TTL = 30;
const VERSION_TTL = 28_800;
const ADDITIONAL_WEIGHT = 100;

/** One thing that a name stands for: an address with a port, or another name. k8s: CoreDNS msg.Service */
interface Found {
  /** The name that this one address has by itself. */
  readonly name: string;
  readonly host: string;
  /** -1 where the Service declares no port. */
  readonly port: number;
  readonly isName: boolean;
}

/** What a search gave: things, nothing although the name exists (`nodata`), or no such name. */
type Search = readonly Found[] | 'nodata' | 'nxdomain';

/**
 * Answers one question as CoreDNS does with the Corefile of kubeadm (kubernetes plugin: pods insecure, ttl 30,
 * fallthrough for reverse names). `upstream` answers what is not the cluster's.
 * k8s: coredns plugin/kubernetes
 */
export function answerQuestion(zone: DnsZone, name: string, type: DnsRecord['type'], upstream: (name: string) => DnsReply): DnsReply {
  const asked = name.replace(/\.$/, '');
  const lower = asked.toLowerCase();
  const ip = addressOfReverseName(lower);
  if (ip !== undefined && type === 'PTR') return answerReverse(zone, asked, ip) ?? upstream(asked);
  const base = withoutZone(lower, zone.domain.toLowerCase());
  if (base === undefined) return upstream(asked);
  return answerInZone(zone, asked, base, type);
}

/** The labels in front of the zone, '' for the zone itself, undefined when the name lies outside. */
function withoutZone(name: string, domain: string): string | undefined {
  if (name === domain) return '';
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : undefined;
}

function answerInZone(zone: DnsZone, asked: string, base: string, type: DnsRecord['type']): DnsReply {
  const record = recordMaker(asked);
  if (base === '' && type === 'SOA') return positive([soaOf(zone)]);
  if (base === '' && type === 'NS') return positive([record('NS', `kube-dns.kube-system.svc.${zone.domain}.`)]);
  if (base === 'dns-version' && type === 'TXT') return positive([{ ...record('TXT', '"1.1.0"'), ttl: VERSION_TTL }]);
  const found = search(zone, base);
  if (found === 'nxdomain') return negative(zone, 'NXDOMAIN');
  if (found === 'nodata') return negative(zone, 'NOERROR');
  switch (type) {
    case 'A':
    case 'CNAME':
      return positiveOrNone(zone, addressRecords(found, record, type));
    case 'SRV':
      return answerSrv(zone, found, record);
    default:
      return negative(zone, 'NOERROR');
  }
}

function addressRecords(found: readonly Found[], record: RecordMaker, type: 'A' | 'CNAME'): readonly DnsRecord[] {
  const names = found.filter(({ isName }) => isName).map(({ host }) => record('CNAME', `${host.replace(/\.$/, '')}.`));
  if (type === 'CNAME') return names;
  const addresses = [...new Set(found.filter(({ isName }) => !isName).map(({ host }) => host))];
  return [...names, ...addresses.map((ip) => record('A', ip))];
}

function answerSrv(zone: DnsZone, found: readonly Found[], record: RecordMaker): DnsReply {
  const targets = found.filter(({ isName }) => !isName);
  const weight = Math.max(1, Math.floor((ADDITIONAL_WEIGHT / (targets.length * ADDITIONAL_WEIGHT)) * ADDITIONAL_WEIGHT));
  const answers = new Map<string, DnsRecord>();
  const additional = new Map<string, DnsRecord>();
  for (const { name, host, port } of targets) {
    if (port === -1) continue;
    answers.set(`${port} ${name}`, record('SRV', `0 ${weight} ${port} ${name}.`));
    additional.set(`${name} ${host}`, { name, type: 'A', ttl: TTL, data: host });
  }
  if (answers.size === 0) return negative(zone, 'NOERROR');
  return { ...positive([...answers.values()]), additional: [...additional.values()] };
}

/** k8s: coredns kubernetes parseRequest, Records */
function search(zone: DnsZone, base: string): Search {
  if (base === '' || base === 'svc' || base === 'pod') return 'nodata';
  if (base === 'ns.dns') return nameServer(zone);
  const labels = base.split('.');
  const kind = labels.pop();
  if (kind !== 'svc' && kind !== 'pod') return 'nxdomain';
  const namespace = labels.pop() ?? '';
  if (!zone.index.hasNamespace(namespace)) return 'nxdomain';
  const name = labels.pop();
  if (name === undefined) return 'nodata';
  if (labels.length > 2) return 'nxdomain';
  if (kind === 'pod') return searchPod(zone, namespace, name);
  const service = zone.index.service(namespace, name);
  if (service === undefined) return 'nxdomain';
  const [port, protocol] = labels.length === 2 ? labels : [undefined, undefined];
  return searchService(zone, service, { endpoint: labels.length === 1 ? labels[0] : undefined, port: bare(port), protocol: bare(protocol) });
}

interface Wanted {
  readonly endpoint: string | undefined;
  readonly port: string | undefined;
  readonly protocol: string | undefined;
}

/** k8s: coredns kubernetes findServices */
function searchService(zone: DnsZone, service: Service, wanted: Wanted): Search {
  const { namespace = '', name } = service.metadata;
  const domain = `${name}.${namespace}.svc.${zone.domain}`;
  const { spec } = service;
  if (spec.type === 'ExternalName') {
    return wanted.endpoint === undefined ? [{ name: domain, host: spec.externalName ?? '', port: -1, isName: true }] : 'nxdomain';
  }
  const isHeadless = spec.clusterIP === 'None';
  const found: Found[] = [];
  if (isHeadless || wanted.endpoint !== undefined) {
    for (const endpoint of zone.index.endpoints(namespace, name)) {
      const label = endpointLabel(endpoint);
      if (!endpoint.isReady || (wanted.endpoint !== undefined && wanted.endpoint !== label.toLowerCase())) continue;
      const ports = endpoint.ports.length === 0 ? [{ port: -1 }] : endpoint.ports;
      for (const port of ports) if (isWanted(wanted, port)) found.push({ name: `${label}.${domain}`, host: endpoint.ip, port: port.port ?? -1, isName: false });
    }
  } else {
    for (const port of spec.ports ?? []) if (isWanted(wanted, port)) found.push({ name: domain, host: spec.clusterIP ?? '', port: port.port, isName: false });
  }
  return found.length === 0 ? 'nxdomain' : found;
}

function isWanted(wanted: Wanted, port: { readonly name?: string; readonly protocol?: string }): boolean {
  if (wanted.port !== undefined && wanted.port !== (port.name ?? '').toLowerCase()) return false;
  return wanted.protocol === undefined || wanted.protocol === (port.protocol ?? 'TCP').toLowerCase();
}

/** `10-100-1-88.default.pod`: says the address back, whether there is such a pod or not. */
function searchPod(zone: DnsZone, namespace: string, label: string): Search {
  const ip = label.replaceAll('-', '.');
  return parseIpv4(ip) === undefined ? 'nxdomain' : [{ name: `${label}.${namespace}.pod.${zone.domain}`, host: ip, port: -1, isName: false }];
}

function nameServer(zone: DnsZone): Search {
  const service = zone.index.service('kube-system', 'kube-dns');
  return service === undefined ? 'nodata' : [{ name: `ns.dns.${zone.domain}`, host: service.spec.clusterIP ?? '', port: -1, isName: false }];
}

/** k8s: coredns kubernetes serviceRecordForIP: cluster addresses first, then ready endpoints. */
function answerReverse(zone: DnsZone, asked: string, ip: string): DnsReply | undefined {
  const record = recordMaker(asked);
  const service = zone.index.serviceByIp(ip);
  if (service?.spec.clusterIP === ip) return positive([record('PTR', `${service.metadata.name}.${service.metadata.namespace ?? ''}.svc.${zone.domain}.`)]);
  const names = zone.index.servicesOfEndpoint(ip).map(({ service: owner, endpoint }) =>
    record('PTR', `${endpointLabel(endpoint)}.${owner.metadata.name}.${owner.metadata.namespace ?? ''}.svc.${zone.domain}.`),
  );
  return names.length === 0 ? undefined : positive(names);
}

/** k8s: coredns kubernetes endpointHostname */
function endpointLabel({ hostname, ip }: ServiceEndpoint): string {
  return hostname ?? dashedIp(ip);
}

/** A label without the underscore that port and protocol labels begin with. */
function bare(label: string | undefined): string | undefined {
  return label?.replace(/^_/, '');
}

type RecordMaker = (type: DnsRecord['type'], data: string) => DnsRecord;

function recordMaker(name: string): RecordMaker {
  return (type, data) => ({ name, type, ttl: TTL, data });
}

function positive(answers: readonly DnsRecord[]): DnsReply {
  return { status: 'NOERROR', authoritative: true, answers, authority: [], additional: [] };
}

function positiveOrNone(zone: DnsZone, answers: readonly DnsRecord[]): DnsReply {
  return answers.length === 0 ? negative(zone, 'NOERROR') : positive(answers);
}

function negative(zone: DnsZone, status: 'NOERROR' | 'NXDOMAIN'): DnsReply {
  return { status, authoritative: true, answers: [], authority: [soaOf(zone)], additional: [] };
}

function soaOf({ domain, serial }: DnsZone): DnsRecord {
  return { name: domain, type: 'SOA', ttl: TTL, data: `ns.dns.${domain}. hostmaster.${domain}. ${serial} 7200 1800 86400 30` };
}

/** The answer of the name servers outside: nothing is known there. simplified: the cluster has no way to the Internet. */
export function outsideAnswer(): DnsReply {
  const soa: DnsRecord = { name: '', type: 'SOA', ttl: 86_400, data: 'a.root-servers.net. nstld.verisign-grs.com. 2026112300 1800 900 604800 86400' };
  return { status: 'NXDOMAIN', authoritative: false, answers: [], authority: [soa], additional: [] };
}
