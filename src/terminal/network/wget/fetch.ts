import type { HttpResponse } from '#engine/machine/host.ts';
import type { Process, Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import type { ParsedOptions } from '../../utilities/options.ts';
import { isIpv4 } from '../address.ts';
import { OUTSIDE_IP, OUTSIDE_MS, outsidePage } from '../outsidePage.ts';
import type { Url } from '../url.ts';

export type Fetched =
  | { readonly outcome: 'ok'; readonly ip: string; readonly response: HttpResponse; readonly tookMs: number }
  | { readonly outcome: 'nohost' | 'refused' | 'timeout' | 'unreachable' | 'tls'; readonly ip: string };

export interface Request {
  readonly method: string;
  readonly body: string;
  /** Asks the server to end the connection. */
  readonly closes?: boolean;
  readonly agent: string;
  /** How long connecting and waiting may take, in milliseconds. */
  readonly limitMs: number;
  /** Called with the address before it is tried. */
  readonly onAddress: (ip: string) => void;
}

/** Asks for one page, as wget does. */
export function* fetchPage(process: Process, options: ParsedOptions, url: Url, { method, body, closes = false, agent, limitMs, onAddress }: Request): Generator<Wait, Fetched, void> {
  const { network } = process.kernel.cluster;
  const { host } = process.machine;
  const outside = outsidePage(url);
  if (outside !== undefined) {
    onAddress(OUTSIDE_IP);
    yield sleep(OUTSIDE_MS);
    return { outcome: 'ok', ip: OUTSIDE_IP, response: outside, tookMs: OUTSIDE_MS };
  }
  const found = isIpv4(url.host) ? { addresses: [url.host], durationMs: 0 } : url.host === 'localhost' ? { addresses: ['127.0.0.1'], durationMs: 0 } : network.resolve(host, url.host);
  yield sleep(Math.min(found.durationMs, limitMs));
  const [ip] = found.addresses;
  if (ip === undefined) return { outcome: 'nohost', ip: '' };
  onAddress(ip);
  if (url.scheme !== 'http') {
    const opened = network.connect(host, ip, url.port);
    yield sleep(Math.min(opened.connectMs, limitMs));
    return { outcome: opened.outcome === 'ok' ? 'tls' : failureOf(opened.outcome), ip };
  }
  const given = options.values('header').map((line) => [line.split(':')[0]?.trim() ?? '', line.slice(line.indexOf(':') + 1).trim()] as const);
  const headers = { 'User-Agent': options.value('U') ?? agent, Accept: '*/*', ...(closes ? { Connection: 'close' } : {}), ...Object.fromEntries(given) };
  const exchange = network.http(host, ip, url.port, { method, path: url.path, host: url.authority, body, headers });
  if (exchange.outcome === 'ok' && exchange.response !== undefined) {
    yield sleep(Math.min(exchange.durationMs, limitMs));
    return exchange.durationMs > limitMs ? { outcome: 'timeout', ip } : { outcome: 'ok', ip, response: exchange.response, tookMs: exchange.durationMs };
  }
  yield sleep(Math.min(exchange.outcome === 'timeout' ? LINUX_PATIENCE_MS : exchange.connectMs, limitMs));
  return { outcome: failureOf(exchange.outcome), ip };
}

/** How long Linux tries to connect. */
const LINUX_PATIENCE_MS = 127_000;

function failureOf(outcome: string): 'refused' | 'timeout' | 'unreachable' {
  return outcome === 'refused' || outcome === 'unreachable' ? outcome : 'timeout';
}

export function headerOf({ headers }: HttpResponse, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}
