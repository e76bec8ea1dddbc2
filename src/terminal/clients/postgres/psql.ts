import { rows as rowsOf } from '#engine/node/images/postgres/answer.ts';
import type { PgReply } from '#engine/node/images/postgres/protocol.ts';
import { tablesIn } from '#engine/node/images/sql/tables.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import { parseOptions, type ParsedOptions } from '../../utilities/options.ts';
import { callServer } from '../callServer.ts';
import { askSecretly, promptLoop } from '../promptLoop.ts';
import { splitStatements } from '../splitStatements.ts';
import { query, type PgConnection } from './connection.ts';
import { aligned, errorText, tuples, unaligned } from './results.ts';

const LONG = { 'host': 'h:', 'port': 'p:', 'username': 'U:', 'dbname': 'd:', 'command': 'c:', 'file': 'f:', 'list': 'l', 'tuples-only': 't', 'no-align': 'A', 'quiet': 'q', 'no-password': 'w', 'password': 'W', 'version': 'V', 'no-psqlrc': 'X', 'set': 'v:', 'echo-all': 'a' };

interface Client {
  readonly process: Process;
  readonly options: ParsedOptions;
  readonly connection: PgConnection;
}

export const psql = defineUtility({
  name: 'psql',
  flavours: [],
  summary: 'the command-line client of PostgreSQL',
  *run(process) {
    const options = parseOptions(process, { short: 'h:p:U:d:c:f:ltAqwWVXv:a', long: LONG });
    if (options === undefined) return 1;
    if (options.has('V')) {
      process.out(`psql (PostgreSQL) ${process.env.get('PG_VERSION') ?? '18.1'}\n`);
      return 0;
    }
    const client: Client = { process, options, connection: yield* connectionOf(process, options) };
    const first = yield* query(process, client.connection, 'SELECT 1');
    if (typeof first === 'string') {
      process.err(`psql: error: ${first}\n`);
      return 2;
    }
    if (options.has('l')) return yield* runMeta(client, '\\l');
    const commands = options.values('c');
    if (commands.length > 0) return yield* runTexts(client, commands);
    const file = options.value('f');
    if (file !== undefined) return yield* runFile(client, file);
    return process.stdin.isTty() ? yield* converse(client) : yield* runTexts(client, [yield* readAll(process.stdin)], false);
  },
});

function* connectionOf(process: Process, options: ParsedOptions): Generator<Wait, PgConnection, void> {
  const { env } = process;
  const [database, user] = options.operands;
  const url = /^postgres(?:ql)?:\/\/(?:([^:@/]+)(?::([^@]*))?@)?([^:/]*)(?::(\d+))?(?:\/([^?]*))?/.exec(database ?? options.value('d') ?? '');
  const name = options.value('U') ?? user ?? url?.[1] ?? env.get('PGUSER') ?? process.machine.user;
  const password = options.has('W') ? yield* askSecretly(process, `Password for user ${name}: `) : (url?.[2] ?? env.get('PGPASSWORD'));
  return {
    host: options.value('h') ?? url?.[3] ?? env.get('PGHOST'),
    port: Number(options.value('p') ?? url?.[4] ?? env.get('PGPORT') ?? 5432),
    user: name,
    password,
    database: url?.[5] ?? options.value('d') ?? database ?? env.get('PGDATABASE') ?? name,
  };
}

function* runFile(client: Client, name: string): Running {
  const { files } = client.process.machine;
  const path = files.resolve(client.process.cwd, name);
  if (!files.exists(path)) {
    client.process.err(`psql: error: ${name}: No such file or directory\n`);
    return 1;
  }
  return yield* runTexts(client, [files.read(path)], false);
}

/** -c stops with the first error and tells it; a script goes on. */
function* runTexts(client: Client, texts: readonly string[], stops = true): Running {
  for (const text of texts) {
    if (text.trim().startsWith('\\')) {
      const code = yield* runMeta(client, text.trim());
      if (code !== 0) return 1;
      continue;
    }
    const { statements, rest } = splitStatements(text);
    for (const sql of [...statements.map((statement) => statement.text), ...(rest.trim() === '' ? [] : [rest.trim()])]) {
      if (!(yield* runSql(client, sql)) && stops) return 1;
    }
  }
  return 0;
}

function* runSql({ process, options, connection }: Client, sql: string): Generator<Wait, boolean, void> {
  const reply = yield* query(process, connection, sql);
  if (typeof reply === 'string') {
    process.err(`psql: error: ${reply}\n`);
    return false;
  }
  if (reply.is === 'error') process.err(errorText(reply, `${sql}${options.has('c') ? '' : ';'}`));
  else if (reply.is === 'done') process.out(options.has('q') ? '' : `${reply.tag}\n`);
  else process.out(options.has('A') ? unaligned(reply, options.has('t')) : options.has('t') ? tuples(reply) : aligned(reply));
  return reply.is !== 'error';
}

