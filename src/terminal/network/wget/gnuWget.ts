import { utf8Length } from '#engine/core/utf8.ts';
import { FileError } from '#engine/machine/files.ts';
import type { HttpResponse } from '#engine/machine/host.ts';
import type { Process, Running } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import { quoted, readOptions, type OptionFault, type ParsedOptions } from '../../utilities/options.ts';
import { strftime } from '../../utilities/strftime.ts';
import { isIpv4 } from '../address.ts';
import { parseUrl, type Url } from '../url.ts';
import { fetchPage, headerOf } from './fetch.ts';
import { fileNameOf, storeFile } from './pageFile.ts';
import { WGET_HELP } from './wgetUsage.ts';

const SPEC = {
  short: 'qO:T:t:cSP:U:vn:dNrl:kpi:bo:e:a:hV46xmFB:D:A:R:I:X:E',
  long: {
    quiet: 'q', verbose: 'v', 'no-verbose': 'no-verbose', 'output-document': 'O:', timeout: 'T:', 'connect-timeout': 'T:', 'read-timeout': 'read-timeout:', 'dns-timeout': 'dns-timeout:', tries: 't:', continue: 'c', spider: 'spider', header: 'header:', 'post-data': 'post-data:', method: 'method:', 'body-data': 'body-data:',
    'no-check-certificate': 'no-check-certificate', 'server-response': 'S', 'user-agent': 'U:', 'directory-prefix': 'P:', version: 'V', help: 'h', 'max-redirect': 'max-redirect:', 'no-cache': 'no-cache', 'no-proxy': 'no-proxy', 'show-progress': 'show-progress', progress: 'progress:', 'retry-connrefused': 'retry-connrefused',
    waitretry: 'waitretry:', wait: 'wait:', 'content-on-error': 'content-on-error', 'inet4-only': '4', 'output-file': 'o:', 'append-output': 'a:', 'no-clobber': 'no-clobber', 'inet6-only': '6', 'input-file': 'i:', background: 'b', debug: 'd', recursive: 'r', level: 'l:', mirror: 'm', timestamping: 'N', 'force-directories': 'x', 'no-directories': 'no-directories', 'page-requisites': 'p',
    'convert-links': 'k', 'delete-after': 'delete-after', 'limit-rate': 'limit-rate:', user: 'user:', password: 'password:', 'http-user': 'user:', 'http-password': 'password:', 'no-dns-cache': 'no-dns-cache', 'no-parent': 'no-parent', referer: 'referer:', 'post-file': 'post-file:', 'trust-server-names': 'trust-server-names',
    'content-disposition': 'content-disposition', 'prefer-family': 'prefer-family:', execute: 'e:', 'no-hsts': 'no-hsts', 'no-config': 'no-config', 'ca-certificate': 'ca-certificate:', 'random-wait': 'random-wait', quota: 'quota:', compression: 'compression:', 'start-pos': 'start-pos:', 'no-host-directories': 'no-host-directories', 'no-if-modified-since': 'no-if-modified-since', 'adjust-extension': 'E', accept: 'A:', reject: 'R:', 'report-speed': 'report-speed:', 'no-iri': 'no-iri',
  },
};

/** How often a silent server is asked; Linux gives up by itself long before. */
const TRIES = 20;
const MOST_REDIRECTS = 20;
const USAGE = 'Usage: wget [OPTION]... [URL]...\n\nTry `wget --help\' for more options.\n';

