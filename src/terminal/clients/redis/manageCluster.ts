import { isError, type RedisReply } from '#engine/node/images/redis/reply.ts';
import { countOf, planCluster, type PlannedNode, type SlotRanges } from '#engine/node/images/redis/slots.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { readSome, sleep } from '../../process/waits.ts';
import { send, type RedisConnection } from './connection.ts';

/** `redis-cli --cluster create|check|info`: what makes a cluster of single servers. */
export function* manageCluster(process: Process, connection: RedisConnection, args: readonly string[]): Running {
  const [verb = 'help'] = args;
  const { addresses, replicas, isSure } = readArguments(args.slice(1));
  if (verb === 'create') return yield* create(process, connection, { addresses, replicas, isSure });
  const [address] = addresses;
  if ((verb === 'check' || verb === 'info') && address !== undefined) {
    const nodes = yield* nodesAt(process, connection, address);
    if (typeof nodes === 'string') return refuse(process, nodes);
    return verb === 'check' ? check(process, address, nodes) : summarize(process, nodes);
  }
  if (verb !== 'help') process.err(`[ERR] Wrong number of arguments for specified --cluster sub command\n`);
  else process.out('Cluster Manager Commands:\n  create         host1:port1 ... hostN:portN\n                 --cluster-replicas <arg>\n  check          <host:port> or <host> <port> - separated by either colon or space\n  info           <host:port> or <host> <port> - separated by either colon or space\n  help           \n');
  return verb === 'help' ? 0 : 1;
}

interface CreateArguments {
  readonly addresses: readonly string[];
  readonly replicas: number;
  readonly isSure: boolean;
}

function readArguments(args: readonly string[]): CreateArguments {
  const addresses: string[] = [];
  let replicas = 0;
  let isSure = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--cluster-replicas') replicas = Number(args[(index += 1)]);
    else if (arg === '--cluster-yes') isSure = true;
    else if (arg === '-a') index += 1;
    else if (!arg.startsWith('-')) addresses.push(arg);
  }
  return { addresses, replicas, isSure };
}

/** What a node says of itself and the others. */
interface SeenNode {
  readonly id: string;
  readonly address: string;
  readonly master: string | undefined;
  readonly slots: SlotRanges;
}

function* ask(process: Process, connection: RedisConnection, address: string, ...argv: readonly string[]): Generator<Wait, RedisReply | { readonly problem: string }, void> {
  const [host = '', port = '6379'] = address.split(':');
  if (host === '') return { problem: `Could not connect to Redis at ${address}: Name or service not known` };
  const answer = yield* send(process, { ...connection, host, port: Number(port), followsMoves: false }, argv);
  return 'reply' in answer ? answer.reply : answer;
}

function isProblem(answer: RedisReply | { readonly problem: string }): answer is { readonly problem: string } {
  return typeof answer === 'object' && answer !== null && 'problem' in answer;
}

function* nodesAt(process: Process, connection: RedisConnection, address: string): Generator<Wait, readonly SeenNode[] | string, void> {
  const answer = yield* ask(process, connection, address, 'CLUSTER', 'NODES');
  if (isProblem(answer)) return answer.problem;
  if (isError(answer)) return `[ERR] Node ${address} is not configured as a cluster node.`;
  if (typeof answer !== 'object' || answer === null || !('text' in answer)) return '';
  return answer.text.split('\n').filter((line) => line !== '').map((line) => {
    const [id = '', at = '', , master = '-', , , , , ...ranges] = line.split(' ');
    return { id, address: at.replace(/@.*/, ''), master: master === '-' ? undefined : master, slots: ranges.map((range) => range.split('-').map(Number)).map(([from = 0, to = from]) => [from, to] as const) };
  });
}

function* create(process: Process, connection: RedisConnection, { addresses, replicas, isSure }: CreateArguments): Running {
  const nodes: { address: string; id: string }[] = [];
  for (const address of addresses) {
    const id = yield* ask(process, connection, address, 'CLUSTER', 'MYID');
    if (isProblem(id)) return refuse(process, id.problem);
    if (isError(id)) return refuse(process, id.error.startsWith('NOAUTH') ? `[ERR] Node ${address} ${id.error}` : `[ERR] Node ${address} is not configured as a cluster node.`);
    const known = yield* nodesAt(process, connection, address);
    if (typeof known !== 'string' && (known.length > 1 || known.some(({ slots }) => slots.length > 0))) return refuse(process, `[ERR] Node ${address} is not empty. Either the node already knows other nodes (check with CLUSTER NODES) or contains some key in database 0.`);
    nodes.push({ address, id: String(id) });
  }
  if (Math.floor(nodes.length / (replicas + 1)) < 3) {
    process.out(`*** ERROR: Invalid configuration for cluster creation.\n*** Redis Cluster requires at least 3 master nodes.\n*** This is not possible with ${nodes.length} nodes and ${replicas} replicas per node.\n*** At least ${3 * (replicas + 1)} nodes are required.\n`);
    return 1;
  }
  const plan = planCluster(nodes, replicas);
  process.out(planText(plan));
  if (!isSure && !(yield* confirm(process))) {
    process.out('*** Aborting...\n');
    return 1;
  }
  yield* carryOut(process, connection, plan);
  const first = plan[0]?.address ?? '';
  const made = yield* nodesAt(process, connection, first);
  return typeof made === 'string' ? refuse(process, made) : check(process, first, made);
}

