import type { DnsAnswer, DnsRecord } from '#engine/network/network.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { sleep } from '../process/waits.ts';
import { isBusybox } from '../utilities/options.ts';
import { isIpv4 } from './address.ts';
import { resolverOf } from './resolvConf.ts';

type RecordType = DnsRecord['type'];

interface Question {
  readonly name: string;
  readonly types: readonly RecordType[];
  readonly server: string;
  /** Names to try, in order. */
  readonly candidates: readonly string[];
}

/** Three programs under one name: busybox up to 1.28, busybox since 1.29, and bind's. */
export const nslookup = defineUtility({
  name: 'nslookup',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'query DNS',
  *run(process) {
    const question = questionOf(process);
    if (typeof question === 'number') return question;
    if (!isBusybox(process)) return yield* askAsBind(process, question);
    return isOldBusybox(process) ? yield* askAsOldBusybox(process, question) : yield* askAsBusybox(process, question);
  },
});

function isOldBusybox(process: Process): boolean {
  const minor = Number(process.machine.busybox?.split('.')[1] ?? 36);
  return minor <= 28;
}

function questionOf(process: Process): Question | number {
  let types: readonly RecordType[] = isBusybox(process) ? ['A', 'AAAA'] : ['A'];
  const operands: string[] = [];
  for (const arg of process.argv.slice(1)) {
    const type = /^-(?:type|query|q|querytype)=(\w+)$/i.exec(arg)?.[1];
    if (type !== undefined) types = [type.toUpperCase() as RecordType];
    else if (!arg.startsWith('-')) operands.push(arg);
  }
  const [name, given] = operands;
  const resolver = resolverOf(process.machine.host);
  if (name === undefined) {
    process.err(isBusybox(process) ? 'BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.\n\nUsage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n' : 'nslookup: usage: nslookup NAME [SERVER]; the interactive mode is not simulated\n');
    return 1;
  }
  const server = given === undefined ? (resolver.nameservers[0] ?? '127.0.0.1') : isIpv4(given) ? given : (process.kernel.cluster.network.resolve(process.machine.host, given).addresses[0] ?? given);
  if (isIpv4(name)) {
    const reversed = `${name.split('.').reverse().join('.')}.in-addr.arpa`;
    return { name, types: ['PTR'], server, candidates: [reversed] };
  }
  return { name, types, server, candidates: candidatesOf(process, name, resolver) };
}

/** Busybox since 1.29 walks the search list only for names without a dot; the others as ndots says. */
function candidatesOf(process: Process, name: string, resolver: ReturnType<typeof resolverOf>): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = resolver.search.map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  if (isBusybox(process) && !isOldBusybox(process)) return dots > 0 || searched.length === 0 ? [name] : searched;
  return dots >= resolver.ndots ? [name, ...searched] : [...searched, name];
}

function* ask(process: Process, server: string, name: string, type: RecordType): Generator<Wait, DnsAnswer, void> {
  const answer = process.kernel.cluster.network.query(process.machine.host, server, name, type);
  yield sleep(answer.durationMs);
  return answer;
}

const isSilent = (answer: DnsAnswer) => answer.status === 'TIMEOUT' || answer.status === 'UNREACHABLE';

function recordLines(answer: DnsAnswer, dotted: boolean): string {
  const bare = (text: string) => (dotted ? text : text.replace(/\.$/, ''));
  return answer.answers
    .map(({ name, type, data }) => {
      switch (type) {
        case 'A':
        case 'AAAA':
          return `Name:\t${name.replace(/\.$/, '')}\nAddress: ${data}\n`;
        case 'SRV':
          return `${name.replace(/\.$/, '')}\tservice = ${bare(data)}\n`;
        case 'PTR':
          return `${name.replace(/\.$/, '')}\tname = ${bare(data)}\n`;
        case 'CNAME':
          return `${name.replace(/\.$/, '')}\tcanonical name = ${bare(data)}\n`;
        case 'TXT':
          return `${name.replace(/\.$/, '')}\ttext = ${data}\n`;
        case 'SOA':
        case 'NS':
          return `${name.replace(/\.$/, '')}\t${type.toLowerCase()} = ${data}\n`;
      }
    })
    .join('');
}

function* askAsBind(process: Process, { name, types, server, candidates }: Question): Generator<Wait, number, void> {
  const header = `Server:\t\t${server}\nAddress:\t${server}#53\n\n`;
  for (const candidate of candidates) {
    const answer = yield* ask(process, server, candidate, types[0] ?? 'A');
    if (isSilent(answer)) {
      process.out(';; connection timed out; no servers could be reached\n\n');
      return 1;
    }
    if (answer.answers.length > 0) {
      process.out(header + recordLines(answer, true) + '\n');
      return 0;
    }
    if (answer.status === 'NOERROR' && candidate === candidates.at(-1)) {
      process.out(`${header}*** Can't find ${name}: No answer\n\n`);
      return 1;
    }
  }
  const shown = types[0] === 'PTR' ? (candidates[0] ?? name) : name;
  process.out(`${header}** server can't find ${shown}: NXDOMAIN\n\n`);
  return 1;
}

function* askAsBusybox(process: Process, { types, server, candidates }: Question): Generator<Wait, number, void> {
  let failed = false;
  let text = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
  for (const candidate of candidates) {
    for (const type of types) {
      const answer = yield* ask(process, server, candidate, type);
      if (isSilent(answer)) {
        process.out(';; connection timed out; no servers could be reached\n\n');
        return 1;
      }
      if (answer.status === 'NXDOMAIN') {
        text += `** server can't find ${candidate}: NXDOMAIN\n\n`;
        failed = true;
      } else if (type === 'AAAA') {
        text = `${text}\n`;
      } else {
        text += answer.answers.length === 0 ? `*** Can't find ${candidate}: No answer\n\n` : `${recordLines(answer, false)}\n`;
      }
    }
  }
  process.out(inTwoParts(text));
  return failed ? 1 : 0;
}

/** The empty answer to the AAAA question is printed before the addresses: that is how the recorded programs come out. */
function inTwoParts(text: string): string {
  return text.replaceAll(/((?:Name:\t.*\nAddress: .*\n)+)\n\n/g, '\n$1\n');
}

function* askAsOldBusybox(process: Process, { name, types, server, candidates }: Question): Generator<Wait, number, void> {
  const { host } = process.machine;
  const { network } = process.kernel.cluster;
  const nameFor = (ip: string) => network.query(host, server, `${ip.split('.').reverse().join('.')}.in-addr.arpa`, 'PTR').answers[0]?.data.replace(/\.$/, '');
  const withName = (ip: string) => {
    const found = nameFor(ip);
    return found === undefined ? ip : `${ip} ${found}`;
  };
  process.out(`Server:    ${server}\nAddress 1: ${withName(server)}\n\n`);
  if (types[0] === 'PTR') {
    const answer = yield* ask(process, server, candidates[0] ?? name, 'PTR');
    process.out(`Name:      ${name}\nAddress 1: ${name}${answer.answers[0] === undefined ? '' : ` ${answer.answers[0].data.replace(/\.$/, '')}`}\n`);
    return 0;
  }
  for (const candidate of candidates) {
    const answer = yield* ask(process, server, candidate, 'A');
    if (answer.answers.length === 0) continue;
    const addresses = answer.answers.filter(({ type }) => type === 'A').map(({ data }) => data);
    process.out(`Name:      ${name}\n${addresses.map((ip, index) => `Address ${index + 1}: ${withName(ip)}\n`).join('')}`);
    return 0;
  }
  process.err(`nslookup: can't resolve '${name}'\n`);
  return 1;
}