/** GNU wget: 1.14 on the nodes, 1.21 on Debian. simplified: -r and -m get the one page, since pages here have no links; -b ends before it says so. */
export function* gnuWget(process: Process): Running {
  const options = readOptions(SPEC, process.argv.slice(1));
  if ('fault' in options) return complain(process, options);
  if (options.has('V') || options.has('h')) {
    process.out(options.has('V') ? `GNU Wget ${versionOf(process)} built on linux-gnu.\n` : WGET_HELP.replace('1.21.3', versionOf(process)));
    return 0;
  }
  const wrong = wrongNumber(process, options);
  if (wrong !== undefined) {
    process.err(wrong);
    return 2;
  }
  const listed = urlsFrom(process, options);
  if (options.operands.length === 0 && !options.has('i')) {
    process.err(`wget: missing URL\n${USAGE}`);
    return 1;
  }
  const output = options.value('O');
  const problem = output === undefined || output === '-' ? undefined : storeFile(process, output, '');
  if (problem !== undefined) {
    process.err(`${output ?? ''}: ${problem}\n`);
    return 1;
  }
  if (options.has('b')) process.out(`Continuing in background, pid ${process.pid + 1}.\n${options.has('o') || options.has('a') ? '' : `Output will be written to ${quoted(process, 'wget-log')}.\n`}`);
  const log = openLog(process, options);
  const startedMs = process.kernel.now();
  const sum: Sum = { files: 0, bytes: 0, tookMs: 0 };
  let status = 0;
  for (const text of [...options.operands, ...listed]) {
    const one = yield* download(log.process, options, text, sum);
    // Of several failures the one with the least number counts.
    status = status === 0 || (one !== 0 && one < status) ? one : status;
  }
  if ((options.operands.length + listed.length > 1 || options.has('r') || options.has('m')) && sum.files > 0 && !options.has('q')) log.process.err(finishedText(process, sum, process.kernel.now() - startedMs));
  log.close();
  return status;
}

/** What all downloads of a call came to. */
interface Sum {
  files: number;
  bytes: number;
  tookMs: number;
}

function finishedText(process: Process, { files, bytes, tookMs }: Sum, wallMs: number): string {
  return `FINISHED --${strftime('%F %T', process.kernel.unixNow())}--\nTotal wall clock time: ${(wallMs / 1000).toPrecision(1)}s\nDownloaded: ${files} files, ${shortSize(bytes)} in ${(tookMs / 1000).toPrecision(1)}s (${speedText(bytes, tookMs)})\n`;
}

function wrongNumber(process: Process, options: ParsedOptions): string | undefined {
  const timeout = options.value('T');
  if (timeout !== undefined && !/^\d+(\.\d*)?[smhdw]?$/.test(timeout)) return `wget: --timeout: Invalid time period ${quoted(process, timeout)}\n`;
  const tries = options.value('t');
  return tries?.startsWith('-') === true ? `wget: --tries: Invalid number ${quoted(process, tries)}.\n` : undefined;
}

/** `-i`: addresses in a file, one a line. */
function urlsFrom(process: Process, options: ParsedOptions): readonly string[] {
  const name = options.value('i');
  if (name === undefined) return [];
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, name)).split('\n').map((line) => line.trim()).filter((line) => line !== '');
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!options.has('q')) process.err(`${name}: ${error.text}\nNo URLs found in ${name}.\n`);
    return [];
  }
}

/** `-o` and `-a`: what it would say goes to a file. */
function openLog(process: Process, options: ParsedOptions): { readonly process: Process; close(): void } {
  const name = options.value('o') ?? options.value('a') ?? (options.has('b') ? 'wget-log' : undefined);
  if (name === undefined) return { process, close: () => {} };
  let text = '';
  const path = process.machine.files.resolve(process.cwd, name);
  const before = options.has('a') && !options.has('o') && process.machine.files.exists(path) ? process.machine.files.read(path) : '';
  return {
    process: Object.create(process, { err: { value: (piece: string) => { text += piece; } }, stderr: { value: { ...process.stderr, isTty: () => false } } }) as Process,
    close: () => {
      if (!options.has('q') || options.has('b')) storeFile(process, name, before + text);
    },
  };
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
    process.err(`${scheme === undefined && reason === 'Bad port number' ? 'http://' : ''}${text}: ${reason}.\n`);
    return 1;
  };
  if (scheme !== undefined && !['http', 'https', 'ftp'].includes(scheme)) return refuse(`Unsupported scheme ${quoted(process, scheme)}`);
  const url = parseUrl(text.replaceAll(' ', '%20'));
  if (url !== undefined) return url;
  return refuse(/^(?:\w+:\/\/)?[^/:]+:[^/]*/.test(text) && !/^\w+:\/\/$/.test(text) ? 'Bad port number' : 'Invalid host name');
}

function millisecondsOf(text: string): number {
  const unit = { m: 60, h: 3600, d: 86_400, w: 604_800 }[text.slice(-1)] ?? 1;
  const seconds = Number.parseFloat(text) * unit;
  return seconds === 0 ? Number.POSITIVE_INFINITY : Math.min(seconds, 86_400) * 1000;
}

