import { candidatesOf, parseResolvConf } from '#engine/network/resolvConf.ts';
import type { Process, Running } from '../../process/process.ts';
import { readSome } from '../../process/waits.ts';
import { isIpv4 } from '../address.ts';
import { addressOf, askServers, type Asked } from '../bind/askServers.ts';
import { questionTypeOf, reversed, type QuestionType } from '../bind/records.ts';
import { bindVersion, isOldBind } from '../bind/version.ts';
import { recordLines } from './recordLines.ts';

const USAGE = `Usage:
   nslookup [-opt ...]             # interactive mode using default server
   nslookup [-opt ...] - server    # interactive mode using 'server'
   nslookup [-opt ...] host        # just look up 'host' using default server
   nslookup [-opt ...] host server # just look up 'host' using 'server'
`;

/** What `set` and the options with one dash change. */
interface Settings {
  type: QuestionType | undefined;
  port: number;
  timeoutMs: number;
  tries: number;
  usesSearch: boolean;
  /** As typed. */
  server: string | undefined;
}

/** bind's nslookup. simplified: -debug shows no sections. */
export function* bindNslookup(process: Process): Running {
  const settings: Settings = { type: undefined, port: 53, timeoutMs: 5000, tries: 3, usesSearch: true, server: undefined };
  const operands: string[] = [];
  for (const arg of process.argv.slice(1)) {
    if (arg === '-version' || arg === '-V') {
      process.out(`nslookup ${bindVersion(process)}\n`);
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
  if (name === undefined || name === '-') return yield* converse(process, settings);
  return yield* lookUp(process, settings, name);
}

/** False for an option that there is none of. */
function set(process: Process, settings: Settings, option: string): boolean {
  const [word = '', value = ''] = option.split('=');
  const number = Number(value);
  if (/^(type|query|querytype|q|ty)$/i.test(word)) {
    const type = questionTypeOf(value);
    if (type === undefined) process.out(`unknown query type: ${value}\n`);
    else settings.type = type;
    return true;
  }
  if (/^po(rt)?$/.test(word) && number > 0 && number <= 65_535) settings.port = number;
  else if (/^t(imeout)?$/.test(word) && number >= 1) settings.timeoutMs = Math.min(number, 3600) * 1000;
  else if (/^ret(ry)?$/.test(word) && number >= 0) settings.tries = Math.min(number, 20) + 1;
  else if (/^(no)?sea(rch)?$/.test(word)) settings.usesSearch = !word.startsWith('no');
  else return /^(no)?(all|de(bug)?|d2|rec(urse)?|vc|def(name)?|fail|cl(ass)?|ndots|srch(list)?|do(main)?)$/.test(word);
  return true;
}

/** Line by line, from a person or a pipe. */
function* converse(process: Process, settings: Settings): Running {
  const isTyped = process.stdin.isTty();
  const prompt = () => {
    if (isTyped) process.out('> ');
  };
  let rest = '';
  prompt();
  for (;;) {
    const end = rest.indexOf('\n');
    if (end < 0) {
      const more = yield* readSome(process.stdin);
      if (more === undefined) {
        if (isTyped) process.out('\n');
        return 0;
      }
      rest += more;
      continue;
    }
    const words = rest.slice(0, end).trim().split(/\s+/).filter((word) => word !== '');
    rest = rest.slice(end + 1);
    const [first, second] = words;
    if (first === 'exit') return 0;
    if (first === 'set') {
      if (!set(process, settings, second ?? '')) process.out(`*** Invalid option: ${second ?? ''}\n`);
    } else if (first === 'server' || first === 'lserver') {
      settings.server = second;
      if (second !== undefined) process.out(`Default server: ${second}\nAddress: ${(yield* addressOf(process, second)) ?? second}#53\n`);
    } else if (first !== undefined) yield* lookUp(process, second === undefined ? settings : { ...settings, server: second }, first);
    prompt();
  }
}

function* lookUp(process: Process, settings: Settings, name: string): Running {
  const conf = parseResolvConf(process.machine.host.resolvConf());
  const named = settings.server === undefined ? undefined : yield* addressOf(process, settings.server);
  if (settings.server !== undefined && named === undefined) {
    process.err(`nslookup: couldn't get address for '${settings.server}': not found\n`);
    return 1;
  }
  const servers = named === undefined ? conf.nameservers : [named];
  const isReverse = isIpv4(name) && settings.type === undefined;
  const type = settings.type ?? (isReverse ? 'PTR' : 'A');
  const candidates = isReverse ? [reversed(name)] : settings.usesSearch ? candidatesOf(name, conf) : [name];
  let asked: Asked | undefined;
  for (const candidate of candidates) {
    asked = yield* askServers(process, candidate, type, { servers, port: settings.port, timeoutMs: settings.timeoutMs, tries: settings.tries }, (server, why) => {
      if (!isOldBind(process)) process.out(`;; communications error to ${server}#${settings.port}: ${why}\n`);
    });
    if (asked === undefined) {
      process.out(isOldBind(process) ? ';; connection timed out; no servers could be reached\n\n' : ';; no servers could be reached\n\n');
      return 1;
    }
    if (asked.answer.status !== 'NXDOMAIN') break;
  }
  // An address is answered without saying by whom.
  const server = asked?.server ?? '';
  const header = isReverse ? '' : `Server:\t\t${settings.server ?? server}\nAddress:\t${server}#${settings.port}\n\n`;
  if (asked === undefined || asked.answer.status === 'NXDOMAIN') {
    process.out(`${header}** server can't find ${isReverse ? reversed(name) : name}: NXDOMAIN\n\n`);
    return 1;
  }
  const lines = recordLines(asked.answer, true);
  process.out(`${header}${asked.answer.authoritative ? '' : 'Non-authoritative answer:\n'}${lines === '' ? `*** Can't find ${name}: No answer\n` : lines}\n`);
  return 0;
}
