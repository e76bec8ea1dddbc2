import { FileError } from '#engine/machine/files.ts';
import { parseResolvConf } from '#engine/network/resolvConf.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { sleep } from '../process/waits.ts';
import { readOptions } from '../utilities/options.ts';
import { isIpv4 } from './address.ts';
import { reversed } from './bind/records.ts';
import { GETENT_HELP, GETENT_USAGE } from './getentUsage.ts';
import { PORT_NAMES } from './portNames.ts';

/** What a key finds: lines without their newlines; undefined for nothing. */
type Finding = Generator<Wait, readonly string[] | undefined, void>;

/** The name service switch. Alpine's is musl's, with other columns. */
export const getent = defineUtility({
  name: 'getent',
  flavours: ['centos7', 'debian', 'alpine'],
  summary: 'get entries from the name service databases',
  *run(process) {
    const options = readOptions({ short: 's:iA?V', long: { service: 's:', 'no-idn': 'i', 'no-addrconfig': 'A', help: '?', usage: 'usage', version: 'V' }, stopAtOperand: true }, process.argv.slice(1));
    if ('fault' in options) {
      process.err(`getent: ${options.fault === 'needs value' ? `option requires an argument -- '${options.option}'` : options.isLong ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`}\n${HINT}`);
      return 64;
    }
    const about = options.has('?') ? GETENT_HELP : options.has('usage') ? GETENT_USAGE : options.has('V') ? `getent (${process.machine.flavour === 'centos7' ? 'GNU libc) 2.17' : 'Debian GLIBC 2.36-9+deb12u14) 2.36'}\n` : undefined;
    if (about !== undefined) {
      process.out(about);
      return 0;
    }
    const [database, ...keys] = options.operands;
    if (database === undefined) {
      process.err(isMusl(process) ? 'Usage: getent database [key ...]\n' : 'getent: wrong number of arguments\n');
      if (!isMusl(process)) process.out(HINT);
      return 1;
    }
    const find = finders[database];
    if (find === undefined) {
      process.err(isMusl(process) ? `Unknown database \`${database}'\n` : `Unknown database: ${database}\n`);
      if (!isMusl(process)) process.out(HINT);
      return 1;
    }
    return yield* lookUp(process, find, keys);
  },
});

const HINT = 'Try `getent --help\' or `getent --usage\' for more information.\n';

function isMusl({ machine }: Process): boolean {
  return machine.flavour === 'alpine';
}

interface Finder {
  one(process: Process, key: string): Finding;
  /** Everything; undefined where nobody can list it. */
  readonly all: ((process: Process) => readonly string[]) | undefined;
}

function* lookUp(process: Process, { one, all }: Finder, keys: readonly string[]): Generator<Wait, number, void> {
  if (keys.length === 0) {
    if (all === undefined) {
      process.err('Enumeration not supported\n');
      return 3;
    }
    process.out(all(process).map((line) => `${line}\n`).join(''));
    return 0;
  }
  let status = 0;
  for (const key of keys) {
    const lines = yield* one(process, key);
    if (lines === undefined) status = 2;
    else process.out(lines.map((line) => `${line}\n`).join(''));
  }
  return status;
}

/** `10.244.1.6      web-0.nginx…`, in the columns of the C library. */
function hostLine(process: Process, ip: string, names: readonly string[]): string {
  if (!isMusl(process)) return `${ip.padEnd(15)} ${names.join(' ')}`;
  const [canonical = '', ...others] = names;
  // musl lists the name itself among its aliases.
  return `${ip.padEnd(16)}  ${canonical}  ${[canonical, ...others].join(' ')}`;
}

function* hosts(process: Process, key: string): Finding {
  if (isIpv4(key)) return yield* reverse(process, key);
  const six = isMusl(process) ? undefined : hostsOf(process).find(([ip = '', ...names]) => ip.includes(':') && names.includes(key));
  if (six !== undefined) return [hostLine(process, six[0] ?? '', six.slice(1))];
  const found = process.kernel.cluster.network.resolve(process.machine.host, key);
  yield sleep(found.durationMs);
  if (found.addresses.length === 0) return undefined;
  const names = isMusl(process) && found.canonicalName !== key ? [found.canonicalName, key] : [found.canonicalName];
  return found.addresses.map((ip) => hostLine(process, ip, names));
}

/** The lines of /etc/hosts, each an address and its names. */
function hostsOf(process: Process): readonly (readonly string[])[] {
  return process.machine.host.hostsFile().split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/)).filter(([ip = '']) => ip !== '');
}

function* reverse(process: Process, ip: string): Finding {
  const { host } = process.machine;
  const line = hostsOf(process).find(([address]) => address === ip);
  if (line !== undefined) return [hostLine(process, ip, line.slice(1))];
  const answer = process.kernel.cluster.network.query(host, parseResolvConf(host.resolvConf()).nameservers[0] ?? '127.0.0.1', reversed(ip), 'PTR');
  yield sleep(answer.durationMs);
  const name = answer.answers[0]?.data.replace(/\.$/, '');
  return name === undefined ? undefined : [hostLine(process, ip, [name])];
}

