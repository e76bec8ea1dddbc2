import { utf8Length } from '#engine/core/utf8.ts';
import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { sleep } from '../process/waits.ts';
import { baseName } from '../utilities/cp.ts';
import { isBusybox, parseOptions, type ParsedOptions } from '../utilities/options.ts';
import { strftime } from '../utilities/strftime.ts';
import { isIpv4 } from './address.ts';
import { OUTSIDE_IP, OUTSIDE_MS, outsidePage } from './outsidePage.ts';
import { parseUrl, type Url } from './url.ts';

export const wget = defineUtility({
  name: 'wget',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'download a URL',
  *run(process) {
    const options = parseOptions(process, {
      short: 'qO:T:t:cSP:U:vn',
      long: { quiet: 'q', 'output-document': 'O:', timeout: 'T:', tries: 't:', spider: 'spider', header: 'header:', 'post-data': 'post-data:', 'no-check-certificate': 'k', 'server-response': 'S', 'no-verbose': 'n' },
    });
    if (options === undefined) return isBusybox(process) ? 1 : 2;
    const text = options.operands[0];
    const url = parseUrl(text ?? '');
    if (text === undefined || url === undefined) {
      process.err(isBusybox(process) ? 'BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.\n\nUsage: wget [OPTIONS] URL...\n' : 'wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help\' for more options.\n');
      return 1;
    }
    return isBusybox(process) ? yield* asBusybox(process, options, url, text) : yield* asGnu(process, options, url, text);
  },
});

interface Fetched {
  readonly outcome: 'ok' | 'nohost' | 'refused' | 'timeout' | 'unreachable';
  readonly ip: string;
  readonly status: number;
  readonly reason: string;
  readonly body: string;
}

function* fetch(process: Process, options: ParsedOptions, url: Url, onIp: (ip: string) => void): Generator<Wait, Fetched, void> {
  const { network } = process.kernel.cluster;
  const { host } = process.machine;
  const none = { ip: '', status: 0, reason: '', body: '' };
  const outside = outsidePage(url);
  if (outside !== undefined) {
    onIp(OUTSIDE_IP);
    yield sleep(OUTSIDE_MS);
    return { outcome: 'ok', ip: OUTSIDE_IP, status: outside.status, reason: outside.reason, body: outside.body };
  }
  let ip = isIpv4(url.host) ? url.host : url.host === 'localhost' ? '127.0.0.1' : undefined;
  if (ip === undefined) {
    const answer = network.resolve(host, url.host);
    yield sleep(answer.durationMs);
    ip = answer.addresses[0];
    if (ip === undefined) return { ...none, outcome: 'nohost' };
  }
  onIp(ip);
  const post = options.value('post-data');
  const headers = Object.fromEntries(options.values('header').map((line) => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]));
  const exchange = network.http(host, ip, url.port, {
    method: post === undefined ? 'GET' : 'POST', path: url.path, host: url.authority, body: post ?? '',
    headers: { 'User-Agent': isBusybox(process) ? 'Wget' : 'Wget/1.21.3', ...headers },
  });
  if (exchange.outcome === 'ok' && exchange.response !== undefined) {
    yield sleep(exchange.durationMs);
    return { outcome: 'ok', ip, status: exchange.response.status, reason: exchange.response.reason, body: exchange.response.body };
  }
  const limitMs = Number(options.value('T') ?? (isBusybox(process) ? 900 : 127)) * 1000;
  yield sleep(exchange.outcome === 'timeout' ? limitMs : exchange.connectMs);
  const outcome = exchange.outcome === 'refused' || exchange.outcome === 'unreachable' ? exchange.outcome : 'timeout';
  return { ...none, ip, outcome };
}

