import { formatMicroTime } from '../../../core/time.ts';
import { FileError, type TreeNode } from '../../../machine/files.ts';
import type { Machine } from '../../../machine/machine.ts';
import { dateTimeText } from '../sql/evaluate.ts';
import type { Daemon, DaemonContext, RunningDaemon } from '../image.ts';
import { answer, applyEvent, dump } from './answer.ts';
import { accountsIn, digestOfPassword } from './accounts.ts';
import { isOn, readOptions } from './options.ts';
import { readMessage } from '../stored.ts';
import { isDump, packReply, type DumpRequest, type MysqlRequest } from './protocol.ts';
import { createServer, type MysqlServer } from './server.ts';

/** How long making the first files takes, and how long a start takes when they are there, in milliseconds. */
const INITIALIZE_MS = 5200;
const START_MS = 1400;
const STOP_MS = 900;
/** A server that finds its files in use tries so often, once a second. */
const LOCK_ATTEMPTS = 100;

const PORT = 3306;
const SYSTEM_DATABASES = ['mysql', 'performance_schema', 'sys'];

/** Who has the files of a data directory open: the machine that holds the lock of `ibdata1`. */
const locks = new WeakMap<TreeNode, Machine>();

/** Writes in the form of the version. */
interface Voice {
  readonly entrypoint: (level: string, text: string) => void;
  readonly server: (level: 'System' | 'Warning' | 'ERROR' | 'Note', code: string, text: string) => void;
}

/** MySQL's server with the entry point of its image: it makes the data directory when there is none. k8s: docker-library mysql */
export function mysqld(version: string): Daemon {
  return { path: '/usr/sbin/mysqld', start: (context) => start(context, version) };
}

function start(context: DaemonContext, version: string): RunningDaemon {
  const { files } = context.machine;
  const options = readOptions(files, context.argv.slice(1));
  const directory = (options.get('datadir') ?? '/var/lib/mysql').replace(/\/$/, '');
  const voice = voiceOf(context, version);
  const state: { server: MysqlServer | undefined; hasEnded: boolean } = { server: undefined, hasEnded: false };
  voice.entrypoint('Note', `Entrypoint script for MySQL Server ${version}-1.el${version.startsWith('5.') ? '7' : '9'} started.`);

  const serve = () => {
    if (state.hasEnded) return;
    try {
      state.server = open(context, { version, directory, options, voice });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      voice.server('ERROR', 'MY-010187', `Could not open file '${error.path}' for error logging: ${error.text}`);
      context.exit(1);
    }
  };

  if (files.isDirectory(`${directory}/mysql`)) context.after(START_MS, () => whenLocked(context, directory, voice, serve));
  else initialize(context, { directory, voice, whenDone: serve });

  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGQUIT') return;
      state.hasEnded = true;
      voice.server('System', 'MY-013172', `Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: ${version}).`);
      context.close(PORT);
      files.removeAll('/var/run/mysqld/mysqld.sock');
      context.after(STOP_MS, () => {
        release(context, directory);
        voice.server('System', 'MY-010910', `/usr/sbin/mysqld: Shutdown complete (mysqld ${version})  MySQL Community Server${version.startsWith('5.') ? ' (GPL)' : ' - GPL.'}`);
        context.exit(0);
      });
    },
  };
}

function voiceOf(context: DaemonContext, version: string): Voice {
  const isOld = version.startsWith('5.');
  return {
    entrypoint: (level, text) => context.log(`${dateTimeText(context.unixNow())}+00:00 [${level}] [Entrypoint]: ${text}`, level === 'ERROR' ? 'stderr' : 'stdout'),
    server: (level, code, text) => context.log(`${formatMicroTime(context.unixNow())} 0 [${isOld && level === 'System' ? 'Note' : level}] ${isOld ? '' : `[${code}] [Server] `}${text}`, 'stderr'),
  };
}

interface Initialization {
  readonly directory: string;
  readonly voice: Voice;
  readonly whenDone: () => void;
}

/** Makes the system tables, the root account, and what the environment asks for. */
function initialize(context: DaemonContext, { directory, voice, whenDone }: Initialization): void {
  const { env } = context;
  const password = env['MYSQL_ROOT_PASSWORD'] ?? env['MARIADB_ROOT_PASSWORD'] ?? '';
  const mayBeEmpty = (env['MYSQL_ALLOW_EMPTY_PASSWORD'] ?? env['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD'] ?? '') !== '';
  const isRandom = (env['MYSQL_RANDOM_ROOT_PASSWORD'] ?? env['MARIADB_RANDOM_ROOT_PASSWORD'] ?? '') !== '';
  if (password === '' && !mayBeEmpty && !isRandom) {
    voice.entrypoint('ERROR', 'Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD');
    context.exit(1);
    return;
  }
  voice.entrypoint('Note', 'Initializing database files');
  context.after(INITIALIZE_MS, () => {
    try {
      writeFirstFiles(context, directory, isRandom ? 'aed4Ou8ahb0ueG9j' : password);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      voice.server('ERROR', 'MY-010119', `Aborting: ${error.path}: ${error.text}`);
      context.exit(1);
      return;
    }
    voice.entrypoint('Note', 'Database files initialized');
    voice.entrypoint('Note', 'Starting temporary server');
    voice.entrypoint('Note', 'Temporary server started.');
    if (isRandom) voice.entrypoint('Note', 'GENERATED ROOT PASSWORD: aed4Ou8ahb0ueG9j');
    const { MYSQL_DATABASE: database, MYSQL_USER: user } = env;
    if (database !== undefined) voice.entrypoint('Note', `Creating database ${database}`);
    if (user !== undefined) voice.entrypoint('Note', `Creating user ${user}`);
    voice.entrypoint('Note', 'Stopping temporary server');
    voice.entrypoint('Note', 'Temporary server stopped');
    voice.entrypoint('Note', 'MySQL init process done. Ready for start up.');
    context.after(START_MS, () => whenLocked(context, directory, voice, whenDone));
  });
}

