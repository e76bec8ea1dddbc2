import type { DnsRecord } from '#engine/network/network.ts';
import { candidatesOf, parseResolvConf } from '#engine/network/resolvConf.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { readOptions, type ParsedOptions } from '../../utilities/options.ts';
import { isIpv4 } from '../address.ts';
import { addressOf, askServers, type Asked, type Asking } from './askServers.ts';
import { HOST_USAGE } from './bindUsage.ts';
import { queryId } from './queryId.ts';
import { messageBytes, questionLine, questionTypeOf, recordLine, reversed, type QuestionType } from './records.ts';
import { bindVersion, isOldBind } from './version.ts';

/** bind's host: one line a record. */
export const host = defineUtility({
  name: 'host',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'look up names in DNS, briefly',
  *run(process) {
    const options = readOptions({ short: 'aACdilrTUvVws46c:N:R:t:W:m:p:', stopAtOperand: false }, process.argv.slice(1));
    if ('fault' in options) {
      const option = options.isLong ? '-' : options.option;
      process.err(`host: ${options.fault === 'needs value' ? 'option requires an argument' : 'illegal option'} -- ${option}\n${HOST_USAGE}`);
      return 1;
    }
    if (options.has('V')) {
      process.err(`host ${bindVersion(process)}\n`);
      return 0;
    }
    const [name, server] = options.operands;
    if (name === undefined) {
      process.err(HOST_USAGE);
      return 1;
    }
    const types = typesOf(options, name);
    if (typeof types === 'string') {
      process.err(`host: invalid type: ${types}\n\n`);
      return 2;
    }
    return yield* lookUp(process, options, { name, server, types });
  },
});

/** The types that are asked for; the text that is none. */
function typesOf(options: ParsedOptions, name: string): readonly QuestionType[] | string {
  const given = options.value('t');
  if (given !== undefined) {
    const type = questionTypeOf(given);
    return type === undefined ? given : [type];
  }
  if (isIpv4(name)) return ['PTR'];
  if (options.has('C')) return ['SOA'];
  return options.has('a') || options.has('A') ? ['ANY'] : ['A', 'AAAA', 'MX'];
}

interface Wish {
  readonly name: string;
  readonly server: string | undefined;
  readonly types: readonly QuestionType[];
}

function* lookUp(process: Process, options: ParsedOptions, { name, server, types }: Wish): Generator<Wait, number, void> {
  const conf = parseResolvConf(process.machine.host.resolvConf());
  const named = server === undefined ? undefined : yield* addressOf(process, server);
  if (server !== undefined && named === undefined) {
    process.err(`host: couldn't get address for '${server}': not found\n`);
    return 1;
  }
  const seconds = Number(options.value('W') ?? 5);
  const asking: Asking = {
    servers: named === undefined ? conf.nameservers : [named],
    port: Number(options.value('p') ?? 53),
    timeoutMs: (options.has('w') ? 3600 : Number.isFinite(seconds) && seconds >= 1 ? Math.min(seconds, 3600) : 1) * 1000,
    tries: Math.min(100, Math.max(2, Number(options.value('R') ?? 1) + 1) || 2),
  };
  const ndots = Number(options.value('N') ?? conf.ndots);
  const candidates = types[0] === 'PTR' && isIpv4(name) ? [reversed(name)] : candidatesOf(name, { search: conf.search, ndots: Number.isFinite(ndots) ? ndots : 1 });
  const verbose = options.has('v') || options.has('d') || options.has('a') || options.has('A');
  const teller = createTeller(process, { server, verbose, port: asking.port });

  let found: string | undefined;
  for (const type of types) {
    const outcome = yield* askFor(process, found === undefined ? candidates : [found], { type, asking, teller });
    if (outcome === 'silence') {
      process.out(isOldBind(process) ? ';; connection timed out; no servers could be reached\n' : ';; no servers could be reached\n');
      return 1;
    }
    if (outcome.asked.answer.status === 'NXDOMAIN') {
      teller.notFound(isIpv4(name) ? `${reversed(name)}.` : name.replace(/\.$/, ''), outcome.name, outcome.asked);
      return 1;
    }
    found = outcome.name;
    teller.tell(outcome.name, type, outcome.asked, options.value('t') !== undefined || types.length === 1);
  }
  return 0;
}

