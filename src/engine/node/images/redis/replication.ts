import type { DaemonContext } from '../image.ts';
import { digestOf } from '../../digest.ts';
import { readSnapshot, snapshotOf, type Databases } from './data.ts';
import { packRequest, unpack, type RedisReply } from './reply.ts';

/** A write as replicas repeat it. */
export interface Written {
  readonly database: number;
  readonly argv: readonly string[];
}

/** What a replica asks its master for, and what it gets: the writes behind an offset, or everything. */
export interface SyncReply {
  readonly id: string;
  readonly offset: number;
  readonly writes?: readonly Written[];
  readonly snapshot?: string;
}

export interface Master {
  readonly host: string;
  readonly port: number;
}

/** Both sides of replication in one server. */
export interface Replication {
  master(): Master | undefined;
  isLinkUp(): boolean;
  offset(): number;
  id(): string;
  /** Replicas that have asked lately: address to offset. */
  replicas(): readonly { readonly ip: string; readonly port: number; readonly offset: number }[];
  follow(master: Master | undefined): void;
  /** Notes a write of this server for its replicas. */
  note(written: Written): void;
  /** Answers a replica. */
  sync(id: string, offset: number, from: { readonly ip: string; readonly port: number }): SyncReply;
  /** How long the master has not answered, in milliseconds. */
  silentMs(): number;
}

const POLL_MS = 1000;
/** A replica that has not asked for so long is gone. */
const LOST_MS = 10_000;
const MOST_KEPT = 1000;

export interface ReplicationOptions {
  readonly context: DaemonContext;
  readonly port: number;
  readonly password: () => string;
  readonly databases: Databases;
  readonly apply: (written: Written) => void;
  /** Everything has been replaced. */
  readonly onReplaced: () => void;
  readonly log: (text: string) => void;
  /** Told after each try to reach the master. */
  readonly onTried: () => void;
}

export function createReplication({ context, port, password, databases, apply, onReplaced, log, onTried }: ReplicationOptions): Replication {
  let id = digestOf(`replication ${context.machine.id} ${context.unixNow()}`).slice(0, 40);
  let offset = 0;
  let kept: { readonly end: number; readonly written: Written }[] = [];
  let master: Master | undefined;
  let address: string | undefined;
  let isUp = false;
  let heardAtMs = context.now();
  let round = 0;
  const replicas = new Map<string, { readonly ip: string; readonly port: number; readonly offset: number; readonly atMs: number }>();

  const note = (written: Written) => {
    offset += 14 + written.argv.join(' ').length;
    kept = [...kept.slice(-MOST_KEPT), { end: offset, written }];
  };

  const replace = (snapshot: string) => {
    databases.clear();
    for (const [number, keys] of readSnapshot(snapshot)) databases.set(number, keys);
    kept = [];
    onReplaced();
  };

  const take = (reply: SyncReply) => {
    heardAtMs = context.now();
    if (!isUp) log(reply.snapshot === undefined ? 'MASTER <-> REPLICA sync: Master accepted a Partial Resynchronization.' : 'MASTER <-> REPLICA sync: Finished with success');
    isUp = true;
    if (reply.snapshot !== undefined) replace(reply.snapshot);
    for (const written of reply.writes ?? []) {
      apply(written);
      note(written);
    }
    ({ id, offset } = reply);
  };

  const ask = (to: Master) => {
    const isNew = address === undefined;
    if (isNew) log(`Connecting to MASTER ${to.host}:${to.port}`);
    address ??= context.resolve(to.host, { isUnseen: true }).addresses[0];
    const argv = ['PSYNC', id, String(offset), String(port)];
    const { reply } = address === undefined ? {} : context.talk(address, to.port, packRequest({ argv, database: 0, password: password() }), { isUnseen: !isNew || !isUp });
    const answer = reply === undefined ? undefined : unpack<RedisReply>(reply);
    if (typeof answer === 'string') return take(JSON.parse(answer) as SyncReply);
    if (isUp || isNew) log(answer === undefined ? 'Error condition on socket for SYNC: Connection refused' : 'Unable to AUTH to MASTER');
    address = undefined;
    isUp = false;
  };

  const run = (mine: number) => {
    if (mine !== round || master === undefined) return;
    ask(master);
    onTried();
    context.after(POLL_MS, () => run(mine));
  };

  return {
    note,
    master: () => master,
    isLinkUp: () => isUp,
    offset: () => offset,
    id: () => id,
    replicas: () => [...replicas.values()].filter(({ atMs }) => context.now() - atMs < LOST_MS),
    follow: (next) => {
      round += 1;
      master = next;
      address = undefined;
      isUp = false;
      heardAtMs = context.now();
      const mine = round;
      if (next !== undefined) context.after(POLL_MS / 4, () => run(mine));
    },
    sync: (theirId, theirOffset, from) => {
      replicas.set(from.ip, { ...from, offset, atMs: context.now() });
      const isKnown = theirId === id && theirOffset <= offset && (theirOffset === offset || (kept[0] !== undefined && kept[0].end > theirOffset && kept.some(({ end }) => end > theirOffset)));
      return isKnown ? { id, offset, writes: kept.filter(({ end }) => end > theirOffset).map(({ written }) => written) } : { id, offset, snapshot: snapshotOf(databases) };
    },
    silentMs: () => context.now() - heardAtMs,
  };
}
