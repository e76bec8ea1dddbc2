import type { ResultColumn } from '../sql/select.ts';

/** One statement of a session, in the language that PostgreSQL and CockroachDB speak. */
export interface PgRequest {
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  readonly sql: string;
}

export type PgReply =
  | { readonly is: 'rows'; readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly is: 'done'; readonly tag: string; readonly database?: string }
  /** `at`: where in the statement, from 0. */
  | { readonly is: 'error'; readonly text: string; readonly state: string; readonly at?: number; readonly isFatal?: boolean };

export function packRequest(request: PgRequest): string {
  return `${request.sql.replace(/\s+/g, ' ').trim().slice(0, 80)}\n${JSON.stringify(request)}`;
}

export function packReply(reply: PgReply): string {
  const summary = reply.is === 'error' ? `ERROR ${reply.state}` : reply.is === 'done' ? reply.tag : reply.rows.map((row) => row.join(' ')).join(', ').slice(0, 60);
  return `${summary.replace(/\s+/g, ' ')}\n${JSON.stringify(reply)}`;
}

export function unpack<T>(message: string): T {
  return JSON.parse(message.slice(message.indexOf('\n') + 1)) as T;
}
