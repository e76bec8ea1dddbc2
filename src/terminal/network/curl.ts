import { utf8Length } from '#engine/core/utf8.ts';
import { FileError } from '#engine/machine/files.ts';
import type { HttpResponse } from '#engine/machine/host.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { readAll, sleep } from '../process/waits.ts';
import { baseName } from '../utilities/cp.ts';
import { readOptions, type ParsedOptions } from '../utilities/options.ts';
import { isIpv4 } from './address.ts';
import { meterHeader, meterLine } from './curlMeter.ts';
import { unescapeEcho } from '../shell/escapes.ts';
import { OUTSIDE_MS, outsidePage } from './outsidePage.ts';
import { parseUrl, type Url } from './url.ts';

const SPEC = {
  short: 'IvsSo:Ow:m:fLX:d:H:kiA:u:e:4T:gGNx:r:b:c:#',
  long: {
    head: 'I', verbose: 'v', silent: 's', 'show-error': 'S', output: 'o:', 'remote-name': 'O', 'write-out': 'w:', 'max-time': 'm:', fail: 'f', location: 'L', request: 'X:', data: 'd:',
    'data-raw': 'd:', 'data-binary': 'd:', header: 'H:', insecure: 'k', include: 'i', 'user-agent': 'A:', user: 'u:', referer: 'e:', ipv4: '4', resolve: 'resolve:', 'connect-timeout': 'connect-timeout:',
    version: 'version', help: 'help', retry: 'retry:', 'retry-delay': 'retry-delay:', compressed: 'compressed', 'no-buffer': 'N', 'no-progress-meter': 'no-progress-meter', get: 'G', 'http1.1': 'http1.1',
  },
};

/** Which curl a machine has; the wording of its errors differs. */
function versionOf(process: Process): string {
  if (process.machine.flavour === 'centos7') return '7.29.0';
  return process.machine.flavour === 'debian' ? '7.88.1' : '8.14.1';
}

/** How a transfer went; `code` is curl's exit code. */
interface Transfer {
  readonly code: number;
  readonly error?: string;
  readonly response?: HttpResponse;
  readonly url: Url;
  readonly remoteIp: string;
  readonly connectMs: number;
  readonly lookupMs: number;
  readonly totalMs: number;
}

export const curl = defineUtility({
  name: 'curl',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'transfer a URL',
  *run(process) {
    const options = parseCurlOptions(process);
    if (options === undefined) return 2;
    if (options.has('version')) {
      process.out(`curl ${versionOf(process)} (x86_64-pc-linux-gnu) libcurl/${versionOf(process)}\nProtocols: http https\n`);
      return 0;
    }
    if (options.has('help')) {
      process.out('Usage: curl [options...] <url>\n');
      return 0;
    }
    if (options.operands.length === 0) {
      process.err(versionOf(process) === '8.14.1' ? "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n" : "curl: try 'curl --help' or 'curl --manual' for more information\n");
      return 2;
    }
    let status = 0;
    for (const text of options.operands) status = yield* fetchOne(process, options, text);
    return status;
  },
});

/** curl has words of its own for a bad option. */
function parseCurlOptions(process: Process): ParsedOptions | undefined {
  const parsed = readOptions(SPEC, process.argv.slice(1));
  if (!('fault' in parsed)) return parsed;
  const reason = { unknown: 'is unknown', 'needs value': 'requires parameter', 'takes none': 'used with a value it does not take' }[parsed.fault];
  process.err(`curl: option ${parsed.isLong ? '--' : '-'}${parsed.option}: ${reason}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`);
  return undefined;
}

function* fetchOne(process: Process, options: ParsedOptions, text: string): Generator<Wait, number, void> {
  const url = parseUrl(text);
  if (url === undefined) return fail(process, options, 3, versionOf(process) === '7.29.0' ? '<url> malformed' : 'URL using bad/illegal format or missing URL');
  if (url.scheme !== 'http' && url.scheme !== 'https') return fail(process, options, 1, `Protocol "${url.scheme}" not supported${versionOf(process) === '7.29.0' ? ' or disabled in libcurl' : ''}`);
  const body = yield* bodyOf(process, options);
  if (typeof body === 'number') return body;
  const transfer = yield* perform(process, options, url, body);
  return yield* report(process, options, transfer);
}

function* bodyOf(process: Process, options: ParsedOptions): Generator<Wait, string | number, void> {
  const parts: string[] = [];
  for (const data of options.values('d')) {
    if (!data.startsWith('@')) parts.push(data);
    else if (data === '@-') parts.push(yield* readAll(process.stdin));
    else {
      const { files } = process.machine;
      const path = files.resolve(process.cwd, data.slice(1));
      if (!files.exists(path)) return fail(process, options, 26, `Failed to open ${data.slice(1)}`);
      parts.push(files.read(path).replaceAll('\n', ''));
    }
  }
  return parts.join('&');
}

