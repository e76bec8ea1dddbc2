import type { Process } from '../../process/process.ts';
import { readOptions, type ParsedOptions } from '../../utilities/options.ts';
import { curlVersion } from './version.ts';

const SPEC = {
  short: 'IvsSo:Ow:m:fLX:d:H:kiA:u:e:46T:gGNx:r:b:c:#D:F:C:ZVhzy:Y:jJ0E:',
  long: {
    head: 'I', verbose: 'v', silent: 's', 'show-error': 'S', output: 'o:', 'remote-name': 'O', 'write-out': 'w:', 'max-time': 'm:', fail: 'f', location: 'L', request: 'X:', data: 'd:', 'data-ascii': 'd:', 'data-raw': 'data-raw:', 'data-binary': 'data-binary:',
    'data-urlencode': 'data-urlencode:', json: 'json:', form: 'F:', header: 'H:', insecure: 'k', include: 'i', 'user-agent': 'A:', user: 'u:', referer: 'e:', ipv4: '4', ipv6: '6', resolve: 'resolve:', 'connect-to': 'connect-to:', 'connect-timeout': 'connect-timeout:',
    version: 'V', help: 'h', retry: 'retry:', 'retry-delay': 'retry-delay:', 'retry-connrefused': 'retry-connrefused', 'retry-all-errors': 'retry-all-errors', 'retry-max-time': 'retry-max-time:', compressed: 'compressed', 'no-buffer': 'N', 'no-progress-meter': 'no-progress-meter',
    get: 'G', 'http1.1': 'http1.1', 'http1.0': '0', http2: 'http2', 'max-redirs': 'max-redirs:', 'fail-with-body': 'fail-with-body', 'fail-early': 'fail-early', 'dump-header': 'D:', 'upload-file': 'T:', 'progress-bar': '#', globoff: 'g', cookie: 'b:', 'cookie-jar': 'c:', range: 'r:',
    proxy: 'x:', noproxy: 'noproxy:', url: 'url:', 'limit-rate': 'limit-rate:', 'keepalive-time': 'keepalive-time:', cacert: 'cacert:', cert: 'E:', key: 'key:', interface: 'interface:', 'create-dirs': 'create-dirs', 'tcp-nodelay': 'tcp-nodelay', 'path-as-is': 'path-as-is',
    'location-trusted': 'L', 'basic': 'basic', 'oauth2-bearer': 'oauth2-bearer:', 'output-dir': 'output-dir:', 'remote-name-all': 'remote-name-all', parallel: 'Z', 'speed-time': 'y:', 'speed-limit': 'Y:', 'continue-at': 'C:',
  },
};

/** Options of the real curl that this one has not, with their letters; a colon behind those that take a value. */
const OTHERS = (
  'abstract-unix-socket: alt-svc: anyauth a|append aws-sigv4: capath: cert-status cert-type: ciphers: compressed-ssh K|config: create-file-mode: crlf crlfile: curves: delegation: ' +
  'digest q|disable disable-eprt disable-epsv disallow-username-in-url dns-interface: dns-ipv4-addr: dns-ipv6-addr: dns-servers: doh-cert-status doh-insecure doh-url: egd-file: engine: ' +
  'etag-compare: etag-save: expect100-timeout: false-start form-escape form-string: ftp-account: ftp-alternative-to-user: ftp-create-dirs ftp-method: ftp-pasv P|ftp-port: ftp-pret ' +
  'ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-ccc-mode: ftp-ssl-control happy-eyeballs-timeout-ms: haproxy-protocol hostpubmd5: hostpubsha256: hsts: http0.9 http2-prior-knowledge http3 ' +
  'http3-only ignore-content-length j|junk-session-cookies key-type: krb: libcurl: l|list-only local-port: login-options: mail-auth: mail-from: mail-rcpt: mail-rcpt-allowfails M|manual ' +
  'max-filesize: metalink negotiate n|netrc netrc-file: netrc-optional :|next no-alpn no-clobber no-keepalive no-npn no-sessionid ntlm ntlm-wb parallel-immediate parallel-max: pass: ' +
  'pinnedpubkey: post301 post302 post303 preproxy proto: proto-default: proto-redir: proxy-anyauth proxy-basic proxy-cacert: proxy-capath: proxy-cert: proxy-cert-type: proxy-ciphers: ' +
  'proxy-crlfile: proxy-digest proxy-header: proxy-insecure proxy-key: proxy-key-type: proxy-negotiate proxy-ntlm proxy-pass: proxy-pinnedpubkey: proxy-service-name: ' +
  'proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tls13-ciphers: proxy-tlsauthtype: proxy-tlspassword: proxy-tlsuser: proxy-tlsv1 U|proxy-user: proxy1.0: p|proxytunnel pubkey: ' +
  'Q|quote: random-file: rate: raw J|remote-header-name R|remote-time remove-on-error request-target: sasl-authzid: sasl-ir service-name: socks4: socks4a: socks5: socks5-basic ' +
  'socks5-gssapi socks5-gssapi-nec socks5-gssapi-service: socks5-hostname: ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort 2|sslv2 3|sslv3 ' +
  'stderr: styled-output suppress-connect-headers tcp-fastopen t|telnet-option: tftp-blksize: tftp-no-options z|time-cond: tls-max: tls13-ciphers: tlsauthtype: tlspassword: tlsuser: ' +
  '1|tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace: trace-ascii: trace-time unix-socket: url-query: B|use-ascii xattr'
).split(' ').map((word) => {
  const [, letter, name = '', colon = ''] = /^(?:(.)\|)?([^:]*)(:?)$/.exec(word) ?? [];
  return { letter, name, colon };
});

