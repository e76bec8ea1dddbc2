import type { Process } from '../../process/process.ts';
import { busyboxUsage, readOptions, type OptionFault, type ParsedOptions } from '../../utilities/options.ts';
import { portOf } from '../portNames.ts';
import type { FormName } from './nc.ts';
import { NC_HELP, NC_USAGE } from './ncUsage.ts';

export interface NcArguments {
  readonly listens: boolean;
  readonly host: string;
  readonly ports: readonly number[];
  readonly isScan: boolean;
  readonly isUdp: boolean;
  readonly isNumeric: boolean;
  /** Only addresses of the newer family, which nothing has. */
  readonly isSix: boolean;
  readonly verbose: boolean;
  readonly timeoutMs: number | undefined;
  readonly quitMs: number | undefined;
  readonly halfCloses: boolean;
  readonly sendsCrlf: boolean;
  readonly readsInput: boolean;
  readonly writesOutput: boolean;
  readonly keepsOpen: boolean;
  /** The command that gets the connection. */
  readonly exec: readonly string[] | undefined;
}

const SPECS: Readonly<Record<FormName, Parameters<typeof readOptions>[0]>> = {
  openbsd: { short: '46bCDdFhklNnrStUuvZzI:i:M:m:O:P:p:q:s:T:V:W:w:X:x:' },
  busybox: { short: 'lp:w:i:f:e:nuvzko:s:', stopAtOperand: false },
  ncat: {
    short: '46UCc:e:g:G:m:hd:o:x:p:s:lkntuvi:w:z',
    long: {
      crlf: 'C', 'sh-exec': 'c:', exec: 'e:', 'max-conns': 'm:', help: 'h', delay: 'd:', output: 'o:', idle: 'i:', 'source-port': 'p:', source: 's:', listen: 'l', 'keep-open': 'k', nodns: 'n', telnet: 't', udp: 'u', verbose: 'v', wait: 'w:',
      'send-only': 'send-only', 'recv-only': 'recv-only', 'no-shutdown': 'no-shutdown', version: 'version', ssl: 'ssl', broker: 'broker', chat: 'chat', allow: 'allow:', deny: 'deny:', append: 'append', proxy: 'x:',
    },
  },
};

/** The exit code when it ends before it begins. */
export function readNcArguments(process: Process, form: FormName): NcArguments | number {
  const options = readOptions(SPECS[form], process.argv.slice(1));
  if ('fault' in options) return complainOfOption(process, form, options);
  if (options.has('h') && form !== 'busybox') {
    if (form === 'openbsd') process.err(NC_HELP);
    else process.out('Ncat 7.50 ( https://nmap.org/ncat )\nUsage: ncat [options] [hostname] [port]\n');
    return 0;
  }
  if (form === 'ncat' && options.has('version')) {
    process.err('Ncat: Version 7.50 ( https://nmap.org/ncat )\n');
    return 0;
  }
  const clash = form === 'openbsd' ? clashOf(process, options) : undefined;
  if (clash !== undefined) return say(process, clash);
  const timeoutMs = readTimeout(form, options.value('w'));
  if (typeof timeoutMs === 'string') return say(process, timeoutMs);
  const target = options.has('l') ? listenTarget(form, options) : connectTarget(form, options);
  if ('text' in target) return say(process, target.text, target.code);
  const quit = Number(options.value('q') ?? Number.NaN);
  return {
    ...target,
    listens: options.has('l'),
    isScan: options.has('z'),
    isUdp: options.has('u'),
    isNumeric: options.has('n'),
    isSix: options.has('6'),
    verbose: options.has('v'),
    timeoutMs,
    quitMs: Number.isFinite(quit) && quit >= 0 ? quit * 1000 : undefined,
    halfCloses: options.has('N'),
    sendsCrlf: options.has('C'),
    readsInput: !options.has('d') && !options.has('recv-only'),
    writesOutput: !options.has('send-only'),
    keepsOpen: options.has('k') || options.given.filter(([key]) => key === 'l').length > 1,
    exec: options.value('c') !== undefined ? ['/bin/sh', '-c', options.value('c') ?? ''] : options.value('e')?.split(' ').filter((word) => word !== ''),
  };
}

/** What OpenBSD's does not take together, or not as a number. */
function clashOf(process: Process, options: ParsedOptions): string | undefined {
  const interval = options.value('i');
  if (interval !== undefined && !/^\d+$/.test(interval)) return `nc: interval invalid: ${interval}\n`;
  const quit = options.value('q');
  if (quit !== undefined && !/^-?\d+$/.test(quit)) return `nc: quit timer invalid: ${quit}\n`;
  const proxy = options.value('X');
  if (proxy !== undefined && !['4', '5', 'connect'].includes(proxy)) return 'nc: unsupported proxy protocol\n';
  if (options.has('l') && options.has('z')) return 'nc: cannot use -z and -l\n';
  if (options.has('k') && !options.has('l')) return 'nc: must use -l with -k\n';
  if (!options.has('U')) return undefined;
  const [path = ''] = options.operands;
  return process.machine.files.exists(process.machine.files.resolve(process.cwd, path)) ? `nc: ${path}: Connection refused\n` : `nc: ${path}: No such file or directory\n`;
}