function* download(process: Process, options: ParsedOptions, text: string, sum: Sum): Running {
  const first = urlOf(process, text);
  if (typeof first === 'number') return first;
  const voice = voiceOf(process, options);
  const stamp = () => strftime('%F %T', process.kernel.unixNow());
  const body = options.value('post-data') ?? options.value('body-data') ?? '';
  const method = options.value('method') ?? (options.has('post-data') ? 'POST' : options.has('spider') ? 'HEAD' : 'GET');
  const most = options.value('t') === undefined ? TRIES : Number(options.value('t')) || TRIES;
  const kept = nameIfKept(process, options, first);
  if (kept !== undefined) {
    voice.say(`File ${quoted(process, kept)} already there; not retrieving.\n\n`);
    return 0;
  }
  let url = first;
  let lastIp: string | undefined;
  let attempt = 1;
  for (let redirects = 0; ;) {
    const at = url;
    const isAddress = isIpv4(at.host);
    const isReused = lastIp !== undefined && attempt === 1;
    if (options.has('spider') && attempt === 1) voice.say('Spider mode enabled. Check if remote file exists.\n');
    voice.say(`--${stamp()}--${attempt === 1 ? '' : `  (try:${String(attempt).padStart(2)})`}  ${at.scheme}://${at.authority}${at.path}\n`);
    if (isReused) voice.say(`Reusing existing connection to ${at.host}:${at.port}.\n`);
    else if (!isAddress && attempt === 1) voice.say(`Resolving ${at.host} (${at.host})... `);
    const got = yield* fetchPage(process, options, url, {
      method, body, agent: process.machine.flavour === 'centos7' ? 'Wget/1.14 (linux-gnu)' : 'Wget/1.21.3', limitMs: millisecondsOf(options.value('T') ?? '0'),
      onAddress: (ip) => {
        if (isReused || (options.has('6') && !isAddress)) return;
        voice.say(`${isAddress || attempt > 1 ? '' : `${ip}\n`}Connecting to ${isAddress ? `${at.host}:${at.port}` : `${at.host} (${at.host})|${ip}|:${at.port}`}... `);
      },
    });
    if (got.outcome === 'nohost' || (options.has('6') && !isAddress)) {
      voice.say(`failed: ${got.outcome === 'nohost' ? 'Name or service not known' : 'No address associated with hostname'}.\n`);
      voice.sayBriefly(`wget: unable to resolve host address ${quoted(process, at.host)}\n`);
      return 4;
    }
    if (got.outcome === 'tls') {
      voice.say('connected.\n');
      voice.sayBriefly(process.machine.flavour === 'centos7' ? 'Unable to establish SSL connection.\n' : 'GnuTLS: An unexpected TLS packet was received.\nUnable to establish SSL connection.\n');
      return 4;
    }
    if (got.outcome !== 'ok') {
      voice.sayBriefly(`failed: ${{ refused: 'Connection refused', unreachable: 'No route to host', timeout: 'Connection timed out' }[got.outcome]}.\n`);
      // Only silence is tried again, and a refusal on request.
      const isTriedAgain = got.outcome === 'timeout' || (got.outcome === 'refused' && options.has('retry-connrefused'));
      if (!isTriedAgain || attempt >= most) {
        if (isTriedAgain) voice.say('Giving up.\n\n');
        return 4;
      }
      voice.say('Retrying.\n\n');
      yield sleep(Math.min(attempt, Number(options.value('waitretry') ?? 10) || 1) * 1000);
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
        voice.sayBriefly(`${options.value('max-redirect') ?? MOST_REDIRECTS} redirections exceeded.\n`);
        return 8;
      }
      if (next.authority !== url.authority) lastIp = undefined;
      url = next;
      continue;
    }
    return finish(process, options, { url, first, response, tookMs: got.tookMs, text: `${at.scheme}://${at.authority}${at.path}`, stamp, sum });
  }
}

interface Page {
  readonly url: Url;
  readonly first: Url;
  readonly response: HttpResponse;
  readonly tookMs: number;
  readonly text: string;
  readonly stamp: () => string;
  readonly sum: Sum;
}

