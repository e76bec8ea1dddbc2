import type { DnsAnswer, DnsRecord } from '#engine/network/network.ts';
import { candidatesOf, parseResolvConf } from '#engine/network/resolvConf.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { strftime } from '../../utilities/strftime.ts';
import { addressOf, askServers, type Asked, type Asking } from './askServers.ts';
import { DIG_HELP, DIG_USAGE } from './bindUsage.ts';
import { readDigArguments, type DigArguments, type Lookup } from './digArguments.ts';
import { queryId } from './queryId.ts';
import { absolute, messageBytes, questionLine, recordLine } from './records.ts';
import { bindVersion, isOldBind } from './version.ts';

/** bind's dig. simplified: +trace and +nssearch ask the one server; DNSSEC, TSIG and zone transfers are not there. */
export const dig = defineUtility({
  name: 'dig',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'look up names in DNS',
  *run(process) {
    const args = readDigArguments(process.argv.slice(1));
    if ('stop' in args) {
      if (args.stop === 'help') process.out(DIG_HELP);
      else process.err(args.stop === 'version' ? `DiG ${bindVersion(process)}\n` : args.text + (args.stop === 'usage' ? DIG_USAGE : ''));
      return args.stop === 'help' || args.stop === 'version' ? 0 : 1;
    }
    process.out(args.warnings.join(''));
    const conf = parseResolvConf(process.machine.host.resolvConf());
    const named = args.server === undefined ? undefined : yield* addressOf(process, args.server);
    if (args.server !== undefined && named === undefined) {
      process.err(`dig: couldn't get address for '${args.server}': not found\n`);
      return isOldBind(process) ? 10 : 1;
    }
    const servers = named === undefined ? conf.nameservers : [named];
    const greeting = greetingOf(process, args);
    let status = 0;
    for (const [index, lookup] of args.lookups.entries()) {
      const candidates = candidatesFor(lookup, conf);
      const asking: Asking = { servers, port: args.port, timeoutMs: lookup.timeoutMs, tries: lookup.tries };
      status = Math.max(status, yield* look(process, args, lookup, { candidates, asking, greeting: index === 0 ? greeting : '' }));
    }
    return status;
  },
});

/** dig leaves the search list alone unless it is told. */
function candidatesFor(lookup: Lookup, conf: ReturnType<typeof parseResolvConf>): readonly string[] {
  if (!lookup.usesSearch) return [lookup.name];
  return candidatesOf(lookup.name, { search: lookup.domain === undefined ? conf.search : [lookup.domain], ndots: lookup.ndots ?? conf.ndots });
}

function greetingOf(process: Process, { server, showsCommand, isShort }: DigArguments): string {
  if (!showsCommand || isShort) return '';
  return `\n; <<>> DiG ${bindVersion(process)} <<>> ${process.argv.slice(1).join(' ')}\n${server === undefined ? '' : '; (1 server found)\n'};; global options: +cmd\n`;
}

interface Looking {
  readonly candidates: readonly string[];
  readonly asking: Asking;
  readonly greeting: string;
}

function* look(process: Process, args: DigArguments, lookup: Lookup, { candidates, asking, greeting }: Looking): Generator<Wait, number, void> {
  let asked: Asked | undefined;
  let name = lookup.name;
  for (name of candidates) {
    asked = yield* askServers(process, name, lookup.type, asking, (server, why) => {
      if (!isOldBind(process)) process.out(`;; communications error to ${server}#${asking.port}: ${why}\n`);
    });
    if (asked === undefined || asked.answer.status !== 'NXDOMAIN') break;
  }
  process.out(greeting);
  if (asked === undefined) {
    process.out(isOldBind(process) ? ';; connection timed out; no servers could be reached\n' : ';; no servers could be reached\n');
    return 9;
  }
  process.out(args.isShort ? shortText(lookup, asked) : longText(process, args, lookup, name, asked));
  return 0;
}

function shortText({ identifies }: Lookup, { answer, server, tookMs }: Asked): string {
  return answer.answers.map(({ data }) => `${data}${identifies ? ` from server ${server} in ${Math.round(tookMs)} ms.` : ''}\n`).join('');
}

