import { formatIpv4, isInCidr, parseCidr, parseIpv4 } from '../network/addresses.ts';
import type { Cidr } from '../network/addresses.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { NodeProfile, Profile } from '../profile.ts';
import { node } from './objects.ts';
import { NODE_BITS } from './profileProblems.ts';
import { storageClassOf } from './profileChanges.ts';
import type { ProfileChanges } from './profileChanges.ts';

/**
 * A cluster like another one, but for what was changed: nodes come or go, and everything that was there already gets
 * its place and address in the new ranges. The changes have to be without problems (`profileProblems`). Equal changes
 * give an equal profile; no change gives the same one.
 */
export function changeProfile(base: Profile, changes: ProfileChanges): Profile {
  const nodes = nodesOf(base, changes);
  const rename = renamerOf(base, nodes, changes);
  const isKept = (object: KubeObject) => object.kind !== 'Node' || nodes.some(({ name }) => name === object.metadata.name);
  const added = nodes.slice(base.nodes.length);
  return {
    ...base,
    clusterDomain: changes.clusterDomain,
    podCidr: changes.podCidr,
    serviceCidr: changes.serviceCidr,
    apiServerIp: rename(base.apiServerIp),
    dnsIp: rename(base.dnsIp),
    nodes,
    gates: { ...base.gates, MaxUnavailableStatefulSet: changes.maxUnavailable },
    delays: changes.delays,
    pins: { ...base.pins, serviceIps: Object.fromEntries(Object.entries(base.pins.serviceIps).map(([name, ip]) => [name, rename(ip)])) },
    hostFiles: hostFilesOf(base, added, changes),
    objects: [
      ...base.objects.filter(isKept).map((object) => objectOf(mapStrings(object, rename) as KubeObject, nodes, changes)),
      ...added.map((from) => node(base, from, createdAtOf(base), base.startTime)),
    ],
  };
}

/** The machines: those of the base as far as they are wanted, then more of the last one's sort. */
function nodesOf(base: Profile, { nodeCount, podCidr }: ProfileChanges): readonly NodeProfile[] {
  const range = parseCidr(podCidr);
  const taken = new Set<number>();
  const kept = base.nodes.slice(0, nodeCount).map((from) => {
    const slot = freeSlot(taken, slotOf(from, base), range);
    return { ...from, podCidr: cidrAt(range, slot) };
  });
  const pattern = base.nodes.at(-1);
  if (pattern === undefined) return kept;
  const added = Array.from({ length: Math.max(0, nodeCount - base.nodes.length) }, (_, index): NodeProfile => {
    return { ...pattern, name: numbered(pattern.name, index + 1), ip: nextIp(pattern.ip, index + 1), podCidr: cidrAt(range, freeSlot(taken, 0, range)), firstPodHost: 2, roles: [] };
  });
  return [...kept, ...added];
}

/** `centos7k8s4` is one after `centos7k8s3`. */
function numbered(name: string, by: number): string {
  const [, stem = name, digits = ''] = /^(.*?)(\d*)$/.exec(name) ?? [];
  return `${stem}${Number(digits === '' ? 1 : digits) + by}`;
}

function nextIp(ip: string, by: number): string {
  return formatIpv4((parseIpv4(ip) ?? 0) + by);
}

/** Which /24 of the pods' range a machine of the base has. */
function slotOf({ podCidr }: NodeProfile, base: Profile): number {
  return Math.floor(((parseCidr(podCidr)?.first ?? 0) - (parseCidr(base.podCidr)?.first ?? 0)) / 256);
}

function freeSlot(taken: Set<number>, wanted: number, range: Cidr | undefined): number {
  const most = Math.max(1, (range?.size ?? 256) / 256);
  let slot = wanted % most;
  while (taken.has(slot)) slot = (slot + 1) % most;
  taken.add(slot);
  return slot;
}

function cidrAt(range: Cidr | undefined, slot: number): string {
  return `${formatIpv4((range?.first ?? 0) + slot * 256)}/${NODE_BITS}`;
}

