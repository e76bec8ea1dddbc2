import type { ExchangeOptions, Host, HttpRequest, HttpResponse, Listener } from '../machine/host.ts';

/** How an exchange ended. `ok` has an answer; the others say what the client sees. */
export type Outcome = 'ok' | 'refused' | 'timeout' | 'unreachable' | 'nxdomain' | 'nodata' | 'servfail';

/** One stop of a packet on its way; the stage draws the line through them. */
export interface Hop {
  readonly kind: 'pod' | 'node' | 'service' | 'dns' | 'outside';
  /** `default/web-0`, `centos7k8s1`, `default/nginx`. */
  readonly name: string;
  readonly ip?: string;
}

/** One exchange as it is shown: who asked whom for what, along which way, with which end. */
export interface Traffic {
  readonly id: number;
  readonly atMs: number;
  readonly kind: 'dns' | 'icmp' | 'http' | 'tcp';
  readonly path: readonly Hop[];
  readonly outcome: Outcome;
  /** From sending to the answer, in simulated milliseconds. */
  readonly durationMs: number;
  /** `A? web-0.nginx.default.svc.myharbor.com`, `GET /`, `echo 3`. */
  readonly label: string;
  /** What came back, short: `10.100.1.88`, `200 sts1`, `NXDOMAIN`. */
  readonly answer: string;
}

export interface DnsRecord {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'SRV' | 'PTR' | 'CNAME' | 'SOA' | 'TXT' | 'NS';
  readonly ttl: number;
  /** The data as dig prints it: `10.100.1.88`, `0 50 80 web-0.nginx.default.svc.cluster.local.` */
  readonly data: string;
}

export interface DnsAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT' | 'UNREACHABLE';
  readonly authoritative: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
  /** How long the client waits for it, in milliseconds. */
  readonly durationMs: number;
}

/** The result of asking the resolver for a name, search list walked as libc does. */
export interface Resolution {
  readonly status: 'ok' | 'notfound' | 'nodata' | 'tryagain';
  readonly addresses: readonly string[];
  /** The name that answered, fully qualified; the asked one when nothing did. */
  readonly canonicalName: string;
  /** True when /etc/hosts answered. */
  readonly fromHostsFile: boolean;
  /** All questions asked on the way. */
  readonly tried: readonly { readonly name: string; readonly status: DnsAnswer['status'] }[];
  readonly durationMs: number;
}

export interface Pong {
  readonly outcome: Outcome;
  readonly ttl: number;
  /** Round trip in milliseconds, three decimals. */
  readonly rttMs: number;
}

export interface Connection {
  readonly outcome: Outcome;
  /** What the connection reached, where it did. */
  readonly remoteHost?: Host;
  /** Who accepted it, where somebody did. */
  readonly listener?: Listener;
  readonly connectMs: number;
  readonly durationMs: number;
}

/**
 * Who can reach whom. Calls answer at once with what will happen and how long it takes; the caller then
 * waits that long. Each call leaves a {@link Traffic} record for the picture.
 */
export interface Network {
  /** Asks one DNS server one question. */
  query(from: Host, server: string, name: string, type: DnsRecord['type']): DnsAnswer;
  /** Like getaddrinfo: /etc/hosts, then the name servers of /etc/resolv.conf with search list and ndots. */
  resolve(from: Host, name: string, options?: ExchangeOptions): Resolution;
  ping(from: Host, ip: string, sequence: number): Pong;
  /** Opens a TCP connection: kube-proxy chooses an endpoint if the address is a Service's. */
  connect(from: Host, ip: string, port: number): Connection;
  /** A connection and one HTTP request on it. */
  http(from: Host, ip: string, port: number, request: HttpRequest): Connection & { readonly response?: HttpResponse };
  /** A connection and one message of another protocol. */
  talk(from: Host, ip: string, port: number, message: string, options?: ExchangeOptions): Connection & { readonly reply?: string };
  /** The newest exchanges, oldest first; bounded. */
  traffic(): readonly Traffic[];
  /** Requests that each pod answered through a Service: service `ns/name` to pod `ns/name` to count. */
  requestCounts(): ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The records that CoreDNS would give for a name right now, without asking (for the picture). */
  recordsFor(name: string): readonly DnsRecord[];
}