function writeFirstFiles({ machine: { files }, env }: DaemonContext, directory: string, rootPassword: string): void {
  for (const name of SYSTEM_DATABASES) files.makeDirectory(`${directory}/${name}`, { parents: true, mode: 0o750 });
  files.write(`${directory}/ibdata1`, '');
  const accounts = accountsIn(files, directory);
  for (const host of ['%', 'localhost']) accounts.put({ user: 'root', host, digest: digestOfPassword(rootPassword) });
  const database = env['MYSQL_DATABASE'] ?? env['MARIADB_DATABASE'];
  if (database !== undefined) files.makeDirectory(`${directory}/${database}`, { parents: true, mode: 0o750 });
  const user = env['MYSQL_USER'] ?? env['MARIADB_USER'];
  if (user !== undefined) accounts.put({ user, host: '%', digest: digestOfPassword(env['MYSQL_PASSWORD'] ?? env['MARIADB_PASSWORD'] ?? '') });
}

/** Goes on once nobody else has the files open; gives up after a while, as InnoDB does. */
function whenLocked(context: DaemonContext, directory: string, voice: Voice, whenFree: () => void, attempt = 1): void {
  const file = lockFile(context, directory);
  const holder = file === undefined ? undefined : locks.get(file);
  if (file === undefined || holder === undefined || holder === context.machine || !holder.isUp()) {
    if (file !== undefined) locks.set(file, context.machine);
    whenFree();
    return;
  }
  voice.server('ERROR', 'MY-012574', 'Unable to lock ./ibdata1 error: 11');
  if (attempt === 1) voice.server('Note', 'MY-012575', 'Check that you do not already have another mysqld process using the same InnoDB data or log files.');
  if (attempt >= LOCK_ATTEMPTS) {
    voice.server('ERROR', 'MY-010020', 'Data Dictionary initialization failed.');
    context.exit(1);
    return;
  }
  context.after(1000, () => whenLocked(context, directory, voice, whenFree, attempt + 1));
}

function lockFile({ machine: { files } }: DaemonContext, directory: string): TreeNode | undefined {
  const path = `${directory}/ibdata1`;
  return files.exists(path) ? files.node(path) : undefined;
}

function release(context: DaemonContext, directory: string): void {
  const file = lockFile(context, directory);
  if (file !== undefined && locks.get(file) === context.machine) locks.delete(file);
}

interface Opening {
  readonly version: string;
  readonly directory: string;
  readonly options: ReadonlyMap<string, string>;
  readonly voice: Voice;
}

/** Starts to listen. */
function open(context: DaemonContext, { version, directory, options, voice }: Opening): MysqlServer {
  voice.server('System', 'MY-010116', `/usr/sbin/mysqld (mysqld ${version}) starting as process 1`);
  const server = createServer({ context, directory, version, options, apply: applyEvent, log: (text) => voice.server('Note', 'MY-010562', text) });
  const { files } = context.machine;
  files.makeDirectory('/var/run/mysqld', { parents: true });
  files.write('/var/run/mysqld/mysqld.sock', '');
  if (!isOn(options.get('skip_networking'))) {
    context.listen({
      port: PORT, protocol: 'TCP', speaks: 'mysql',
      talk: (message, clientIp) => {
        const request = readMessage<MysqlRequest>(message, 'sql');
        if (request !== undefined) return packReply(answer(server, request, clientIp));
        const asked = isDump(message) ? readMessage<DumpRequest>(message, 'serverId') : undefined;
        // Who speaks another language sees the greeting alone.
        if (asked === undefined) return `J\0\0\0\n${version}\0`;
        const reply = dump(server, asked);
        return `${'events' in reply ? `${reply.events.length} events` : reply.text}\n${JSON.stringify(reply)}`;
      },
    });
  }
  voice.server('System', 'MY-010931', `/usr/sbin/mysqld: ready for connections. Version: '${String(server.variables.get('version'))}'  socket: '/var/run/mysqld/mysqld.sock'  port: ${PORT}  MySQL Community Server ${version.startsWith('5.') ? '(GPL)' : '- GPL.'}`);
  return server;
}
