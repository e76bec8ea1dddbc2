import type { ApiServer } from '../api/api.ts';
import type { Random } from '../core/random.ts';
import type { Simulation } from '../core/simulation.ts';
import { parseRfc3339 } from '../core/time.ts';
import type { FaultState } from '../faults.ts';
import type { Host, HostRegistry, Listener } from '../machine/host.ts';
import type { Delays, Profile } from '../profile.ts';
import { createNameServer } from './nameServer.ts';
import type { Connection, DnsAnswer, DnsRecord, Hop, Network, Outcome, Traffic } from './network.ts';
import { createProxy } from './proxy.ts';
import { resolveName } from './resolver.ts';
import { nameOf, ttlOf } from './route.ts';
import { createServiceIndex } from './serviceIndex.ts';
import { createTargets, listenerOf, type Target } from './targets.ts';
import { createTrafficLog, type TrafficLog } from './trafficLog.ts';

export interface NetworkOptions {
  readonly sim: Simulation;
  readonly api: ApiServer;
  readonly profile: Profile;
  readonly faults: FaultState;
  /** Who has which address: pods and nodes. */
  readonly hosts: HostRegistry;
}

/** How long Linux tries to open a connection that nobody answers. */
const CONNECT_TIMEOUT_MS = 127_000;
/** How long it takes until a missing neighbour is given up. */
const NO_NEIGHBOUR_MS = 3000;
const DNS_TIMEOUT_MS = 5000;

/** An attempt to open a connection, with what it met. */
interface Opened extends Connection {
  readonly target: Target;
  readonly listener?: Listener;
}

/** What is asked on a connection, and how it is told. */
interface Exchange<T> {
  readonly kind: Traffic['kind'];
  readonly label: string;
  readonly answer: T | undefined;
  readonly say: (answer: T) => string;
  readonly isUnseen?: boolean;
}

/**
 * The cluster's network: one flat range of pod addresses, Services in front of them by kube-proxy, names by CoreDNS.
 * simplified: nothing is lost or slow by chance, and network policies are not looked at.
 */
