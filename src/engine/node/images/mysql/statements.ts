import { evaluate, likePattern, textOf } from '../sql/evaluate.ts';
import { readExpression } from '../sql/expressions.ts';
import { SqlFault } from '../sql/fault.ts';
import { readTokens, type TokenReader } from '../sql/reader.ts';
import type { Value } from '../sql/syntax.ts';
import type { Column } from '../sql/tables.ts';
import { digestOfPassword } from './accounts.ts';
import type { MysqlReply } from './protocol.ts';
import { replicaStatus } from './replicaStatus.ts';
import type { Source } from './replica.ts';
import { hasDatabase, readOnlyReason, surroundings, type MysqlServer, type Session } from './server.ts';
import { errorReply } from './faults.ts';

const OK: MysqlReply = { is: 'ok', affected: 0 };

/** Answers the statements that MySQL alone has; undefined for those that all servers share. `isReplayed`: the primary did it. */
export function answerOwn(server: MysqlServer, session: Session, isReplayed = false): MysqlReply | undefined {
  const reader = readTokens(session.request.sql, 'string');
  if (reader.take('SHOW')) return show(server, session, reader);
  if (reader.take('DESCRIBE') || reader.isAt('DESC')) {
    reader.take('DESC');
    return describe(server, session, reader);
  }
  if (reader.take('SET')) return setVariable(server, session, reader);
  if (reader.isAt('BEGIN') || reader.isAt('COMMIT') || reader.isAt('ROLLBACK') || reader.isAt('FLUSH') || reader.isAt('LOCK') || reader.isAt('UNLOCK') || reader.isAt('START', 'TRANSACTION') || reader.isAt('ANALYZE')) return OK;
  return replicate(server, reader) ?? account(server, session, reader, isReplayed);
}

function table(labels: readonly string[], rows: readonly (readonly (Value | undefined)[])[], numbers: readonly string[] = []): MysqlReply {
  return { is: 'rows', columns: labels.map((label) => ({ label, isNumber: numbers.includes(label) })), rows: rows.map((row) => row.map((value) => (value === null || value === undefined ? null : textOf(value)))) };
}

function show(server: MysqlServer, { request: { database } }: Session, reader: TokenReader): MysqlReply {
  reader.take('GLOBAL');
  reader.take('SESSION');
  reader.take('FULL');
  if (reader.take('DATABASES') || reader.take('SCHEMAS')) return listed('Database', ['information_schema', ...server.tables.databases()].sort(), reader);
  if (reader.take('TABLES')) {
    const chosen = reader.take('FROM') || reader.take('IN') ? reader.name() : database;
    if (chosen === undefined) throw new SqlFault('no database chosen');
    if (!hasDatabase(server, chosen)) throw new SqlFault('no database', chosen);
    return listed(`Tables_in_${chosen}`, server.tables.names(chosen), reader);
  }
  if (reader.take('VARIABLES')) return pairs(server.variables.names().map((name) => [name, server.variables.get(name)]), reader);
  if (reader.take('STATUS')) return pairs(statusOf(server), reader);
  if (reader.take('MASTER', 'STATUS') || reader.take('BINARY', 'LOG', 'STATUS')) return masterStatus(server);
  if (reader.take('BINARY', 'LOGS') || reader.take('MASTER', 'LOGS')) {
    if (server.binlog === undefined) return errorReply(1381, 'HY000', 'You are not using binary logging');
    return table(['Log_name', 'File_size'], server.binlog.files().map(({ name, size }) => [name, size]), ['File_size']);
  }
  if (reader.take('SLAVE', 'STATUS') || reader.take('REPLICA', 'STATUS')) return replicaStatus(server, /REPLICA/i.test(reader.text));
  if (reader.take('PROCESSLIST')) return processes(server);
  if (reader.take('WARNINGS')) return table(['Level', 'Code', 'Message'], []);
  if (reader.take('ENGINES')) return table(['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'], [['InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, and foreign keys', 'YES', 'YES', 'YES']]);
  if (reader.take('GRANTS')) return table(['Grants for root@%'], [['GRANT ALL PRIVILEGES ON *.* TO \'root\'@\'%\' WITH GRANT OPTION']]);
  if (reader.take('COLUMNS', 'FROM')) return describe(server, { request: { database, user: '', password: '', sql: '' }, account: '', unixMs: 0 }, reader);
  if (reader.take('CREATE', 'TABLE')) return showCreate(server, database, reader);
  throw new SqlFault('syntax', reader.text.slice(reader.peek()?.at ?? 0));
}

function listed(label: string, names: readonly string[], reader: TokenReader): MysqlReply {
  const pattern = reader.take('LIKE') ? reader.next().text : undefined;
  return table([pattern === undefined ? label : `${label} (${pattern})`], names.filter((name) => pattern === undefined || likePattern(pattern).test(name)).map((name) => [name]));
}