function* asBusybox(process: Process, options: ParsedOptions, url: Url, text: string): Generator<Wait, number, void> {
  const quiet = options.has('q');
  const isOld = Number(process.machine.busybox?.split('.')[1] ?? 36) <= 28;
  const say = (line: string) => {
    if (!quiet) process.err(`${line}\n`);
  };
  const got = yield* fetch(process, options, url, (ip) => say(`Connecting to ${url.authority} (${ip}:${url.port})`));
  if (got.outcome === 'nohost') return tell(process, `wget: bad address '${url.authority}'`, 1);
  if (got.outcome === 'refused') return tell(process, `wget: can't connect to remote host (${got.ip}): Connection refused`, 1);
  if (got.outcome === 'unreachable') return tell(process, `wget: can't connect to remote host (${got.ip}): Network is unreachable`, 1);
  if (got.outcome === 'timeout') return tell(process, 'wget: download timed out', 1);
  if (got.status >= 400) return tell(process, `wget: server returned error: HTTP/1.1 ${got.status} ${got.reason}`, 1);
  if (options.has('spider')) {
    say('remote file exists');
    return 0;
  }
  const name = options.value('O') ?? fileNameOf(url, text);
  const toStdout = name === '-';
  if (!isOld) say(toStdout ? 'writing to stdout' : `saving to '${name}'`);
  if (toStdout) process.out(got.body);
  else if (options.value('O') === undefined && process.machine.files.exists(process.machine.files.resolve(process.cwd, name))) {
    return tell(process, `wget: can't open '${name}': File exists`, 1);
  } else if (!store(process, name, got.body)) return 1;
  say(bar(toStdout ? '-' : name, utf8Length(got.body)));
  if (!isOld) say(toStdout ? 'written to stdout' : `'${name}' saved`);
  return 0;
}

function bar(name: string, bytes: number): string {
  return `${name.slice(0, 20).padEnd(20)} 100% |${'*'.repeat(32)}| ${String(bytes).padStart(5)}  0:00:00 ETA`;
}

function* asGnu(process: Process, options: ParsedOptions, url: Url, text: string): Generator<Wait, number, void> {
  const quiet = options.has('q');
  const say = (line: string) => {
    if (!quiet) process.err(line);
  };
  const stamp = () => strftime('%F %T', process.kernel.unixNow());
  const full = /^[a-z]+:\/\//i.test(text) ? `${url.scheme}://${url.authority}${url.path}` : `http://${url.authority}${url.path}`;
  say(`--${stamp()}--  ${full}\n`);
  const isAddress = isIpv4(url.host);
  if (!isAddress) say(`Resolving ${url.host} (${url.host})... `);
  const at = isAddress ? `${url.host}:${url.port}` : undefined;
  const got = yield* fetch(process, options, url, (ip) => say(`${isAddress ? '' : `${ip}\n`}Connecting to ${at ?? `${url.host} (${url.host})|${ip}|:${url.port}`}... `));
  if (got.outcome === 'nohost') {
    say('failed: Name or service not known.\n');
    return tell(process, `wget: unable to resolve host address ‘${url.host}’`, 4);
  }
  if (got.outcome !== 'ok') {
    say(got.outcome === 'refused' ? 'failed: Connection refused.\n' : got.outcome === 'unreachable' ? 'failed: Network is unreachable.\n' : 'failed: Connection timed out.\nGiving up.\n\n');
    return 4;
  }
  say(`connected.\nHTTP request sent, awaiting response... ${got.status} ${got.reason}\n`);
  if (got.status >= 400) {
    say(`${stamp()} ERROR ${got.status}: ${got.reason}.\n\n`);
    return 8;
  }
  const name = options.value('O') ?? fileNameOf(url, text);
  const bytes = utf8Length(got.body);
  say(`Length: ${bytes} [text/html]\nSaving to: ‘${name === '-' ? 'STDOUT' : name}’\n\n`);
  if (name === '-') process.out(got.body);
  else if (!store(process, name, got.body)) return 3;
  say(`${(name === '-' ? '-' : name).slice(0, 18).padEnd(18)}  100%[===================>] ${String(bytes).padStart(7)}  --.-KB/s    in 0s      \n\n`);
  say(`${stamp()} (1.00 MB/s) - ${name === '-' ? 'written to stdout' : `‘${name}’ saved`} [${bytes}/${bytes}]\n\n`);
  return 0;
}

function fileNameOf(url: Url, text: string): string {
  const name = baseName(url.path.split('?')[0] ?? '');
  return name === '/' || name === '' || text === '' ? 'index.html' : name;
}

function store(process: Process, name: string, text: string): boolean {
  try {
    process.machine.files.write(process.machine.files.resolve(process.cwd, name), text);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `wget: can't open '${name}': ${error.text}\n` : `${name}: ${error.text}\n`);
    return false;
  }
}

function tell(process: Process, text: string, code: number): number {
  process.err(`${text}\n`);
  return code;
}
