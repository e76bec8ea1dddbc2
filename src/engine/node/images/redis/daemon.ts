import { civilTimeOf } from '../../../core/time.ts';
import { FileError } from '../../../machine/files.ts';
import type { Daemon, DaemonContext, RunningDaemon } from '../image.ts';
import { answer } from './answer.ts';
import { readConfig } from './config.ts';
import { readMessage } from '../stored.ts';
import { packReply, wireText, type RedisRequest } from './reply.ts';
import { createServer, type RedisServer } from './server.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `1:M 23 Nov 2026 06:51:24.301 * Ready to accept connections tcp` */
function line(context: DaemonContext, role: string, level: string, text: string): string {
  const t = civilTimeOf(context.unixNow());
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(t.day)} ${MONTHS[t.month - 1] ?? ''} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${String(t.millisecond).padStart(3, '0')}`;
  return `1:${role} ${time} ${level} ${text}`;
}

export function redisDaemon(version: string, path = '/usr/local/bin/redis-server'): Daemon {
  return { path, start: (context) => start(context, version) };
}

function start(context: DaemonContext, version: string): RunningDaemon {
  const isOld = Number(version.split('.')[0]) < 7;
  const config = readConfig(context.machine.files, context.argv, context.machine.cwd);
  if ('missing' in config) {
    context.log(`*** FATAL CONFIG FILE ERROR (Redis ${version}) ***`, 'stderr');
    context.log(`Fatal error, can't open config file '${config.missing}': No such file or directory`, 'stderr');
    context.exit(1);
    return { onSignal: () => {} };
  }
  context.log(line(context, 'C', isOld ? '#' : '*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo'));
  context.log(line(context, 'C', isOld ? '#' : '*', `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=1, just started`));
  const hasFile = context.argv[1] !== undefined && !context.argv[1].startsWith('--');
  context.log(line(context, 'C', isOld || !hasFile ? '#' : '*', hasFile || context.argv.length > 1 ? 'Configuration loaded' : 'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf'));
  const server = open(context, version, config);
  if (server === undefined) return { onSignal: () => {} };
  context.log(line(context, 'M', '*', `Running mode=${server.cluster === undefined ? 'standalone' : 'cluster'}, port=${server.port}.`));
  context.log(line(context, 'M', isOld ? '#' : '*', 'Server initialized'));
  context.log(line(context, 'M', '*', isOld ? 'Ready to accept connections' : 'Ready to accept connections tcp'));
  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGINT') return;
      context.log(line(context, 'signal-handler', '', `Received ${signal} scheduling shutdown...`).replace(/^1:signal-handler .* {2}/, `1:signal-handler (${Math.floor(context.unixNow() / 1000)}) `));
      context.log(line(context, 'M', isOld ? '#' : '*', 'User requested shutdown...'));
      end(context, server);
    },
  };
}

function open(context: DaemonContext, version: string, config: Map<string, string>): RedisServer | undefined {
  try {
    const server = createServer(context, { version, config, log: (text) => context.log(line(context, server.replication.master() === undefined ? 'M' : 'S', '*', text)) });
    context.listen({ port: server.port, protocol: 'TCP', speaks: 'redis', talk: (message, clientIp) => talk(server, message, clientIp) });
    if (server.cluster !== undefined) context.listen({ port: server.port + 10_000, protocol: 'TCP', speaks: 'redis-bus' });
    return server;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.log(line(context, 'M', '#', `Can't open ${error.path}: ${error.text}`));
    context.exit(1);
    return undefined;
  }
}

/** The client's language, or commands as a person types them into a bare connection. */
function talk(server: RedisServer, message: string, clientIp: string): string {
  const request = readMessage<RedisRequest>(message, 'argv');
  if (request !== undefined) return packReply(answer(server, request, clientIp));
  const lines = message.split(/\r?\n/).filter((typed) => typed.trim() !== '');
  return lines.map((typed) => wireText(answer(server, { argv: typed.trim().split(/\s+/), database: 0, password: undefined }, clientIp))).join('');
}

/** Saves where there are save points; a full disk keeps the server from ending well. */
function end(context: DaemonContext, server: RedisServer): void {
  try {
    if ((server.config.get('save') ?? '') !== '' && server.config.get('appendonly') !== 'yes') {
      context.log(line(context, 'M', '*', 'Saving the final RDB snapshot before exiting.'));
      server.save();
      context.log(line(context, 'M', '*', 'DB saved on disk'));
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.log(line(context, 'M', '#', `Error trying to save the DB: ${error.text}`));
  }
  context.log(line(context, 'M', '#', 'Redis is now ready to exit, bye bye...'));
  context.exit(0);
}
