import type { Machine } from '#engine/machine/machine.ts';
import { formatIpv4, isInCidr, parseCidr, parseIpv4 } from '#engine/network/addresses.ts';
import type { NodeProfile } from '#engine/profile.ts';
import type { Process } from '../../process/process.ts';

/** A network interface as the kernel lists it. */
export interface Link {
  readonly index: number;
  readonly name: string;
  /** `eth0@if9`: what is behind the name of one end of a pair. */
  readonly peer?: string;
  readonly kind: 'loopback' | 'ethernet';
  readonly flags: readonly string[];
  readonly mtu: number;
  readonly qdisc: string;
  readonly state: 'UP' | 'DOWN' | 'UNKNOWN';
  readonly mac: string;
  readonly ip?: string;
  readonly prefix: number;
  readonly queue: number | undefined;
}

/** A line of the routing table; `destination` is undefined for the default route. */
export interface Route {
  readonly destination: { readonly ip: string; readonly prefix: number } | undefined;
  readonly via?: string;
  readonly device: string;
  readonly source?: string;
  readonly metric?: number;
  /** Who made it: `kernel` for the ranges of interfaces. */
  readonly protocol?: 'kernel' | 'static';
  readonly isOnLink?: boolean;
}

export interface Neighbour {
  readonly ip: string;
  readonly device: string;
  readonly mac: string;
  readonly state: 'REACHABLE' | 'STALE' | 'PERMANENT';
}

export interface NetworkView {
  readonly links: readonly Link[];
  readonly routes: readonly Route[];
  readonly neighbours: readonly Neighbour[];
}

const POD_MTU = 1450;
const LOOPBACK: Link = { index: 1, name: 'lo', kind: 'loopback', flags: ['LOOPBACK', 'UP', 'LOWER_UP'], mtu: 65_536, qdisc: 'noqueue', state: 'UNKNOWN', mac: '00:00:00:00:00:00', ip: '127.0.0.1', prefix: 8, queue: 1000 };
const FLAGS = ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'];

/** What a machine's network looks like from inside: a pair's end in a pod, flannel's bridge and tunnel on a node. */
export function networkViewOf(process: Process): NetworkView {
  const { machine, kernel } = process;
  const { profile } = kernel.cluster;
  const node = profile.nodes.find(({ ip, name }) => ip === machine.host.ip || (machine.container === undefined && name === machine.host.nodeName));
  if (node !== undefined) return nodeView(node, profile.nodes, podsOn(process, node));
  return podView(machine, profile.nodes.find(({ name }) => name === machine.host.nodeName), profile.podCidr);
}

/** The addresses of the pods that run on a node now. */
function podsOn({ kernel }: Process, node: NodeProfile): readonly string[] {
  const machine: Machine | undefined = kernel.cluster.runtime.node(node.name);
  const ips = (machine?.system?.containers() ?? []).flatMap(({ host }) => (host.ip === undefined || host.ip === node.ip ? [] : [host.ip]));
  return [...new Set(ips)].sort((a, b) => (parseIpv4(a) ?? 0) - (parseIpv4(b) ?? 0));
}

function podView({ host }: Machine, node: NodeProfile | undefined, podCidr: string): NetworkView {
  const range = parseCidr(node?.podCidr ?? '');
  if (host.ip === undefined || range === undefined) return { links: [LOOPBACK], routes: [], neighbours: [] };
  const gateway = formatIpv4(range.first + 1);
  const number = (parseIpv4(host.ip) ?? 0) - range.first;
  const whole = podCidr.split('/');
  return {
    links: [LOOPBACK, { index: 2, name: 'eth0', peer: `if${number + 5}`, kind: 'ethernet', flags: FLAGS, mtu: POD_MTU, qdisc: 'noqueue', state: 'UP', mac: macOf(host.ip), ip: host.ip, prefix: prefixOf(node?.podCidr), queue: undefined }],
    routes: [
      { destination: undefined, via: gateway, device: 'eth0' },
      { destination: { ip: formatIpv4(range.first), prefix: prefixOf(node?.podCidr) }, device: 'eth0', source: host.ip, protocol: 'kernel' },
      { destination: { ip: whole[0] ?? '', prefix: prefixOf(podCidr) }, via: gateway, device: 'eth0' },
    ],
    neighbours: [{ ip: gateway, device: 'eth0', mac: macOf(gateway), state: 'REACHABLE' }],
  };
}

/** The Ethernet card, as the machine's hypervisor names it. */
const CARD = 'ens33';
const TUNNEL = 'flannel.1';
const BRIDGE = 'cni0';

