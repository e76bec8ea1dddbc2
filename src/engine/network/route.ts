import type { FaultState } from '../faults.ts';
import type { Host } from '../machine/host.ts';
import type { Hop } from './network.ts';

/** What becomes of a packet between two hosts. */
export type Reach =
  | 'ok'
  /** Nothing comes back. */
  | 'silent'
  /** Somebody says that there is no such host. */
  | 'unreachable';

/** Does a packet from one host get to another and back? Traffic on one node needs no wire. */
export function reach(faults: FaultState, from: Host, to: Host): Reach {
  if (from.nodeName === to.nodeName) return faults.isPowered(to.nodeName) ? 'ok' : 'silent';
  if (!faults.isConnected(from.nodeName)) return 'unreachable';
  if (faults.isPowered(to.nodeName) && faults.isConnected(to.nodeName)) return 'ok';
  // Nodes are on one wire, where a missing one is noticed; pods lie behind a tunnel, where it is not.
  return isNode(to) && isNode(from) ? 'unreachable' : 'silent';
}

/** The time to live that is left of 64 in the answer: each node that passes it on takes one. */
export function ttlOf(from: Host, to: Host): number {
  if (from.nodeName === to.nodeName) return 64;
  return 64 - (isNode(to) ? 0 : 1) - (isNode(from) ? 0 : 1);
}

export function isNode(host: Host): boolean {
  return host.id.startsWith('node/');
}

/** `default/web-0`, `centos7k8s1`. */
export function nameOf(host: Host): string {
  return host.id.slice(host.id.indexOf('/') + 1);
}

export function hopOf(host: Host): Hop {
  return { kind: isNode(host) ? 'node' : 'pod', name: nameOf(host), ...(host.ip === undefined ? {} : { ip: host.ip }) };
}

/** The stops between two hosts: pod, its node, what lies between, the other node, the other pod. */
export function pathOf(from: Host, to: Host | undefined, between: readonly Hop[] = []): readonly Hop[] {
  const hops: Hop[] = [hopOf(from)];
  const passNode = (name: string) => {
    if (hops.at(-1)?.kind !== 'node' || hops.at(-1)?.name !== name) hops.push({ kind: 'node', name });
  };
  if (to !== undefined && to.id === from.id && between.length === 0) return hops;
  if (!isNode(from)) passNode(from.nodeName);
  hops.push(...between);
  if (to === undefined) return hops;
  if (!isNode(to)) passNode(to.nodeName);
  if (!isNode(to) || hops.at(-1)?.name !== nameOf(to)) hops.push(hopOf(to));
  return hops;
}
