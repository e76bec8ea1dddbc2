import type { FileSystem } from '../../../machine/files.ts';
import { SqlFault } from '../sql/fault.ts';
import { textOf, type Surroundings } from '../sql/evaluate.ts';
import type { Value } from '../sql/syntax.ts';
import { tablesIn, type Tables } from '../sql/tables.ts';
import type { DaemonContext } from '../image.ts';
import { accountsIn, type Accounts } from './accounts.ts';
import { createBinlog, type Binlog } from './binlog.ts';
import type { BinlogEvent, MysqlRequest } from './protocol.ts';
import { createReplica, type Replica } from './replica.ts';
import { variablesOf, type Variables } from './variables.ts';

/** One running mysqld: what it keeps lies in its data directory. */
export interface MysqlServer {
  readonly context: DaemonContext;
  readonly files: FileSystem;
  readonly directory: string;
  readonly version: string;
  readonly tables: Tables;
  readonly accounts: Accounts;
  readonly variables: Variables;
  /** Undefined where no log of changes is kept. */
  readonly binlog: Binlog | undefined;
  readonly replica: Replica;
  readonly startedAtMs: number;
  questions: number;
  log(text: string): void;
}

/** The statement in the session that sends it. */
export interface Session {
  readonly request: MysqlRequest;
  /** `root@localhost` */
  readonly account: string;
  readonly unixMs: number;
}

export interface ServerOptions {
  readonly context: DaemonContext;
  readonly directory: string;
  readonly version: string;
  readonly options: ReadonlyMap<string, string>;
  readonly log: (text: string) => void;
  /** Carries out what the primary did; answers what went wrong. */
  readonly apply: (server: MysqlServer, event: BinlogEvent) => { readonly number: number; readonly text: string } | undefined;
}

export function createServer({ context, directory, version, options, log, apply }: ServerOptions): MysqlServer {
  const { files } = context.machine;
  const variables = variablesOf({ context, directory, version, options });
  const tables = tablesIn(files, directory, '.ibd');
  const keepsLog = variables.get('log_bin') === 'ON';
  const binlog = keepsLog ? createBinlog(files, directory, textOf(variables.get('log_bin_basename') ?? '').slice(directory.length + 1)) : undefined;
  binlog?.rotate();
  const server: MysqlServer = {
    context, files, directory, version, tables, variables, binlog, log,
    accounts: accountsIn(files, directory),
    questions: 0,
    startedAtMs: context.now(),
    replica: createReplica({
      context, files, directory, log,
      serverId: () => Number(variables.get('server_id')),
      apply: (event) => apply(server, event),
    }),
  };
  return server;
}

/** Databases that exist without files of their own. */
export function hasDatabase(server: MysqlServer, name: string): boolean {
  return name === 'information_schema' || server.tables.hasDatabase(name);
}

/** What forbids writes; root may write where only read_only is set. */
export function readOnlyReason({ variables }: MysqlServer): string | undefined {
  return variables.get('super_read_only') === 'ON' ? '--super-read-only' : undefined;
}

export function surroundings(server: MysqlServer, { request, account, unixMs }: Session): Surroundings {
  const functions: Readonly<Record<string, () => Value>> = {
    version: () => server.variables.get('version') ?? '',
    database: () => request.database ?? null,
    schema: () => request.database ?? null,
    user: () => account,
    current_user: () => account.replace(/@.*/, '@%'),
    connection_id: () => server.questions,
    uuid: () => server.variables.get('server_uuid') ?? '',
  };
  return {
    unixNow: () => unixMs,
    variable: (name) => {
      if (!name.startsWith('@@')) return null;
      const key = name.replace(/^@@(?:global\.|session\.)?/i, '').toLowerCase();
      const value = server.variables.get(key);
      if (value === undefined) throw new SqlFault('not simulated', name);
      return /^(?:ON|OFF)$/.test(textOf(value)) ? Number(value === 'ON') : value;
    },
    call: (name) => functions[name]?.(),
  };
}