/** Which address families a question is about. */
type Family = 'both' | 'four' | 'six';

function allAddresses(family: Family): (process: Process, key: string) => Finding {
  return function* find(process, key) {
    const six = family === 'four' ? [] : hostsOf(process).filter(([ip = '', ...names]) => ip.includes(':') && names.includes(key)).map(([ip = '']) => ip);
    const found = process.kernel.cluster.network.resolve(process.machine.host, key);
    yield sleep(found.durationMs);
    // Who has no address of the newer family is shown with one that stands for the older.
    const four = family === 'six' ? (six.length > 0 ? [] : found.addresses.map((ip) => `::ffff:${ip}`)) : found.addresses;
    const all = [...six, ...four];
    if (all.length === 0) return undefined;
    return all.flatMap((ip, index) => [`${ip.padEnd(15)} STREAM ${index === 0 ? (six.length > 0 ? key : found.canonicalName) : ''}`, `${ip.padEnd(15)} DGRAM  `, `${ip.padEnd(15)} RAW    `]);
  };
}

function linesOf(process: Process, path: string): readonly string[] {
  try {
    return process.machine.files.read(path).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** A file of lines with colons, whose first field and third are keys. */
function colonFile(path: string): Finder {
  return {
    *one(process, key) {
      const line = linesOf(process, path).find((each) => each.split(':')[0] === key || (/^\d+$/.test(key) && each.split(':')[2] === key));
      return line === undefined ? undefined : [line];
    },
    all: (process) => linesOf(process, path),
  };
}

function serviceLine(port: number, protocol: string): string {
  return `${(PORT_NAMES[port] ?? '').padEnd(21)} ${port}/${protocol}${port === 80 ? ' www' : ''}`;
}

function* services(_process: Process, key: string): Finding {
  const [name = '', protocol = 'tcp'] = key.split('/');
  const port = Object.entries(PORT_NAMES).find(([number, each]) => each === name || number === name)?.[0];
  return port === undefined || !['tcp', 'udp'].includes(protocol) ? undefined : [serviceLine(Number(port), protocol)];
}

const PROTOCOLS: Readonly<Record<string, number>> = { ip: 0, icmp: 1, igmp: 2, tcp: 6, udp: 17, esp: 50, ah: 51, sctp: 132 };

function protocolLine(name: string): string {
  return `${name.padEnd(21)} ${PROTOCOLS[name] ?? 0} ${name.toUpperCase()}`;
}

const NETWORKS: readonly string[] = ['default               0.0.0.0', 'loopback              127.0.0.0', 'link-local            169.254.0.0'];

/** A database in which nothing is. */
const EMPTY: Finder = { *one() { return undefined; }, all: () => [] };

const finders: Readonly<Record<string, Finder>> = {
  hosts: {
    one: hosts,
    // The loopback of the newer family is listed as that of the older, other addresses of it are not.
    all: (process) => hostsOf(process).filter(([ip = '']) => isIpv4(ip) || ip === '::1').map(([ip = '', ...names]) => hostLine(process, ip === '::1' ? '127.0.0.1' : ip, names)),
  },
  ahosts: { one: allAddresses('both'), all: (process) => finders['hosts']?.all?.(process) ?? [] },
  ahostsv4: { one: allAddresses('four'), all: (process) => finders['hosts']?.all?.(process) ?? [] },
  ahostsv6: { one: allAddresses('six'), all: (process) => finders['hosts']?.all?.(process) ?? [] },
  passwd: colonFile('/etc/passwd'),
  group: colonFile('/etc/group'),
  shadow: colonFile('/etc/shadow'),
  services: { one: services, all: () => Object.keys(PORT_NAMES).map((port) => serviceLine(Number(port), 'tcp')) },
  protocols: {
    *one(_process, key) {
      const name = Object.keys(PROTOCOLS).find((each) => each === key || String(PROTOCOLS[each]) === key);
      return name === undefined ? undefined : [protocolLine(name)];
    },
    all: () => Object.keys(PROTOCOLS).map(protocolLine),
  },
  networks: { *one(_process, key) { return NETWORKS.flatMap((line) => (line.startsWith(`${key} `) ? [[line]] : []))[0]; }, all: () => NETWORKS },
  aliases: EMPTY,
  ethers: { ...EMPTY, all: undefined },
  netgroup: { ...EMPTY, all: undefined },
  gshadow: colonFile('/etc/gshadow'),
  initgroups: { *one(process, key) { return linesOf(process, '/etc/passwd').some((line) => line.startsWith(`${key}:`)) ? [key.padEnd(21)] : undefined; }, all: undefined },
};
