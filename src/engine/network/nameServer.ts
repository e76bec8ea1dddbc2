import type { FaultState } from '../faults.ts';
import type { Host } from '../machine/host.ts';
import type { Profile } from '../profile.ts';
import { answerQuestion, outsideAnswer, type DnsReply, type DnsZone } from './dns.ts';
import type { DnsAnswer, DnsRecord } from './network.ts';
import { DNS_PORT, listenerOf, type Target, type Targets } from './targets.ts';

export interface NameServer {
  /** Sends one question to a server: what comes back, and which way it went. */
  ask(from: Host, server: string, question: Question): { readonly answer: DnsAnswer; readonly target: Target };
  /** What CoreDNS says now, without asking it. */
  answer(name: string, type: DnsRecord['type']): DnsReply;
}

export interface Question {
  readonly name: string;
  readonly type: DnsRecord['type'];
  /** How long the client waits, in milliseconds. */
  readonly timeoutMs: number;
}

export interface NameServerOptions {
  readonly zone: () => DnsZone;
  readonly targets: Targets;
  readonly faults: FaultState;
  readonly profile: Profile;
  /** How long question and answer travel, in milliseconds. */
  readonly travelMs: (from: Host, to: Host | undefined) => number;
}

/** How long it takes until a missing neighbour is given up. */
const NO_NEIGHBOUR_MS = 3000;
const EMPTY = { authoritative: false, answers: [], authority: [], additional: [] } as const;

/** CoreDNS behind the address of the cluster's DNS Service, or asked at its own pod. */
export function createNameServer({ zone, targets, faults, profile, travelMs }: NameServerOptions): NameServer {
  let rotation = 0;

  /** k8s: coredns loadbalance. simplified: the order goes round instead of being shuffled. */
  const rotate = (reply: DnsReply): DnsReply => {
    const addresses = reply.answers.filter(({ type }) => type === 'A');
    if (addresses.length < 2) return reply;
    const start = rotation % addresses.length;
    rotation += 1;
    const others = reply.answers.filter(({ type }) => type !== 'A');
    return { ...reply, answers: [...others, ...addresses.slice(start), ...addresses.slice(0, start)] };
  };

  const answer = (name: string, type: DnsRecord['type']): DnsReply => {
    const reply = answerQuestion(zone(), name, type, outsideAnswer);
    const alias = reply.answers.find((record) => record.type === 'CNAME');
    if (alias === undefined || type === 'CNAME') return reply;
    return { ...reply, answers: [...reply.answers, ...answerQuestion(zone(), alias.data, type, outsideAnswer).answers] };
  };

  const failureOf = (server: string, target: Target): DnsAnswer['status'] | undefined => {
    if (target.outcome === 'timeout') return 'TIMEOUT';
    if (target.outcome === 'unreachable') return 'UNREACHABLE';
    const isClusterDns = server === profile.dnsIp || listenerOf(target.host, DNS_PORT, 'UDP')?.speaks === 'dns';
    if (target.outcome !== 'ok' || !isClusterDns) return 'REFUSED';
    return faults.isDnsRunning() ? undefined : 'TIMEOUT';
  };

  return {
    answer,
    ask: (from, server, { name, type, timeoutMs }) => {
      const target = server === profile.dnsIp ? targets.ofClusterDns(from) : targets.of(from, server, DNS_PORT, 'UDP');
      const failure = failureOf(server, target);
      if (failure === 'TIMEOUT') return { target, answer: { ...EMPTY, status: failure, durationMs: timeoutMs } };
      if (failure === 'UNREACHABLE') return { target, answer: { ...EMPTY, status: failure, durationMs: NO_NEIGHBOUR_MS } };
      const durationMs = travelMs(from, target.host);
      if (failure !== undefined) return { target, answer: { ...EMPTY, status: failure, durationMs } };
      return { target, answer: { ...rotate(answer(name, type)), durationMs } };
    },
  };
}