const WHOLE_SPEC = {
  short: SPEC.short + OTHERS.map(({ letter, colon }) => (letter === undefined || letter === ':' || SPEC.short.includes(letter) ? '' : letter + colon)).join(''),
  long: { ...Object.fromEntries(OTHERS.map(({ name, letter, colon }) => [name, `${letter === undefined || letter === ':' || SPEC.short.includes(letter) ? name : letter}${colon}`])), ...SPEC.long },
};

/** Options that are taken and then do nothing, since nothing here depends on them. */
const WITHOUT_EFFECT = new Set(['anyauth', 'digest', 'ntlm', 'negotiate', 'no-keepalive', 'no-sessionid', 'no-alpn', 'no-npn', 'tcp-fastopen', 'tr-encoding', 'styled-output', 'disable', 'q', 'ssl', 'ssl-reqd', 'tlsv1.0', 'tlsv1.1', 'tlsv1.2', 'tlsv1.3', '1', '2', '3', 'capath', 'E', 'cert-type', 'key-type', 'ciphers', 'pass', 'proto', 'proto-default', 'happy-eyeballs-timeout-ms', 'disallow-username-in-url', 'parallel-immediate', 'parallel-max', 'speed-limit', 'max-filesize', 'stderr', 'raw', 'junk-session-cookies', 'j', 'n', 'netrc', 'netrc-optional', 'R', 'remote-time', 'http0.9', 'create-file-mode', 'expect100-timeout', 'ignore-content-length', 'local-port']);

/** The first option that asks for more than this simulation has. */
function beyond(parsed: ParsedOptions): string | undefined {
  const keys = new Set(OTHERS.flatMap(({ letter, name }) => (letter === undefined || letter === ':' || SPEC.short.includes(letter) ? [name] : [letter, name])));
  const key = parsed.given.find(([each]) => (keys.has(each) && !WITHOUT_EFFECT.has(each)) || each === 'x')?.[0];
  return key === undefined ? undefined : `${key.length === 1 ? '-' : '--'}${key}`;
}

const NUMBERS: Readonly<Record<string, string>> = {
  m: '--max-time', 'connect-timeout': '--connect-timeout', retry: '--retry', 'retry-delay': '--retry-delay', 'retry-max-time': '--retry-max-time', 'max-redirs': '--max-redirs', y: '--speed-time', Y: '--speed-limit', 'keepalive-time': '--keepalive-time',
};

