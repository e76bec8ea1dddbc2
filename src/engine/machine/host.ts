/** A network presence: an address and what listens there. Pods and nodes have one each. */
export interface Host {
  /** `node/centos7k8s1`, `pod/default/web-0`. */
  readonly id: string;
  readonly hostname: string;
  /** Fully qualified where known (StatefulSet pods with a serviceName). */
  readonly fqdn?: string;
  /** The address; undefined before the sandbox has one. */
  readonly ip: string | undefined;
  /** Which node the packets start from. */
  readonly nodeName: string;
  /** Text of /etc/resolv.conf and /etc/hosts as they are now. */
  resolvConf(): string;
  hostsFile(): string;
  listeners(): readonly Listener[];
  /** A program started here opens a port; returns the way to close it. Missing where programs cannot. */
  listen?(listener: Listener): () => void;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A header of a request; names are compared without regard to case. */
export function headerOf({ headers }: Pick<HttpRequest, 'headers'>, name: string): string | undefined {
  const exact = headers[name];
  if (exact !== undefined) return exact;
  for (const key in headers) if (key.length === name.length && key.toLowerCase() === name) return headers[key];
  return undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  /** In the order in which the server sends them. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A program that accepts connections on a port. */
export interface Listener {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** What is spoken: `http`, `mysql`, `redis`, `tcp`. */
  readonly speaks: string;
  /** Answers one HTTP request; only where `speaks` is `http`. */
  http?(request: HttpRequest, clientIp: string): HttpResponse;
  /** The same, where only the status is asked for: what a probe wants to know. */
  probe?(request: HttpRequest, clientIp: string): number;
  /** Answers one message of another protocol, as text. */
  talk?(message: string, clientIp: string): string;
  /** Takes a connection on which both ends write when they like; the answer is the server's end of it. */
  stream?(clientIp: string, client: StreamEnd): StreamEnd;
  /** How long the answer takes inside the server, in milliseconds. */
  readonly answerMs?: number;
}

/** One end of a connection: what is written to it arrives there. */
export interface StreamEnd {
  write(text: string): void;
  /** Nothing more will come. */
  end(): void;
}

/** How the servers of images reach each other. Calls answer at once with what will happen and how long it takes. */
export interface Messenger {
  resolve(from: Host, name: string, options?: ExchangeOptions): { readonly addresses: readonly string[]; readonly durationMs: number };
  talk(from: Host, ip: string, port: number, message: string, options?: ExchangeOptions): { readonly outcome: string; readonly reply?: string; readonly durationMs: number };
}

export interface ExchangeOptions {
  /** Leaves no trace in the picture: servers that ask each other whether anything is new. */
  readonly isUnseen?: boolean;
}

/** Everything with an address in the cluster: pods and nodes. */
export interface HostRegistry {
  /** Who has this address now. */
  byIp(ip: string): Host | undefined;
}