function planText(plan: readonly PlannedNode[]): string {
  const masters = plan.filter(({ replicates }) => replicates === undefined);
  const addressOf = new Map(plan.map(({ id, address }) => [id, address]));
  const roles = masters.filter(({ slots }) => slots.length > 0);
  // Told in the order of the masters, as they were given out.
  const replicas = roles.flatMap(({ id }) => plan.filter(({ replicates }) => replicates === id));
  return [
    `>>> Performing hash slots allocation on ${plan.length} nodes...`,
    ...roles.map(({ slots }, index) => `Master[${index}] -> Slots ${slots[0]?.[0] ?? 0} - ${slots[0]?.[1] ?? 0}`),
    ...replicas.map(({ address, replicates }) => `Adding replica ${address} to ${addressOf.get(replicates ?? '') ?? ''}`),
    ...plan.map(({ id, address, slots, replicates }) => nodeText({ id, address, slots, master: replicates })),
    '',
  ].join('\n');
}

function nodeText({ id, address, slots, master }: SeenNode, replicas = 0): string {
  if (master !== undefined) return `S: ${id} ${address}\n   ${slots.length === 0 && replicas < 0 ? 'slots: (0 slots) slave\n   ' : ''}replicates ${master}`;
  const ranges = slots.map(([from, to]) => `[${from}-${to}]`).join(',');
  return `M: ${id} ${address}\n   slots:${ranges} (${countOf(slots)} slots) master${replicas > 0 ? `\n   ${replicas} additional replica(s)` : ''}`;
}

function* confirm(process: Process): Generator<Wait, boolean, void> {
  process.out("Can I set the above configuration? (type 'yes' to accept): ");
  let typed = '';
  while (!typed.includes('\n')) {
    const text = yield* readSome(process.stdin, 1);
    if (text === undefined) break;
    typed += text;
  }
  return typed.trim() === 'yes';
}

const JOIN_MS = 1000;

function* carryOut(process: Process, connection: RedisConnection, plan: readonly PlannedNode[]): Generator<Wait, void, void> {
  for (const { address, slots } of plan) if (slots.length > 0) yield* ask(process, connection, address, 'CLUSTER', 'ADDSLOTSRANGE', ...slots.flat().map(String));
  process.out('>>> Nodes configuration updated\n>>> Assign a different config epoch to each node\n>>> Sending CLUSTER MEET messages to join the cluster\n');
  const [host = '', port = ''] = (plan[0]?.address ?? '').split(':');
  // The second round tells the first ones of those that came later.
  for (let round = 0; round < 2; round += 1) for (const { address } of plan.slice(1)) yield* ask(process, connection, address, 'CLUSTER', 'MEET', host, port);
  process.out('Waiting for the cluster to join\n.\n');
  yield sleep(JOIN_MS);
  for (const { address, replicates } of plan) if (replicates !== undefined) yield* ask(process, connection, address, 'CLUSTER', 'REPLICATE', replicates);
}

function check(process: Process, address: string, nodes: readonly SeenNode[]): number {
  const assigned = nodes.reduce((sum, { slots }) => sum + countOf(slots), 0);
  const lines = nodes.map((node) => nodeText(node, node.master === undefined ? nodes.filter(({ master }) => master === node.id).length : -1));
  process.out(`>>> Performing Cluster Check (using node ${address})\n${lines.join('\n')}\n[OK] All nodes agree about slots configuration.\n>>> Check for open slots...\n>>> Check slots coverage...\n`);
  if (assigned < 16_384) {
    process.out('[ERR] Not all 16384 slots are covered by nodes.\n\n');
    return 1;
  }
  process.out('[OK] All 16384 slots covered.\n');
  return 0;
}

function summarize(process: Process, nodes: readonly SeenNode[]): number {
  const masters = nodes.filter(({ master }) => master === undefined);
  for (const node of masters) process.out(`${node.address} (${node.id.slice(0, 8)}...) -> 0 keys | ${countOf(node.slots)} slots | ${nodes.filter(({ master }) => master === node.id).length} slaves.\n`);
  process.out(`[OK] 0 keys in ${masters.length} masters.\n0.00 keys per slot on average.\n`);
  return 0;
}

function refuse(process: Process, text: string): number {
  process.err(`${text}\n`);
  return 1;
}
