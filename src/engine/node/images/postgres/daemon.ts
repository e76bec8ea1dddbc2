import { FileError } from '../../../machine/files.ts';
import { digestOf } from '../../digest.ts';
import { dateTimeText } from '../sql/evaluate.ts';
import { tablesIn } from '../sql/tables.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { answerStatement } from './answer.ts';
import { readMessage, readStored } from '../stored.ts';
import { packReply, type PgReply, type PgRequest } from './protocol.ts';

const INITIALIZE_MS = 2600;
const START_MS = 700;
const STOP_MS = 300;
const PORT = 5432;
const SOCKET = '/var/run/postgresql/.s.PGSQL.5432';

const NO_PASSWORD = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html`;

/** Who may log in, kept in the data directory: name to the digest of the password. */
interface Roles {
  readonly [name: string]: string;
}

/** PostgreSQL's server with the entry point of its image. */
export function postgresDaemon(version: string): Daemon {
  return { path: '/usr/local/bin/postgres', start: (context) => start(context, version) };
}

function start(context: DaemonContext, version: string): ReturnType<Daemon['start']> {
  const { env, machine: { files } } = context;
  const directory = env['PGDATA'] ?? '/var/lib/postgresql/data';
  let hasEnded = false;
  const log = (text: string, level = 'LOG') => context.log(`${dateTimeText(context.unixNow())}.${String(Math.floor(context.unixNow()) % 1000).padStart(3, '0')} UTC [1] ${level}:  ${text}`, 'stderr');
  const fail = (text: string) => {
    hasEnded = true;
    context.log(text, 'stderr');
    context.exit(1);
  };

  const serve = () => {
    if (hasEnded) return;
    log(`starting PostgreSQL ${version} (Debian ${version}-1.pgdg13+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit`);
    log(`listening on IPv4 address "0.0.0.0", port ${PORT}`);
    log('listening on IPv6 address "::", port 5432');
    log(`listening on Unix socket "${SOCKET}"`);
    files.makeDirectory('/var/run/postgresql', { parents: true });
    files.write(SOCKET, '');
    context.listen({ port: PORT, protocol: 'TCP', speaks: 'postgres', talk: (message, clientIp) => answerMessage(context, directory, version, message, clientIp) });
    log('database system is ready to accept connections');
  };

  if (files.exists(`${directory}/PG_VERSION`)) {
    context.log('\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n');
    context.after(START_MS, serve);
  } else if ((env['POSTGRES_PASSWORD'] ?? '') === '' && env['POSTGRES_HOST_AUTH_METHOD'] !== 'trust') fail(NO_PASSWORD);
  else if (files.isDirectory(directory) && files.list(directory).length > 0) {
    fail(`initdb: error: directory "${directory}" exists but is not empty\ninitdb: hint: If you want to create a new database system, either remove or empty the directory "${directory}" or run initdb with an argument other than "${directory}".`);
  } else {
    context.log('The files belonging to this database system will be owned by user "postgres".\nThis user must also own the server process.\n\nThe database cluster will be initialized with locale "en_US.utf8".\n\nfixing permissions on existing directory '.concat(`${directory} ... ok\ncreating subdirectories ... ok\nrunning bootstrap script ... ok\nperforming post-bootstrap initialization ... ok\nsyncing data to disk ... ok\n`));
    context.after(INITIALIZE_MS, () => {
      try {
        initialize(context, directory, version);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        fail(`initdb: error: could not create directory "${error.path}": ${error.text}`);
        return;
      }
      context.log('\nPostgreSQL init process complete; ready for start up.\n');
      context.after(START_MS, serve);
    });
  }

  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGINT' && signal !== 'SIGQUIT') return;
      hasEnded = true;
      log(`received ${signal === 'SIGTERM' ? 'smart' : signal === 'SIGINT' ? 'fast' : 'immediate'} shutdown request`);
      files.removeAll(SOCKET);
      context.close(PORT);
      context.after(STOP_MS, () => {
        log('database system is shut down');
        context.exit(0);
      });
    },
  };
}

function initialize({ env, machine: { files } }: DaemonContext, directory: string, version: string): void {
  const user = env['POSTGRES_USER'] ?? 'postgres';
  const tables = tablesIn(files, `${directory}/base`, '');
  for (const name of new Set(['postgres', 'template0', 'template1', env['POSTGRES_DB'] ?? user])) tables.createDatabase(name);
  files.write(`${directory}/PG_VERSION`, `${version.split('.')[0] ?? ''}\n`);
  files.write(`${directory}/postgresql.conf`, "listen_addresses = '*'\nmax_connections = 100\nshared_buffers = 128MB\n");
  files.write(`${directory}/pg_hba.conf`, `local   all             all                                     trust\nhost    all             all             127.0.0.1/32            trust\nhost all all all ${env['POSTGRES_HOST_AUTH_METHOD'] ?? 'scram-sha-256'}\n`);
  files.makeDirectory(`${directory}/global`, { parents: true });
  files.write(`${directory}/global/pg_auth`, JSON.stringify({ [user]: digestOf(`postgres ${env['POSTGRES_PASSWORD'] ?? ''}`) } satisfies Roles));
}

/** Who speaks another language gets no answer. */
function answerMessage(context: DaemonContext, directory: string, version: string, message: string, clientIp: string): string {
  const request = readMessage<PgRequest>(message, 'sql');
  return request === undefined ? '' : packReply(answer(context, directory, version, request, clientIp));
}

function answer(context: DaemonContext, directory: string, version: string, { user, password, database, sql }: PgRequest, clientIp: string): PgReply {
  const { files, host } = context.machine;
  const roles = readStored<Roles>(files, `${directory}/global/pg_auth`, user) ?? {};
  const isTrusted = clientIp === '' || clientIp.startsWith('127.') || clientIp === host.ip || files.read(`${directory}/pg_hba.conf`).endsWith(' trust\n');
  const refused = (text: string, state: string): PgReply => ({ is: 'error', text, state, isFatal: true });
  if (!isTrusted && password === undefined) return refused('fe_sendauth: no password supplied', '08001');
  if (!isTrusted && roles[user] !== digestOf(`postgres ${password ?? ''}`)) return refused(`password authentication failed for user "${user}"`, '28P01');
  if (roles[user] === undefined) return refused(`role "${user}" does not exist`, '28000');
  const tables = tablesIn(files, `${directory}/base`, '');
  if (!tables.hasDatabase(database)) return refused(`database "${database}" does not exist`, '3D000');
  const role = /^\s*(?:CREATE|ALTER)\s+(?:USER|ROLE)\s+"?(\w+)"?[^']*(?:PASSWORD\s+'([^']*)')?/i.exec(sql);
  if (role !== null) files.write(`${directory}/global/pg_auth`, JSON.stringify({ ...roles, [role[1] ?? '']: digestOf(`postgres ${role[2] ?? ''}`) } satisfies Roles));
  return answerStatement({ tables, database, user, version: `PostgreSQL ${version} (Debian ${version}-1.pgdg13+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit`, unixMs: context.unixNow() }, sql);
}