export const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** curl has words of its own for a bad option. Undefined after they have been said. */
export function readCurlOptions(process: Process): ParsedOptions | undefined {
  const parsed = readOptions(WHOLE_SPEC, process.argv.slice(1));
  const refuse = (option: string, reason: string): undefined => {
    process.err(`curl: option ${option}: ${reason}\n${TRY_HELP}`);
  };
  if ('fault' in parsed) {
    const reason = { unknown: 'is unknown', 'needs value': 'requires parameter', 'takes none': 'used with a value it does not take' }[parsed.fault];
    return refuse(`${parsed.isLong ? '--' : '-'}${parsed.option}`, reason);
  }
  const more = beyond(parsed);
  // simplified: it says so of options that would do what this simulation has not.
  if (more !== undefined) {
    process.err(`curl: option ${more}: is not part of this simulation\n`);
    return undefined;
  }
  for (const [key, value] of parsed.given) {
    const long = NUMBERS[key];
    if (long === undefined || value === undefined) continue;
    const typed = key.length === 1 && !process.argv.some((arg) => arg.startsWith(long)) ? `-${key}` : long;
    if (!/^-?\d+(\.\d*)?$/.test(value)) return refuse(typed, 'expected a proper numerical parameter');
    if (value.startsWith('-') && !(key === 'max-redirs' && value === '-1')) return refuse(typed, 'expected a positive numerical parameter');
  }
  return parsed;
}

/** What is wrong with a pattern, and at which character, counted from one. */
export interface GlobProblem {
  readonly problem: string;
  readonly position: number;
}

/** `{a,b}`, `[1-3]` and `[a-c]` in a URL stand for several. */
export function expandGlob(url: string): readonly string[] | GlobProblem {
  let all: readonly string[] = [''];
  for (let at = 0; at < url.length;) {
    const char = url.charAt(at);
    const rest = url.slice(at);
    if (char === '}' || char === ']') return { problem: 'unmatched close brace/bracket', position: at + 1 };
    const taken = char === '{' ? takeBraces(rest, at) : char === '[' && !/^\[[0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*\]/.test(rest) ? takeRange(rest, at) : { text: takePlain(rest) };
    if ('problem' in taken) return taken;
    const words = 'words' in taken ? taken.words : [taken.text];
    all = limited(all.flatMap((before) => words.map((word) => before + word)));
    at += taken.text.length;
  }
  return all;
}

interface Taken {
  readonly text: string;
  readonly words: readonly string[];
}

/** What stands for itself: an address in brackets, or all up to the next pattern. */
function takePlain(rest: string): string {
  return /^(?:\[[^\]]*\]|[^{}[\]]+)/.exec(rest)?.[0] ?? rest.charAt(0);
}

function takeBraces(rest: string, at: number): Taken | GlobProblem {
  const [text, inside = ''] = /^\{([^{}]*)\}/.exec(rest) ?? [];
  return text === undefined ? { problem: 'unmatched brace', position: at + 1 } : { text, words: inside.split(',') };
}

function takeRange(rest: string, at: number): Taken | GlobProblem {
  const [text, low = '', high = '', step = '1'] = /^\[(\d+|[a-zA-Z])-(\d+|[a-zA-Z])(?::(\d+))?\]/.exec(rest) ?? [];
  if (text === undefined) return { problem: 'bad range', position: at + 2 };
  const isLetters = /\D/.test(low);
  const [from, to] = isLetters ? [low.charCodeAt(0), high.charCodeAt(0)] : [Number(low), Number(high)];
  if (from > to || Number(step) === 0 || isLetters !== /\D/.test(high)) return { problem: 'bad range', position: at + text.length + 1 };
  const width = !isLetters && low.startsWith('0') ? low.length : 0;
  const count = Math.min(Math.floor((to - from) / Number(step)) + 1, MOST_URLS);
  return { text, words: Array.from({ length: count }, (_, index) => (isLetters ? String.fromCharCode(from + index * Number(step)) : String(from + index * Number(step)).padStart(width, '0'))) };
}

/** simplified: a pattern stands for no more URLs than these. */
const MOST_URLS = 1000;

function limited(urls: readonly string[]): readonly string[] {
  return urls.slice(0, MOST_URLS);
}

/** What is said when no URL was given. */
export function missingUrl(process: Process): string {
  if (process.argv.length === 1) return TRY_HELP;
  return (curlVersion(process) === '8.14.1' ? 'curl: (2) no URL specified\n' : 'curl: no URL specified!\n') + TRY_HELP;
}