function longText(process: Process, args: DigArguments, lookup: Lookup, name: string, { answer, server, tookMs }: Asked): string {
  const section = (title: string, isShown: boolean, lines: readonly string[]): string => {
    if (!isShown || lines.length === 0) return '';
    return lookup.comments ? `;; ${title} SECTION:\n${lines.join('')}\n` : lines.join('');
  };
  const lines = (records: readonly DnsRecord[]) => records.map((record) => lineOf(lookup, record));
  return [
    lookup.comments ? headOf(process, lookup, name, answer) : '',
    section('QUESTION', lookup.question, [questionLine(name, lookup.type)]),
    section('ANSWER', lookup.answer, lines(answer.answers)),
    section('AUTHORITY', lookup.authority, lines(answer.authority)),
    section('ADDITIONAL', lookup.additional, lines(answer.additional)),
    lookup.stats ? statsOf(process, args, { answer, server, tookMs }, { name, lookup }) : '',
  ].join('');
}

function headOf(process: Process, lookup: Lookup, name: string, answer: DnsAnswer): string {
  const isLocal = absolute(name).toLowerCase().endsWith('.local.');
  const flags = ['qr', ...(answer.authoritative ? ['aa'] : []), ...(lookup.recurses ? ['rd'] : []), ...(answer.authoritative ? [] : ['ra'])].join(' ');
  const counts = `QUERY: 1, ANSWER: ${answer.answers.length}, AUTHORITY: ${answer.authority.length}, ADDITIONAL: ${answer.additional.length + (lookup.hasEdns ? 1 : 0)}`;
  return [
    ';; Got answer:\n',
    isLocal ? ';; WARNING: .local is reserved for Multicast DNS\n;; You are currently testing what happens when an mDNS query is leaked to DNS\n' : '',
    `;; ->>HEADER<<- opcode: QUERY, status: ${answer.status}, id: ${queryId(process, name)}\n`,
    `;; flags: ${flags}; ${counts}\n`,
    answer.authoritative && lookup.recurses ? ';; WARNING: recursion requested but not available\n' : '',
    '\n',
    lookup.hasEdns ? `;; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: ${isOldBind(process) ? 4096 : 1232}\n` : '',
  ].join('');
}

function lineOf({ multiline, showsTtl, showsClass }: Lookup, record: DnsRecord): string {
  if (multiline && record.type === 'SOA') return soaLines(record);
  if (showsTtl && showsClass) return recordLine(record);
  return `${absolute(record.name)}\t${showsTtl ? `${record.ttl}\t` : ''}${showsClass ? 'IN\t' : ''}${record.type}\t${record.data}\n`;
}

/** +multiline: the numbers of a zone, each with what it is. */
function soaLines({ name, ttl, data }: DnsRecord): string {
  const [server = '', mailbox = '', ...numbers] = data.split(' ');
  const labels = ['serial', 'refresh', 'retry', 'expire', 'minimum'];
  const lines = numbers.map((number, index) => `\t\t\t\t${number.padEnd(10)} ; ${labels[index] ?? ''}${index === 0 ? '' : ` (${duration(Number(number))})`}\n`);
  return `${recordLine({ name, ttl, type: 'SOA', data: '' }).replace(/IN\s+SOA\s*$/, 'IN SOA ')}${server} ${mailbox} (\n${lines.join('')}\t\t\t\t)\n`;
}

function duration(seconds: number): string {
  const units = [['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]] as const;
  let rest = seconds;
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}

function statsOf(process: Process, args: DigArguments, { answer, server, tookMs }: Asked, { name, lookup }: { readonly name: string; readonly lookup: Lookup }): string {
  const transport = isOldBind(process) ? '' : ` (${lookup.isTcp ? 'TCP' : 'UDP'})`;
  return (
    `;; Query time: ${Math.round(tookMs)} msec\n;; SERVER: ${server}#${args.port}(${args.server ?? server})${transport}\n` +
    `;; WHEN: ${strftime('%a %b %d %H:%M:%S %Z %Y', process.kernel.unixNow())}\n;; MSG SIZE  rcvd: ${messageBytes(name, answer, lookup.hasEdns)}\n\n`
  );
}