interface Teller {
  trying(name: string): void;
  failed(server: string, why: string): void;
  /** With the name that was asked for last. */
  notFound(name: string, last: string, asked: Asked): void;
  tell(name: string, type: QuestionType, asked: Asked, saysNone: boolean): void;
}

function createTeller(process: Process, { server, verbose, port }: { readonly server: string | undefined; readonly verbose: boolean; readonly port: number }): Teller {
  let hasNamedServer = server === undefined;
  const nameServer = (ip: string) => {
    if (!hasNamedServer) process.out(`Using domain server:\nName: ${server ?? ''}\nAddress: ${ip}#${port}\nAliases: \n\n`);
    hasNamedServer = true;
  };
  return {
    trying: (name) => {
      if (verbose) process.out(`Trying "${name}"\n`);
    },
    failed: (ip, why) => {
      if (!isOldBind(process)) process.out(`;; communications error to ${ip}#${port}: ${why}\n`);
    },
    notFound: (name, last, { answer, server: ip, tookMs }) => {
      nameServer(ip);
      process.out(`Host ${name} not found: 3(NXDOMAIN)\n`);
      if (verbose) process.out(`Received ${messageBytes(last, answer, false)} bytes from ${ip}#${port} in ${Math.round(tookMs)} ms\n`);
    },
    tell: (name, type, asked, saysNone) => {
      nameServer(asked.server);
      if (verbose) {
        process.out(verboseText(process, name, type, asked, port));
        return;
      }
      const lines = asked.answer.answers.map(sentenceOf);
      process.out(lines.join('') || (saysNone ? `${name} has no ${type} record\n` : ''));
    },
  };
}

interface AskFor {
  readonly type: QuestionType;
  readonly asking: Asking;
  readonly teller: Teller;
}

/** Asks for the names in turn; the last one's refusal counts. */
function* askFor(process: Process, names: readonly string[], { type, asking, teller }: AskFor): Generator<Wait, { readonly name: string; readonly asked: Asked } | 'silence', void> {
  let last: { readonly name: string; readonly asked: Asked } | undefined;
  for (const name of names) {
    teller.trying(name);
    const asked = yield* askServers(process, name, type, asking, teller.failed);
    if (asked === undefined) return 'silence';
    last = { name, asked };
    if (asked.answer.status !== 'NXDOMAIN') return last;
  }
  return last ?? 'silence';
}

const SENTENCES: Readonly<Record<DnsRecord['type'], string>> = {
  A: 'has address', AAAA: 'has IPv6 address', PTR: 'domain name pointer', CNAME: 'is an alias for', SRV: 'has SRV record', TXT: 'descriptive text', NS: 'name server', SOA: 'has SOA record',
};

function sentenceOf({ name, type, data }: DnsRecord): string {
  return `${name.replace(/\.$/, '')} ${SENTENCES[type]} ${data}\n`;
}

function verboseText(process: Process, name: string, type: QuestionType, { answer, server, tookMs }: Asked, port: number): string {
  const section = (title: string, records: readonly DnsRecord[]) => (records.length === 0 ? '' : `;; ${title} SECTION:\n${records.map((record) => recordLine(record)).join('')}\n`);
  const flags = answer.authoritative ? 'qr aa rd' : 'qr rd ra';
  return (
    `;; ->>HEADER<<- opcode: QUERY, status: ${answer.status}, id: ${queryId(process, name)}\n` +
    `;; flags: ${flags}; QUERY: 1, ANSWER: ${answer.answers.length}, AUTHORITY: ${answer.authority.length}, ADDITIONAL: ${answer.additional.length}\n\n` +
    `;; QUESTION SECTION:\n${questionLine(name, type)}\n` +
    section('ANSWER', answer.answers) + section('AUTHORITY', answer.authority) + section('ADDITIONAL', answer.additional) +
    `Received ${messageBytes(name, answer, false)} bytes from ${server}#${port} in ${Math.round(tookMs)} ms\n`
  );
}