function* perform(process: Process, options: ParsedOptions, url: Url, body: string): Generator<Wait, Transfer, void> {
  const { kernel, machine } = process;
  const { network } = kernel.cluster;
  const startedMs = kernel.now();
  const verbose = (line: string) => {
    if (options.has('v')) process.err(`${line}\n`);
  };
  const done = (more: Partial<Transfer> & { readonly code: number }): Transfer => ({ url, remoteIp: '', connectMs: 0, lookupMs: 0, totalMs: kernel.now() - startedMs, ...more });
  const limitMs = Number(options.value('m') ?? Number.POSITIVE_INFINITY) * 1000;
  const connectLimitMs = Math.min(limitMs, Number(options.value('connect-timeout') ?? 127) * 1000);

  const outside = outsidePage(url);
  if (outside !== undefined) {
    yield sleep(OUTSIDE_MS);
    return done({ code: 0, response: outside });
  }

  const pinned = options.values('resolve').map((entry) => entry.split(':')).find(([host, port]) => host === url.host && Number(port) === url.port)?.[2];
  let ip = pinned ?? (isIpv4(url.host) ? url.host : url.host === 'localhost' ? '127.0.0.1' : undefined);
  if (ip === undefined) {
    const answer = network.resolve(machine.host, url.host);
    yield sleep(Math.min(answer.durationMs, limitMs));
    if (answer.durationMs > limitMs) return done({ code: 28, error: `Resolving timed out after ${Math.round(limitMs)} milliseconds` });
    ip = answer.addresses[0];
    if (ip === undefined) {
      verbose(`* Could not resolve host: ${url.host}`);
      return done({ code: 6, error: `Could not resolve host: ${url.host}${versionOf(process) === '7.29.0' ? '; Unknown error' : ''}` });
    }
  }
  const lookupMs = kernel.now() - startedMs;
  verbose(versionOf(process) === '7.29.0' ? `* About to connect() to ${url.host} port ${url.port} (#0)\n*   Trying ${ip}...` : `*   Trying ${ip}:${url.port}...`);

  if (url.scheme === 'https') {
    const opened = network.connect(machine.host, ip, url.port);
    yield sleep(Math.min(opened.connectMs, connectLimitMs));
    if (opened.outcome !== 'ok') return done({ code: 7, error: connectError(process, url, opened.outcome, kernel.now() - startedMs), lookupMs });
    return done({ code: 35, error: 'OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to the simulated server: TLS is not simulated, use http://', lookupMs });
  }

  const method = options.value('X') ?? (options.has('I') ? 'HEAD' : options.has('d') && !options.has('G') ? 'POST' : 'GET');
  const path = options.has('G') && body !== '' ? `${url.path}${url.path.includes('?') ? '&' : '?'}${body}` : url.path;
  const headers = headersOf(process, options, body);
  const exchange = network.http(machine.host, ip, url.port, { method, path, host: url.authority, headers, body });
  const tookMs = kernel.now() - startedMs;
  if (exchange.outcome !== 'ok' || exchange.response === undefined) {
    const waitMs = exchange.outcome === 'timeout' ? Math.max(0, Math.min(limitMs - tookMs, connectLimitMs)) : exchange.connectMs;
    yield sleep(waitMs);
    return done({ ...connectFailure(process, url, exchange.outcome, waitMs, limitMs <= connectLimitMs && Number.isFinite(limitMs)), lookupMs });
  }
  verbose(versionOf(process) === '7.29.0' ? `* Connected to ${url.host} (${ip}) port ${url.port} (#0)` : `* Connected to ${url.host} (${ip}) port ${url.port}${versionOf(process) === '7.88.1' ? ' (#0)' : ''}`);
  if (tookMs + exchange.durationMs > limitMs) {
    yield sleep(Math.max(0, limitMs - tookMs));
    return done({ code: 28, error: `Operation timed out after ${Math.round(limitMs)} milliseconds with 0 bytes received`, lookupMs });
  }
  yield sleep(exchange.durationMs);
  if (options.has('v')) process.err(requestText(method, path, url, headers) + responseHead(exchange.response, '< '));
  if (options.has('L') && exchange.response.status >= 300 && exchange.response.status < 400) {
    const next = parseUrl(exchange.response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '');
    if (next !== undefined) return yield* perform(process, options, next, body);
  }
  return done({ code: 0, response: exchange.response, remoteIp: ip, connectMs: exchange.connectMs, lookupMs });
}

function headersOf(process: Process, options: ParsedOptions, body: string): Record<string, string> {
  const headers: Record<string, string> = { 'User-Agent': options.value('A') ?? `curl/${versionOf(process)}`, Accept: '*/*' };
  if (body !== '' && !options.has('G')) {
    headers['Content-Length'] = String(utf8Length(body));
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
  }
  for (const line of options.values('H')) {
    const [name = '', ...rest] = line.split(':');
    headers[name.trim()] = rest.join(':').trim();
  }
  return headers;
}

