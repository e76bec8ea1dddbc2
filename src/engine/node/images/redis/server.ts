import type { DaemonContext } from '../image.ts';
import { createCluster, type Cluster } from './cluster.ts';
import { loadSnapshot, snapshotOf, type Databases } from './data.ts';
import { KEY_COMMANDS, keysOf } from './keyspace.ts';
import { isError, type RedisReply } from './reply.ts';
import { createReplication, type Replication } from './replication.ts';

/** One running redis-server. */
export interface RedisServer {
  readonly context: DaemonContext;
  readonly version: string;
  readonly config: Map<string, string>;
  readonly databases: Databases;
  readonly port: number;
  readonly startedAtMs: number;
  readonly replication: Replication;
  /** Undefined unless cluster-enabled. */
  readonly cluster: Cluster | undefined;
  /** Writes everything to the dump file. */
  save(): void;
  log(text: string): void;
  commands: number;
}

export function createServer(context: DaemonContext, { version, config, log }: { readonly version: string; readonly config: Map<string, string>; readonly log: (text: string) => void }): RedisServer {
  const { files } = context.machine;
  const setting = (name: string) => config.get(name) ?? '';
  const pathOf = (name: string) => (name.startsWith('/') ? name : `${setting('dir')}/${name}`);
  const port = Number(setting('port'));
  const databases: Databases = loadSnapshot(files, pathOf(setting('appendonly') === 'yes' ? 'appendonly.aof' : setting('dbfilename'))) ?? new Map();
  const keepAppended = () => {
    if (setting('appendonly') === 'yes') files.write(pathOf('appendonly.aof'), snapshotOf(databases));
  };
  const cluster = setting('cluster-enabled') === 'yes' ? createCluster(context, { port, path: pathOf(setting('cluster-config-file')), password: setting('requirepass') }) : undefined;
  const server: RedisServer = {
    context, version, config, databases, port, cluster, log,
    startedAtMs: context.now(),
    commands: 0,
    save: () => files.write(pathOf(setting('dbfilename')), snapshotOf(databases)),
    replication: createReplication({
      context, port, databases, log,
      password: () => (setting('masterauth') === '' ? setting('requirepass') : setting('masterauth')),
      apply: ({ database, argv }) => {
        runOnKeys(server, database, argv);
        keepAppended();
      },
      onReplaced: keepAppended,
      onTried: () => failOver(server),
    }),
  };
  follow(server);
  if (cluster !== undefined) context.after(200, () => cluster.announce());
  return server;
}

/** Sets the master that configuration or cluster name. */
export function follow({ config, cluster, replication }: RedisServer): void {
  if (cluster !== undefined) {
    const { master } = cluster.me();
    const node = cluster.nodes().find(({ id }) => id === master);
    replication.follow(node === undefined ? undefined : { host: node.ip, port: node.port });
    return;
  }
  const [host, port] = (config.get('replicaof') ?? '').split(/\s+/);
  replication.follow(host === undefined || host === '' || port === undefined ? undefined : { host, port: Number(port) });
}

/** A replica whose master is silent for too long takes its place, where most masters still live. */
function failOver(server: RedisServer): void {
  const { cluster, replication, config } = server;
  if (cluster === undefined) return;
  const me = cluster.me();
  const master = cluster.nodes().find(({ id }) => id === me.master);
  if (master === undefined) return;
  const current = replication.master();
  if (current !== undefined && current.host !== master.ip) follow(server);
  if (replication.silentMs() < Number(config.get('cluster-node-timeout') ?? 15_000) || cluster.isReachable(master)) return;
  const masters = cluster.nodes().filter((node) => node.master === undefined && node.slots.length > 0);
  if (masters.filter((node) => cluster.isReachable(node)).length <= masters.length / 2) return;
  server.log(`Start of election delayed for 512 milliseconds (rank #0, offset ${replication.offset()}).`);
  server.log(`Failover election won: I'm the new master.`);
  takeOver(server);
}

/** Becomes master of the slots of its master, and tells everybody. */
export function takeOver(server: RedisServer): void {
  const { cluster } = server;
  const me = cluster?.me();
  const master = cluster?.nodes().find(({ id }) => id === me?.master);
  if (cluster === undefined || me === undefined || master === undefined) return;
  cluster.change({ master: undefined, slots: master.slots });
  const after = cluster.me();
  cluster.merge([{ ...master, master: after.id, slots: [], epoch: after.epoch }]);
  follow(server);
  cluster.announce();
}

/** Carries out a command on keys; undefined when there is none of that name. */
export function runOnKeys({ databases, context }: RedisServer, database: number, argv: readonly string[]): RedisReply | undefined {
  const [name = '', ...args] = argv;
  const command = KEY_COMMANDS[name.toUpperCase()];
  if (command === undefined) return undefined;
  if (args.length < command.least || args.length > (command.most ?? args.length)) return { error: `ERR wrong number of arguments for '${name.toLowerCase()}' command` };
  return command.run(keysOf(databases, database, context.unixNow()), args);
}

/** Does a command that went well have to be repeated by replicas? */
export function isWrite(argv: readonly string[], reply: RedisReply): boolean {
  return KEY_COMMANDS[(argv[0] ?? '').toUpperCase()]?.writes === true && !isError(reply);
}