function pairs(all: readonly (readonly [string, Value | undefined])[], reader: TokenReader): MysqlReply {
  const isNamed = reader.take('LIKE') || reader.take('WHERE', 'VARIABLE_NAME', '=');
  const pattern = isNamed ? reader.next().text : '%';
  return table(['Variable_name', 'Value'], all.filter(([name]) => likePattern(pattern).test(name)).map(([name, value]) => [name, value]));
}

function statusOf(server: MysqlServer): readonly (readonly [string, Value])[] {
  return [['Connections', server.questions], ['Queries', server.questions], ['Questions', server.questions], ['Threads_connected', 1], ['Threads_running', 1], ['Uptime', Math.floor((server.context.now() - server.startedAtMs) / 1000)]];
}

const MASTER_COLUMNS = ['File', 'Position', 'Binlog_Do_DB', 'Binlog_Ignore_DB', 'Executed_Gtid_Set'];

function masterStatus({ binlog }: MysqlServer): MysqlReply {
  if (binlog === undefined) return table(MASTER_COLUMNS, []);
  const { file, position } = binlog.current();
  return table(MASTER_COLUMNS, [[file, position, '', '', '']], ['Position']);
}

function processes(server: MysqlServer): MysqlReply {
  const { io } = server.replica.state();
  const threads = io === 'No' ? [] : [[1, 'system user', '', null, 'Connect', 12, 'Waiting for master to send event', null], [2, 'system user', '', null, 'Connect', 12, 'Slave has read all relay log; waiting for more updates', null]];
  return table(['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info'], [...threads, [server.questions, 'root', 'localhost', null, 'Query', 0, 'starting', 'SHOW PROCESSLIST']], ['Id', 'Time']);
}

function storedTable(server: MysqlServer, chosen: string | undefined, reader: TokenReader) {
  const first = reader.name();
  const second = reader.take('.') ? reader.name() : undefined;
  const database = second === undefined ? chosen : first;
  const name = second ?? first;
  if (database === undefined) throw new SqlFault('no database chosen');
  const found = server.tables.read(database, name);
  if (found === undefined) throw new SqlFault('no table', name, database);
  return { name, table: found };
}

function describe(server: MysqlServer, { request: { database } }: Session, reader: TokenReader): MysqlReply {
  const found = storedTable(server, database, reader);
  return table(['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'], found.table.columns.map((column) => [
    column.name, column.type, column.isRequired || column.isKey ? 'NO' : 'YES', column.isKey ? 'PRI' : column.isUnique ? 'UNI' : '',
    column.isMoment ? 'CURRENT_TIMESTAMP' : column.fallback, column.counts ? 'auto_increment' : column.isMoment && isEight(server) ? 'DEFAULT_GENERATED' : '',
  ]));
}

function showCreate(server: MysqlServer, database: string | undefined, reader: TokenReader): MysqlReply {
  const { name, table: { columns, next } } = storedTable(server, database, reader);
  const lines = columns.map((column) => `  \`${column.name}\` ${column.type}${column.isRequired || column.isKey ? ' NOT NULL' : ''}${defaultClause(column)}${column.counts ? ' AUTO_INCREMENT' : ''}`);
  const counter = columns.some(({ counts }) => counts) && next > 1 ? ` AUTO_INCREMENT=${next}` : '';
  const charset = textOf(server.variables.get('character_set_server') ?? '');
  const collation = isEight(server) && charset === 'utf8mb4' ? ' COLLATE=utf8mb4_0900_ai_ci' : '';
  const keys = columns.filter(({ isKey }) => isKey).map((column) => `\`${column.name}\``);
  const all = keys.length === 0 ? lines : [...lines, `  PRIMARY KEY (${keys.join(',')})`];
  return table(['Table', 'Create Table'], [[name, `CREATE TABLE \`${name}\` (\n${all.join(',\n')}\n) ENGINE=InnoDB${counter} DEFAULT CHARSET=${charset}${collation}`]]);
}

/** Newer servers say more of defaults and collations. */
function isEight(server: MysqlServer): boolean {
  return !textOf(server.variables.get('version') ?? '').startsWith('5.');
}

function defaultClause({ type, isMoment, isRequired, isKey, counts, fallback }: Column): string {
  if (counts) return '';
  if (isMoment) return `${type.startsWith('timestamp') && !isRequired && !isKey ? ' NULL' : ''} DEFAULT CURRENT_TIMESTAMP`;
  if (fallback !== null) return ` DEFAULT '${textOf(fallback)}'`;
  return isRequired || isKey || /^(?:text|blob)/.test(type) ? '' : ' DEFAULT NULL';
}

