import { candidatesOf, parseResolvConf } from '#engine/network/resolvConf.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { isIpv4 } from '../address.ts';
import { addressOf, askServers, type Asked } from '../bind/askServers.ts';
import { badName, questionTypeOf, reversed, type QuestionType } from '../bind/records.ts';
import { bindVersion, isOldBind } from '../bind/version.ts';
import { debugLines, recordLines } from './recordLines.ts';

const USAGE = `Usage:
   nslookup [-opt ...]             # interactive mode using default server
   nslookup [-opt ...] - server    # interactive mode using 'server'
   nslookup [-opt ...] host        # just look up 'host' using default server
   nslookup [-opt ...] host server # just look up 'host' using 'server'
`;

/** What `set` and the options with one dash change. */
interface Settings {
  type: QuestionType | undefined;
  /** As typed, for `set all`. */
  typeText: string;
  port: number;
  timeoutMs: number;
  tries: number;
  usesSearch: boolean;
  recurses: boolean;
  usesTcp: boolean;
  shows: boolean;
  /** As typed. */
  server: string | undefined;
}

/** What every call begins with. */
const DEFAULTS: Settings = { type: undefined, typeText: 'A', port: 53, timeoutMs: 5000, tries: 3, usesSearch: true, recurses: true, usesTcp: false, shows: false, server: undefined };

/** bind's nslookup. */
export function* bindNslookup(process: Process): Running {
  const settings = { ...DEFAULTS };
  const operands: string[] = [];
  for (const arg of process.argv.slice(1)) {
    if (arg === '-version' || arg === '-V') {
      process.err(`nslookup ${bindVersion(process)}\n`);
      return 0;
    }
    if (!arg.startsWith('-') || arg === '-') operands.push(arg);
    else if (!set(process, settings, arg.slice(1))) process.out(`*** Invalid option: ${arg.slice(1)}\n`);
  }
  if (operands.length > 2) {
    process.err(USAGE);
    return 1;
  }
  const [name, server] = operands;
  settings.server = server;
  const status = name === undefined || name === '-' ? yield* converse(process, settings) : yield* lookUp(process, settings, name);
  if (status === DIES) return 1;
  // It ends with an empty line, however it ends.
  process.out('\n');
  return status;
}

/** In place of a status: it ends at once, without its last line. */
const DIES = -1;

/** False for an option that there is none of. */
function set(process: Process, settings: Settings, option: string): boolean {
  const [word = '', value = ''] = option.split('=');
  const number = Number(value);
  const isOn = !word.startsWith('no');
  if (/^(type|query|querytype|q|ty)$/i.test(word)) {
    const type = questionTypeOf(value);
    if (type === undefined) process.out(`unknown query type: ${value}\n`);
    else Object.assign(settings, { type, typeText: value });
    return true;
  }
  if (/^po(rt)?$/.test(word) && number > 0 && number <= 65_535) settings.port = number;
  else if (/^t(imeout)?$/.test(word) && number >= 1) settings.timeoutMs = Math.min(number, 3600) * 1000;
  else if (/^ret(ry)?$/.test(word) && number >= 0) settings.tries = Math.min(number, 20) + 1;
  else if (/^(no)?sea(rch)?$/.test(word)) settings.usesSearch = isOn;
  else if (/^(no)?rec(urse)?$/.test(word)) settings.recurses = isOn;
  else if (/^(no)?vc$/.test(word)) settings.usesTcp = isOn;
  else if (/^(no)?de(bug)?$/.test(word)) settings.shows = isOn;
  else return /^(no)?(d2|def(name)?|fail|cl(ass)?|ndots|srch(list)?|do(main)?)$/.test(word);
  return true;
}

/** Line by line, from a person or a pipe. */
function* converse(process: Process, settings: Settings): Running {
  let [answered, failed] = [false, false];
  for (;;) {
    if (process.stdin.isTty()) process.out('> ');
    const line = yield* readLine(process);
    const [first, second = ''] = (line ?? 'exit').trim().split(/\s+/);
    if (first === 'exit') return answered && !failed ? 0 : 1;
    const status = yield* obey(process, settings, first ?? '', second);
    if (status === DIES) return DIES;
    answered ||= status === 0;
    failed ||= status === 1;
  }
}

/** One line of input; undefined at its end. */
function* readLine(process: Process): Generator<Wait, string | undefined, void> {
  let line = '';
  for (;;) {
    const piece = process.stdin.read(1);
    if (piece === undefined) return line === '' ? undefined : line;
    if (piece === '\n') return line;
    line += piece;
    if (piece === '') yield process.stdin.readable;
  }
}

/** Does what a line says. Undefined where nobody was asked. */
function* obey(process: Process, settings: Settings, first: string, second: string): Generator<Wait, number | undefined, void> {
  switch (first) {
    case '':
      return undefined;
    case 'set':
      if (second === 'all') process.out(yield* describe(process, settings));
      else if (!set(process, settings, second)) process.out(`*** Invalid option: ${second}\n`);
      return undefined;
    case 'server':
    case 'lserver': {
      const address = yield* serverAddress(process, second);
      if (address === undefined) return DIES;
      settings.server = second;
      process.out(`Default server: ${second}\nAddress: ${address}#${settings.port}\n`);
      return undefined;
    }
    case 'root':
    case 'finger':
    case 'view':
    case 'help':
    case '?':
    case 'ls':
      process.out(`The '${first}' command is not ${first === 'root' || first === 'help' || first === '?' ? 'yet implemented' : 'implemented'}.\n`);
      return undefined;
    default:
      return yield* lookUp(process, settings, first);
  }
}