function requestText(method: string, path: string, url: Url, headers: Readonly<Record<string, string>>): string {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${headers['Host'] ?? url.authority}`, ...Object.entries(headers).filter(([name]) => name !== 'Host').map(([name, value]) => `${name}: ${value}`), ''];
  return lines.map((line) => `> ${line}\n`).join('');
}

function responseHead(response: HttpResponse, prefix: string): string {
  const lines = [`HTTP/1.1 ${response.status} ${response.reason}`, ...response.headers.map(([name, value]) => `${name}: ${value}`), ''];
  return lines.map((line) => `${prefix}${line}${prefix === '' ? '\r\n' : '\n'}`).join('');
}

function connectError(process: Process, url: Url, outcome: string, tookMs: number): string {
  if (versionOf(process) === '7.29.0') return `Failed connect to ${url.host}:${url.port}; ${outcome === 'refused' ? 'Connection refused' : outcome === 'unreachable' ? 'No route to host' : 'Connection timed out'}`;
  const text = versionOf(process) === '7.88.1' ? "Couldn't connect to server" : 'Could not connect to server';
  return `Failed to connect to ${url.host} port ${url.port} after ${Math.round(tookMs)} ms: ${text}`;
}

function connectFailure(process: Process, url: Url, outcome: string, waitedMs: number, byMaxTime: boolean): { readonly code: number; readonly error: string } {
  if (outcome !== 'timeout') return { code: 7, error: connectError(process, url, outcome, waitedMs) };
  if (byMaxTime) return { code: 28, error: `Connection timed out after ${Math.round(waitedMs) + 1} milliseconds` };
  if (waitedMs < 127_000) return { code: 28, error: `Failed to connect to ${url.host} port ${url.port} after ${Math.round(waitedMs)} ms: Timeout was reached` };
  return { code: versionOf(process) === '7.29.0' ? 7 : 28, error: connectError(process, url, 'timeout', waitedMs) };
}

function* report(process: Process, options: ParsedOptions, transfer: Transfer): Generator<Wait, number, void> {
  const { response, url } = transfer;
  const toFile = options.value('o') ?? (options.has('O') ? baseName(url.path.split('?')[0] ?? '') : undefined);
  const showsMeter = !options.has('s') && !options.has('no-progress-meter') && (toFile !== undefined || !process.stdout.isTty()) && !(options.has('I') && toFile === undefined && process.stdout.isTty());
  if (showsMeter && transfer.code !== 3) process.err(meterHeader);
  if (response === undefined) {
    if (showsMeter) process.err(`\r${meterLine(undefined, transfer.totalMs)}\n`);
    writeOut(process, options, transfer);
    return fail(process, options, transfer.code, transfer.error ?? '');
  }
  const isFailure = options.has('f') && response.status >= 400;
  const body = options.has('I') || isFailure ? '' : response.body;
  if (showsMeter) process.err(`\r${meterLine(isFailure ? undefined : utf8Length(body), transfer.totalMs)}\n`);
  if (isFailure) {
    writeOut(process, options, transfer);
    return fail(process, options, 22, `The requested URL returned error: ${response.status}${versionOf(process) === '7.29.0' ? ` ${response.reason}` : ''}`);
  }
  const text = (options.has('I') || options.has('i') ? responseHead(response, '') : '') + body;
  if (toFile === undefined) process.out(text);
  else if (!saveTo(process, toFile, text)) return fail(process, options, 23, 'Failure writing output to destination');
  if (options.has('v')) process.err(`* Connection #0 to host ${url.host} left intact\n`);
  writeOut(process, options, transfer);
  return 0;
}

function saveTo(process: Process, name: string, text: string): boolean {
  try {
    process.machine.files.write(process.machine.files.resolve(process.cwd, name), text);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(`Warning: Failed to open the file ${name}: ${error.text}\n`);
    return false;
  }
}

/** `-w`: a format with %{variables}. */
function writeOut(process: Process, options: ParsedOptions, transfer: Transfer): void {
  const format = options.value('w');
  if (format === undefined) return;
  const seconds = (ms: number) => (ms / 1000).toFixed(6);
  const values: Readonly<Record<string, string>> = {
    http_code: String(transfer.response?.status ?? 0).padStart(3, '0'),
    response_code: String(transfer.response?.status ?? 0).padStart(3, '0'),
    size_download: String(utf8Length(transfer.response?.body ?? '')),
    time_total: seconds(transfer.totalMs),
    time_connect: seconds(transfer.lookupMs + transfer.connectMs),
    time_namelookup: seconds(transfer.lookupMs),
    time_starttransfer: seconds(transfer.totalMs),
    remote_ip: transfer.remoteIp,
    remote_port: transfer.remoteIp === '' ? '0' : String(transfer.url.port),
    url_effective: `${transfer.url.scheme}://${transfer.url.authority}${transfer.url.path}`,
    content_type: transfer.response?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '',
    num_redirects: '0',
    exitcode: String(transfer.code),
  };
  process.out(unescapeEcho(format.replaceAll(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '')).text);
}

function fail(process: Process, options: ParsedOptions, code: number, error: string): number {
  if (!options.has('s') || options.has('S')) process.err(`curl: (${code}) ${error}\n`);
  return code;
}
