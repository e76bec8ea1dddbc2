import type { FileSystem } from '../../../machine/files.ts';
import type { DaemonContext } from '../image.ts';
import { readStored } from '../stored.ts';
import { packDump, unpack, type BinlogEvent, type DumpReply } from './protocol.ts';

/** Where a replica reads from and how far it is: kept in the data directory. */
export interface Source {
  readonly host: string;
  readonly user: string;
  readonly password: string;
  readonly port: number;
  readonly file: string;
  readonly position: number;
  /** Seconds between attempts. */
  readonly retryS: number;
  readonly isRunning: boolean;
}

export interface ReplicaState {
  readonly source: Source | undefined;
  /** `Yes`, `No`, `Connecting`. */
  readonly io: string;
  readonly sql: string;
  readonly ioError: { readonly number: number; readonly text: string } | undefined;
  readonly sqlError: { readonly number: number; readonly text: string } | undefined;
}

/** The two threads of a replica: one fetches, one carries out. */
export interface Replica {
  state(): ReplicaState;
  change(to: Partial<Source>): void;
  start(): void;
  stop(): void;
  forget(): void;
}

export interface ReplicaOptions {
  readonly context: DaemonContext;
  readonly files: FileSystem;
  readonly directory: string;
  readonly serverId: () => number;
  /** Carries out a change of the primary; answers what went wrong. */
  readonly apply: (event: BinlogEvent) => { readonly number: number; readonly text: string } | undefined;
  readonly log: (text: string) => void;
}

const POLL_MS = 1000;
const EMPTY: Source = { host: '', user: '', password: '', port: 3306, file: '', position: 4, retryS: 60, isRunning: false };

export function createReplica({ context, files, directory, serverId, apply, log }: ReplicaOptions): Replica {
  const path = `${directory}/master.info`;
  let address: string | undefined;
  let ioError: ReplicaState['ioError'];
  let sqlError: ReplicaState['sqlError'];
  let round = 0;

  const read = () => readStored<Source>(files, path, 'host');
  const write = (source: Source) => files.write(path, JSON.stringify(source));

  const fail = (source: Source) => {
    address = undefined;
    ioError = { number: 2003, text: `error connecting to master '${source.user}@${source.host}:${source.port}' - retry-time: ${source.retryS}  retries: 1` };
    return source.retryS * 1000;
  };

  /** One look at the primary; answers after how long the next one follows, in milliseconds, or undefined to stop. */
  const poll = (source: Source): number | undefined => {
    const isNew = address === undefined;
    address ??= context.resolve(source.host).addresses[0];
    if (address === undefined) return fail(source);
    const { reply } = context.talk(address, source.port, packDump({ user: source.user, password: source.password, serverId: serverId(), file: source.file, position: source.position }), { isUnseen: !isNew });
    if (reply === undefined) return fail(source);
    const dump = unpack<DumpReply>(reply);
    if ('number' in dump) {
      ioError = { number: dump.number, text: dump.text };
      return dump.number === 1236 ? undefined : source.retryS * 1000;
    }
    if (isNew) log(`Slave I/O thread for channel '': connected to master '${source.user}@${source.host}:${source.port}',replication started in log '${source.file}' at position ${source.position}`);
    ioError = undefined;
    return carryOut(source, dump);
  };

  const carryOut = (source: Source, { events, file, position }: Extract<DumpReply, { events: unknown }>): number | undefined => {
    for (const event of events) {
      sqlError = apply(event);
      if (sqlError !== undefined) return undefined;
    }
    if (file !== source.file || position !== source.position) write({ ...source, file, position });
    return POLL_MS;
  };

  const run = (mine: number) => {
    const source = read();
    if (mine !== round || source?.isRunning !== true) return;
    const nextMs = poll(source);
    if (nextMs !== undefined) context.after(nextMs, () => run(mine));
  };

  const begin = () => {
    round += 1;
    address = undefined;
    ioError = undefined;
    sqlError = undefined;
    const mine = round;
    context.after(1, () => run(mine));
  };

  if (read()?.isRunning === true) begin();

  return {
    state: () => {
      const source = read();
      const isRunning = source?.isRunning === true;
      const io = !isRunning ? 'No' : ioError?.number === 1236 ? 'No' : ioError === undefined && address !== undefined ? 'Yes' : 'Connecting';
      return { source, io, sql: isRunning && sqlError === undefined ? 'Yes' : 'No', ioError, sqlError };
    },
    change: (to) => write({ ...(read() ?? EMPTY), ...to }),
    start: () => {
      write({ ...(read() ?? EMPTY), isRunning: true });
      begin();
    },
    stop: () => {
      round += 1;
      address = undefined;
      const source = read();
      if (source !== undefined) write({ ...source, isRunning: false });
    },
    forget: () => {
      round += 1;
      files.removeAll(path);
    },
  };
}
