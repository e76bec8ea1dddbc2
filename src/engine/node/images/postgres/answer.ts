import { FileError } from '../../../machine/files.ts';
import { execute, type Outcome } from '../sql/execute.ts';
import { SqlFault } from '../sql/fault.ts';
import { textOf, type Surroundings } from '../sql/evaluate.ts';
import { parseStatement } from '../sql/parse.ts';
import type { Statement, Value } from '../sql/syntax.ts';
import type { Tables } from '../sql/tables.ts';
import type { PgReply } from './protocol.ts';

/** What a statement runs in. */
export interface PgSession {
  readonly tables: Tables;
  readonly database: string;
  readonly user: string;
  readonly version: string;
  readonly unixMs: number;
}

/** Answers one statement on the tables. `public.x` means the table x of the database. */
export function answerStatement(session: PgSession, sql: string): PgReply {
  try {
    const shown = showSetting(session, sql);
    if (shown !== undefined) return shown;
    const idle = /^\s*(BEGIN|COMMIT|ROLLBACK|SET|VACUUM|ANALYZE|CREATE\s+EXTENSION|CREATE\s+INDEX|CREATE\s+USER|CREATE\s+ROLE|ALTER(?!\s+TABLE)|GRANT|CHECKPOINT)\b/i.exec(sql)?.[1];
    if (idle !== undefined) return { is: 'done', tag: idle.toUpperCase().replace(/\s+/g, ' ').replace('CREATE USER', 'CREATE ROLE') };
    const statement = parseStatement(sql, 'name');
    if (statement === undefined) throw new SqlFault('syntax', sql.trim());
    const outcome = execute(inPublic(statement), { tables: session.tables, database: session.database, around: surroundings(session) });
    if (statement.does === 'use') return { is: 'done', tag: 'SET', database: statement.name };
    return toReply(outcome, statement);
  } catch (error) {
    if (error instanceof SqlFault) return faultReply(error, sql);
    if (error instanceof FileError) return { is: 'error', state: '53100', text: `could not extend file: ${error.text}` };
    throw error;
  }
}

/** Names of schemas are not databases. */
function inPublic(statement: Statement): Statement {
  return JSON.parse(JSON.stringify(statement, (_, value: unknown) => (typeof value === 'object' && value !== null && 'database' in value && value.database === 'public' ? { ...value, database: undefined } : value))) as Statement;
}

function showSetting({ version, tables }: PgSession, sql: string): PgReply | undefined {
  const name = /^\s*SHOW\s+(\w+)\s*;?\s*$/i.exec(sql)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  if (name === 'databases') return rows(['database_name', 'owner'], tables.databases().map((database) => [database, 'root']));
  const values: Readonly<Record<string, string>> = { server_version: /[\d.]+ \([^)]*\)/.exec(version)?.[0] ?? version.replace(/^\D*/, ''), data_directory: '/var/lib/postgresql/data', max_connections: '100', port: '5432', transaction_isolation: 'read committed', timezone: 'Etc/UTC', hot_standby: 'on' };
  const value = values[name];
  return value === undefined ? { is: 'error', state: '42704', text: `unrecognized configuration parameter "${name}"` } : rows([name], [[value]]);
}

export function rows(labels: readonly string[], cells: readonly (readonly string[])[]): PgReply {
  return { is: 'rows', columns: labels.map((label) => ({ label, isNumber: false })), rows: cells };
}

function surroundings({ database, user, version, unixMs }: PgSession): Surroundings {
  const functions: Readonly<Record<string, () => Value>> = {
    version: () => version, current_database: () => database, current_user: () => user, session_user: () => user, pg_is_in_recovery: () => 'f', inet_server_port: () => 5432, gen_random_uuid: () => '5b2d3f0a-7d3e-4c1d-9a55-2f7f3ad0c2b1',
  };
  return { unixNow: () => unixMs, variable: () => null, call: (name) => functions[name]?.() };
}

function toReply(outcome: Outcome, statement: Statement): PgReply {
  if ('rows' in outcome) {
    const { columns, rows: cells } = outcome.rows;
    // A column without a name is called after its function.
    const labelled = columns.map(({ label, isNumber }) => ({ label: /^(\w+)\(/.exec(label)?.[1]?.toLowerCase() ?? (/^[\w ]+$/.test(label) && !/^\d/.test(label) ? label : '?column?'), isNumber }));
    return { is: 'rows', columns: labelled, rows: cells.map((row) => row.map((value) => (value === null ? null : typeof value === 'boolean' ? (value ? 't' : 'f') : textOf(value)))) };
  }
  const words = statement.does.toUpperCase();
  if (statement.does === 'insert') return { is: 'done', tag: `INSERT 0 ${outcome.affected}` };
  if (statement.does === 'update' || statement.does === 'delete') return { is: 'done', tag: `${words} ${outcome.affected}` };
  return { is: 'done', tag: statement.does === 'truncate' ? 'TRUNCATE TABLE' : words };
}

function faultReply({ code, subject, more }: SqlFault, sql: string): PgReply {
  const located = (text: string, state: string, word: string): PgReply => {
    const at = sql.toLowerCase().indexOf(word.toLowerCase());
    return { is: 'error', text, state, ...(at < 0 ? {} : { at }) };
  };
  switch (code) {
    case 'syntax': {
      const word = /^\s*(\S+?)(?=[\s;(),]|$)/.exec(subject)?.[1];
      return word === undefined || word === '' ? { is: 'error', state: '42601', text: 'syntax error at end of input' } : located(`syntax error at or near "${word}"`, '42601', subject.trim());
    }
    case 'no database':
      return { is: 'error', state: '3D000', text: `database "${subject}" does not exist` };
    case 'database exists':
      return { is: 'error', state: '42P04', text: `database "${subject}" already exists` };
    case 'no table':
      return more.startsWith('drop ') ? { is: 'error', state: '42P01', text: `table "${subject}" does not exist` } : located(`relation "${subject}" does not exist`, '42P01', subject);
    case 'table exists':
      return { is: 'error', state: '42P07', text: `relation "${subject}" already exists` };
    case 'no column':
      return located(`column "${subject}" does not exist`, '42703', subject);
    case 'column exists':
      return { is: 'error', state: '42701', text: `column "${subject}" of relation "${more}" already exists` };
    case 'column count':
      return { is: 'error', state: '42601', text: `INSERT has ${more} ${more === 'more' ? 'expressions than target columns' : 'target columns than expressions'}`.replace('fewer target', 'more target') };
    case 'duplicate':
      return { is: 'error', state: '23505', text: `duplicate key value violates unique constraint "${more.replace(/\.PRIMARY$/, '_pkey').replace(/\.(\w+)$/, '_$1_key')}"` };
    case 'not null':
      return { is: 'error', state: '23502', text: `null value in column "${subject}" of relation "${more}" violates not-null constraint` };
    case 'no function':
      return located(`function ${subject}() does not exist`, '42883', subject);
    case 'bad number':
      return { is: 'error', state: '22P02', text: `invalid input syntax for type integer: "${subject}"` };
    case 'broken file':
      return { is: 'error', state: 'XX001', text: `invalid page in block 0 of relation base/${subject}` };
    default:
      return { is: 'error', state: '0A000', text: `this simulation does not support ${subject}` };
  }
}
