import { FileError } from '../../../machine/files.ts';
import { execute } from '../sql/execute.ts';
import { SqlFault } from '../sql/fault.ts';
import { textOf } from '../sql/evaluate.ts';
import { parseStatement } from '../sql/parse.ts';
import { changesData } from '../sql/syntax.ts';
import type { ResultColumn } from '../sql/select.ts';
import type { Tables } from '../sql/tables.ts';

/** One statement of a session of cqlsh. */
export interface CqlRequest {
  readonly keyspace: string | undefined;
  readonly cql: string;
}

export type CqlReply =
  | { readonly is: 'rows'; readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'done'; readonly keyspace?: string }
  | { readonly is: 'quiet'; readonly keyspace?: string }
  | { readonly is: 'names'; readonly names: readonly string[] }
  | { readonly is: 'error'; readonly text: string };

/** Carries out one CQL statement. A keyspace is a database, and an insert replaces the row with the same key. */
export function runCql(tables: Tables, { keyspace, cql }: CqlRequest, unixMs: number): CqlReply {
  try {
    const described = /^\s*DESC(?:RIBE)?\s+(KEYSPACES|TABLES)\b/i.exec(cql)?.[1]?.toUpperCase();
    if (described === 'KEYSPACES') return { is: 'names', names: ['system', 'system_auth', 'system_distributed', 'system_schema', 'system_traces', ...tables.databases()] };
    if (described === 'TABLES') return { is: 'names', names: keyspace === undefined ? [] : tables.names(keyspace) };
    const statement = parseStatement(cql.replace(/^(\s*(?:CREATE|DROP)\s+)KEYSPACE/i, '$1DATABASE').replace(/\s+ALLOW\s+FILTERING\s*;?\s*$/i, ''), 'name');
    if (statement === undefined) throw new SqlFault('syntax', cql.trim());
    if (statement.does === 'use') {
      if (!tables.hasDatabase(statement.name)) throw new SqlFault('no database', statement.name);
      return { is: 'quiet', keyspace: statement.name };
    }
    const outcome = execute(statement.does === 'insert' ? { ...statement, isUpsert: true } : statement, { tables, database: keyspace, around: { unixNow: () => unixMs, variable: () => null, call: (name) => (name === 'toTimestamp' ? '' : undefined) } });
    if (changesData(statement) || !('rows' in outcome)) return { is: 'done' };
    return { is: 'rows', columns: outcome.rows.columns, rows: outcome.rows.rows.map((row) => row.map((value) => (value === null ? 'null' : textOf(value)))) };
  } catch (error) {
    if (error instanceof SqlFault) return { is: 'error', text: faultText(error) };
    if (error instanceof FileError) return { is: 'error', text: `ServerError: java.io.IOException: ${error.text}` };
    throw error;
  }
}

function faultText({ code, subject, more }: SqlFault): string {
  const invalid = (text: string) => `InvalidRequest: Error from server: code=2200 [Invalid query] message="${text}"`;
  switch (code) {
    case 'no database':
      return more === 'drop' ? `ConfigurationException: Cannot drop non existing keyspace '${subject}'.` : invalid(`Keyspace '${subject}' does not exist`);
    case 'database exists':
      return `AlreadyExists: Keyspace '${subject}' already exists`;
    case 'no database chosen':
      return invalid('No keyspace has been specified. USE a keyspace, or explicitly specify keyspace.tablename');
    case 'no table':
      return invalid(`unconfigured table ${subject}`);
    case 'table exists':
      return `AlreadyExists: Table '${subject}' already exists`;
    case 'no column':
      return invalid(`Undefined column name ${subject}`);
    case 'not null':
      return invalid(`Invalid null value in condition for column ${subject}`);
    case 'syntax':
      return `SyntaxException: line 1:0 no viable alternative at input '${/^\S*/.exec(subject.trim())?.[0] ?? ''}'`;
    default:
      return invalid(`${code}: ${subject}`);
  }
}
