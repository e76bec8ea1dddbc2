import { utf8Length } from '#engine/core/utf8.ts';
import type { HttpResponse } from '#engine/machine/host.ts';
import type { Process, Running } from '../../process/process.ts';
import { busyboxUsage, parseOptions, type ParsedOptions } from '../../utilities/options.ts';
import { parseUrl, type Url } from '../url.ts';
import { fetchPage, headerOf, type Fetched } from './fetch.ts';
import { fileNameOf, storeFile } from './pageFile.ts';

const SPEC = {
  short: 'cqSO:o:P:U:T:Y:n:',
  long: { quiet: 'q', continue: 'c', 'output-document': 'O:', 'output-file': 'o:', 'directory-prefix': 'P:', 'user-agent': 'U:', timeout: 'T:', tries: 'tries:', spider: 'spider', header: 'header:', 'post-data': 'post-data:', 'post-file': 'post-file:', 'no-check-certificate': 'no-check-certificate', 'server-response': 'S', proxy: 'Y:' },
};
/** What busybox waits for an answer. */
const PATIENCE_S = 900;
const MOST_REDIRECTS = 5;

/** busybox's wget; up to 1.28 it says less. */
export function* busyboxWget(process: Process): Running {
  if (process.argv[1] === '--help') {
    process.err(busyboxUsage(process));
    return 0;
  }
  const options = parseOptions(process, SPEC);
  if (options === undefined) return 1;
  const timeout = options.value('T') ?? String(PATIENCE_S);
  if (!/^\d+$/.test(timeout)) return tell(process, `wget: invalid number '${timeout}'`);
  if (options.operands.length === 0) {
    process.err(busyboxUsage(process));
    return 1;
  }
  const log = openLog(process, options);
  for (const text of options.operands) {
    const status = yield* download(log.process, options, text, Math.min(Number(timeout), 86_400) * 1000);
    if (status === 0) continue;
    log.close();
    return status;
  }
  log.close();
  return 0;
}

/** `-o`: what it would say goes to a file, and no bar is drawn. */
function openLog(process: Process, options: ParsedOptions): { readonly process: Process; close(): void } {
  const name = options.value('o');
  if (name === undefined) return { process, close: () => {} };
  let text = '';
  return {
    process: Object.create(process, { err: { value: (piece: string) => { text += piece; } } }) as Process,
    close: () => void storeFile(process, name, text),
  };
}

function tell(process: Process, text: string): 1 {
  process.err(`${text}\n`);
  return 1;
}

function urlOf(process: Process, text: string): Url | 1 {
  const scheme = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && !['http', 'https', 'ftp'].includes(scheme)) return tell(process, `wget: not an http or ftp url: ${text}`);
  const url = parseUrl(text);
  if (url !== undefined) return url;
  const [, port] = /^(?:\w+:\/\/)?[^/:]+:(?!\/\/)([^/]*)/.exec(text) ?? [];
  return tell(process, port === undefined ? `wget: bad address '${text.replace(/^\w+:\/\//, '').split('/')[0] ?? ''}'` : `wget: bad port '${port}'`);
}

function* download(process: Process, options: ParsedOptions, text: string, limitMs: number): Running {
  const first = urlOf(process, text);
  if (first === 1) return 1;
  const isOld = Number(process.machine.busybox?.split('.')[1] ?? 36) <= 28;
  const say = (line: string) => {
    if (!options.has('q')) process.err(`${line}\n`);
  };
  const post = options.value('post-data');
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    const { authority, port } = url;
    const got = yield* fetchPage(process, options, url, {
      closes: true, method: post === undefined ? (options.has('spider') ? 'HEAD' : 'GET') : 'POST', body: post ?? '', agent: 'Wget', limitMs: limitMs === 0 ? Number.POSITIVE_INFINITY : limitMs,
      onAddress: (ip) => say(`Connecting to ${authority} (${ip}:${port})`),
    });
    if (got.outcome !== 'ok') return tell(process, failureText(got, url, isOld));
    const { response } = got;
    if (options.has('S')) process.err(headText(response));
    const location = response.status >= 300 && response.status < 400 ? headerOf(response, 'location') : undefined;
    if (location !== undefined) {
      if (redirects >= MOST_REDIRECTS) return tell(process, 'wget: too many redirections');
      const next = location.startsWith('/') ? { ...url, path: location } : urlOf(process, location);
      if (next === 1) return 1;
      url = next;
      continue;
    }
    if (response.status >= 300) return tell(process, `wget: server returned error: HTTP/1.1 ${response.status} ${response.reason}`);
    if (options.has('spider')) {
      say('remote file exists');
      return 0;
    }
    return keep(process, options, { url: first, body: response.body, isOld, say });
  }
}

/** `-S`: of an error the first line alone is read, of a redirect what comes before the place. */
function headText({ status, reason, headers }: HttpResponse): string {
  const lines = headers.map(([name, value]) => `  ${name}: ${value}`);
  const place = headers.findIndex(([name]) => name.toLowerCase() === 'location');
  const shown = status >= 400 ? [] : status >= 300 && place >= 0 ? lines.slice(0, place + 1) : [...lines, '  '];
  return [`  HTTP/1.1 ${status} ${reason}`, ...shown, ''].join('\n');
}

function failureText({ outcome, ip }: Exclude<Fetched, { readonly outcome: 'ok' }>, { host }: Url, isOld: boolean): string {
  switch (outcome) {
    case 'nohost':
      return `wget: bad address '${host}'`;
    case 'refused':
      return `wget: can't connect to remote host (${ip}): Connection refused`;
    case 'unreachable':
      return `wget: can't connect to remote host (${ip}): ${isOld ? 'No route to host' : 'Host is unreachable'}`;
    case 'timeout':
      return 'wget: download timed out';
    case 'tls':
      return 'wget: error getting response: Connection reset by peer';
  }
}

interface Page {
  readonly url: Url;
  readonly body: string;
  readonly isOld: boolean;
  readonly say: (line: string) => void;
}

function keep(process: Process, options: ParsedOptions, { url, body, isOld, say }: Page): number {
  const given = options.value('O');
  const folder = options.value('P');
  const name = given ?? (folder === undefined ? fileNameOf(url) : `${folder.replace(/\/$/, '')}/${fileNameOf(url)}`);
  const toStdout = name === '-';
  if (given === undefined && !options.has('c') && process.machine.files.exists(process.machine.files.resolve(process.cwd, name))) return tell(process, `wget: can't open '${name}': File exists`);
  const bar = `${(toStdout ? '-' : (name.split('/').at(-1) ?? name)).slice(0, 20).padEnd(20)} 100% |${'*'.repeat(32)}| ${sizeText(utf8Length(body))}  0:00:00 ETA`;
  if (toStdout) {
    if (!isOld) say('writing to stdout');
    process.out(body);
  } else {
    const problem = storeFile(process, name, body);
    if (problem !== undefined) return tell(process, `wget: can't open '${name}': ${problem}`);
    if (!isOld) say(`saving to '${name}'`);
  }
  if (!options.has('o')) say(bar);
  if (!isOld) say(toStdout ? 'written to stdout' : `'${name}' saved`);
  return 0;
}

/** Five figures: bytes, or thousands of them with a letter. */
function sizeText(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  const letters = ['k', 'M', 'G'];
  let [value, at] = [bytes / 1024, 0];
  while (value >= 10_000 && at < letters.length - 1) {
    value /= 1024;
    at += 1;
  }
  return `${Math.floor(value)}${letters[at] ?? ''}`.padStart(5);
}
