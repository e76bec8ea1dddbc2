import { createEnsemble, type Member } from '../ensemble/ensemble.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { readMessage } from '../stored.ts';
import { page } from '../web/app.ts';

const START_MS = 1500;
const JOIN_MS = 3000;
const SERF_PORT = 8301;

export const CONSUL_WORD = 'CONSUL';

export interface ConsulMember {
  readonly name: string;
  readonly ip: string;
  readonly isServer: boolean;
  readonly hasLeft: boolean;
  readonly sinceMs: number;
}

export interface ConsulRequest {
  readonly does: 'gossip' | 'members' | 'peers' | 'put' | 'get' | 'delete' | 'leave';
  readonly members?: readonly ConsulMember[];
  readonly key?: string;
  readonly value?: string;
}

export type ConsulReply = { readonly error: string } | { readonly members: readonly (ConsulMember & { readonly isAlive: boolean; readonly isLeader: boolean })[] } | { readonly known: readonly ConsulMember[] } | { readonly value: string | undefined };

/** A Consul agent: agents find each other by address or by labels, and servers agree on keys. */
export function consulAgent(version: string): Daemon {
  return { path: '/usr/lib/consul/consul-agent', start: (context) => start(context, version) };
}

function start(context: DaemonContext, version: string): ReturnType<Daemon['start']> {
  const { argv, machine } = context;
  const option = (name: string) => argv.find((word) => word.startsWith(`-${name}=`))?.slice(name.length + 2);
  const isServer = argv.includes('-server') || argv.includes('-dev');
  const expected = argv.includes('-dev') ? 1 : Number(option('bootstrap-expect') ?? 1);
  const name = option('node') ?? machine.hostname;
  let hasEnded = false;
  let members: readonly ConsulMember[] = [{ name, ip: machine.host.ip ?? '127.0.0.1', isServer, hasLeft: false, sinceMs: context.unixNow() }];

  const servers = (): readonly Member[] => members.filter((member) => member.isServer && !member.hasLeft).map((member) => ({ id: numberOf(member.name), host: member.ip, port: 8300 }));
  const ensemble = createEnsemble({ context, me: () => numberOf(name), members: servers(), path: `${option('data-dir') ?? '/consul/data'}/raft/raft.log` });
  const learn = (theirs: readonly ConsulMember[]) => {
    const known = new Map(members.map((member) => [member.name, member]));
    for (const member of theirs) if (member.name !== name && (known.get(member.name)?.sinceMs ?? -1) <= member.sinceMs) known.set(member.name, member);
    members = [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    ensemble.setMembers(servers());
  };
  const gossip = (ip: string): boolean => {
    const { reply } = context.talk(ip, SERF_PORT, pack({ does: 'gossip', members }), { isUnseen: true });
    const answer = reply === undefined ? undefined : (JSON.parse(reply.slice(reply.indexOf('\n') + 1)) as ConsulReply);
    if (answer !== undefined && 'known' in answer) learn(answer.known);
    return answer !== undefined;
  };
  const join = () => {
    if (hasEnded) return;
    const before = members.length;
    for (const ip of addressesOf(context)) if (ip !== machine.host.ip) gossip(ip);
    for (const member of members) if (member.name !== name && !member.hasLeft) gossip(member.ip);
    if (members.length > before) context.log(`    [INFO]  agent: (LAN) joined: number_of_nodes=${members.length}`);
    if (members.filter((member) => member.isServer).length < expected) context.after(JOIN_MS, join);
  };

  const hasLeader = () => servers().length >= expected && ensemble.leader() !== undefined;
  const answer = (request: ConsulRequest): ConsulReply => {
    switch (request.does) {
      case 'gossip':
        learn(request.members ?? []);
        return { known: members };
      case 'members':
      case 'peers': {
        const leader = hasLeader() ? ensemble.leader()?.id : undefined;
        return { members: members.map((member) => ({ ...member, isAlive: !member.hasLeft && (member.name === name || gossip(member.ip)), isLeader: leader === numberOf(member.name) })) };
      }
      case 'leave':
        hasEnded = true;
        members = members.map((member) => (member.name === name ? { ...member, hasLeft: true, sinceMs: context.unixNow() } : member));
        for (const member of members) if (member.name !== name) gossip(member.ip);
        context.after(500, () => context.exit(0));
        return { value: undefined };
      case 'get':
        return hasLeader() ? { value: valuesOf(ensemble.operations()).get(request.key ?? '') } : { error: 'Unexpected response code: 500 (No cluster leader)' };
      case 'put':
      case 'delete':
        return hasLeader() && ensemble.propose(JSON.stringify(request)) ? { value: 'true' } : { error: 'Unexpected response code: 500 (No cluster leader)' };
    }
  };
  const talk = (message: string) => {
    const request = readMessage<ConsulRequest>(message, 'does');
    return ensemble.answer(message) ?? (request === undefined ? '' : `ok\n${JSON.stringify(answer(request))}`);
  };

  context.log(`==> Starting Consul agent...\n           Version: '${version}'\n         Node name: '${name}'\n        Datacenter: 'dc1' (Segment: '<all>')\n            Server: ${String(isServer)} (Bootstrap: ${String(expected === 1)})\n==> Log data will now stream in as it occurs:\n`);
  context.after(START_MS, () => {
    if (hasEnded) return;
    for (const port of [SERF_PORT, 8300]) context.listen({ port, protocol: 'TCP', speaks: 'consul', talk });
    context.listen({
      port: 8500, protocol: 'TCP', speaks: 'http', talk,
      http: (request) => {
        const leader = hasLeader() ? ensemble.leader() : undefined;
        if (request.path.startsWith('/v1/status/leader')) return page(context, leader === undefined ? '""' : `"${leader.host}:8300"`, { type: 'application/json' });
        return page(context, '<!DOCTYPE html>\n<title>Consul</title>\n', { type: 'text/html' });
      },
    });
    join();
  });
  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGINT') return;
      hasEnded = true;
      context.log('==> Caught signal: terminated\n==> Gracefully shutting down agent...');
      context.exit(signal === 'SIGTERM' ? 1 : 0);
    },
  };
}

/** The addresses that -retry-join and -join name: hosts, or pods by their labels. */
function addressesOf(context: DaemonContext): readonly string[] {
  return context.argv.flatMap((word) => {
    const target = /^-(?:retry-)?join=(.*)$/s.exec(word)?.[1];
    if (target === undefined) return [];
    if (!target.startsWith('provider=k8s')) return context.resolve(target, { isUnseen: true }).addresses;
    const selector = /label_selector="([^"]*)"/.exec(target)?.[1] ?? '';
    return context.podAddresses(Object.fromEntries(selector.split(',').map((pair) => pair.split(/==?/).map((part) => part.trim()))) as Record<string, string>);
  });
}

/** Servers of a StatefulSet are told apart by their ordinals. */
function numberOf(name: string): number {
  return Number(/(\d+)$/.exec(name)?.[1] ?? 0);
}

function valuesOf(operations: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const text of operations) {
    const { does, key = '', value = '' } = JSON.parse(text) as ConsulRequest;
    if (does === 'delete') values.delete(key);
    else values.set(key, value);
  }
  return values;
}

function pack(request: ConsulRequest): string {
  return `${CONSUL_WORD} ${request.does}\n${JSON.stringify(request)}`;
}
