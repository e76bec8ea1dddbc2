import { formatMicroTime } from '../../../core/time.ts';
import { digestOf } from '../../digest.ts';
import { createEnsemble, type Ensemble, type Member } from '../ensemble/ensemble.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { readMessage } from '../stored.ts';

const START_MS = 900;

/** What etcdctl sends, and what it gets. */
export interface EtcdRequest {
  readonly does: 'put' | 'get' | 'del' | 'members' | 'status' | 'health';
  readonly key: string;
  readonly value: string;
  readonly isPrefix: boolean;
}

export interface EtcdMember {
  readonly id: string;
  readonly name: string;
  readonly peerUrl: string;
  readonly clientUrl: string;
}

export type EtcdReply =
  | { readonly error: string }
  | { readonly pairs: readonly (readonly [string, string])[]; readonly count: number; readonly revision: number }
  | { readonly members: readonly EtcdMember[] }
  | { readonly id: string; readonly version: string; readonly isLeader: boolean; readonly term: number; readonly index: number; readonly members: readonly EtcdMember[] };

export const ETCD_WORD = 'ETCD';

export function etcdDaemon(path: string, version: string): Daemon {
  return { path, start: (context) => start(context, version) };
}

interface NamedMember extends Member {
  readonly name: string;
  readonly url: string;
}

function start(context: DaemonContext, version: string): ReturnType<Daemon['start']> {
  const option = optionsOf(context);
  const name = option('name') ?? 'default';
  const named = clusterOf(option('initial-cluster') ?? `${name}=${option('initial-advertise-peer-urls') ?? 'http://localhost:2380'}`);
  const me = named.find((member) => member.name === name);
  const log = (level: string, text: string, more: Readonly<Record<string, string>> = {}) => context.log(JSON.stringify({ level, ts: stamp(context.unixNow()), caller: 'etcdmain/etcd.go:103', msg: text, ...more }), 'stderr');
  log('info', 'Starting etcd', { 'name': name, 'data-dir': option('data-dir') ?? `${name}.etcd` });
  if (me === undefined) {
    log('fatal', 'discovery failed', { error: `couldn't find local name "${name}" in the initial cluster configuration` });
    context.exit(1);
    return { onSignal: () => {} };
  }
  const directory = option('data-dir') ?? `/${name}.etcd`;
  const ensemble = createEnsemble({ context, me: () => me.id, members: named, path: `${directory}/member/wal/0000000000000000-0000000000000000.wal` });
  context.after(START_MS, () => {
    context.listen({ port: me.port, protocol: 'TCP', speaks: 'etcd-peer', talk: (message) => ensemble.answer(message) ?? '' });
    context.listen({
      port: portOf(option('listen-client-urls') ?? '', 2379), protocol: 'TCP', speaks: 'http',
      http: (request) => ({ status: request.path === '/health' ? 200 : 404, reason: request.path === '/health' ? 'OK' : 'Not Found', headers: [['Content-Type', 'application/json']], body: request.path === '/health' ? `{"health":"${String(ensemble.leader() !== undefined)}","reason":""}` : '404 page not found\n' }),
      talk: (message) => {
        const request = readMessage<EtcdRequest>(message, 'does');
        if (request === undefined) return '';
        const reply = carryOut(ensemble, named, me, version, request);
        return `${'error' in reply ? reply.error : 'OK'}\n${JSON.stringify(reply)}`;
      },
    });
    log('info', 'ready to serve client requests');
    log('info', 'serving client traffic insecurely; this is strongly discouraged!', { address: '[::]:2379' });
  });
  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGINT') return;
      log('info', 'received signal; shutting down', { signal: signal === 'SIGTERM' ? 'terminated' : 'interrupt' });
      context.exit(0);
    },
  };
}

/** `--name x`, `--name=x`, or ETCD_NAME. */
function optionsOf({ argv, env }: DaemonContext): (name: string) => string | undefined {
  return (name) => {
    const index = argv.findIndex((word) => word === `--${name}` || word === `-${name}`);
    const attached = argv.find((word) => word.startsWith(`--${name}=`) || word.startsWith(`-${name}=`));
    return attached?.slice(attached.indexOf('=') + 1) ?? (index < 0 ? env[`ETCD_${name.toUpperCase().replaceAll('-', '_')}`] : argv[index + 1]);
  };
}

function clusterOf(text: string): readonly NamedMember[] {
  return text.split(',').flatMap((entry, index) => {
    const [name = '', url = ''] = entry.trim().split('=');
    const match = /^https?:\/\/([^:/]+)(?::(\d+))?/.exec(url);
    return match === null ? [] : [{ id: index + 1, name, url, host: match[1] ?? '', port: Number(match[2] ?? 2380) }];
  });
}

function portOf(urls: string, otherwise: number): number {
  return Number(/:(\d+)/.exec(urls.replace(/^https?:/, ''))?.[1] ?? otherwise);
}

function stamp(unixMs: number): string {
  return formatMicroTime(unixMs);
}

function describe({ name, url, host }: NamedMember): EtcdMember {
  return { id: digestOf(`etcd ${name} ${url}`).slice(0, 16), name, peerUrl: url, clientUrl: `http://${host}:2379` };
}

/** Keys and values after all operations. */
function storeOf(operations: readonly string[]): ReadonlyMap<string, string> {
  const store = new Map<string, string>();
  for (const operation of operations) {
    const { does, key, value, isPrefix } = JSON.parse(operation) as EtcdRequest;
    if (does === 'put') store.set(key, value);
    else for (const one of store.keys()) if (isPrefix ? one.startsWith(key) : one === key) store.delete(one);
  }
  return store;
}

function carryOut(ensemble: Ensemble, named: readonly NamedMember[], me: NamedMember, version: string, request: EtcdRequest): EtcdReply {
  if (request.does === 'members') return { members: named.map(describe) };
  const leader = ensemble.leader();
  if (request.does === 'status') return { id: describe(me).id, version, isLeader: leader?.id === me.id, term: ensemble.epoch() + 1, index: ensemble.operations().length + 8, members: named.map(describe) };
  if (leader === undefined) return { error: 'context deadline exceeded' };
  const before = ensemble.operations();
  if (request.does === 'health') return { pairs: [], count: 0, revision: before.length };
  const store = storeOf(before);
  const found = [...store].filter(([key]) => (request.isPrefix ? key.startsWith(request.key) : key === request.key)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (request.does === 'get') return { pairs: found, count: found.length, revision: before.length + 1 };
  if (!ensemble.propose(JSON.stringify(request))) return { error: 'etcdserver: request timed out' };
  return { pairs: [], count: found.length, revision: before.length + 2 };
}
