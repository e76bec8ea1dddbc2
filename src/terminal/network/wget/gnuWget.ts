import { utf8Length } from '#engine/core/utf8.ts';
import type { HttpResponse } from '#engine/machine/host.ts';
import type { Process, Running } from '../../process/process.ts';
import { readOptions, type OptionFault, type ParsedOptions } from '../../utilities/options.ts';
import { strftime } from '../../utilities/strftime.ts';
import { isIpv4 } from '../address.ts';
import { parseUrl, type Url } from '../url.ts';
import { fetchPage, headerOf } from './fetch.ts';
import { fileNameOf, storeFile } from './pageFile.ts';

const SPEC = {
  short: 'qO:T:t:cSP:U:vn:dNrl:kpi:bo:e:',
  long: {
    quiet: 'q', verbose: 'v', 'no-verbose': 'no-verbose', 'output-document': 'O:', timeout: 'T:', 'connect-timeout': 'T:', 'read-timeout': 'read-timeout:', 'dns-timeout': 'dns-timeout:', tries: 't:', continue: 'c', spider: 'spider', header: 'header:', 'post-data': 'post-data:', method: 'method:', 'body-data': 'body-data:',
    'no-check-certificate': 'no-check-certificate', 'server-response': 'S', 'user-agent': 'U:', 'directory-prefix': 'P:', version: 'V', help: 'help', 'max-redirect': 'max-redirect:', 'no-cache': 'no-cache', 'no-proxy': 'no-proxy', 'show-progress': 'show-progress', progress: 'progress:', 'retry-connrefused': 'retry-connrefused',
    waitretry: 'waitretry:', wait: 'wait:', 'content-on-error': 'content-on-error', 'inet4-only': '4', 'output-file': 'o:', 'no-clobber': 'nc',
  },
};

/** How often a silent server is asked; Linux gives up by itself long before. */
const TRIES = 20;
const MOST_REDIRECTS = 20;
const USAGE = 'Usage: wget [OPTION]... [URL]...\n\nTry `wget --help\' for more options.\n';

/** GNU wget: 1.14 on the nodes, 1.21 on Debian. */
export function* gnuWget(process: Process): Running {
  const options = readOptions(SPEC, process.argv.slice(1));
  if ('fault' in options) return complain(process, options);
  if (options.has('V') || options.has('help')) {
    process.out(options.has('V') ? `GNU Wget ${versionOf(process)} built on linux-gnu.\n` : `GNU Wget ${versionOf(process)}, a non-interactive network retriever.\nUsage: wget [OPTION]... [URL]...\n`);
    return 0;
  }
  const timeout = options.value('T');
  if (timeout !== undefined && !/^\d+(\.\d*)?[smhdw]?$/.test(timeout)) {
    process.err(`wget: --timeout: Invalid time period ‘${timeout}’\n`);
    return 2;
  }
  if (options.operands.length === 0) {
    process.err(`wget: missing URL\n${USAGE}`);
    return 1;
  }
  let status = 0;
  for (const text of options.operands) {
    const one = yield* download(process, options, text);
    // Of several failures the one with the least number counts.
    status = status === 0 || (one !== 0 && one < status) ? one : status;
  }
  return status;
}

function versionOf({ machine }: Process): string {
  return machine.flavour === 'centos7' ? '1.14' : '1.21.3';
}

function complain(process: Process, { fault, option, isLong }: OptionFault): 2 {
  const reason = fault === 'needs value' ? `option ${isLong ? `'--${option}' requires an argument` : `requires an argument -- '${option}'`}` : fault === 'takes none' ? `option '--${option}' doesn't allow an argument` : isLong ? `unrecognized option '--${option}'` : `invalid option -- '${option}'`;
  process.err(`wget: ${reason}\n${USAGE}`);
  return 2;
}

/** Loud, only the result (`-nv`), or nothing (`-q`). */
function voiceOf(process: Process, options: ParsedOptions) {
  const isQuiet = options.has('q');
  const isBrief = options.has('no-verbose') || options.values('n').some((letters) => letters.includes('v'));
  return {
    say: (text: string) => {
      if (!isQuiet && !isBrief) process.err(text);
    },
    sayBriefly: (text: string) => {
      if (!isQuiet) process.err(text);
    },
    isQuiet,
    isBrief,
  };
}

function urlOf(process: Process, text: string): Url | number {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  const refuse = (reason: string) => {
    process.err(`${text}: ${reason}.\n`);
    return 1;
  };
  if (scheme !== undefined && !['http', 'https', 'ftp'].includes(scheme)) return refuse(`Unsupported scheme ‘${scheme}’`);
  const url = parseUrl(text.replaceAll(' ', '%20'));
  if (url !== undefined) return url;
  return refuse(/^(?:\w+:\/\/)?[^/:]+:[^/]*/.test(text) && !/^\w+:\/\/$/.test(text) ? 'Bad port number' : 'Invalid host name');
}

