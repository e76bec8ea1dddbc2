import type { DnsAnswer, DnsRecord } from '#engine/network/network.ts';
import { candidatesOf, parseResolvConf, type ResolvConf } from '#engine/network/resolvConf.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import { busyboxUsage } from '../../utilities/options.ts';
import { isIpv4 } from '../address.ts';
import { addressOf } from '../bind/askServers.ts';
import { reversed } from '../bind/records.ts';
import { recordLines } from './recordLines.ts';

type RecordType = DnsRecord['type'];

interface Question {
  readonly name: string;
  readonly types: readonly RecordType[];
  readonly server: string;
  /** As typed. */
  readonly shown: string;
  readonly debugs: boolean;
  /** Names to try, in order. */
  readonly candidates: readonly string[];
}

const TYPES = ['SOA', 'NS', 'A', 'AAAA', 'CNAME', 'MX', 'TXT', 'PTR', 'SRV', 'ANY'];
/** busybox asks again after five seconds, and gives up after ten. */
const TRIES = 2;

/** busybox's nslookup: since 1.29 one with a resolver of its own, before that one of the C library. */
export function* busyboxNslookup(process: Process): Running {
  const isOld = Number(process.machine.busybox?.split('.')[1] ?? 36) <= 28;
  const question = yield* questionOf(process, isOld);
  if (typeof question === 'number') return question;
  return isOld ? yield* askAsOld(process, question) : yield* askAsNew(process, question);
}

function* questionOf(process: Process, isOld: boolean): Generator<Wait, Question | number, void> {
  let types: readonly RecordType[] = ['A', 'AAAA'];
  const operands: string[] = [];
  let debugs = false;
  for (const arg of process.argv.slice(1)) {
    const type = /^-(?:type|query|querytype|q|t)=(.*)$/i.exec(arg)?.[1];
    if (type !== undefined && !isOld) {
      if (!TYPES.includes(type.toUpperCase())) return complain(process, `invalid query type "${type}"`);
      types = [type.toUpperCase() as RecordType];
    } else if (arg === '--help') {
      usage(process);
      return 0;
    } else if (!arg.startsWith('-')) operands.push(arg);
    else if (isOld && arg === '-debug') continue;
    else if (arg === '-debug') debugs = true;
    else if (isOld || !/^-(timeout|retry|port)=\d+$/.test(arg)) return usage(process);
  }
  const [name, given] = operands;
  if (name === undefined || operands.length > 2) return usage(process);
  const conf = parseResolvConf(process.machine.host.resolvConf());
  const server = given === undefined ? conf.nameservers[0] : yield* addressOf(process, given.replace(/:\d+$/, ''));
  if (server === undefined) return complain(process, isOld ? `can't resolve '${given ?? ''}'` : `bad address '${given ?? ''}'`);
  if (isIpv4(name)) return { name, types: ['PTR'], server, shown: given ?? server, debugs, candidates: [reversed(name)] };
  // The search list goes with the servers of resolv.conf.
  return { name, types, server, shown: given ?? server, debugs, candidates: given !== undefined && !isOld ? [name] : namesOf(name, conf, isOld) };
}

function usage(process: Process): number {
  process.err(busyboxUsage(process));
  return 1;
}

function complain(process: Process, text: string): number {
  process.err(`nslookup: ${text}\n`);
  return 1;
}

/** Since 1.29 the search list is walked only for names without a dot; before, as ndots says. */
function namesOf(name: string, conf: ResolvConf, isOld: boolean): readonly string[] {
  if (isOld || name.endsWith('.')) return candidatesOf(name, conf);
  return name.includes('.') || conf.search.length === 0 ? [name] : conf.search.map((domain) => `${name}.${domain}`);
}

function* ask(process: Process, server: string, name: string, type: RecordType): Generator<Wait, DnsAnswer, void> {
  const { network } = process.kernel.cluster;
  for (let attempt = 1; ; attempt += 1) {
    const answer = network.query(process.machine.host, server, name, type);
    yield sleep(answer.durationMs);
    if (answer.status !== 'TIMEOUT' || attempt >= TRIES) return answer;
  }
}

function* askAsNew(process: Process, { types, server, shown, debugs, candidates }: Question): Running {
  let failed = false;
  let text = `Server:\t\t${shown}\nAddress:\t${server}:53\n\n`;
  const questions = types.flatMap((type) => candidates.map((candidate) => ({ type, candidate })));
  for (const [index, { type, candidate }] of questions.entries()) {
    const answer = yield* ask(process, server, candidate.replace(/\.$/, ''), type);
    if (answer.status === 'REFUSED' || answer.status === 'UNREACHABLE') process.err(`nslookup: write to '${server}': ${answer.status === 'REFUSED' ? 'Connection refused' : 'No route to host'}\n`);
    if (['TIMEOUT', 'UNREACHABLE', 'REFUSED'].includes(answer.status)) {
      process.out(';; connection timed out; no servers could be reached\n\n');
      return 1;
    }
    if (debugs) text += `Query #${index} completed in ${Math.round(answer.durationMs)}ms:\n`;
    if (answer.status === 'NXDOMAIN') {
      text += `** server can't find ${candidate}: NXDOMAIN\n\n`;
      failed = true;
      continue;
    }
    if (debugs && answer.authoritative) text += 'authoritative answer:\n';
    // Who is told of the zone in place of an answer says nothing.
    text += answer.answers.length === 0 && answer.authority.length === 0 ? `*** Can't find ${candidate}: No answer\n\n` : `${recordLines(answer, false)}\n`;
  }
  process.out(candidates.length === 1 && !debugs ? inTwoParts(text) : text);
  return failed ? 1 : 0;
}

/** The empty answer to the AAAA question is printed before the addresses: that is how the recorded programs come out. */
function inTwoParts(text: string): string {
  return text.replaceAll(/((?:Name:\t.*\nAddress: .*\n)+)\n\n/g, '\n$1\n');
}

function* askAsOld(process: Process, { name, types, server, candidates }: Question): Running {
  const nameFor = function* (ip: string): Generator<Wait, string, void> {
    const answer = yield* ask(process, server, reversed(ip), 'PTR');
    const found = answer.answers[0]?.data.replace(/\.$/, '');
    return found === undefined ? ip : `${ip} ${found}`;
  };
  process.out(`Server:    ${server}\nAddress 1: ${yield* nameFor(server)}\n\n`);
  if (types[0] === 'PTR') {
    process.out(`Name:      ${name}\nAddress 1: ${yield* nameFor(name)}\n`);
    return 0;
  }
  for (const candidate of candidates) {
    const answer = yield* ask(process, server, candidate, 'A');
    const addresses = answer.answers.filter(({ type }) => type === 'A').map(({ data }) => data);
    if (['TIMEOUT', 'REFUSED', 'UNREACHABLE'].includes(answer.status)) break;
    if (addresses.length === 0) continue;
    process.out(`Name:      ${name}\n`);
    for (const [index, ip] of addresses.entries()) process.out(`Address ${index + 1}: ${yield* nameFor(ip)}\n`);
    return 0;
  }
  process.err(`nslookup: can't resolve '${name}'\n`);
  return 1;
}
