import type { DaemonContext } from '../image.ts';
import { digestOf } from '../../digest.ts';
import { packRequest, unpack, type RedisReply } from './reply.ts';
import { covers, countOf, SLOTS, type SlotRanges } from './slots.ts';

/** A node as the others of the cluster know it: a line of nodes.conf. */
export interface ClusterNode {
  readonly id: string;
  readonly ip: string;
  readonly port: number;
  /** The id of its master; undefined for a master. */
  readonly master: string | undefined;
  readonly slots: SlotRanges;
  readonly epoch: number;
}

/** One node's view of its cluster. It lies in nodes.conf, so that a node that comes back is the same one. */
export interface Cluster {
  me(): ClusterNode;
  nodes(): readonly ClusterNode[];
  change(to: Partial<ClusterNode>): void;
  /** Takes what another node knows; answers what this one knows. */
  merge(theirs: readonly ClusterNode[]): readonly ClusterNode[];
  meet(ip: string, port: number): void;
  forgetAll(): void;
  /** Tells all others what has changed. */
  announce(): void;
  isReachable(node: ClusterNode): boolean;
  ownerOf(slot: number): ClusterNode | undefined;
  info(): string;
  lines(): string;
}

export function createCluster(context: DaemonContext, { port, path, password }: { readonly port: number; readonly path: string; readonly password: string }): Cluster {
  const { files } = context.machine;
  const ownIp = () => context.machine.host.ip ?? '127.0.0.1';

  const read = (): { readonly me: string; readonly nodes: readonly ClusterNode[] } => {
    const known = files.exists(path) ? parseNodes(files.read(path)) : undefined;
    if (known !== undefined) return known;
    const id = digestOf(`redis ${context.machine.id} ${context.machine.container?.podUid ?? ''} ${context.unixNow()}`).slice(0, 40);
    return { me: id, nodes: [{ id, ip: ownIp(), port, master: undefined, slots: [], epoch: 0 }] };
  };
  const write = (me: string, nodes: readonly ClusterNode[]) => files.write(path, formatNodes(me, nodes, context.unixNow()));

  const first = read();
  // Its address may be another one than when it last ran.
  write(first.me, first.nodes.map((node) => (node.id === first.me ? { ...node, ip: ownIp(), port } : node)));

  const me = () => {
    const { me: id, nodes } = read();
    return nodes.find((node) => node.id === id) ?? { id, ip: ownIp(), port, master: undefined, slots: [], epoch: 0 };
  };
  const tell = (ip: string, toPort: number, isUnseen: boolean): readonly ClusterNode[] | undefined => {
    const argv = ['CLUSTER', 'GOSSIP', JSON.stringify(read().nodes), me().id];
    const { reply } = context.talk(ip, toPort, packRequest({ argv, database: 0, password }), { isUnseen });
    const answer = reply === undefined ? undefined : unpack<RedisReply>(reply);
    return typeof answer === 'string' ? (JSON.parse(answer) as readonly ClusterNode[]) : undefined;
  };

  const merge = (theirs: readonly ClusterNode[]) => {
    const { me: id, nodes } = read();
    const known = new Map(nodes.map((node) => [node.id, node]));
    for (const node of theirs) {
      const mine = known.get(node.id);
      if (node.id !== id && (mine === undefined || node.epoch >= mine.epoch)) known.set(node.id, node);
    }
    const merged = [...known.values()];
    if (JSON.stringify(merged) !== JSON.stringify(nodes)) write(id, merged);
    return merged;
  };

  const announce = () => {
    const { me: id, nodes } = read();
    for (const node of nodes) {
      const theirs = node.id === id ? undefined : tell(node.ip, node.port, true);
      if (theirs !== undefined) merge(theirs);
    }
  };

  const isReachable = (node: ClusterNode) => node.id === read().me || context.talk(node.ip, node.port, packRequest({ argv: ['PING'], database: 0, password }), { isUnseen: true }).reply !== undefined;

  const cluster: Cluster = {
    me, merge, announce, isReachable,
    nodes: () => read().nodes,
    change: (to) => {
      const { me: id, nodes } = read();
      const next = Math.max(0, ...nodes.map(({ epoch }) => epoch)) + 1;
      write(id, nodes.map((node) => (node.id === id ? { ...node, epoch: next, ...to } : node)));
    },
    meet: (ip, toPort) => {
      const theirs = tell(ip, toPort, false);
      if (theirs !== undefined) merge(theirs);
    },
    forgetAll: () => {
      const { me: id, nodes } = read();
      write(id, nodes.filter((node) => node.id === id).map((node) => ({ ...node, master: undefined, slots: [], epoch: 0 })));
    },
    ownerOf: (slot) => read().nodes.find((node) => node.master === undefined && covers(node.slots, slot)),
    info: () => infoOf(cluster),
    lines: () => linesOf(cluster, context.unixNow()),
  };
  return cluster;
}

