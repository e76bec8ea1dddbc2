import { packRequest, unpack, type RedisReply } from '#engine/node/images/redis/reply.ts';
import type { Process, Wait } from '../../process/process.ts';
import { callServer } from '../callServer.ts';

/** Where a client is connected, and as whom. */
export interface RedisConnection {
  host: string;
  port: number;
  database: number;
  password: string | undefined;
  /** Follows keys to the node that has them. */
  readonly followsMoves: boolean;
}

export type Answer = { readonly reply: RedisReply } | { readonly problem: string };

/** Sends one command; with -c it goes where the cluster says the key is. */
export function* send(process: Process, connection: RedisConnection, argv: readonly string[], onMove?: (slot: string, address: string) => void): Generator<Wait, Answer, void> {
  for (;;) {
    const { host, port, database, password } = connection;
    const called = yield* callServer(process, host, port, packRequest({ argv, database, password }));
    if (called.outcome !== 'answered') return { problem: `Could not connect to Redis at ${host}:${port}: ${PROBLEMS[called.outcome]}` };
    const reply = unpack<RedisReply>(called.reply);
    const moved = typeof reply === 'object' && reply !== null && 'error' in reply ? /^MOVED (\d+) ([^:]+):(\d+)/.exec(reply.error) : null;
    if (moved === null || !connection.followsMoves) return { reply };
    onMove?.(moved[1] ?? '', `${moved[2] ?? ''}:${moved[3] ?? ''}`);
    connection.host = moved[2] ?? '';
    connection.port = Number(moved[3]);
  }
}

const PROBLEMS = { 'no such host': 'Name or service not known', 'refused': 'Connection refused', 'timeout': 'Connection timed out', 'unreachable': 'No route to host', 'silent': 'Connection reset by peer' };
