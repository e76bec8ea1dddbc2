import type { Process } from '../../process/process.ts';
import { readOptions, type ParsedOptions } from '../../utilities/options.ts';
import { curlVersion } from './version.ts';

const SPEC = {
  short: 'IvsSo:Ow:m:fLX:d:H:kiA:u:e:46T:gGNx:r:b:c:#D:F:C:ZVhzy:Y:jJ0',
  long: {
    head: 'I', verbose: 'v', silent: 's', 'show-error': 'S', output: 'o:', 'remote-name': 'O', 'write-out': 'w:', 'max-time': 'm:', fail: 'f', location: 'L', request: 'X:', data: 'd:', 'data-ascii': 'd:', 'data-raw': 'data-raw:', 'data-binary': 'data-binary:',
    'data-urlencode': 'data-urlencode:', json: 'json:', form: 'F:', header: 'H:', insecure: 'k', include: 'i', 'user-agent': 'A:', user: 'u:', referer: 'e:', ipv4: '4', ipv6: '6', resolve: 'resolve:', 'connect-to': 'connect-to:', 'connect-timeout': 'connect-timeout:',
    version: 'V', help: 'h', retry: 'retry:', 'retry-delay': 'retry-delay:', 'retry-connrefused': 'retry-connrefused', 'retry-all-errors': 'retry-all-errors', 'retry-max-time': 'retry-max-time:', compressed: 'compressed', 'no-buffer': 'N', 'no-progress-meter': 'no-progress-meter',
    get: 'G', 'http1.1': 'http1.1', 'http1.0': '0', http2: 'http2', 'max-redirs': 'max-redirs:', 'fail-with-body': 'fail-with-body', 'fail-early': 'fail-early', 'dump-header': 'D:', 'upload-file': 'T:', 'progress-bar': '#', globoff: 'g', cookie: 'b:', 'cookie-jar': 'c:', range: 'r:',
    proxy: 'x:', noproxy: 'noproxy:', url: 'url:', 'limit-rate': 'limit-rate:', 'keepalive-time': 'keepalive-time:', cacert: 'cacert:', cert: 'cert:', key: 'key:', interface: 'interface:', 'create-dirs': 'create-dirs', 'tcp-nodelay': 'tcp-nodelay', 'path-as-is': 'path-as-is',
    'location-trusted': 'L', 'basic': 'basic', 'oauth2-bearer': 'oauth2-bearer:', 'output-dir': 'output-dir:', 'remote-name-all': 'remote-name-all', parallel: 'Z', 'speed-time': 'y:', 'speed-limit': 'Y:', 'continue-at': 'C:',
  },
};

const NUMBERS: Readonly<Record<string, string>> = {
  m: '--max-time', 'connect-timeout': '--connect-timeout', retry: '--retry', 'retry-delay': '--retry-delay', 'retry-max-time': '--retry-max-time', 'max-redirs': '--max-redirs', y: '--speed-time', Y: '--speed-limit', 'keepalive-time': '--keepalive-time',
};

export const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** curl has words of its own for a bad option. Undefined after they have been said. */
export function readCurlOptions(process: Process): ParsedOptions | undefined {
  const parsed = readOptions(SPEC, process.argv.slice(1));
  const refuse = (option: string, reason: string): undefined => {
    process.err(`curl: option ${option}: ${reason}\n${TRY_HELP}`);
  };
  if ('fault' in parsed) {
    const reason = { unknown: 'is unknown', 'needs value': 'requires parameter', 'takes none': 'used with a value it does not take' }[parsed.fault];
    return refuse(`${parsed.isLong ? '--' : '-'}${parsed.option}`, reason);
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

/** `{a,b}` and `[1-3]` in a URL stand for several; a text for what is wrong with them. */
export function expandGlob(url: string): readonly string[] | undefined {
  const braces = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(url);
  if (braces !== null) return limited((braces[2] ?? '').split(',').flatMap((each) => expandGlob(`${braces[1] ?? ''}${each}${braces[3] ?? ''}`) ?? []));
  if (/[{}]/.test(url)) return undefined;
  const range = /^(.*?)\[(\d+)-(\d+)\](.*)$/.exec(url);
  if (range === null) return [url];
  const [low, high] = [Number(range[2]), Number(range[3])];
  if (low > high) return undefined;
  const width = (range[2] ?? '').startsWith('0') ? (range[2] ?? '').length : 0;
  return limited(Array.from({ length: Math.min(high - low + 1, MOST_URLS) }, (_, index) => String(low + index).padStart(width, '0')).flatMap((each) => expandGlob(`${range[1] ?? ''}${each}${range[4] ?? ''}`) ?? []));
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