function finish(process: Process, options: ParsedOptions, page: Page): number {
  const { response, text, stamp } = page;
  const voice = voiceOf(process, options);
  if (response.status >= 400) {
    if (options.has('content-on-error') && !options.has('spider')) keep(process, options, page);
    else if (options.has('spider')) voice.sayBriefly(`${voice.isBrief ? `${text}:\n` : ''}Remote file does not exist -- broken link!!!\n${voice.isBrief ? '' : '\n'}`);
    else voice.sayBriefly(`${voice.isBrief ? `${text}:\n` : ''}${stamp()} ERROR ${response.status}: ${response.reason}.\n${voice.isBrief ? '' : '\n'}`);
    return 8;
  }
  const already = alreadyThere(process, options, page);
  if (already !== undefined) {
    voice.say(already);
    return 0;
  }
  const bytes = Number(headerOf(response, 'content-length') ?? utf8Length(response.body));
  const type = headerOf(response, 'content-type')?.split(';')[0];
  voice.say(`Length: ${bytes}${bytes >= 1024 ? ` (${shortSize(bytes)})` : ''}${type === undefined ? '' : ` [${type}]`}\n`);
  if (!options.has('spider')) return keep(process, options, page);
  if (voice.isBrief) voice.sayBriefly(`${stamp()} URL: ${text} ${response.status} ${response.reason}\n`);
  voice.say('Remote file exists and could contain further links,\nbut recursion is disabled -- not retrieving.\n\n');
  return 0;
}

function keep(process: Process, options: ParsedOptions, { first, response, tookMs, text, stamp, sum }: Page): number {
  const voice = voiceOf(process, options);
  const name = nameFor(process, options, first);
  const toStdout = name === '-';
  const bytes = utf8Length(response.body);
  if (toStdout) {
    voice.say(`Saving to: ${quoted(process, 'STDOUT')}\n\n`);
    process.out(response.body);
  } else {
    const folder = name.split('/').slice(0, -1).join('/');
    if (folder !== '' && options.value('O') === undefined) makeFolder(process, folder);
    const problem = storeFile(process, name, response.body);
    if (problem !== undefined) {
      process.err(`${name}: ${problem}\n\nCannot write to ${quoted(process, name)} (${problem}).\n`);
      return 3;
    }
    voice.say(`Saving to: ${quoted(process, name)}\n\n`);
  }
  const progress = `${progressOf(process, name, bytes, tookMs)}\n\n`;
  if (options.has('q') && options.has('show-progress')) process.err(`\n${progress}`);
  voice.say(`${progress}${stamp()} (${speedText(bytes, tookMs)}) - ${toStdout ? 'written to stdout' : `${quoted(process, name)} saved`} [${bytes}/${bytes}]\n\n`);
  if (voice.isBrief) voice.sayBriefly(`${stamp()} URL:${text} [${bytes}/${bytes}] -> "${name}" [1]\n`);
  Object.assign(sum, { files: sum.files + 1, bytes: sum.bytes + bytes, tookMs: sum.tookMs + tookMs });
  return 0;
}

