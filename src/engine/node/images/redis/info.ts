import type { RedisReply } from './reply.ts';
import type { RedisServer } from './server.ts';

/** INFO, whole or by sections. */
export function infoOf(server: RedisServer, wanted: readonly string[]): RedisReply {
  const all = sectionsOf(server);
  const names = wanted.map((name) => name.toLowerCase());
  const chosen = names.length === 0 || names.includes('all') || names.includes('everything') || names.includes('default') ? all : all.filter(([name]) => names.includes(name.toLowerCase()));
  return { text: chosen.map(([name, values]) => `# ${name}\r\n${values.map(([key, value]) => `${key}:${value}\r\n`).join('')}`).join('\r\n') };
}

type Section = readonly [string, readonly (readonly [string, string | number])[]];

function sectionsOf(server: RedisServer): readonly Section[] {
  const { version, port, context, startedAtMs, cluster, commands, databases, config } = server;
  const uptime = Math.floor((context.now() - startedAtMs) / 1000);
  const filled = [...databases].filter(([, keys]) => keys.size > 0);
  return [
    ['Server', [['redis_version', version], ['redis_mode', cluster === undefined ? 'standalone' : 'cluster'], ['os', 'Linux 3.10.0-1160.el7.x86_64 x86_64'], ['arch_bits', 64], ['process_id', 1], ['tcp_port', port], ['uptime_in_seconds', uptime], ['uptime_in_days', Math.floor(uptime / 86_400)], ['config_file', '']]],
    ['Clients', [['connected_clients', 1], ['maxclients', 10_000], ['blocked_clients', 0]]],
    ['Memory', [['used_memory', 1_048_576], ['used_memory_human', '1.00M'], ['maxmemory', config.get('maxmemory') ?? '0'], ['maxmemory_policy', config.get('maxmemory-policy') ?? 'noeviction']]],
    ['Persistence', [['loading', 0], ['rdb_changes_since_last_save', 0], ['rdb_bgsave_in_progress', 0], ['rdb_last_bgsave_status', 'ok'], ['aof_enabled', config.get('appendonly') === 'yes' ? 1 : 0]]],
    ['Stats', [['total_connections_received', commands], ['total_commands_processed', commands]]],
    ['Replication', replicationOf(server)],
    ['Cluster', [['cluster_enabled', cluster === undefined ? 0 : 1]]],
    ['Keyspace', filled.map(([number, keys]) => [`db${number}`, `keys=${keys.size},expires=${[...keys.values()].filter(({ expiresMs }) => expiresMs !== undefined).length},avg_ttl=0`])],
  ];
}

function replicationOf({ replication }: RedisServer): Section[1] {
  const master = replication.master();
  const replicas = replication.replicas();
  const tail: Section[1] = [['master_replid', replication.id()], ['master_repl_offset', replication.offset()], ['repl_backlog_active', replicas.length > 0 ? 1 : 0], ['repl_backlog_size', 1_048_576]];
  if (master === undefined) {
    return [['role', 'master'], ['connected_slaves', replicas.length], ...replicas.map(({ ip, port, offset }, index): readonly [string, string] => [`slave${index}`, `ip=${ip},port=${port},state=online,offset=${offset},lag=0`]), ...tail];
  }
  return [
    ['role', 'slave'], ['master_host', master.host], ['master_port', master.port], ['master_link_status', replication.isLinkUp() ? 'up' : 'down'], ['master_last_io_seconds_ago', Math.floor(replication.silentMs() / 1000)],
    ['master_sync_in_progress', 0], ['slave_repl_offset', replication.offset()], ['slave_priority', 100], ['slave_read_only', 1], ['connected_slaves', replicas.length], ...tail,
  ];
}