function millisecondsOf(text: string): number {
  const unit = { m: 60, h: 3600, d: 86_400, w: 604_800 }[text.slice(-1)] ?? 1;
  const seconds = Number.parseFloat(text) * unit;
  return seconds === 0 ? Number.POSITIVE_INFINITY : Math.min(seconds, 86_400) * 1000;
}

function* download(process: Process, options: ParsedOptions, text: string): Running {
  const first = urlOf(process, text);
  if (typeof first === 'number') return first;
  const voice = voiceOf(process, options);
  const stamp = () => strftime('%F %T', process.kernel.unixNow());
  const body = options.value('post-data') ?? options.value('body-data') ?? '';
  const method = options.value('method') ?? (options.has('post-data') ? 'POST' : options.has('spider') ? 'HEAD' : 'GET');
  const most = options.value('t') === undefined ? TRIES : Number(options.value('t')) || TRIES;
  if (options.has('spider')) voice.say('Spider mode enabled. Check if remote file exists.\n');
  let url = first;
  let lastIp: string | undefined;
  let attempt = 1;
  for (let redirects = 0; ;) {
    const at = url;
    const isAddress = isIpv4(at.host);
    const isReused = lastIp !== undefined && attempt === 1;
    voice.say(`--${stamp()}--${attempt === 1 ? '' : `  (try:${String(attempt).padStart(2)})`}  ${at.scheme}://${at.authority}${at.path}\n`);
    if (isReused) voice.say(`Reusing existing connection to ${at.host}:${at.port}.\n`);
    else if (!isAddress && attempt === 1) voice.say(`Resolving ${at.host} (${at.host})... `);
    const got = yield* fetchPage(process, options, url, {
      method, body, agent: process.machine.flavour === 'centos7' ? 'Wget/1.14 (linux-gnu)' : 'Wget/1.21.3', limitMs: millisecondsOf(options.value('T') ?? '0'),
      onAddress: (ip) => {
        if (isReused) return;
        voice.say(`${isAddress || attempt > 1 ? '' : `${ip}\n`}Connecting to ${isAddress ? `${at.host}:${at.port}` : `${at.host} (${at.host})|${ip}|:${at.port}`}... `);
      },
    });
    if (got.outcome === 'nohost') {
      voice.say('failed: Name or service not known.\n');
      voice.sayBriefly(`wget: unable to resolve host address ‘${at.host}’\n`);
      return 4;
    }
    if (got.outcome === 'tls') {
      voice.say('connected.\n');
      voice.sayBriefly(process.machine.flavour === 'centos7' ? 'Unable to establish SSL connection.\n' : 'GnuTLS: An unexpected TLS packet was received.\nUnable to establish SSL connection.\n');
      return 4;
    }
    if (got.outcome !== 'ok') {
      voice.sayBriefly(`failed: ${{ refused: 'Connection refused', unreachable: 'No route to host', timeout: 'Connection timed out' }[got.outcome]}.\n`);
      // Only silence is tried again.
      if (got.outcome !== 'timeout' || attempt >= most) {
        if (got.outcome === 'timeout') voice.sayBriefly('Giving up.\n\n');
        return 4;
      }
      voice.sayBriefly('Retrying.\n\n');
      attempt += 1;
      continue;
    }
    lastIp = got.ip;
    const { response } = got;
    if (!isReused) voice.say('connected.\n');
    const headers = ['', `  HTTP/1.1 ${response.status} ${response.reason}`, ...response.headers.map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
    voice.say(`HTTP request sent, awaiting response... ${options.has('S') ? headers : `${response.status} ${response.reason}\n`}`);
    if (options.has('S') && (voice.isQuiet || voice.isBrief)) process.err(headers.slice(1));
    const location = response.status >= 300 && response.status < 400 ? headerOf(response, 'location') : undefined;
    if (location !== undefined) {
      const next = location.startsWith('/') ? { ...url, path: location } : urlOf(process, location);
      if (typeof next === 'number') return next;
      voice.say(`Location: ${location} [following]\n`);
      redirects += 1;
      if (redirects > Math.min(Number(options.value('max-redirect') ?? MOST_REDIRECTS) || 0, 100)) {
        voice.sayBriefly(`${MOST_REDIRECTS} redirections exceeded.\n`);
        return 8;
      }
      if (next.authority !== url.authority) lastIp = undefined;
      url = next;
      continue;
    }
    return finish(process, options, { url, first, response, tookMs: got.tookMs, text: `${at.scheme}://${at.authority}${at.path}`, stamp });
  }
}

interface Page {
  readonly url: Url;
  readonly first: Url;
  readonly response: HttpResponse;
  readonly tookMs: number;
  readonly text: string;
  readonly stamp: () => string;
}

function finish(process: Process, options: ParsedOptions, page: Page): number {
  const { response, text, stamp } = page;
  const voice = voiceOf(process, options);
  if (response.status >= 400) {
    if (options.has('spider')) voice.say('Remote file does not exist -- broken link!!!\n\n');
    else voice.sayBriefly(`${voice.isBrief ? `${text}:\n` : ''}${stamp()} ERROR ${response.status}: ${response.reason}.\n${voice.isBrief ? '' : '\n'}`);
    return 8;
  }
  const bytes = Number(headerOf(response, 'content-length') ?? utf8Length(response.body));
  const type = headerOf(response, 'content-type')?.split(';')[0];
  voice.say(`Length: ${bytes}${bytes >= 1024 ? ` (${shortSize(bytes)})` : ''}${type === undefined ? '' : ` [${type}]`}\n`);
  if (!options.has('spider')) return keep(process, options, page);
  voice.say('Remote file exists and could contain further links,\nbut recursion is disabled -- not retrieving.\n\n');
  return 0;
}

function keep(process: Process, options: ParsedOptions, { first, response, tookMs, text, stamp }: Page): number {
  const voice = voiceOf(process, options);
  const name = nameFor(process, options, first);
  const toStdout = name === '-';
  const bytes = utf8Length(response.body);
  if (toStdout) {
    voice.say('Saving to: ‘STDOUT’\n\n');
    process.out(response.body);
  } else {
    const problem = storeFile(process, name, response.body);
    if (problem !== undefined) {
      process.err(`${name}: ${problem}\n${options.value('O') === undefined ? `\nCannot write to ‘${name}’ (${problem}).\n` : ''}`);
      return options.value('O') === undefined ? 3 : 1;
    }
    voice.say(`Saving to: ‘${name}’\n\n`);
  }
  voice.say(`${progressOf(process, name, bytes)}\n\n${stamp()} (${speedText(bytes, tookMs)}) - ${toStdout ? 'written to stdout' : `‘${name}’ saved`} [${bytes}/${bytes}]\n\n`);
  if (voice.isBrief) voice.sayBriefly(`${stamp()} URL:${text} [${bytes}/${bytes}] -> "${name}" [1]\n`);
  return 0;
}

/** `index.html.1` where `index.html` is there already. */
function nameFor(process: Process, options: ParsedOptions, url: Url): string {
  const given = options.value('O');
  if (given !== undefined) return given;
  const folder = options.value('P');
  const name = `${folder === undefined ? '' : `${folder.replace(/\/$/, '')}/`}${fileNameOf(url)}`;
  const exists = (each: string) => process.machine.files.exists(process.machine.files.resolve(process.cwd, each));
  if (!exists(name) || options.has('N') || options.has('c')) return name;
  let number = 1;
  while (exists(`${name}.${number}`) && number < 1000) number += 1;
  return `${name}.${number}`;
}

/** A bar on a terminal, dots elsewhere. */
function progressOf(process: Process, name: string, bytes: number): string {
  if (!process.stderr.isTty()) return `     0K ${'.'.repeat(Math.min(50, Math.floor(bytes / 1024)))}${' '.repeat(Math.max(0, 55 - Math.min(50, Math.floor(bytes / 1024))))}100% ${speedOf(bytes)}=0s`;
  if (process.machine.flavour === 'centos7') return `100%[======================================>] ${String(bytes).padEnd(11)} --.-K/s   in 0s      `;
  return `${(name === '-' ? '-' : (name.split('/').at(-1) ?? name)).slice(0, 18).padEnd(18)}  100%[===================>] ${shortSize(bytes).padStart(7)}  --.-KB/s    in 0s      `;
}

function shortSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${kilobytes < 10 ? kilobytes.toFixed(1) : Math.round(kilobytes)}K`;
  return `${(kilobytes / 1024).toFixed(1)}M`;
}

/** As in the line of dots: `25.4K`, ` 703K`. */
function speedOf(bytes: number): string {
  const kilobytes = (bytes * 1000) / 1024;
  if (kilobytes < 1) return `${String(bytes * 1000).padStart(4)} `;
  return (kilobytes < 99.95 ? `${kilobytes.toFixed(1)}K` : kilobytes < 1024 ? `${Math.round(kilobytes)}K` : `${(kilobytes / 1024).toFixed(1)}M`).padStart(5);
}

function speedText(bytes: number, tookMs: number): string {
  const perSecond = (bytes * 1000) / Math.max(tookMs, 1);
  if (perSecond < 1024) return `${Math.round(perSecond)} B/s`;
  if (perSecond < 1_048_576) return `${(perSecond / 1024).toPrecision(3)} KB/s`;
  return `${(perSecond / 1_048_576).toPrecision(3)} MB/s`;
}
