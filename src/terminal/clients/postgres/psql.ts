import { rows as rowsOf } from '#engine/node/images/postgres/answer.ts';
import type { PgReply } from '#engine/node/images/postgres/protocol.ts';
import { tablesIn, type Column } from '#engine/node/images/sql/tables.ts';
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
  /** `\x`: a line a field. */
  isExpanded: boolean;
}

export const psql = defineUtility({
  name: 'psql',
  flavours: [],
  summary: 'the command-line client of PostgreSQL',
  *run(process) {
    const options = parseOptions(process, { short: 'h:p:U:d:c:f:ltAqwWVXxv:a', long: LONG });
    if (options === undefined) return 1;
    if (options.has('V')) {
      process.out(`psql (PostgreSQL) ${process.env.get('PG_VERSION') ?? '18.1'}\n`);
      return 0;
    }
    const client: Client = { process, options, connection: yield* connectionOf(process, options), isExpanded: options.has('x') };
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

function* runSql({ process, options, connection, isExpanded }: Client, sql: string): Generator<Wait, boolean, void> {
  const reply = yield* query(process, connection, sql);
  if (typeof reply === 'string') {
    process.err(`psql: error: ${reply}\n`);
    return false;
  }
  if (reply.is === 'error') process.err(errorText(reply, `${sql}${options.has('c') ? '' : ';'}`));
  else if (reply.is === 'done') process.out(options.has('q') ? '' : `${reply.tag}\n`);
  else if (isExpanded && reply.is === 'rows') process.out(expandedRows(reply));
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
    case '\\dn':
      process.out(aligned(rowsOf(['Name', 'Owner'], [['public', 'pg_database_owner']]) as Extract<PgReply, { is: 'rows' }>, 'List of schemas'));
      return 0;
    case '\\x':
      client.isExpanded = !client.isExpanded;
      process.out(`Expanded display is ${client.isExpanded ? 'on' : 'off'}.\n`);
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
  const cells = table.columns.map((column) => [column.name, typeName(column.type), '', column.isKey || column.isRequired ? 'not null' : '', defaultText(column, name)]);
  const keys = table.columns.filter(({ isKey }) => isKey).map((column) => column.name);
  const indexes = [...(keys.length === 0 ? [] : [`    "${name}_pkey" PRIMARY KEY, btree (${keys.join(', ')})\n`]), ...table.columns.filter(({ isUnique }) => isUnique).map((column) => `    "${name}_${column.name}_key" UNIQUE CONSTRAINT, btree (${column.name})\n`)];
  const text = aligned(rowsOf(['Column', 'Type', 'Collation', 'Nullable', 'Default'], cells) as Extract<PgReply, { is: 'rows' }>, `Table "public.${name}"`);
  process.out(text.replace(/\(\d+ rows?\)\n\n$/, `${indexes.length === 0 ? '' : `Indexes:\n${indexes.join('')}`}\n`));
  return 0;
}

/** The names that the server itself has for types. */
function typeName(type: string): string {
  const [, word = '', rest = ''] = /^([a-z0-9 ]+?)\s*(\(.*)?$/.exec(type) ?? [];
  const long: Readonly<Record<string, string>> = { serial: 'integer', bigserial: 'bigint', smallserial: 'smallint', int: 'integer', int4: 'integer', int8: 'bigint', varchar: 'character varying', char: 'character', bool: 'boolean', decimal: 'numeric', float: 'double precision', timestamp: 'timestamp without time zone', timestamptz: 'timestamp with time zone' };
  return `${long[word] ?? word}${rest}`;
}

function defaultText({ counts, name, fallback, isMoment, type }: Column, table: string): string {
  if (counts) return `nextval('${table}_${name}_seq'::regclass)`;
  if (isMoment) return 'now()';
  if (fallback === null) return '';
  if (typeof fallback === 'boolean') return String(fallback);
  return /^(?:var)?char|^text/.test(type) ? `'${String(fallback)}'::${typeName(type).replace(/\(.*$/, '')}` : String(Number(fallback));
}

/** A record a block, as `\\x` shows it. */
function expandedRows({ columns, rows }: Extract<PgReply, { is: 'rows' }>): string {
  const width = Math.max(0, ...columns.map(({ label }) => label.length));
  if (rows.length === 0) return '(0 rows)\n\n';
  const widest = Math.max(...rows.flatMap((row) => row.map((cell) => (cell ?? '').length)));
  const blocks = rows.map((row, index) => {
    const head = `-[ RECORD ${index + 1} ]`;
    const line = head.length <= width ? `${head.padEnd(width + 1, '-')}+${'-'.repeat(widest + 1)}` : head.padEnd(width + 3 + widest, '-');
    return `${line}\n${row.map((cell, at) => `${(columns[at]?.label ?? '').padEnd(width)} | ${cell ?? ''}\n`).join('')}`;
  });
  return `${blocks.join('')}\n`;
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