/** `set all`. */
function* describe(process: Process, settings: Settings): Generator<Wait, string, void> {
  const { nameservers, search, ndots } = parseResolvConf(process.machine.host.resolvConf());
  const servers = settings.server === undefined ? nameservers.map((ip) => [ip, ip] as const) : [[settings.server, (yield* serverAddress(process, settings.server)) ?? settings.server] as const];
  const mark = (isOn: boolean, word: string) => `${isOn ? '' : 'no'}${word}`;
  return [
    ...servers.flatMap(([name, ip]) => [`Default server: ${name}`, `Address: ${ip}#${settings.port}`]),
    '',
    'Set options:',
    `  ${mark(settings.usesTcp, 'vc')}\t\t\t${mark(settings.shows, 'debug')}\t\tnod2`,
    `  ${mark(settings.usesSearch, 'search')}\t\t${mark(settings.recurses, 'recurse')}`,
    // Until somebody sets it, it is told as nought.
    `  timeout = ${settings.timeoutMs === DEFAULTS.timeoutMs ? 0 : settings.timeoutMs / 1000}\t\tretry = ${settings.tries}\tport = ${settings.port}\tndots = ${ndots}`,
    `  querytype = ${settings.typeText.padEnd(8)}\tclass = IN`,
    `  srchlist = ${search.join('/')}`,
    '',
  ].join('\n');
}

/** Undefined after it has been told that there is none. */
function* serverAddress(process: Process, server: string): Generator<Wait, string | undefined, void> {
  const address = yield* addressOf(process, server);
  if (address === undefined) process.err(`nslookup: couldn't get address for '${server}': not found\n`);
  return address;
}

function* lookUp(process: Process, settings: Settings, typed: string): Running {
  const wrong = typed === '' ? 'unexpected end of input' : badName(typed);
  if (wrong !== undefined) {
    process.err(`nslookup: '${typed}' is not in legal name syntax (${wrong})\n`);
    return DIES;
  }
  const conf = parseResolvConf(process.machine.host.resolvConf());
  const named = settings.server === undefined ? undefined : yield* serverAddress(process, settings.server);
  if (settings.server !== undefined && named === undefined) return DIES;
  // An address is answered without saying by whom, unless its type was asked for.
  const isReverse = isIpv4(typed) && (settings.type === undefined || settings.type === 'PTR');
  const isBare = isReverse && settings.type === undefined;
  const type = settings.type ?? (isReverse ? 'PTR' : 'A');
  const candidates = isReverse ? [reversed(typed)] : settings.usesSearch ? candidatesOf(typed, conf) : [typed];
  const seeker: Seeker = { settings, servers: named === undefined ? conf.nameservers : [named] };
  const header = (server: string) => (isBare ? '' : `Server:\t\t${settings.server ?? server}\nAddress:\t${server}#${settings.port}\n\n`);
  for (const [index, candidate] of candidates.entries()) {
    const asked = yield* ask(process, seeker, candidate, type);
    if (asked === undefined) return 1;
    const debug = settings.shows ? debugLines(candidate, type, asked.answer) : '';
    if (asked.answer.status === 'NXDOMAIN') {
      const isLast = index === candidates.length - 1;
      if (isLast || settings.shows) process.out(`${header(asked.server)}${debug}** server can't find ${candidate.replace(/\.$/, '')}: NXDOMAIN\n`);
      continue;
    }
    const lines = recordLines(asked.answer, true);
    process.out(`${header(asked.server)}${debug}${asked.answer.authoritative ? '' : 'Non-authoritative answer:\n'}${lines === '' ? `*** Can't find ${typed}: No answer\n` : lines}`);
    if (settings.type === undefined && !isReverse && lines !== '') yield* askForMore(process, seeker, candidate);
    return 0;
  }
  return 1;
}

interface Seeker {
  readonly settings: Settings;
  readonly servers: readonly string[];
}

/**
 * Undefined after it has been told that nobody answers.
 *
 * simplified: That recursion is not available, which bind 9.18 says on a line before each of the cluster's answers, is left out, as in other versions.
 */
function* ask(process: Process, { settings, servers }: Seeker, name: string, type: QuestionType): Generator<Wait, Asked | undefined, void> {
  const asked = yield* askServers(process, name, type, { servers, port: settings.port, timeoutMs: settings.timeoutMs, tries: settings.tries }, (server, why) => {
    if (!isOldBind(process)) process.out(`;; communications error to ${server}#${settings.port}: ${why}\n`);
  });
  if (asked === undefined) process.out(isOldBind(process) ? ';; connection timed out; no servers could be reached\n' : ';; no servers could be reached\n');
  return asked;
}

/** After the addresses of the one family those of the other are looked for; the cluster has none. */
function* askForMore(process: Process, seeker: Seeker, name: string): Generator<Wait, void, void> {
  if (isOldBind(process)) return;
  const more = yield* ask(process, seeker, name, 'AAAA');
  if (more !== undefined && seeker.settings.shows) process.out(debugLines(name, 'AAAA', more.answer));
  if (more !== undefined) process.out(recordLines(more.answer, true));
}
