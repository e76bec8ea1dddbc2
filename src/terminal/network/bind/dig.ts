import { FileError } from '#engine/machine/files.ts';
import type { DnsAnswer, DnsRecord } from '#engine/network/network.ts';
import { candidatesOf, parseResolvConf } from '#engine/network/resolvConf.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import { strftime } from '../../utilities/strftime.ts';
import { addressOf, askServers, type Asked, type Asking } from './askServers.ts';
import { DIG_HELP, DIG_USAGE } from './bindUsage.ts';
import { readDigArguments, type DigArguments, type Lookup } from './digArguments.ts';
import { queryId } from './queryId.ts';
import { absolute, badName, messageBytes, questionLine, recordLine, type RecordStyle } from './records.ts';
import { bindVersion, isOldBind } from './version.ts';

/** bind's dig. simplified: +trace and +nssearch ask the one server, +yaml and +qr change nothing; DNSSEC, TSIG and zone transfers are not there. */
export const dig = defineUtility({
  name: 'dig',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'look up names in DNS',
  *run(process) {
    const words = process.argv.slice(1);
    const at = words.findIndex((word) => word.startsWith('-f') && !word.startsWith('-f='));
    if (at < 0) return yield* digOnce(process, words);
    const name = (words[at] ?? '').slice(2) || (words[at + 1] ?? '');
    const others = words.filter((_, index) => index !== at && (index !== at + 1 || (words[at] ?? '').length > 2));
    return yield* digBatch(process, others, name);
  },
});

/** `-f`: each line of a file holds the arguments of a call. */
function* digBatch(process: Process, words: readonly string[], name: string): Generator<Wait, number, void> {
  const text = name === '-' ? yield* readAll(process.stdin) : readFile(process, name);
  if (text === undefined) {
    process.err(`${name}: No such file or directory\ndig: couldn't open specified batch file\n`);
    return 8;
  }
  let status = 0;
  for (const line of text.split('\n')) {
    const more = line.trim().split(/\s+/);
    if (/^\s*($|[#;])/.test(line)) continue;
    status = Math.max(status, yield* digOnce(process, [...words, ...more]));
  }
  return status;
}

function readFile(process: Process, name: string): string | undefined {
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, name));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** Options that ask for more than this simulation has. */
const NOT_SIMULATED = /^\+(trace|nssearch|yaml|qr)$/;

function* digOnce(process: Process, words: readonly string[]): Generator<Wait, number, void> {
  const args = readDigArguments(words);
  if ('stop' in args) {
    if (args.value !== undefined) process.out(args.value);
    if (args.stop === 'help') process.out(DIG_HELP);
    else process.err(args.stop === 'version' ? `DiG ${bindVersion(process)}\n` : args.text + (args.stop === 'usage' ? DIG_USAGE : ''));
    return args.code;
  }
  process.err(args.warnings.join(''));
  for (const word of words.filter((each) => NOT_SIMULATED.test(each))) process.err(`dig: ${word} is not part of this simulation: the one server is asked, and its answer shown as usual\n`);
  const illegal = args.lookups.find(({ name }) => badName(name) !== undefined)?.name;
  if (illegal !== undefined) {
    process.err(`dig: '${illegal}' is not a legal name (${badName(illegal) ?? ''})\n`);
    return 10;
  }
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
}

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
    section('QUESTION', lookup.question, [questionLine(name, lookup.type, styleOf(lookup))]),
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

function lineOf(lookup: Lookup, record: DnsRecord): string {
  if (lookup.multiline && record.type === 'SOA') return soaLines(record, styleOf(lookup));
  return recordLine(record, styleOf(lookup));
}

/** The columns move to the left where something is left out. */
function styleOf({ multiline, showsTtl, showsClass, hasTtlUnits }: Lookup): RecordStyle {
  const ttlText = (ttl: number) => (!showsTtl ? undefined : hasTtlUnits ? shortDuration(ttl) : String(ttl));
  if (multiline || (!showsTtl && !showsClass)) return { columns: { ttl: 24, class: 24, type: 24, data: 32 }, showsClass, ttlText };
  return showsTtl && showsClass ? { ttlText } : { columns: { ttl: 24, class: 24, type: 32, data: 40 }, showsClass, ttlText };
}

/** +multiline: the numbers of a zone, each with what it is. */
function soaLines(record: DnsRecord, style: RecordStyle): string {
  const [server = '', mailbox = '', ...numbers] = record.data.split(' ');
  const labels = ['serial', 'refresh', 'retry', 'expire', 'minimum'];
  const lines = numbers.map((number, index) => `\t\t\t\t${number.padEnd(10)} ; ${labels[index] ?? ''}${index === 0 ? '' : ` (${duration(Number(number))})`}\n`);
  return `${recordLine({ ...record, data: `${server} ${mailbox} (` }, style)}${lines.join('')}\t\t\t\t)\n`;
}

/** `1h30m`. */
function shortDuration(seconds: number): string {
  return seconds === 0 ? '0s' : duration(seconds).replaceAll(/ (\w)\w*\s?/g, '$1');
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
  const transport = isOldBind(process) ? '' : ` (${lookup.isTcp || lookup.type === 'ANY' ? 'TCP' : 'UDP'})`;
  return (
    `;; Query time: ${lookup.inMicroseconds ? Math.round(tookMs * 1000) : Math.round(tookMs)} ${lookup.inMicroseconds ? 'u' : 'm'}sec\n;; SERVER: ${server}#${args.port}(${args.server ?? server})${transport}\n` +
    `;; WHEN: ${strftime('%a %b %d %H:%M:%S %Z %Y', process.kernel.unixNow())}\n;; MSG SIZE  rcvd: ${messageBytes(name, answer, lookup.hasEdns)}\n\n`
  );
}
