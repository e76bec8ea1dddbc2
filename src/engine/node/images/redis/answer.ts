import { KEY_COMMANDS } from './keyspace.ts';
import { clusterCommand } from './clusterCommands.ts';
import { infoOf } from './info.ts';
import { errorReply, OK, type RedisReply, type RedisRequest } from './reply.ts';
import { follow, isWrite, runOnKeys, type RedisServer } from './server.ts';
import { slotOf } from './slots.ts';
import { snapshotOf } from './data.ts';

/** Answers one command of a client. */
export function answer(server: RedisServer, { argv, database, password }: RedisRequest, clientIp: string): RedisReply {
  const [name = '', ...args] = argv;
  const upper = name.toUpperCase();
  server.commands += 1;
  const required = server.config.get('requirepass') ?? '';
  if (upper === 'AUTH') return authenticate(required, args.at(-1) ?? '');
  if (required !== '' && password !== required && upper !== 'HELLO') return errorReply('NOAUTH Authentication required.');
  const own = OWN[upper];
  if (own !== undefined) return own(server, args, clientIp);
  const moved = redirect(server, upper, args);
  if (moved !== undefined) return moved;
  if (KEY_COMMANDS[upper]?.writes === true && server.replication.master() !== undefined) return errorReply("READONLY You can't write against a read only replica.");
  const reply = runOnKeys(server, database, argv);
  if (reply === undefined) return errorReply(`ERR unknown command '${name}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}`);
  if (isWrite(argv, reply)) noteWrite(server, database, argv);
  return reply;
}

function authenticate(required: string, given: string): RedisReply {
  if (required === '') return errorReply('ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?');
  return given === required ? OK : errorReply('WRONGPASS invalid username-password pair or user is disabled.');
}

function noteWrite(server: RedisServer, database: number, argv: readonly string[]): void {
  server.replication.note({ database, argv });
  const { config, context, databases } = server;
  const directory = config.get('dir') ?? '/data';
  if (config.get('appendonly') === 'yes') context.machine.files.write(`${directory}/appendonly.aof`, snapshotOf(databases));
}

/** In a cluster: who has the key. */
function redirect({ cluster }: RedisServer, name: string, args: readonly string[]): RedisReply | undefined {
  const command = KEY_COMMANDS[name];
  const [key] = args;
  if (cluster === undefined || command === undefined || command.least === 0 || key === undefined || name === 'KEYS' || name === 'SCAN') return undefined;
  const slot = slotOf(key);
  const owner = cluster.ownerOf(slot);
  if (owner === undefined) return errorReply('CLUSTERDOWN Hash slot not served');
  return owner.id === cluster.me().id ? undefined : errorReply(`MOVED ${slot} ${owner.ip}:${owner.port}`);
}

type Own = (server: RedisServer, args: readonly string[], clientIp: string) => RedisReply;

/** Commands that are about the server and not about keys. */
const OWN: Readonly<Record<string, Own>> = {
  PING: (_, [text]) => text ?? { status: 'PONG' },
  ECHO: (_, [text = '']) => text,
  SELECT: (server, [number = '']) => (/^\d+$/.test(number) && Number(number) < Number(server.config.get('databases') ?? 16) ? OK : errorReply('ERR DB index is out of range')),
  TIME: ({ context }) => [String(Math.floor(context.unixNow() / 1000)), String(Math.floor((context.unixNow() % 1000) * 1000))],
  INFO: (server, args) => infoOf(server, args),
  ROLE: (server) => roleOf(server),
  SAVE: (server) => {
    server.save();
    return OK;
  },
  BGSAVE: (server) => {
    server.save();
    return { status: 'Background saving started' };
  },
  BGREWRITEAOF: () => ({ status: 'Background append only file rewriting started' }),
  LASTSAVE: ({ context }) => Math.floor(context.unixNow() / 1000),
  REPLICAOF: (server, args) => replicaOf(server, args),
  SLAVEOF: (server, args) => replicaOf(server, args),
  PSYNC: ({ replication }, [id = '', offset = '0', port = '6379'], clientIp) => JSON.stringify(replication.sync(id, Number(offset), { ip: clientIp, port: Number(port) })),
  CONFIG: (server, args) => configure(server, args),
  CLUSTER: (server, args) => clusterCommand(server, args),
  WAIT: ({ replication }) => replication.replicas().length,
  // simplified: nobody listens to channels.
  PUBLISH: () => 0,
  READONLY: () => OK,
  READWRITE: () => OK,
  COMMAND: () => [],
  CLIENT: (_, [sub = '']) => (sub.toUpperCase() === 'LIST' ? { text: 'id=3 addr=127.0.0.1:51234 laddr=127.0.0.1:6379 fd=8 name= age=0 idle=0 flags=N db=0 cmd=client|list user=default\n' } : OK),
  SHUTDOWN: (server) => {
    server.save();
    server.context.after(5, () => server.context.exit(0));
    return OK;
  },
  HELLO: () => ['server', 'redis', 'proto', 2],
};

function roleOf({ replication }: RedisServer): RedisReply {
  const master = replication.master();
  if (master !== undefined) return ['slave', master.host, master.port, replication.isLinkUp() ? 'connected' : 'connect', replication.offset()];
  return ['master', replication.offset(), replication.replicas().map(({ ip, port, offset }) => [ip, String(port), String(offset)])];
}

function replicaOf(server: RedisServer, [host = '', port = '']: readonly string[]): RedisReply {
  if (server.cluster !== undefined) return errorReply('ERR REPLICAOF not allowed in cluster mode.');
  const isNobody = host.toUpperCase() === 'NO' && port.toUpperCase() === 'ONE';
  if (!isNobody && !/^\d+$/.test(port)) return errorReply('ERR value is not an integer or out of range');
  server.config.set('replicaof', isNobody ? '' : `${host} ${port}`);
  server.log(isNobody ? 'MASTER MODE enabled (user request)' : `REPLICAOF ${host}:${port} enabled (user request)`);
  follow(server);
  return OK;
}

function configure({ config }: RedisServer, [sub = '', name = '*', value]: readonly string[]): RedisReply {
  if (sub.toUpperCase() === 'GET') {
    const pattern = new RegExp(`^${name.toLowerCase().replaceAll('*', '.*')}$`);
    return [...config].filter(([key]) => key !== 'save set' && pattern.test(key)).flat();
  }
  if (sub.toUpperCase() === 'SET' && value !== undefined) {
    if (!config.has(name.toLowerCase())) return errorReply(`ERR Unknown option or number of arguments for CONFIG SET - '${name}'`);
    config.set(name.toLowerCase(), value);
    return OK;
  }
  if (sub.toUpperCase() === 'RESETSTAT') return OK;
  return sub.toUpperCase() === 'REWRITE' ? errorReply('ERR The server is running without a config file') : errorReply(`ERR unknown subcommand '${sub}'. Try CONFIG HELP.`);
}
