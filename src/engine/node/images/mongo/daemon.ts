import { formatMicroTime } from '../../../core/time.ts';
import { createEnsemble, type Member } from '../ensemble/ensemble.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { readMessage, readStored } from '../stored.ts';
import { matches, updated, type Json, type MongoDocument } from './documents.ts';

const START_MS = 1200;
const PORT = 27_017;
export const MONGO_WORD = 'MONGO';

/** A member of a replica set, as its configuration names it. */
export interface ReplicaMember {
  readonly _id: number;
  readonly host: string;
}

export interface ReplicaConfig {
  readonly _id: string;
  readonly members: readonly ReplicaMember[];
}

export interface MongoRequest {
  readonly does: 'initiate' | 'configure' | 'status' | 'hello' | 'insert' | 'find' | 'update' | 'delete' | 'drop' | 'databases' | 'collections';
  readonly database: string;
  readonly collection: string;
  readonly filter?: Json;
  readonly change?: Json;
  readonly documents?: readonly MongoDocument[];
  readonly config?: ReplicaConfig;
  readonly isMany?: boolean;
}

export type MongoReply =
  | { readonly error: string; readonly code: string }
  | { readonly documents: readonly MongoDocument[] }
  | { readonly count: number }
  | { readonly names: readonly string[] }
  | { readonly set: string | undefined; readonly role: 'primary' | 'secondary' | 'other' | 'standalone'; readonly members: readonly (ReplicaMember & { readonly state: string; readonly isUp: boolean; readonly isMe: boolean })[] };

/** A MongoDB server, alone or in a replica set. */
export function mongoDaemon(version: string): Daemon {
  return { path: '/usr/bin/mongod', start: (context) => start(context, version) };
}