function setVariable(server: MysqlServer, session: Session, reader: TokenReader): MysqlReply {
  const isGlobal = reader.take('GLOBAL') || reader.take('PERSIST');
  reader.take('SESSION');
  const first = reader.next();
  const isSystem = isGlobal || /^@@global\./i.test(first.text);
  if (first.text.toUpperCase() === 'NAMES' || (first.kind === 'variable' && !first.text.startsWith('@@')) || !isSystem) return OK;
  reader.expect('=');
  const next = reader.peek();
  const isWord = next?.kind === 'word' && /^(?:on|off|true|false|default)$/i.test(next.text);
  const value = isWord ? reader.next().text.toUpperCase() : evaluate(readExpression(reader, 3), () => null, surroundings(server, session));
  const name = first.text.replace(/^@@global\./i, '').toLowerCase();
  if (server.variables.get(name) === undefined) return errorReply(1193, 'HY000', `Unknown system variable '${name}'`);
  server.variables.set(name, value);
  return OK;
}

/** The statements of replication, in the old words and the new. */
function replicate({ replica, binlog }: MysqlServer, reader: TokenReader): MysqlReply | undefined {
  if (reader.take('CHANGE', 'MASTER', 'TO') || reader.take('CHANGE', 'REPLICATION', 'SOURCE', 'TO')) {
    if (replica.state().source?.isRunning === true) return errorReply(3021, 'HY000', "This operation cannot be performed with a running slave io thread; run STOP SLAVE IO_THREAD FOR CHANNEL '' first.");
    replica.change(readSource(reader));
    return { ...OK, warnings: 2 } as MysqlReply;
  }
  if (reader.take('START', 'SLAVE') || reader.take('START', 'REPLICA')) {
    if (replica.state().source === undefined) return errorReply(1200, 'HY000', 'The server is not configured as slave; fix in config file or with CHANGE MASTER TO');
    replica.start();
    return OK;
  }
  if (reader.take('STOP', 'SLAVE') || reader.take('STOP', 'REPLICA')) {
    replica.stop();
    return OK;
  }
  if (reader.take('RESET', 'SLAVE') || reader.take('RESET', 'REPLICA')) {
    replica.forget();
    return OK;
  }
  if (!reader.take('RESET', 'MASTER')) return undefined;
  binlog?.rotate();
  return OK;
}

function readSource(reader: TokenReader): Partial<Source> {
  let source: Partial<Source> = {};
  do {
    const name = reader.name().toUpperCase().replace(/^(?:MASTER|SOURCE)_/, '');
    reader.expect('=');
    const { text } = reader.next();
    if (name === 'HOST') source = { ...source, host: text };
    if (name === 'USER') source = { ...source, user: text };
    if (name === 'PASSWORD') source = { ...source, password: text };
    if (name === 'PORT') source = { ...source, port: Number(text) };
    if (name === 'LOG_FILE') source = { ...source, file: text };
    if (name === 'LOG_POS') source = { ...source, position: Number(text) };
    if (name === 'CONNECT_RETRY') source = { ...source, retryS: Number(text) };
  } while (reader.take(','));
  return source;
}

/** Users and their rights. simplified: everybody who may log in may do everything. */
function account(server: MysqlServer, { request: { sql, database }, unixMs }: Session, reader: TokenReader, isReplayed: boolean): MysqlReply | undefined {
  const verb = (['CREATE', 'ALTER', 'DROP'] as const).find((word) => reader.take(word, 'USER'));
  const grants = verb === undefined && (reader.take('GRANT') || reader.take('REVOKE'));
  if (verb === undefined && !grants) return undefined;
  const reason = isReplayed ? undefined : readOnlyReason(server);
  if (reason !== undefined) return errorReply(1290, 'HY000', `The MySQL server is running with the ${reason} option so it cannot execute this statement`);
  if (grants) while (!reader.isAtEnd() && !reader.isAt('TO') && !reader.isAt('FROM')) reader.next();
  if (grants && !reader.isAtEnd()) reader.next();
  const isLenient = reader.take('IF', 'NOT', 'EXISTS') || reader.take('IF', 'EXISTS');
  const user = reader.next().text;
  // The host stands behind an at sign: `@'%'`.
  const host = /@\s*['"`]?([^'"`\s;]+)/.exec(sql)?.[1] ?? '%';
  const known = server.accounts.all().find((other) => other.user === user && other.host === host);
  const password = /IDENTIFIED\s+(?:WITH\s+\S+\s+)?BY\s+'([^']*)'/i.exec(sql)?.[1];
  if (verb === 'CREATE' && known !== undefined && !isLenient) return errorReply(1396, 'HY000', `Operation CREATE USER failed for '${user}'@'${host}'`);
  if (verb === 'DROP') {
    if (!server.accounts.drop(user, host) && !isLenient) return errorReply(1396, 'HY000', `Operation DROP USER failed for '${user}'@'${host}'`);
  } else if (verb !== undefined || password !== undefined) {
    server.accounts.put({ user, host, digest: password === undefined ? (known?.digest ?? '') : digestOfPassword(password) });
  }
  if (!isReplayed) server.binlog?.append({ unixMs, database, sql });
  return OK;
}