function nodeView(node: NodeProfile, nodes: readonly NodeProfile[], pods: readonly string[]): NetworkView {
  const range = parseCidr(node.podCidr);
  const first = range?.first ?? 0;
  const subnet = (parseIpv4(node.ip) ?? 0) & 0xff_ff_ff_00;
  const gateway = formatIpv4(((subnet >>> 0) + 2) >>> 0);
  const others = nodes.filter(({ name }) => name !== node.name);
  const bridge: readonly Link[] = pods.length === 0 ? [] : [
    { index: 4, name: BRIDGE, kind: 'ethernet', flags: FLAGS, mtu: POD_MTU, qdisc: 'noqueue', state: 'UP', mac: macOf(formatIpv4(first + 1)), ip: formatIpv4(first + 1), prefix: prefixOf(node.podCidr), queue: 1000 },
    ...pods.map((ip): Link => ({
      index: (parseIpv4(ip) ?? 0) - first + 5, name: `veth${(parseIpv4(ip) ?? 0).toString(16).padStart(8, '0')}`, peer: 'if2', kind: 'ethernet', flags: FLAGS, mtu: POD_MTU, qdisc: 'noqueue', state: 'UP', mac: macOf(ip, 'ee'), prefix: 0, queue: undefined,
    })),
  ];
  return {
    links: [
      LOOPBACK,
      { index: 2, name: CARD, kind: 'ethernet', flags: FLAGS, mtu: 1500, qdisc: 'pfifo_fast', state: 'UP', mac: macOf(node.ip, '00:0c'), ip: node.ip, prefix: 24, queue: 1000 },
      { index: 3, name: TUNNEL, kind: 'ethernet', flags: FLAGS, mtu: POD_MTU, qdisc: 'noqueue', state: 'UNKNOWN', mac: macOf(node.podCidr.split('/')[0] ?? ''), ip: formatIpv4(first), prefix: 32, queue: undefined },
      ...bridge,
    ],
    routes: [
      { destination: undefined, via: gateway, device: CARD, protocol: 'static', metric: 100 },
      ...[...nodes].sort((a, b) => (parseCidr(a.podCidr)?.first ?? 0) - (parseCidr(b.podCidr)?.first ?? 0)).flatMap((each): readonly Route[] => {
        const destination = { ip: each.podCidr.split('/')[0] ?? '', prefix: prefixOf(each.podCidr) };
        if (each.name !== node.name) return [{ destination, via: destination.ip, device: TUNNEL, isOnLink: true }];
        return pods.length === 0 ? [] : [{ destination, device: BRIDGE, source: formatIpv4(first + 1), protocol: 'kernel' }];
      }),
      { destination: { ip: formatIpv4(subnet >>> 0), prefix: 24 }, device: CARD, source: node.ip, protocol: 'kernel', metric: 100 },
    ],
    neighbours: [
      { ip: gateway, device: CARD, mac: macOf(gateway, '00:50'), state: 'REACHABLE' },
      ...others.flatMap((other): readonly Neighbour[] => [
        { ip: other.ip, device: CARD, mac: macOf(other.ip, '00:0c'), state: 'REACHABLE' },
        { ip: other.podCidr.split('/')[0] ?? '', device: TUNNEL, mac: macOf(other.podCidr.split('/')[0] ?? ''), state: 'PERMANENT' },
      ]),
      ...pods.map((ip): Neighbour => ({ ip, device: BRIDGE, mac: macOf(ip), state: 'STALE' })),
    ],
  };
}

function prefixOf(cidr = ''): number {
  return Number(cidr.split('/')[1] ?? 24);
}

/** simplified: the address of a card is made of its network address. */
function macOf(ip: string, vendor = '0a:58'): string {
  const bytes = ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return [...vendor.split(':'), ...(vendor.includes(':') ? [] : ['58']), ...bytes].slice(0, 6).join(':');
}

export function maskOf(prefix: number): string {
  return formatIpv4(prefix === 0 ? 0 : (0xff_ff_ff_ff << (32 - prefix)) >>> 0);
}

export function broadcastOf(ip: string, prefix: number): string {
  return formatIpv4(((parseIpv4(ip) ?? 0) | (prefix === 32 ? 0 : 0xff_ff_ff_ff >>> prefix)) >>> 0);
}

/** The route that a packet to an address takes: the narrowest range that holds it. */
export function routeTo(routes: readonly Route[], ip: string): Route | undefined {
  const holding = routes.filter(({ destination }) => destination !== undefined && isInCidr(parseCidr(`${destination.ip}/${destination.prefix}`) ?? { first: 0, size: 0 }, ip));
  return [...holding].sort((a, b) => (b.destination?.prefix ?? 0) - (a.destination?.prefix ?? 0))[0] ?? routes.find(({ destination }) => destination === undefined);
}

/** What has gone through an interface: it grows with the time and is the same in every replay. simplified: nobody counts. */
export function countersOf(process: Process, link: Link): { readonly packets: number; readonly bytes: number } {
  const seconds = Math.floor(process.kernel.now() / 1000);
  const packets = link.kind === 'loopback' ? seconds * 2 : 812 + seconds * 3 + link.index * 17;
  return { packets, bytes: packets * (link.kind === 'loopback' ? 96 : 131) };
}