function start(context: DaemonContext, version: string): ReturnType<Daemon['start']> {
  const option = (name: string) => {
    const index = context.argv.findIndex((word) => word === `--${name}`);
    return context.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? (index < 0 ? undefined : context.argv[index + 1]);
  };
  const { files, hostname } = context.machine;
  const set = option('replSet');
  const directory = option('dbpath') ?? '/data/db';
  const port = Number(option('port') ?? PORT);
  const isOpen = context.argv.includes('--bind_ip_all') || (option('bind_ip') ?? '0.0.0.0') !== '127.0.0.1';
  const configPath = `${directory}/local/system.replset.json`;
  const log = (component: string, id: number, text: string) => context.log(JSON.stringify({ t: { $date: formatMicroTime(context.unixNow()).replace('Z', '+00:00') }, s: 'I', c: component, id, ctx: 'main', msg: text }));
  let hasEnded = false;

  const config = () => readStored<ReplicaConfig>(files, configPath, 'members');
  const membersOf = (from: ReplicaConfig | undefined): readonly Member[] => (from === undefined ? [{ id: 0, host: 'localhost', port }] : from.members.map(({ _id, host }) => ({ id: _id, host: host.split(':')[0] ?? '', port: Number(host.split(':')[1] ?? PORT) })));
  const me = () => membersOf(config()).find(({ host }) => host.split('.')[0] === hostname)?.id ?? 0;
  const ensemble = createEnsemble({ context, me, members: membersOf(config()), path: `${directory}/journal/operations.log`, prefersFirst: true });
  const configure = (next: ReplicaConfig) => {
    files.makeDirectory(`${directory}/local`, { parents: true });
    files.write(configPath, JSON.stringify(next));
    ensemble.setMembers(membersOf(next));
  };

  /** The collections after all operations, by `database.collection`. */
  const collections = (): Map<string, readonly MongoDocument[]> => {
    const all = new Map<string, readonly MongoDocument[]>();
    for (const text of ensemble.operations()) {
      const { does, database, collection, filter = {}, change = {}, documents = [], isMany } = JSON.parse(text) as MongoRequest;
      const name = `${database}.${collection}`;
      const before = all.get(name) ?? [];
      let left = isMany === true ? Number.POSITIVE_INFINITY : 1;
      const hits = (document: MongoDocument) => matches(document, filter) && (left -= 1) >= 0;
      if (does === 'drop') all.delete(name);
      else if (does === 'insert') all.set(name, [...before, ...documents]);
      else if (does === 'delete') all.set(name, before.filter((document) => !hits(document)));
      else all.set(name, before.map((document) => (hits(document) ? updated(document, change) : document)));
    }
    return all;
  };

  const hello = (): Extract<MongoReply, { role: unknown }> => {
    const from = config();
    if (set === undefined) return { set: undefined, role: 'standalone', members: [] };
    if (from === undefined) return { set, role: 'other', members: [] };
    const leader = ensemble.leader();
    const up = new Set(ensemble.reachable().map(({ id }) => id));
    const state = ({ _id }: ReplicaMember) => (!up.has(_id) ? '(not reachable/healthy)' : leader?.id === _id ? 'PRIMARY' : 'SECONDARY');
    return { set, role: leader?.id === me() ? 'primary' : 'secondary', members: from.members.map((member) => ({ ...member, state: state(member), isUp: up.has(member._id), isMe: member._id === me() })) };
  };

  const initiate = (wanted: ReplicaConfig | undefined): MongoReply => {
    if (set === undefined) return { error: 'This node was not started with replication enabled.', code: 'NoReplicationEnabled' };
    if (config() !== undefined) return { error: 'already initialized', code: 'AlreadyInitialized' };
    const next = wanted ?? { _id: set, members: [{ _id: 0, host: `${hostname}:${port}` }] };
    if (next._id !== set) return { error: `Rejecting initiate with a set name that differs from command line set name, initiate set name: ${next._id}, command line set name: ${set}`, code: 'InvalidReplicaSetConfig' };
    for (const member of membersOf(next)) {
      if (member.host.split('.')[0] === hostname) continue;
      const address = context.resolve(member.host, { isUnseen: true }).addresses[0];
      const { reply } = address === undefined ? {} : context.talk(address, member.port, pack({ does: 'configure', database: '', collection: '', config: next }));
      if (reply === undefined) return { error: `replSetInitiate quorum check failed because not all proposed set members responded affirmatively: ${member.host}:${member.port} failed with Error connecting to ${member.host}:${member.port} :: caused by :: Could not find address for ${member.host}:${member.port}: SocketException: Host not found (authoritative)`, code: 'NodeNotFound' };
    }
    configure(next);
    log('REPL', 21_334, 'Replication Reporter started');
    return { count: 1 };
  };

  const answer = (request: MongoRequest): MongoReply => {
    if (request.does === 'initiate') return initiate(request.config);
    if (request.does === 'configure') {
      if (request.config !== undefined) configure(request.config);
      return { count: 1 };
    }
    const role = hello();
    if (request.does === 'hello') return role;
    if (request.does === 'status') return role.role === 'other' ? { error: 'no replset config has been received', code: 'NotYetInitialized' } : role.role === 'standalone' ? { error: 'not running with --replSet', code: 'NoReplicationEnabled' } : role;
    const all = collections();
    if (request.does === 'databases') return { names: [...new Set(['admin', 'config', 'local', ...[...all].filter(([, documents]) => documents.length > 0).map(([name]) => name.split('.')[0] ?? '')])].sort() };
    if (request.does === 'collections') return { names: [...all.keys()].filter((name) => name.startsWith(`${request.database}.`)).map((name) => name.slice(request.database.length + 1)).sort() };
    const found = (all.get(`${request.database}.${request.collection}`) ?? []).filter((document) => matches(document, request.filter ?? {}));
    if (request.does === 'find') return role.role === 'other' ? { error: 'node is not in primary or recovering state', code: 'NotPrimaryOrSecondary' } : { documents: found };
    if (role.role === 'secondary' || role.role === 'other') return { error: 'not primary', code: 'NotWritablePrimary' };
    if (!ensemble.propose(JSON.stringify(request))) return { error: 'not primary', code: 'NotWritablePrimary' };
    return { count: request.does === 'insert' ? (request.documents ?? []).length : request.isMany === true ? found.length : Math.min(1, found.length) };
  };

  const answerMessage = (message: string): string => {
    const request = readMessage<MongoRequest>(message, 'does');
    return request === undefined ? '' : pack(answer(request));
  };

  log('CONTROL', 23_285, `Automatically disabling TLS 1.0, to force-enable TLS 1.0 specify --sslDisabledProtocols 'none'`);
  log('CONTROL', 23_403, `Build Info ${version}`);
  context.after(START_MS, () => {
    if (hasEnded) return;
    if (isOpen) context.listen({ port, protocol: 'TCP', speaks: 'mongodb', talk: (message) => ensemble.answer(message) ?? answerMessage(message) });
    log('NETWORK', 23_016, 'Waiting for connections');
  });
  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGINT') return;
      hasEnded = true;
      log('CONTROL', 23_138, 'Shutting down');
      context.exit(0);
    },
  };
}

function pack(value: MongoRequest | MongoReply): string {
  const label = 'does' in value ? `${MONGO_WORD} ${value.does} ${value.collection}`.trim() : 'error' in value ? value.error.slice(0, 60) : 'ok';
  return `${label}\n${JSON.stringify(value)}`;
}