function say(process: Process, text: string, code = 1): number {
  process.err(text === 'usage' ? busyboxUsage(process, 'nc') : text);
  return code;
}

function complainOfOption(process: Process, form: FormName, { fault, option, isLong }: OptionFault): number {
  const prefix = form === 'ncat' ? 'ncat' : 'nc';
  const reason = fault === 'needs value' ? `option requires an argument -- '${option}'` : isLong && form === 'openbsd' ? `invalid option -- '-'` : isLong ? `unrecognized option '--${option}'` : `invalid option -- '${option}'`;
  const musl = fault === 'needs value' ? `option requires an argument: ${option}` : `unrecognized option: ${option}`;
  process.err(`${prefix}: ${process.machine.flavour === 'alpine' ? musl : reason}\n`);
  if (form === 'openbsd') process.err(NC_USAGE);
  else if (form === 'busybox') process.err(busyboxUsage(process, 'nc'));
  else process.err('Ncat: Try `--help\' or man(1) ncat for more information, usage options and help. QUITTING.\n');
  return form === 'ncat' ? 2 : 1;
}

/** Milliseconds; a text for a number that is none. */
function readTimeout(form: FormName, text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  if (form === 'busybox') return /^\d+$/.test(text) ? Math.min(Number(text), 86_400) * 1000 : `nc: invalid number '${text}'\n`;
  if (form === 'ncat') {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
    if (amount === undefined) return `Ncat: Invalid -w timeout (must be greater than 0). QUITTING.\n`;
    return Math.min(Number(amount) * ({ ms: 1, m: 60_000, h: 3_600_000 }[unit ?? ''] ?? 1000), 86_400_000);
  }
  if (/^-\d+$/.test(text)) return `nc: timeout too small: ${text}\n`;
  return /^\d+$/.test(text) ? Math.min(Number(text), 86_400) * 1000 : `nc: timeout invalid: ${text}\n`;
}

type Target = { readonly host: string; readonly ports: readonly number[] } | { readonly text: string; readonly code?: number };

function listenTarget(form: FormName, options: ParsedOptions): Target {
  const { operands } = options;
  const given = options.value('p') ?? operands.at(-1);
  if (form === 'openbsd') {
    if (given === undefined) return { text: 'nc: missing port number\n' };
    const ports = portsOf(form, given);
    return 'text' in ports ? ports : { host: operands.length > 1 ? (operands[0] ?? '') : '0.0.0.0', ports: ports.ports.slice(0, 1) };
  }
  if (given === undefined) return { host: '0.0.0.0', ports: [] };
  const ports = portsOf(form, given);
  return 'text' in ports ? ports : { host: '0.0.0.0', ports: ports.ports.slice(0, 1) };
}

function connectTarget(form: FormName, { operands }: ParsedOptions): Target {
  const [host, port, extra] = operands;
  const places = form === 'openbsd' ? operands.slice(1) : operands.slice(1, 2);
  if (form === 'ncat') {
    if (host === undefined) return { text: 'Ncat: You must specify a host to connect to. QUITTING.\n', code: 2 };
    if (extra !== undefined) return { text: `Ncat: Got more than one port specification: ${port ?? ''} ${extra}. QUITTING.\n`, code: 2 };
    const ports = portsOf(form, port ?? '31337');
    return 'text' in ports ? ports : { host, ports: ports.ports };
  }
  if (host === undefined) return { text: form === 'busybox' ? 'usage' : NC_USAGE };
  // Busybox takes a port by chance, which nobody listens at.
  if (port === undefined) return form === 'busybox' ? { host, ports: [1] } : { text: 'nc: missing port number\n' };
  const all: number[] = [];
  for (const place of places) {
    const ports = portsOf(form, place);
    if ('text' in ports) return ports;
    all.push(...ports.ports);
  }
  return { host, ports: all };
}

/** simplified: a scan looks at no more than so many ports. */
const MOST_PORTS = 1024;

/** `80`, `http`, and for OpenBSD's also `80-90`. */
function portsOf(form: FormName, text: string): { readonly ports: readonly number[] } | { readonly text: string; readonly code?: number } {
  const range = form === 'busybox' ? null : /^(\d+)-(\d+)$/.exec(text);
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])].sort((a, b) => a - b) as [number, number];
    if (high > 65_535) return { text: form === 'ncat' ? `Ncat: Invalid port number. QUITTING.\n` : `nc: port number too large: ${high}\n`, code: form === 'ncat' ? 2 : 1 };
    return { ports: Array.from({ length: Math.min(high - low + 1, MOST_PORTS) }, (_, index) => low + index) };
  }
  const port = portOf(text);
  if (port !== undefined && port > 0) return { ports: [port] };
  if (form === 'ncat') return { text: `Ncat: Invalid port number "${text}". QUITTING.\n`, code: 2 };
  if (form === 'busybox') return { text: `nc: bad port '${text}'\n` };
  if (!/^-?\d+$/.test(text)) return { text: `nc: port number invalid: ${text}\n` };
  return { text: Number(text) > 65_535 ? `nc: port number too large: ${text}\n` : `nc: port number too small: ${text}\n` };
}
