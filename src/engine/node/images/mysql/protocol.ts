import type { ResultColumn } from '../sql/select.ts';

/** What a client sends: who it is, which database it has chosen, and one statement. */
export interface MysqlRequest {
  readonly user: string;
  readonly password: string;
  readonly database: string | undefined;
  readonly sql: string;
}

/** What the server answers. Cells are text already; null is NULL. */
export type MysqlReply =
  | { readonly is: 'rows'; readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly is: 'ok'; readonly affected: number; readonly database?: string; readonly info?: string; readonly warnings?: number }
  | { readonly is: 'error'; readonly number: number; readonly state: string; readonly text: string };

/** A replica asks the primary for what happened behind a position. */
export interface DumpRequest {
  readonly user: string;
  readonly password: string;
  readonly serverId: number;
  readonly file: string;
  readonly position: number;
}

export interface BinlogEvent {
  /** The position behind it. */
  readonly end: number;
  readonly unixMs: number;
  readonly database: string | undefined;
  readonly sql: string;
}

export type DumpReply = { readonly events: readonly BinlogEvent[]; readonly file: string; readonly position: number } | { readonly number: number; readonly text: string };

const DUMP = 'COM_BINLOG_DUMP';

/** The first line is what the picture shows; the rest is for the other side. */
export function packRequest(request: MysqlRequest): string {
  return `${request.sql.replace(/\s+/g, ' ').trim()}\n${JSON.stringify(request)}`;
}

export function packDump(request: DumpRequest): string {
  return `${DUMP} ${request.file} ${request.position}\n${JSON.stringify(request)}`;
}

export function isDump(message: string): boolean {
  return message.startsWith(`${DUMP} `);
}

/** What stands behind the first line. */
export function unpack<T>(message: string): T {
  return JSON.parse(message.slice(message.indexOf('\n') + 1)) as T;
}

export function packReply(reply: MysqlReply): string {
  return `${summaryOf(reply).replace(/\s+/g, ' ')}\n${JSON.stringify(reply)}`;
}

function summaryOf(reply: MysqlReply): string {
  if (reply.is === 'error') return `ERROR ${reply.number} (${reply.state})`;
  return reply.is === 'rows' ? reply.rows.map((row) => row.join(' ')).join(', ').slice(0, 60) || 'Empty set' : 'OK';
}