/** Gives every name and address of the base what stands for it in the changed cluster; other texts stay. */
function renamerOf(base: Profile, nodes: readonly NodeProfile[], changes: ProfileChanges): (text: string) => string {
  const renamed = new Map<string, string>();
  const oldClass = storageClassOf(base)?.name;
  if (oldClass !== undefined && changes.className !== '') renamed.set(oldClass, changes.className);
  const stand = nodes.find(({ roles }) => roles.length === 0) ?? nodes[0];
  for (const gone of base.nodes.slice(nodes.length)) {
    renamed.set(gone.name, stand?.name ?? gone.name);
    renamed.set(gone.ip, stand?.ip ?? gone.ip);
  }
  const moved = movedPodIps(base, nodes, stand);
  const [from, to] = [parseCidr(base.serviceCidr), parseCidr(changes.serviceCidr)];
  return (text) => {
    const known = renamed.get(text) ?? moved.get(text);
    if (known !== undefined) return known;
    if (from === undefined || to === undefined || !isInCidr(from, text)) return text;
    return formatIpv4(to.first + (((parseIpv4(text) ?? 0) - from.first) % to.size));
  };
}

/** Where the pods that are there already have their addresses: on their machine, or on the one that took them over. */
function movedPodIps(base: Profile, nodes: readonly NodeProfile[], stand: NodeProfile | undefined): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  const used = new Set<string>();
  for (const { kind, ...object } of base.objects) {
    const ip = kind === 'Pod' ? (object as unknown as { readonly status?: { readonly podIP?: string } }).status?.podIP : undefined;
    if (ip === undefined) continue;
    const home = base.nodes.findIndex(({ podCidr }) => isInCidr(parseCidr(podCidr) ?? { first: 0, size: 0 }, ip));
    const range = parseCidr((nodes[home] ?? stand)?.podCidr ?? '');
    if (home === -1 || range === undefined) continue;
    let address = range.first + ((parseIpv4(ip) ?? 0) % 256);
    while (used.has(formatIpv4(address))) address += 1;
    used.add(formatIpv4(address));
    moved.set(ip, formatIpv4(address));
  }
  return moved;
}

function mapStrings(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapStrings(inner, rename)]));
}

function objectOf(object: KubeObject, nodes: readonly NodeProfile[], { bindingMode }: ProfileChanges): KubeObject {
  if (object.kind === 'StorageClass') return { ...object, volumeBindingMode: bindingMode } as KubeObject;
  const from = object.kind === 'Node' ? nodes.find(({ name }) => name === object.metadata.name) : undefined;
  return from === undefined ? object : nodeObject(object, from, nodes);
}

/** A machine that is alone has to take pods, as `kubectl taint nodes --all node-role.kubernetes.io/control-plane-` lets it. */
function nodeObject(object: KubeObject, from: NodeProfile, nodes: readonly NodeProfile[]): KubeObject {
  const { taints, ...spec } = (object as unknown as { readonly spec: { readonly taints?: unknown } }).spec;
  const hasWorkers = nodes.some(({ roles }) => roles.length === 0);
  return { ...object, spec: { ...spec, podCIDR: from.podCidr, podCIDRs: [from.podCidr], ...(taints === undefined || !hasWorkers ? {} : { taints }) } } as KubeObject;
}

/** The files on the host name the class and the machines. */
function hostFilesOf(base: Profile, added: readonly NodeProfile[], { className }: ProfileChanges): Profile['hostFiles'] {
  const oldClass = storageClassOf(base)?.name ?? '';
  const isRenamed = oldClass !== '' && className !== '' && className !== oldClass;
  return Object.fromEntries(
    Object.entries(base.hostFiles).map(([path, text]) => {
      const classed = isRenamed ? text.replaceAll(oldClass, className) : text;
      return [path, path === '/etc/hosts' ? classed + added.map(({ ip, name }) => `${ip} ${name}\n`).join('') : classed];
    }),
  );
}

function createdAtOf(base: Profile): string {
  return base.objects.find(({ kind }) => kind === 'Node')?.metadata.creationTimestamp ?? base.startTime;
}