function infoOf({ nodes, me, isReachable }: Cluster): string {
  const all = nodes();
  const masters = all.filter(({ master, slots }) => master === undefined && slots.length > 0);
  const assigned = masters.reduce((sum, { slots }) => sum + countOf(slots), 0);
  const failed = masters.filter((node) => !isReachable(node)).reduce((sum, { slots }) => sum + countOf(slots), 0);
  const epoch = Math.max(0, ...all.map((node) => node.epoch));
  const values: readonly (readonly [string, string | number])[] = [
    ['cluster_state', assigned === SLOTS && failed === 0 ? 'ok' : 'fail'], ['cluster_slots_assigned', assigned], ['cluster_slots_ok', assigned - failed], ['cluster_slots_pfail', 0], ['cluster_slots_fail', failed],
    ['cluster_known_nodes', all.length], ['cluster_size', masters.length], ['cluster_current_epoch', epoch], ['cluster_my_epoch', me().epoch], ['cluster_stats_messages_sent', 248], ['cluster_stats_messages_received', 248],
  ];
  return values.map(([name, value]) => `${name}:${value}\r\n`).join('');
}

function linesOf({ nodes, me, isReachable }: Cluster, unixMs: number): string {
  const own = me().id;
  return nodes()
    .map((node) => {
      const isUp = isReachable(node);
      const flags = `${node.id === own ? 'myself,' : ''}${node.master === undefined ? 'master' : 'slave'}${isUp ? '' : ',fail'}`;
      const link = isUp ? 'connected' : 'disconnected';
      return `${nodeLine(node, flags, node.id === own ? 0 : unixMs, link)}\n`;
    })
    .join('');
}

function nodeLine({ id, ip, port, master, slots, epoch }: ClusterNode, flags: string, pongMs: number, link: string): string {
  const ranges = slots.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
  return `${id} ${ip}:${port}@${port + 10_000} ${flags} ${master ?? '-'} 0 ${pongMs} ${epoch} ${link}${ranges === '' ? '' : ` ${ranges}`}`;
}

/** nodes.conf: the lines of CLUSTER NODES, as scripts expect to find them. */
function formatNodes(me: string, nodes: readonly ClusterNode[], unixMs: number): string {
  const lines = nodes.map((node) => nodeLine(node, `${node.id === me ? 'myself,' : ''}${node.master === undefined ? 'master' : 'slave'}`, node.id === me ? 0 : unixMs, 'connected'));
  return `${lines.join('\n')}\nvars currentEpoch ${Math.max(0, ...nodes.map(({ epoch }) => epoch))} lastVoteEpoch 0\n`;
}

function parseNodes(text: string): { readonly me: string; readonly nodes: readonly ClusterNode[] } | undefined {
  let me: string | undefined;
  const nodes: ClusterNode[] = [];
  for (const line of text.split('\n')) {
    const [id = '', address = '', flags = '', master = '-', , , epoch = '0', , ...ranges] = line.split(' ');
    const match = /^([\d.]*):(\d+)/.exec(address);
    if (!/^[\da-f]{40}$/.test(id) || match === null) continue;
    if (flags.includes('myself')) me = id;
    const slots = ranges.map((range) => range.split('-').map(Number)).map(([from = 0, to = from]) => [from, to] as const);
    nodes.push({ id, ip: match[1] ?? '', port: Number(match[2]), master: master === '-' ? undefined : master, slots, epoch: Number(epoch) });
  }
  return me === undefined ? undefined : { me, nodes };
}