function* converse(client: Client): Running {
  const { process, connection } = client;
  const version = process.env.get('PG_VERSION') ?? '18.1';
  process.out(`psql (${version} (Debian ${version}-1.pgdg13+1))\nType "help" for help.\n\n`);
  let pending = '';
  return yield* promptLoop(process, {
    prompt: () => `${connection.database}${pending.trim() === '' ? '=' : '-'}# `,
    farewell: '\\q\n',
    cancel: () => {
      pending = '';
    },
    *take(line) {
      const text = line.trim();
      if (pending.trim() === '') {
        if (/^(?:\\q|exit|quit)\s*;?$/.test(text)) return 0;
        if (text.startsWith('\\')) {
          yield* runMeta(client, text);
          return undefined;
        }
        if (text === 'help') {
          process.out('You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n');
          return undefined;
        }
      }
      pending += `${line}\n`;
      const { statements, rest } = splitStatements(pending);
      pending = rest.trim() === '' ? '' : rest;
      for (const statement of statements) yield* runSql(client, statement.text);
      return undefined;
    },
  });
}

/** The commands of psql itself. simplified: lists come from the server's files, so they need a server of this machine or a query. */
function* runMeta(client: Client, line: string): Running {
  const { process, connection } = client;
  const [command = '', argument] = line.replace(/;$/, '').split(/\s+/);
  switch (command.replace(/\+$/, '')) {
    case '\\c':
    case '\\connect': {
      const before = connection.database;
      connection.database = argument ?? before;
      const reply = yield* query(process, connection, 'SELECT 1');
      if (typeof reply === 'string') {
        connection.database = before;
        process.err(`${reply}\nPrevious connection kept\n`);
        return 1;
      }
      process.out(`You are now connected to database "${connection.database}" as user "${connection.user}".\n`);
      return 0;
    }
    case '\\conninfo':
      process.out(`You are connected to database "${connection.database}" as user "${connection.user}" ${connection.host === undefined ? 'via socket in "/var/run/postgresql"' : `on host "${connection.host}"`} at port "${connection.port}".\n`);
      return 0;
    case '\\l':
      process.out(aligned(rowsOf(['Name', 'Owner', 'Encoding'], databasesOf(process).map((name) => [name, connection.user, 'UTF8'])) as Extract<PgReply, { is: 'rows' }>, 'List of databases'));
      return 0;
    case '\\dt':
    case '\\d':
      return argument === undefined ? listTables(client) : describeTable(client, argument);
    case '\\du':
      process.out(aligned(rowsOf(['Role name', 'Attributes'], [[connection.user, 'Superuser, Create role, Create DB, Replication, Bypass RLS']]) as Extract<PgReply, { is: 'rows' }>, 'List of roles'));
      return 0;
    default:
      process.err(`invalid command ${command}\nTry \\? for help.\n`);
      return 1;
  }
}

function tablesOf(process: Process) {
  return tablesIn(process.machine.files, `${process.env.get('PGDATA') ?? '/var/lib/postgresql/data'}/base`, '');
}

function databasesOf(process: Process): readonly string[] {
  return tablesOf(process).databases();
}

function listTables({ process, connection }: Client): number {
  const names = tablesOf(process).names(connection.database);
  if (names.length === 0) process.err('Did not find any relations.\n');
  else process.out(aligned(rowsOf(['Schema', 'Name', 'Type', 'Owner'], names.map((name) => ['public', name, 'table', connection.user])) as Extract<PgReply, { is: 'rows' }>, 'List of relations'));
  return 0;
}

function describeTable({ process, connection }: Client, name: string): number {
  const table = tablesOf(process).read(connection.database, name.replace(/^public\./, ''));
  if (table === undefined) {
    process.err(`Did not find any relation named "${name}".\n`);
    return 1;
  }
  process.out(aligned(rowsOf(['Column', 'Type', 'Nullable', 'Default'], table.columns.map((column) => [column.name, column.type, column.isKey || column.isRequired ? 'not null' : '', column.counts ? `nextval('${name}_${column.name}_seq'::regclass)` : String(column.fallback ?? '')])) as Extract<PgReply, { is: 'rows' }>, `Table "public.${name}"`).replace(/\(\d+ rows?\)\n\n$/, '\n'));
  return 0;
}

/** Does the server take connections? Exit codes: 0 yes, 2 no answer. */
export const pgIsReady = defineUtility({
  name: 'pg_isready',
  flavours: [],
  summary: 'tells whether a PostgreSQL server takes connections',
  *run(process) {
    const options = parseOptions(process, { short: 'h:p:U:d:t:q', long: { host: 'h:', port: 'p:', username: 'U:', dbname: 'd:', timeout: 't:', quiet: 'q' } });
    if (options === undefined) return 3;
    const host = options.value('h') ?? process.env.get('PGHOST');
    const port = Number(options.value('p') ?? 5432);
    const isHere = host !== undefined || process.machine.files.exists('/var/run/postgresql/.s.PGSQL.5432');
    const called = isHere ? yield* callServer(process, host ?? '127.0.0.1', port, '\n{"user":"","database":"","sql":""}', { timeoutMs: 3000 }) : undefined;
    const isReady = called?.outcome === 'answered';
    if (!options.has('q')) process.out(`${host ?? '/var/run/postgresql'}:${port} - ${isReady ? 'accepting connections' : 'no response'}\n`);
    return isReady ? 0 : 2;
  },
});
