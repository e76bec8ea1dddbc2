import { packRequest, unpack, type PgReply } from '#engine/node/images/postgres/protocol.ts';
import type { Process, Wait } from '../../process/process.ts';
import { callServer } from '../callServer.ts';

export interface PgConnection {
  /** Undefined: through the socket of this machine. */
  readonly host: string | undefined;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  database: string;
}

const SOCKET = '/var/run/postgresql/.s.PGSQL.5432';

/** Sends one statement; answers a text instead when the server is not reached. */
export function* query(process: Process, connection: PgConnection, sql: string): Generator<Wait, PgReply | string, void> {
  const { host, port, user, password, database } = connection;
  if (host === undefined && !process.machine.files.exists(SOCKET)) return `connection to server on socket "${SOCKET}" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?`;
  const called = yield* callServer(process, host ?? '127.0.0.1', port, packRequest({ user, password, database, sql }));
  if (called.outcome === 'answered') {
    const reply = unpack<PgReply>(called.reply);
    if (reply.is === 'error' && reply.isFatal === true) return `${host === undefined ? `connection to server on socket "${SOCKET}" failed` : `connection to server at "${host}" (${called.ip}), port ${port} failed`}: ${reply.state === '08001' ? '' : 'FATAL:  '}${reply.text}`;
    return reply;
  }
  if (called.outcome === 'no such host') return `could not translate host name "${host ?? ''}" to address: Name or service not known`;
  const reason = { refused: 'Connection refused', timeout: 'Connection timed out', unreachable: 'No route to host', silent: 'server closed the connection unexpectedly' }[called.outcome];
  return `connection to server at "${host ?? ''}" (${called.ip}), port ${port} failed: ${reason}\n\tIs the server running on that host and accepting TCP/IP connections?`;
}