function makeFolder(process: Process, folder: string): void {
  try {
    process.machine.files.makeDirectory(process.machine.files.resolve(process.cwd, folder), { parents: true });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
}

/** The file that is there already where none may be replaced (`-nc`). */
function nameIfKept(process: Process, options: ParsedOptions, url: Url): string | undefined {
  if (!options.has('no-clobber') && !options.values('n').some((letters) => letters.includes('c'))) return undefined;
  const name = options.value('O') ?? plainName(options, url);
  return exists(process, name) ? name : undefined;
}

/** What is said where the file need not be fetched again: it is whole (`-c`) or no older (`-N`). */
function alreadyThere(process: Process, options: ParsedOptions, { first, response }: Page): string | undefined {
  const name = options.value('O') ?? plainName(options, first);
  if (options.value('O') !== undefined || !exists(process, name)) return undefined;
  if (options.has('c') && utf8Length(process.machine.files.read(process.machine.files.resolve(process.cwd, name))) >= utf8Length(response.body)) return '\n    The file is already fully retrieved; nothing to do.\n\n';
  return options.has('N') ? `File ${quoted(process, name)} not modified on server. Omitting download.\n\n` : undefined;
}

function exists(process: Process, name: string): boolean {
  return process.machine.files.exists(process.machine.files.resolve(process.cwd, name));
}

/** With the folders that `-P`, `-x` and `-r` ask for. */
function plainName(options: ParsedOptions, url: Url): string {
  const prefix = options.value('P');
  const isDeep = options.has('x') || options.has('r') || options.has('m');
  const query = url.path.includes('?') ? url.path.slice(url.path.indexOf('?')) : '';
  const folders = isDeep ? `${url.host}${(url.path.split('?')[0] ?? '').replace(/[^/]*$/, '')}` : '';
  return `${prefix === undefined ? '' : `${prefix.replace(/\/$/, '')}/`}${folders}${fileNameOf(url)}${query}`;
}

/** `index.html.1` where `index.html` is there already. */
function nameFor(process: Process, options: ParsedOptions, url: Url): string {
  const given = options.value('O');
  if (given !== undefined) return given;
  const name = plainName(options, url);
  if (!exists(process, name) || options.has('N') || options.has('c') || options.has('r') || options.has('m') || options.has('x')) return name;
  let number = 1;
  while (exists(process, `${name}.${number}`) && number < 1000) number += 1;
  return `${name}.${number}`;
}

/** A bar on a terminal, dots elsewhere. */
function progressOf(process: Process, name: string, bytes: number, tookMs: number): string {
  if (!process.stderr.isTty()) return dots(bytes, tookMs);
  if (process.machine.flavour === 'centos7') return `100%[======================================>] ${String(bytes).padEnd(11)} --.-K/s   in 0s      `;
  return `${(name === '-' ? '-' : (name.split('/').at(-1) ?? name)).slice(0, 18).padEnd(18)}  100%[===================>] ${shortSize(bytes).padStart(7)}  --.-KB/s    in 0s      `;
}

/** A dot for a kilobyte, fifty in a row, in groups of ten. */
function dots(bytes: number, tookMs: number): string {
  const kilobytes = Math.floor(bytes / 1024);
  const seconds = tookMs / 1000;
  const took = tookMs < 1 ? '0s' : `${seconds < 10 ? seconds.toPrecision(1) : Math.round(seconds)}s`;
  const rows: string[] = [];
  for (let first = 0; first === 0 || first < kilobytes; first += 50) {
    const groups = '.'.repeat(Math.min(50, kilobytes - first)).replaceAll(/\.{10}(?=\.)/g, '.......... ');
    const isLast = first + 50 >= kilobytes;
    const percent = isLast ? 100 : Math.floor(((first + 50) * 102_400) / bytes);
    rows.push(`${String(first).padStart(6)}K ${groups.padEnd(54)}${String(percent).padStart(3)}% ${speedOf(bytes, tookMs)}${isLast ? `=${took}` : ' 0s'}`);
  }
  return rows.join('\n');
}

function shortSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  const kilobytes = bytes / 1024;
  if (kilobytes < 1024) return `${kilobytes < 10 ? kilobytes.toFixed(1) : Math.round(kilobytes)}K`;
  return `${(kilobytes / 1024).toFixed(1)}M`;
}

/** As in the line of dots: `25.4K`, ` 703K`. */
function speedOf(bytes: number, tookMs: number): string {
  const kilobytes = (bytes * 1000) / 1024 / Math.max(tookMs, 1);
  if (kilobytes < 1) return `${String(Math.round(kilobytes * 1024)).padStart(4)} `;
  return (kilobytes < 99.95 ? `${kilobytes.toFixed(kilobytes < 9.995 ? 2 : 1)}K` : kilobytes < 1024 ? `${Math.round(kilobytes)}K` : `${(kilobytes / 1024).toFixed(1)}M`).padStart(5);
}

function speedText(bytes: number, tookMs: number): string {
  const perSecond = (bytes * 1000) / Math.max(tookMs, 1);
  if (perSecond < 1024) return `${Math.round(perSecond)} B/s`;
  if (perSecond < 1_048_576) return `${(perSecond / 1024).toPrecision(3)} KB/s`;
  return `${(perSecond / 1_048_576).toPrecision(3)} MB/s`;
}
