import { debianBuild } from '../debian.ts';
import type { Daemon, DaemonContext, Image } from '../image.ts';
import { redisDaemon } from './daemon.ts';
import { packRequest, unpack, type RedisReply } from './reply.ts';
import { planCluster } from './slots.ts';

const VERSION = '7.0.10';
const WAIT_MS = 2000;

/** Bitnami's script around the server: settings from the environment, and the first node makes the cluster. */
const script: Daemon = {
  path: '/opt/bitnami/scripts/redis-cluster/run.sh',
  start: (context) => {
    const { env } = context;
    const password = env['REDIS_PASSWORD'] ?? '';
    const options = ['--port', env['REDIS_PORT_NUMBER'] ?? '6379', '--dir', '/bitnami/redis/data', '--appendonly', 'yes', '--cluster-enabled', 'yes', ...(password === '' ? [] : ['--requirepass', password, '--masterauth', password])];
    const running = redisDaemon(VERSION).start(contextWith(context, ['redis-server', ...options]));
    if (env['REDIS_CLUSTER_CREATOR'] === 'yes' || context.machine.hostname.endsWith('-0')) context.after(WAIT_MS, () => createWhenReady(context, password));
    return running;
  },
};

/** The same container, with other words on the command line. */
function contextWith(context: DaemonContext, argv: readonly string[]): DaemonContext {
  return Object.create(context, { argv: { value: argv } }) as DaemonContext;
}

/** Asks all nodes that the environment names; once they answer, gives out slots and masters. */
function createWhenReady(context: DaemonContext, password: string): void {
  const ask = (address: string, ...argv: readonly string[]): RedisReply | undefined => {
    const [host = '', port = '6379'] = address.split(':');
    const ip = context.resolve(host, { isUnseen: true }).addresses[0];
    const { reply } = ip === undefined ? {} : context.talk(ip, Number(port), packRequest({ argv, database: 0, password }), { isUnseen: true });
    return reply === undefined ? undefined : unpack<RedisReply>(reply);
  };
  const names = (context.env['REDIS_NODES'] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  const nodes = names.map((address) => ({ address, id: ask(address, 'CLUSTER', 'MYID') }));
  if (names.length === 0) return;
  if (!nodes.every((node): node is { address: string; id: string } => typeof node.id === 'string')) {
    context.after(WAIT_MS, () => createWhenReady(context, password));
    return;
  }
  const info = ask(nodes[0]?.address ?? '', 'CLUSTER', 'INFO');
  if (typeof info === 'object' && info !== null && 'text' in info && info.text.includes('cluster_slots_assigned:16384')) return;
  const plan = planCluster(nodes, Number(context.env['REDIS_CLUSTER_REPLICAS'] ?? 0));
  for (const { address, slots } of plan) if (slots.length > 0) ask(address, 'CLUSTER', 'ADDSLOTSRANGE', ...slots.flat().map(String));
  const first = context.resolve((nodes[0]?.address ?? '').split(':')[0] ?? '', { isUnseen: true }).addresses[0] ?? '';
  for (const { address } of plan.slice(1)) ask(address, 'CLUSTER', 'MEET', first, '6379');
  for (const { address } of plan.slice(1)) ask(address, 'CLUSTER', 'MEET', first, '6379');
  for (const { address, replicates } of plan) if (replicates !== undefined) ask(address, 'CLUSTER', 'REPLICATE', replicates);
  context.log('Cluster correctly created');
}

export const bitnamiRedisCluster: Image = {
  repository: 'bitnami/redis-cluster',
  hasTag: () => true,
  sizeBytes: 36_300_000,
  build: () => ({
    ...debianBuild(['redis-cli', 'curl']),
    entrypoint: ['/opt/bitnami/scripts/redis-cluster/entrypoint.sh'],
    cmd: ['/opt/bitnami/scripts/redis-cluster/run.sh'],
    files: { '/opt/bitnami/scripts/redis-cluster/entrypoint.sh': '#!/bin/bash\nexec "$@"\n' },
    daemons: [script],
    wrappers: ['/opt/bitnami/scripts/redis-cluster/entrypoint.sh'],
  }),
};
