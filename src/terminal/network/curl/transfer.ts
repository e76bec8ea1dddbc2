import { encodeBase64 } from '#engine/core/base64.ts';
import { utf8Length } from '#engine/core/utf8.ts';
import type { HttpResponse } from '#engine/machine/host.ts';
import type { Connection } from '#engine/network/network.ts';
import type { Process, Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import type { ParsedOptions } from '../../utilities/options.ts';
import { isIpv4 } from '../address.ts';
import type { Meter } from './meter.ts';
import { OUTSIDE_IP, OUTSIDE_MS, outsidePage } from '../outsidePage.ts';
import { parseUrl, type Url } from '../url.ts';
import { curlVersion } from './version.ts';

/** How a transfer went; `code` is curl's exit code. */
export interface Transfer {
  readonly code: number;
  readonly error?: string;
  readonly response?: HttpResponse;
  /** Answers that sent it on to another place, in order. */
  readonly earlier: readonly HttpResponse[];
  readonly url: Url;
  readonly method: string;
  readonly remoteIp: string;
  readonly connectMs: number;
  readonly lookupMs: number;
  readonly totalMs: number;
  readonly redirects: number;
  readonly requestBytes: number;
}

/** What is sent besides the URL. */
export interface Payload {
  readonly body: string | undefined;
  readonly isJson: boolean;
  readonly isUpload: boolean;
  /** Parts of a form, with what stands between them. */
  readonly boundary?: string;
}

/** Where a request goes after redirects. */
interface Leg {
  readonly url: Url;
  readonly payload: Payload;
  readonly redirects: number;
  readonly startedMs: number;
  /** The method is the one of `-X` until a redirect turns it into GET. */
  readonly method: string;
  readonly earlier: readonly HttpResponse[];
  /** A connection that is still open to the same place. */
  readonly isReused: boolean;
}

const MOST_REDIRECTS = 50;

/** Does one transfer, redirects included. */
export function* transferTo(process: Process, options: ParsedOptions, url: Url, payload: Payload, meter: Meter): Generator<Wait, Transfer, void> {
  let leg: Leg = { url, payload, redirects: 0, startedMs: process.kernel.now(), method: methodOf(options, payload), earlier: [], isReused: false };
  const most = Number(options.value('max-redirs') ?? MOST_REDIRECTS);
  for (;;) {
    const transfer: Transfer = yield* oneLeg(process, options, leg, meter);
    const next = options.has('L') && transfer.response !== undefined ? redirectOf(transfer.response, leg.url) : undefined;
    if (next === undefined) return transfer;
    if (most >= 0 && leg.redirects >= Math.min(most, 10_000)) return { ...transfer, code: 47, error: `Maximum (${most}) redirects followed`, response: transfer.response as HttpResponse };
    if (options.has('v')) process.err(`* Issue another request to this URL: '${next.scheme}://${next.authority}${next.path}'\n`);
    const becomesGet = leg.method === 'POST' && [301, 302, 303].includes(transfer.response?.status ?? 0);
    const { response } = transfer;
    const isSamePlace = next.scheme === leg.url.scheme && next.host === leg.url.host && next.port === leg.url.port;
    leg = { ...leg, earlier: response === undefined ? leg.earlier : [...leg.earlier, response], isReused: isSamePlace && response !== undefined && !closesAfter(process, response), url: next, redirects: leg.redirects + 1, method: becomesGet ? 'GET' : leg.method, payload: becomesGet ? { body: undefined, isJson: false, isUpload: false } : leg.payload };
  }
}

function methodOf(options: ParsedOptions, { body, isUpload }: Payload): string {
  const given = options.value('X');
  if (given !== undefined) return given;
  if (options.has('I')) return 'HEAD';
  if (isUpload) return 'PUT';
  return body !== undefined && !options.has('G') ? 'POST' : 'GET';
}

export function redirectOf({ status, headers }: HttpResponse, from: Url): Url | undefined {
  if (status < 300 || status >= 400) return undefined;
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (location === undefined) return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return parseUrl(location);
  const folder = from.path.replace(/[?].*$/, '').replace(/[^/]*$/, '');
  return { ...from, path: location.startsWith('/') ? location : folder + location };
}

function* oneLeg(process: Process, options: ParsedOptions, leg: Leg, meter: Meter): Generator<Wait, Transfer, void> {
  const { url, startedMs, method, redirects, earlier } = leg;
  const legMs = process.kernel.now();
  const done = (more: Partial<Transfer> & { readonly code: number }): Transfer => ({ url, method, remoteIp: '', connectMs: 0, lookupMs: 0, totalMs: process.kernel.now() - startedMs, redirects, requestBytes: 0, earlier, ...more });
  // What ends without an answer ends the meter's line, then the connection.
  const broken = <T extends { readonly code: number; readonly error: string }>(failure: T): T => {
    meter.end({ received: 0, expected: 0, tookMs: process.kernel.now() - legMs });
    verbose.closing();
    return failure;
  };
  const limits = limitsOf(process, options, startedMs);
  const verbose = createVerbose(process, options);

  const outside = outsidePage(url);
  if (outside !== undefined) {
    yield sleep(Math.min(OUTSIDE_MS, limits.leftMs()));
    meter.end({ received: utf8Length(outside.body), expected: utf8Length(outside.body), tookMs: process.kernel.now() - legMs });
    return done({ code: 0, response: outside, remoteIp: OUTSIDE_IP, connectMs: OUTSIDE_MS / 4, lookupMs: OUTSIDE_MS / 8 });
  }
  const address = yield* addressOf(process, options, url, limits, verbose);
  if (typeof address !== 'string') return done(address);
  const lookupMs = process.kernel.now() - startedMs;
  if (leg.isReused) verbose.reused(url, address);
  else verbose.trying(url, address);
  if (url.scheme !== 'http') return done({ ...broken(yield* secure(process, url, address, limits, verbose)), lookupMs });

  const path = options.has('G') && leg.payload.body !== undefined ? `${url.path}${url.path.includes('?') ? '&' : '?'}${leg.payload.body}` : url.path;
  const headers = headersOf(process, options, url, options.has('G') ? { body: undefined, isJson: false, isUpload: false } : leg.payload);
  const body = options.has('G') ? '' : (leg.payload.body ?? '');
  const exchange = process.kernel.cluster.network.http(process.machine.host, address, connectTarget(options, url).port, { method, path, host: headers['Host'] ?? url.authority, headers, body });
  if (exchange.outcome !== 'ok' || exchange.response === undefined) return done({ ...broken(yield* failToConnect(process, url, address, exchange, { limits, verbose })), lookupMs });
  if (!leg.isReused) verbose.connected(url, address);
  verbose.login(options);
  const request = requestText(process, method, path, headers);
  if (exchange.durationMs > limits.leftMs()) {
    yield sleep(limits.leftMs());
    return done({ ...broken({ code: 28, error: `Operation timed out after ${Math.round(limits.maxMs)} milliseconds with 0 ${curlVersion(process) === '7.29.0' ? 'out of 0 ' : ''}bytes received` }), lookupMs });
  }
  yield sleep(exchange.durationMs);
  const isRefused = options.has('f') && exchange.response.status >= 400;
  verbose.exchanged(request, { body, isWhole: leg.payload.boundary !== undefined || leg.payload.isUpload }, exchange.response, { hasBody: method !== 'HEAD' && !isRefused, isRefused });
  const length = Number(exchange.response.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? utf8Length(exchange.response.body));
  const received = options.has('I') || isRefused ? 0 : utf8Length(exchange.response.body);
  meter.end({ received, expected: Math.max(length, received), tookMs: process.kernel.now() - legMs });
  if (isRefused || closesAfter(process, exchange.response)) verbose.closing();
  else verbose.left(url);
  return done({ code: 0, response: exchange.response, remoteIp: address, connectMs: exchange.connectMs, lookupMs, requestBytes: utf8Length(request) });
}

/** Does the server end the connection after its answer? */
function closesAfter(process: Process, { headers }: HttpResponse): boolean {
  return process.argv.includes('-0') || process.argv.includes('--http1.0') || headers.some(([name, value]) => name.toLowerCase() === 'connection' && value.toLowerCase() === 'close');
}

interface Limits {
  readonly maxMs: number;
  /** Until --max-time is over. */
  leftMs(): number;
  /** Until connecting has taken too long. */
  connectMs(): number;
  readonly connectLimitMs: number;
}

/** Linux gives up after so long. */
const PATIENCE_MS = 127_000;

function limitsOf(process: Process, options: ParsedOptions, startedMs: number): Limits {
  const seconds = (name: string) => Math.min(Number(options.value(name) ?? 0), 86_400) * 1000;
  // Nought is no limit.
  const maxMs = seconds('m') === 0 ? Number.POSITIVE_INFINITY : seconds('m');
  const connectLimitMs = seconds('connect-timeout') === 0 ? Number.POSITIVE_INFINITY : seconds('connect-timeout');
  const leftMs = () => Math.max(0, maxMs - (process.kernel.now() - startedMs));
  return { maxMs, leftMs, connectLimitMs, connectMs: () => Math.min(leftMs(), connectLimitMs) };
}

function* addressOf(process: Process, options: ParsedOptions, url: Url, limits: Limits, verbose: Verbose): Generator<Wait, string | { readonly code: number; readonly error: string }, void> {
  for (const entry of options.values('resolve')) {
    const [host, port, ip] = entry.replace(/^[+-]/, '').split(':');
    if (ip === undefined || host === undefined) return { code: 49, error: `Couldn't parse CURLOPT_RESOLVE entry '${entry}'` };
    verbose.say(`* Added ${host}:${port ?? ''}:${ip} to DNS cache`);
    if ((host === url.host || host === '*') && Number(port) === url.port) {
      verbose.say(`* Hostname ${url.host} was found in DNS cache`);
      return ip.split(',')[0] ?? ip;
    }
  }
  const { host } = connectTarget(options, url);
  if (isIpv4(host)) return host;
  if (host === 'localhost') return '127.0.0.1';
  if (host.startsWith('[')) return { code: 7, error: connectError(process, { ...url, host: host.slice(1, -1) }, 'unreachable', 0) };
  const answer = process.kernel.cluster.network.resolve(process.machine.host, host);
  const limitMs = limits.connectMs();
  yield sleep(Math.min(answer.durationMs, limitMs));
  if (answer.durationMs > limitMs) return { code: 28, error: `Resolving timed out after ${Math.round(limitMs)} milliseconds` };
  const [ip] = answer.addresses;
  if (ip === undefined) {
    const error = `Could not resolve host: ${host}${curlVersion(process) === '7.29.0' ? '; Unknown error' : ''}`;
    verbose.say(`* ${error}`);
    verbose.closing();
    return { code: 6, error };
  }
  verbose.resolved(url, answer.addresses);
  return ip;
}

/** `--connect-to HOST1:PORT1:HOST2:PORT2`: where a connection really goes. */
function connectTarget(options: ParsedOptions, { host, port }: Url): { readonly host: string; readonly port: number } {
  for (const entry of options.values('connect-to')) {
    const [fromHost = '', fromPort = '', toHost = '', toPort = ''] = entry.split(':');
    if ((fromHost === '' || fromHost === host) && (fromPort === '' || Number(fromPort) === port)) return { host: toHost === '' ? host : toHost, port: toPort === '' ? port : Number(toPort) };
  }
  return { host, port };
}

/** simplified: TLS is not there. A server that speaks plain HTTP is found out as a real one is. */
function* secure(process: Process, url: Url, address: string, limits: Limits, verbose: Verbose): Generator<Wait, { readonly code: number; readonly error: string }, void> {
  const opened = process.kernel.cluster.network.connect(process.machine.host, address, url.port);
  if (opened.outcome !== 'ok') return yield* failToConnect(process, url, address, opened, { limits, verbose });
  yield sleep(opened.connectMs);
  verbose.connected(url, address);
  if (url.scheme !== 'https') return { code: 56, error: 'Recv failure: Connection reset by peer' };
  const error = opened.listener?.http === undefined || [443, 6443, 8443].includes(url.port) ? 'TLS is not part of this simulation: use http://, or kubectl for the API server' : PLAIN_HTTP[curlVersion(process)];
  return { code: 35, error };
}

const PLAIN_HTTP = {
  '7.29.0': 'SSL received a record that exceeded the maximum permissible length.',
  '7.88.1': 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number',
  '8.14.1': 'TLS connect error: error:0A0000C6:SSL routines::packet length too long',
} as const;

function* failToConnect(process: Process, url: Url, address: string, { outcome, connectMs }: Connection, { limits, verbose }: { readonly limits: Limits; readonly verbose: Verbose }): Generator<Wait, { readonly code: number; readonly error: string }, void> {
  const limitMs = limits.connectMs();
  const waitMs = Math.min(outcome === 'timeout' ? PATIENCE_MS : connectMs, limitMs);
  const byMaxTime = limits.leftMs() <= limits.connectLimitMs && Number.isFinite(limits.leftMs());
  const isCutShort = waitMs >= limitMs;
  yield sleep(waitMs);
  const version = curlVersion(process);
  const late = (error: string) => {
    verbose.say(`${!byMaxTime && version === '7.88.1' ? `* ipv4 connect timeout after ${Math.round(waitMs)}ms, move on!\n` : ''}* ${error}`);
    return { code: 28, error };
  };
  if (isCutShort && (byMaxTime || version !== '7.88.1')) return late(`Connection timed out after ${Math.round(byMaxTime ? limits.maxMs : waitMs) + (version === '7.29.0' ? 0 : 1)} milliseconds`);
  if (isCutShort) return late(`Failed to connect to ${url.host} port ${url.port} after ${Math.round(waitMs)} ms: Timeout was reached`);
  const error = connectError(process, url, outcome, waitMs);
  verbose.refused(address, url.port, outcome, error);
  return { code: outcome === 'timeout' && version !== '7.29.0' ? 28 : 7, error };
}

const REASONS: Readonly<Record<string, string>> = { refused: 'Connection refused', unreachable: 'No route to host', timeout: 'Connection timed out' };

function connectError(process: Process, { host, port }: Url, outcome: string, tookMs: number): string {
  if (curlVersion(process) === '7.29.0') return `Failed connect to ${host}:${port}; ${REASONS[outcome] ?? 'Connection timed out'}`;
  return `Failed to connect to ${host} port ${port} after ${Math.round(tookMs)} ms: ${curlVersion(process) === '7.88.1' ? "Couldn't connect to server" : 'Could not connect to server'}`;
}

/** In the order in which curl sends them. */
function headersOf(process: Process, options: ParsedOptions, url: Url, { body, isJson, isUpload, boundary }: Payload): Record<string, string> {
  const agent = { 'User-Agent': options.value('A') ?? `curl/${curlVersion(process)}` };
  const user = options.value('u');
  const login = user === undefined ? {} : { Authorization: `Basic ${encodeBase64(user.includes(':') ? user : `${user}:`)}` };
  const bearer = options.value('oauth2-bearer');
  const headers: Record<string, string> = {
    ...(curlVersion(process) === '7.29.0' ? { ...login, ...agent, Host: url.authority } : { Host: url.authority, ...login, ...agent }),
    Accept: '*/*',
    ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
    ...optional('Referer', options.value('e')),
    ...optional('Cookie', options.values('b').join('; ') || undefined),
    ...optional('Range', options.value('r') === undefined ? undefined : `bytes=${options.value('r') ?? ''}`),
    ...(options.has('compressed') ? { 'Accept-Encoding': curlVersion(process) === '7.29.0' ? 'deflate, gzip' : 'deflate, gzip, br, zstd' } : {}),
  };
  if (isJson) {
    Reflect.deleteProperty(headers, 'Accept');
    Object.assign(headers, { 'Content-Type': 'application/json', Accept: 'application/json' });
  }
  if (body !== undefined) {
    headers['Content-Length'] = String(utf8Length(body));
    if (!isJson && !isUpload) headers['Content-Type'] = boundary === undefined ? 'application/x-www-form-urlencoded' : `multipart/form-data; boundary=${boundary}`;
  }
  for (const line of options.values('H')) {
    // A name with a semicolon is sent with nothing behind it.
    if (/^[^:]*;$/.test(line)) {
      headers[line.slice(0, -1).trim()] = '';
      continue;
    }
    const colon = line.indexOf(':');
    const name = Object.keys(headers).find((known) => known.toLowerCase() === line.slice(0, Math.max(0, colon)).trim().toLowerCase()) ?? line.slice(0, Math.max(0, colon)).trim();
    const value = line.slice(colon + 1).trim();
    // A name with nothing behind its colon takes the header away.
    if (colon > 0 && value !== '') headers[name] = value;
    else if (colon > 0) Reflect.deleteProperty(headers, name);
  }
  return headers;
}

function optional(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

function requestText(process: Process, method: string, path: string, headers: Readonly<Record<string, string>>): string {
  const version = process.argv.includes('-0') || process.argv.includes('--http1.0') ? '1.0' : '1.1';
  return [`${method} ${path} HTTP/${version}`, ...Object.entries(headers).map(([name, value]) => `${name}:${value === '' ? '' : ' '}${value}`), '', ''].join('\r\n');
}

export function responseHead({ status, reason, headers }: HttpResponse): string {
  return [`HTTP/1.1 ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}

/** What `-v` tells, in the words of the version. */
interface Verbose {
  say(line: string): void;
  resolved(url: Url, addresses: readonly string[]): void;
  trying(url: Url, address: string): void;
  refused(address: string, port: number, outcome: string, error: string): void;
  connected(url: Url, address: string): void;
  /** The connection of before is used again. */
  reused(url: Url, address: string): void;
  /** Who the request is from, where it says so. */
  login(options: ParsedOptions): void;
  exchanged(request: string, sent: Sent, response: HttpResponse, came: Came): void;
  /** The connection stays open. */
  left(url: Url): void;
  closing(): void;
}

interface Sent {
  readonly body: string;
  /** Sent as a whole, of which curl tells. */
  readonly isWhole: boolean;
}

interface Came {
  readonly hasBody: boolean;
  /** An error that `-f` does not read on. */
  readonly isRefused: boolean;
}

function createVerbose(process: Process, options: ParsedOptions): Verbose {
  const version = curlVersion(process);
  const say = (line: string) => {
    if (options.has('v')) process.err(`${line}\n`);
  };
  const arrows = (arrow: string, text: string) => {
    for (const line of text.split('\r\n').slice(0, -1)) say(`${arrow} ${line}\r`);
  };
  // On a terminal the data itself is shown.
  const data = (brackets: string, length: number) => {
    if (length > 0 && !process.stdout.isTty()) say(`${brackets} [${length} bytes data]`);
  };
  const closing = () => say(version === '8.14.1' ? '* closing connection #0' : '* Closing connection 0');
  return {
    say,
    closing,
    resolved: ({ host, port }, addresses) => {
      if (version === '8.14.1') say(`* Host ${host}:${port} was resolved.\n* IPv6: (none)\n* IPv4: ${addresses.join(', ')}`);
    },
    trying: ({ host, port }, address) => say(version === '7.29.0' ? `* About to connect() to ${host} port ${port} (#0)\n*   Trying ${address}...` : `*   Trying ${address}:${port}...`),
    refused: (address, port, outcome, error) => {
      const reason = REASONS[outcome] ?? 'Connection timed out';
      if (version === '7.29.0') say(`* ${reason}\n* ${error}`);
      else say(`* connect to ${address} port ${port}${version === '8.14.1' ? ` from ${process.machine.host.ip ?? '127.0.0.1'} port 41234` : ''} failed: ${reason}\n* ${error}`);
    },
    connected: ({ host, port }, address) => say(`* Connected to ${host} (${address}) port ${port}${version === '8.14.1' ? '\n* using HTTP/1.x' : ' (#0)'}`),
    reused: ({ host, port }, address) => {
      if (version === '7.88.1') say(`* Found bundle for host: ${BUNDLE} [serially]\n* Can not multiplex, even if we wanted to\n* Re-using existing connection #0 with host ${host}`);
      else say(version === '8.14.1' ? `* Re-using existing http: connection with host ${host}` : `* Found bundle for host ${host}: ${BUNDLE}\n* Re-using existing connection! (#0) with host ${host}\n* Connected to ${host} (${address}) port ${port} (#0)`);
    },
    login: (given) => {
      const user = given.value('u');
      if (user !== undefined) say(`* Server auth using Basic with user '${user.split(':')[0] ?? ''}'`);
    },
    left: ({ host }) => say(`* Connection #0 to host ${host} left intact`),
    exchanged: (request, { body, isWhole }, response, { hasBody, isRefused }) => {
      arrows('>', request);
      if (version === '7.88.1') data('}', utf8Length(body));
      if (version === '7.29.0' && body !== '') say(`* upload completely sent off: ${utf8Length(body)} out of ${utf8Length(body)} bytes`);
      if (version === '8.14.1') say(body === '' ? '* Request completely sent off' : `* upload completely sent off: ${utf8Length(body)} bytes`);
      if (version === '7.88.1' && isWhole) say('* We are completely uploaded and fine');
      arrows('<', isRefused ? responseHead(response).slice(0, -2) : responseHead(response));
      if (isRefused) say(`* The requested URL returned error: ${response.status}`);
      if (options.has('L') && redirectOf(response, { scheme: 'http', host: '', port: 80, path: '/', authority: '' }) !== undefined) say('* Ignoring the response-body');
      data('{', hasBody ? utf8Length(response.body) : 0);
    },
  };
}

/** The place of something in curl's memory, which it tells of. */
const BUNDLE = '0x55c6d7a3b2f0';
