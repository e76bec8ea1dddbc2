import { digestOf } from '../../digest.ts';
import { civilTimeOf } from '../../../core/time.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { tablesIn } from '../sql/tables.ts';
import { parsed, readMessage } from '../stored.ts';
import { runCql, type CqlRequest } from './cql.ts';

/** A Java machine with a ring to join needs a while. */
const START_MS = 18_000;
const DRAIN_MS = 1500;

/** One node of the ring, as the others know it. */
export interface RingNode {
  readonly id: string;
  readonly ip: string;
  readonly rack: string;
  readonly datacenter: string;
  readonly generation: number;
}

/** What nodetool asks its own node. */
export interface RingReply {
  readonly nodes: readonly (RingNode & { readonly isUp: boolean })[];
  readonly me: string;
  readonly cluster: string;
  readonly isDrained: boolean;
}

export const RING_WORD = 'CASSANDRA';

/** A Cassandra node: it asks a seed for the others and tells them of itself. simplified: every node has every row, and one that was away misses what was written meanwhile. */
export function cassandraDaemon(path: string, version: string, dataDirectory: (context: DaemonContext) => string): Daemon {
  return { path, start: (context) => start(context, version, dataDirectory(context)) };
}

function start(context: DaemonContext, version: string, directory: string): ReturnType<Daemon['start']> {
  const { env, machine } = context;
  const { files } = machine;
  const ringPath = `${directory}/data/system/peers.json`;
  const ownIp = machine.host.ip ?? '127.0.0.1';
  const datacenter = env['CASSANDRA_DC'] ?? 'datacenter1';
  const rack = env['CASSANDRA_RACK'] ?? 'rack1';
  let hasEnded = false;
  let isDrained = false;
  const log = (level: string, text: string) => context.log(`${level.padEnd(5)} ${clock(context.unixNow())} ${text}`);

  const known = (): readonly RingNode[] => (files.exists(ringPath) ? nodesIn(files.read(ringPath)) : []);
  const keep = (nodes: readonly RingNode[]) => {
    files.makeDirectory(`${directory}/data/system`, { parents: true });
    files.write(ringPath, JSON.stringify(nodes));
  };
  const idPath = `${directory}/data/system/local.json`;
  const id = files.exists(idPath) ? files.read(idPath) : hostId(context);
  const me: RingNode = { id, ip: ownIp, rack, datacenter, generation: context.unixNow() };
  const learn = (nodes: readonly RingNode[]) => {
    const merged = new Map(known().map((node) => [node.id, node]));
    for (const node of [...nodes, me]) if ((merged.get(node.id)?.generation ?? -1) <= node.generation) merged.set(node.id, node);
    keep([...merged.values()]);
  };
  const tell = (ip: string, nodes: readonly RingNode[], isUnseen: boolean): readonly RingNode[] | undefined => {
    const { reply } = context.talk(ip, 7000, `${RING_WORD} gossip\n${JSON.stringify(nodes)}`, { isUnseen });
    return reply === undefined ? undefined : (JSON.parse(reply.slice(reply.indexOf('\n') + 1)) as readonly RingNode[]);
  };

  /** Asks the seeds; without one that answers only a seed goes on. */
  const join = (attempt: number) => {
    if (hasEnded) return;
    const seeds = (env['CASSANDRA_SEEDS'] ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
    const addresses = seeds.flatMap((name) => context.resolve(name, { isUnseen: attempt > 0 }).addresses);
    const isSeed = seeds.length === 0 || addresses.includes(ownIp) || seeds.some((name) => name.split('.')[0] === machine.hostname);
    const learned = addresses.filter((ip) => ip !== ownIp).flatMap((ip) => tell(ip, [me], attempt > 0) ?? []);
    if (learned.length === 0 && !isSeed) {
      log('WARN', 'Gossiper.java: Unable to gossip with any peers but continuing to try');
      context.after(5000, () => join(attempt + 1));
      return;
    }
    files.makeDirectory(`${directory}/data/system`, { parents: true });
    files.write(idPath, id);
    learn(learned);
    for (const node of known()) if (node.id !== id) tell(node.ip, known(), true);
    log('INFO', `Node /${ownIp} state jump to NORMAL`);
    context.listen({ port: 9042, protocol: 'TCP', speaks: 'cql', talk: (message) => answerCql(readMessage<CqlRequest>(message, 'cql')) });
    context.listen({ port: 7199, protocol: 'TCP', speaks: 'jmx', talk: (message) => answerTool(message) });
    log('INFO', 'Starting listening for CQL clients on /0.0.0.0:9042 (unencrypted)...');
  };

  const tables = () => tablesIn(files, `${directory}/data/keyspaces`, '');
  /** The coordinator has every node that is up carry out a change. */
  const answerCql = (request: CqlRequest | undefined): string => {
    if (request === undefined) return '';
    const reply = runCql(tables(), request, context.unixNow());
    if (reply.is === 'done') for (const node of known()) if (node.id !== id) context.talk(node.ip, 7000, `${RING_WORD} mutation\n${JSON.stringify(request)}`);
    return `${reply.is}\n${JSON.stringify(reply)}`;
  };

  const answerTool = (message: string): string => {
    if (message.startsWith(`${RING_WORD} drain`)) {
      isDrained = true;
      context.close(9042);
      log('INFO', 'DRAINED');
    }
    const reply: RingReply = { nodes: known().map((node) => ({ ...node, isUp: node.id === id || tell(node.ip, [], true) !== undefined })), me: id, cluster: env['CASSANDRA_CLUSTER_NAME'] ?? 'Test Cluster', isDrained };
    return `${reply.nodes.length} nodes\n${JSON.stringify(reply)}`;
  };

  log('INFO', `Cassandra version: ${version}`);
  context.listen({
    port: 7000, protocol: 'TCP', speaks: 'gossip',
    talk: (message) => {
      if (message.startsWith(`${RING_WORD} mutation`)) {
        const request = readMessage<CqlRequest>(message, 'cql');
        if (request !== undefined) runCql(tables(), request, context.unixNow());
        return 'ok\n[]';
      }
      const theirs = nodesIn(message.slice(message.indexOf('\n') + 1));
      if (theirs.length > 0) learn(theirs);
      return `${known().length} nodes\n${JSON.stringify(known())}`;
    },
  });
  context.after(START_MS, () => join(0));
  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGINT') return;
      hasEnded = true;
      log('INFO', 'Announcing shutdown');
      context.after(DRAIN_MS, () => context.exit(143));
    },
  };
}

/** The nodes of a list; none where the text is damaged. */
function nodesIn(text: string): readonly RingNode[] {
  const value = parsed(text);
  return Array.isArray(value) ? value.filter((node: Partial<RingNode> | null) => typeof node?.id === 'string' && typeof node.ip === 'string') : [];
}

function hostId(context: DaemonContext): string {
  const digits = digestOf(`cassandra ${context.machine.id} ${context.machine.container?.podUid ?? ''}`);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** `08:01:02` */
function clock(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  return [t.hour, t.minute, t.second].map((part) => String(part).padStart(2, '0')).join(':');
}