export function createNetwork({ sim, api, profile, faults, hosts }: NetworkOptions): Network {
  const log = createTrafficLog();
  const index = createServiceIndex(api.as('coredns'), () => sim.now());
  const proxy = createProxy(sim.random.fork('kube-proxy'));
  const targets = createTargets({ index, proxy, faults, hosts, profile, now: () => sim.now() });
  const travelMs = createTravelTimes(sim.random.fork('network'), profile.delays);
  const startUnixMs = parseRfc3339(profile.startTime) ?? 0;
  const zone = () => ({ domain: profile.clusterDomain, index, serial: Math.floor((startUnixMs + index.changedAtMs()) / 1000) });
  const nameServer = createNameServer({ zone, targets, faults, profile, travelMs: (from, to) => travelMs(from, to) + 1 });

  const open = (from: Host, ip: string, port: number): Opened => {
    const target = targets.of(from, ip, port, 'TCP');
    const failed = (outcome: Outcome, connectMs: number) => ({ outcome, connectMs, durationMs: connectMs, target });
    if (target.outcome === 'timeout') return failed('timeout', CONNECT_TIMEOUT_MS);
    if (target.outcome === 'unreachable') return failed('unreachable', NO_NEIGHBOUR_MS);
    const connectMs = travelMs(from, target.host);
    if (target.outcome !== 'ok' || target.host === undefined) return failed(target.outcome, connectMs);
    const listener = listenerOf(target.host, target.port, 'TCP');
    if (listener === undefined) return { ...failed('refused', connectMs), remoteHost: target.host };
    countRequest(log, target);
    return { outcome: 'ok', connectMs, durationMs: connectMs, target, remoteHost: target.host, listener };
  };

  /** Opens a connection, lets the server answer, and notes what happened. */
  const exchange = <T>(from: Host, opened: Opened, { kind, label, answer, say, isUnseen }: Exchange<T>) => {
    const isAnswered = answer !== undefined;
    const durationMs = opened.connectMs + (isAnswered ? travelMs(from, opened.remoteHost) + (opened.listener?.answerMs ?? 0) : 0);
    const { outcome, connectMs, remoteHost, listener, target } = opened;
    if (isUnseen !== true) log.add({ atMs: sim.now(), kind, path: target.path, outcome, durationMs, label, answer: isAnswered ? say(answer) : OUTCOME_TEXTS[outcome] });
    return { outcome, connectMs, durationMs, ...(remoteHost === undefined ? {} : { remoteHost }), ...(listener === undefined ? {} : { listener }) };
  };

  const query = (from: Host, server: string, name: string, type: DnsRecord['type'], timeoutMs = DNS_TIMEOUT_MS, isUnseen = false): DnsAnswer => {
    const { answer, target } = nameServer.ask(from, server, { name, type, timeoutMs });
    if (isUnseen) return answer;
    const path = target.path.map((hop): Hop => (hop.kind === 'service' ? { ...hop, kind: 'dns' } : hop));
    log.add({ atMs: sim.now(), kind: 'dns', path, outcome: outcomeOf(answer), durationMs: answer.durationMs, label: `${type}? ${name}`, answer: dataText(answer) });
    return answer;
  };

  return {
    query: (from, server, name, type) => query(from, server, name, type),
    resolve: (from, name, { isUnseen } = {}) => resolveName(from, name, (...question) => query(...question, isUnseen)),
    ping: (from, ip, sequence) => {
      const { outcome, host, path } = targets.ofPing(from, ip);
      const rttMs = travelMs(from, host);
      const isOk = outcome === 'ok' && host !== undefined;
      log.add({
        atMs: sim.now(), kind: 'icmp', path, outcome, durationMs: isOk ? rttMs : 0, label: `echo ${sequence}`,
        answer: isOk ? `${rttMs.toFixed(3)} ms` : OUTCOME_TEXTS[outcome],
      });
      return { outcome, ttl: host === undefined ? 0 : ttlOf(from, host), rttMs };
    },
    connect: (from, ip, port) => exchange(from, open(from, ip, port), { kind: 'tcp', label: `connect ${ip}:${port}`, answer: undefined, say: String }),
    http: (from, ip, port, request) => {
      const opened = open(from, ip, port);
      const response = opened.listener?.http?.(request, from.ip ?? '127.0.0.1');
      const connection = exchange(from, opened, { kind: 'http', label: `${request.method} ${request.path}`, answer: response, say: ({ status, body }) => `${status} ${firstLine(body)}`.trim() });
      return response === undefined ? connection : { ...connection, response };
    },
    talk: (from, ip, port, message, { isUnseen = false } = {}) => {
      const opened = open(from, ip, port);
      const reply = opened.listener?.talk?.(message, from.ip ?? '127.0.0.1');
      const connection = exchange(from, opened, { kind: 'tcp', label: firstLine(message), answer: reply, say: firstLine, isUnseen });
      return reply === undefined ? connection : { ...connection, reply };
    },
    traffic: () => log.newest(),
    requestCounts: () => log.requestCounts(),
    recordsFor: (name) => {
      const records = nameServer.answer(name, 'A').answers;
      return records.length === 0 ? [] : [...records, ...nameServer.answer(name, 'SRV').answers];
    },
  };
}

/** Round trips in milliseconds, drawn from the profile: shorter on one node, and next to nothing inside one host. */
function createTravelTimes(random: Random, { pingSameNode, pingOtherNode }: Delays): (from: Host, to: Host | undefined) => number {
  return (from, to) => {
    if (to?.id === from.id) return random.integer(25, 60) / 1000;
    const { minMs, maxMs } = to?.nodeName === from.nodeName ? pingSameNode : pingOtherNode;
    return random.integer(Math.round(minMs * 1000), Math.round(maxMs * 1000)) / 1000;
  };
}

function countRequest(log: TrafficLog, { service, host }: Target): void {
  if (service === undefined || host === undefined) return;
  log.countRequest(`${service.metadata.namespace ?? ''}/${service.metadata.name}`, nameOf(host));
}

const OUTCOME_TEXTS: Readonly<Record<Outcome, string>> = {
  ok: 'connected',
  refused: 'connection refused',
  timeout: 'no answer',
  unreachable: 'no route to host',
  nxdomain: 'NXDOMAIN',
  nodata: 'NODATA',
  servfail: 'SERVFAIL',
};

function outcomeOf(answer: DnsAnswer): Outcome {
  switch (answer.status) {
    case 'NOERROR':
      return answer.answers.length > 0 ? 'ok' : 'nodata';
    case 'NXDOMAIN':
      return 'nxdomain';
    case 'SERVFAIL':
      return 'servfail';
    case 'REFUSED':
      return 'refused';
    case 'TIMEOUT':
      return 'timeout';
    case 'UNREACHABLE':
      return 'unreachable';
  }
}

/** What an answer says, short: its data, or why there is none. */
function dataText(answer: DnsAnswer): string {
  if (answer.answers.length > 0) return answer.answers.map(({ data }) => data).join(', ');
  return OUTCOME_TEXTS[outcomeOf(answer)];
}

/** The first line of a body, short enough for a label. */
function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return (end < 0 ? text : text.slice(0, end)).slice(0, 80);
}
