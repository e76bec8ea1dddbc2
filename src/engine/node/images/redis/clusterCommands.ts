import type { ClusterNode } from './cluster.ts';
import { errorReply, OK, type RedisReply } from './reply.ts';
import { follow, takeOver, type RedisServer } from './server.ts';
import { slotOf, type SlotRanges } from './slots.ts';

/** CLUSTER and its subcommands. */
export function clusterCommand(server: RedisServer, [sub = '', ...args]: readonly string[]): RedisReply {
  const { cluster } = server;
  if (cluster === undefined) return errorReply('ERR This instance has cluster support disabled');
  switch (sub.toUpperCase()) {
    case 'INFO':
      return { text: cluster.info() };
    case 'NODES':
      return { text: cluster.lines() };
    case 'MYID':
      return cluster.me().id;
    case 'KEYSLOT':
      return slotOf(args[0] ?? '');
    case 'COUNTKEYSINSLOT':
      return [...(server.databases.get(0)?.keys() ?? [])].filter((key) => slotOf(key) === Number(args[0])).length;
    case 'SLOTS':
      return slotsOf(cluster.nodes());
    case 'MEET':
      cluster.meet(args[0] ?? '', Number(args[1]));
      return OK;
    case 'GOSSIP':
      return gossip(server, args);
    case 'ADDSLOTSRANGE':
      cluster.change({ slots: [...cluster.me().slots, ...rangesOf(args)] });
      return OK;
    case 'ADDSLOTS':
      cluster.change({ slots: [...cluster.me().slots, ...args.map((slot): readonly [number, number] => [Number(slot), Number(slot)])] });
      return OK;
    case 'REPLICATE':
      return replicate(server, args[0] ?? '');
    case 'FAILOVER':
      if (cluster.me().master === undefined) return errorReply('ERR You should send CLUSTER FAILOVER to a replica');
      takeOver(server);
      return OK;
    case 'RESET':
      cluster.forgetAll();
      follow(server);
      return OK;
    default:
      return errorReply(`ERR unknown subcommand '${sub}'. Try CLUSTER HELP.`);
  }
}

function rangesOf(args: readonly string[]): SlotRanges {
  return args.flatMap((from, index) => (index % 2 === 0 ? [[Number(from), Number(args[index + 1])] as const] : []));
}

/** Takes what another node knows. Who was demoted meanwhile follows its new master. */
function gossip(server: RedisServer, [nodes = '[]', from = '']: readonly string[]): RedisReply {
  const { cluster } = server;
  if (cluster === undefined) return null;
  const theirs = JSON.parse(nodes) as readonly ClusterNode[];
  const before = cluster.me();
  const about = theirs.find(({ id }) => id === before.id);
  const isDemoted = about?.master !== undefined && about.epoch >= before.epoch && before.master === undefined;
  if (isDemoted) cluster.change({ master: about.master, slots: [] });
  const merged = cluster.merge(theirs);
  if (isDemoted || (before.master !== undefined && before.master === from)) follow(server);
  return JSON.stringify(merged);
}

function replicate(server: RedisServer, id: string): RedisReply {
  const { cluster } = server;
  const master = cluster?.nodes().find((node) => node.id === id);
  if (cluster === undefined || master === undefined) return errorReply(`ERR Unknown node ${id}`);
  if (master.master !== undefined) return errorReply('ERR I can only replicate a master, not a replica.');
  cluster.change({ master: id, slots: [] });
  follow(server);
  cluster.announce();
  return OK;
}

function slotsOf(nodes: readonly ClusterNode[]): RedisReply {
  const of = ({ ip, port, id }: ClusterNode): RedisReply => [ip, port, id];
  return nodes.flatMap((node) => (node.master === undefined ? node.slots.map(([from, to]): RedisReply => [from, to, of(node), ...nodes.filter(({ master }) => master === node.id).map(of)]) : []));
}
