import { execute } from '../sql/execute.ts';
import { SqlFault } from '../sql/fault.ts';
import { textOf } from '../sql/evaluate.ts';
import { parseStatement } from '../sql/parse.ts';
import { changesData, type Statement } from '../sql/syntax.ts';
import { errorReply, replyOf } from './faults.ts';
import type { BinlogEvent, DumpReply, DumpRequest, MysqlReply, MysqlRequest } from './protocol.ts';
import { hasDatabase, readOnlyReason, surroundings, type MysqlServer, type Session } from './server.ts';
import { answerOwn } from './statements.ts';

/** Answers one statement of somebody who has logged in, or says why not. */
export function answer(server: MysqlServer, request: MysqlRequest, clientIp: string): MysqlReply {
  const isLocal = clientIp === '' || clientIp.startsWith('127.') || clientIp === server.context.machine.host.ip;
  const client = isLocal ? 'localhost' : clientIp;
  server.questions += 1;
  const account = server.variables.get('skip_grant_tables') === 'ON' ? { user: request.user, host: '%' } : server.accounts.logIn(request.user, request.password, isLocal);
  if (account === undefined) return errorReply(1045, '28000', `Access denied for user '${request.user}'@'${client}' (using password: ${request.password === '' ? 'NO' : 'YES'})`);
  if (request.database !== undefined && !hasDatabase(server, request.database)) return errorReply(1049, '42000', `Unknown database '${request.database}'`);
  return carryOut(server, { request, account: `${account.user}@${client}`, unixMs: server.context.unixNow() });
}

function carryOut(server: MysqlServer, session: Session): MysqlReply {
  const { sql, database } = session.request;
  try {
    if (sql.trim() === '') return errorReply(1065, '42000', 'Query was empty');
    const own = answerOwn(server, session);
    if (own !== undefined) return own;
    const statement = parseStatement(sql, 'string');
    if (statement === undefined) throw new SqlFault('syntax', sql);
    if (changesData(statement)) return change(server, session, statement);
    if (statement.does === 'use') {
      if (!hasDatabase(server, statement.name)) throw new SqlFault('no database', statement.name);
      return { is: 'ok', affected: 0, database: statement.name };
    }
    return toReply(execute(statement, { tables: server.tables, database, around: surroundings(server, session) }));
  } catch (error) {
    const reply = replyOf(error);
    if (reply === undefined) throw error;
    return reply;
  }
}

function change(server: MysqlServer, { request: { sql, database }, ...rest }: Session, statement: Statement): MysqlReply {
  const reason = readOnlyReason(server);
  if (reason !== undefined) return errorReply(1290, 'HY000', `The MySQL server is running with the ${reason} option so it cannot execute this statement`);
  const outcome = execute(statement, { tables: server.tables, database, around: surroundings(server, { request: { user: '', password: '', database, sql }, ...rest }) });
  server.binlog?.append({ unixMs: rest.unixMs, database, sql });
  return toReply(outcome, statement);
}

function toReply(outcome: ReturnType<typeof execute>, statement?: Statement): MysqlReply {
  if (!('rows' in outcome)) {
    const { affected } = outcome;
    if (statement?.does === 'insert' && affected > 1) return { is: 'ok', affected, info: `Records: ${affected}  Duplicates: 0  Warnings: 0` };
    return statement?.does === 'update' ? { is: 'ok', affected, info: `Rows matched: ${affected}  Changed: ${affected}  Warnings: 0` } : { is: 'ok', affected };
  }
  return { is: 'rows', columns: outcome.rows.columns, rows: outcome.rows.rows.map((row) => row.map((value) => (value === null ? null : textOf(value)))) };
}

/** Carries out what the primary did, read-only or not. */
export function applyEvent(server: MysqlServer, { sql, database, unixMs }: BinlogEvent): { readonly number: number; readonly text: string } | undefined {
  try {
    const session = { request: { user: 'system user', password: '', database, sql }, account: 'system user@', unixMs };
    if (answerOwn(server, session, true) !== undefined) return undefined;
    const statement = parseStatement(sql, 'string');
    if (statement !== undefined) execute(statement, { tables: server.tables, database, around: surroundings(server, session) });
    return undefined;
  } catch (error) {
    const reply = replyOf(error);
    if (reply === undefined) throw error;
    const said = `Error '${reply.text}' on query. Default database: '${database ?? ''}'. Query: '${sql}'`;
    server.log(`[ERROR] Slave SQL for channel '': ${said}, Error_code: ${reply.number}`);
    return { number: reply.number, text: said };
  }
}

/** Gives a replica what it does not have yet. */
export function dump(server: MysqlServer, { user, password, serverId, file, position }: DumpRequest): DumpReply {
  if (server.accounts.logIn(user, password, false) === undefined) return { number: 1045, text: `Access denied for user '${user}' (using password: ${password === '' ? 'NO' : 'YES'})` };
  if (server.binlog === undefined) return { number: 1236, text: `Got fatal error 1236 from master when reading data from binary log: 'Binary log is not open'` };
  if (Number(server.variables.get('server_id')) === serverId) return { number: 1593, text: 'Fatal error: The slave I/O thread stops because master and slave have equal MySQL server ids; these ids must be different for replication to work (or the --replicate-same-server-id option must be used on slave but this does not always make sense; please check the manual before using it).' };
  return server.binlog.after(file, position) ?? { number: 1236, text: `Got fatal error 1236 from master when reading data from binary log: 'Could not find first log file name in binary log index file'` };
}
