import { questionTypeOf, reversed, type QuestionType } from './records.ts';

/** What one lookup prints and how it is asked. */
export interface Lookup {
  name: string;
  type: QuestionType;
  /** Set by `-t` or a bare type. */
  hasType: boolean;
  question: boolean;
  answer: boolean;
  authority: boolean;
  additional: boolean;
  comments: boolean;
  stats: boolean;
  multiline: boolean;
  usesSearch: boolean;
  isTcp: boolean;
  hasEdns: boolean;
  recurses: boolean;
  showsTtl: boolean;
  showsClass: boolean;
  timeoutMs: number;
  tries: number;
  ndots: number | undefined;
  domain: string | undefined;
  identifies: boolean;
  /** `30s` in place of `30`. */
  hasTtlUnits: boolean;
  inMicroseconds: boolean;
}

export interface DigArguments {
  readonly lookups: readonly Lookup[];
  /** As typed; undefined: those of resolv.conf. */
  readonly server: string | undefined;
  readonly port: number;
  readonly isShort: boolean;
  readonly showsCommand: boolean;
  /** What dig says of arguments before it begins. */
  readonly warnings: readonly string[];
}

/** What ends dig before it asks. */
export interface DigStop {
  readonly stop: 'usage' | 'help' | 'version' | 'fatal';
  readonly text: string;
  /** What it says of a value, on stdout. */
  readonly value?: string;
  readonly code: number;
}

const DEFAULTS: Lookup = {
  name: '.', type: 'A', hasType: false, question: true, answer: true, authority: true, additional: true, comments: true, stats: true, multiline: false, usesSearch: false, isTcp: false, hasEdns: true,
  recurses: true, showsTtl: true, showsClass: true, timeoutMs: 5000, tries: 3, ndots: undefined, domain: undefined, identifies: false, hasTtlUnits: false, inMicroseconds: false,
};

/** Options that change nothing that can be seen here. */
const QUIET = new Set(
  ('aaflag aaonly adflag badcookie besteffort bufsize cdflag coflag cookie crypto dns64prefix dnssec do ednsflags ednsnegotiation ednsopt expandaaaa expire fail header-only idn idnin idnout ignore keepalive ' +
    'keepopen mapped nsid onesoa opcode padding proxy qid qr raflag rdflag rrcomments showsearch sigchase split subnet tcflag trace nssearch unexpected unknownformat yaml zflag').split(' '),
);
const TAKING_NUMBER = new Set(['time', 'timeout', 'tries', 'retry', 'ndots']);

function badValue(what: string, value: string, why: string, code: number): DigStop {
  return { stop: 'fatal', value: `invalid ${what} '${value}': ${why}\n`, text: `dig: Couldn't parse ${what}\n`, code };
}

/** The words behind a plus, with those that change nothing here. */
const WORDS = [...TAKING_NUMBER, ...QUIET, ...'short cmd all question answer authority additional comments stats multiline search defname tcp vc edns recurse ttlid ttl ttlunits class cl identify domain'.split(' ')];

/** A word may be cut short as long as it stands for one only. */
function wholeWord(typed: string): string {
  if (WORDS.includes(typed) || typed.length < 2) return typed;
  const starting = WORDS.filter((word) => word.startsWith(typed));
  return starting.length === 1 ? (starting[0] ?? typed) : typed;
}

/** Reads dig's arguments; some of them hold for all lookups, those behind a name for that one. */
export function readDigArguments(args: readonly string[]): DigArguments | DigStop {
  const defaults: Lookup = { ...DEFAULTS };
  const lookups: Lookup[] = [];
  const warnings: string[] = [];
  let server: string | undefined;
  let port = 53;
  let isShort = false;
  let showsCommand = true;
  const current = () => lookups.at(-1) ?? defaults;
  const begin = (name: string, more: Partial<Lookup> = {}) => {
    lookups.push({ ...defaults, name, ...more });
  };
  const usage = (option: string): DigStop => ({ stop: 'usage', text: `Invalid option: ${option}\n`, code: 1 });

  const plus = (text: string): DigStop | undefined => {
    const [word = '', value] = text.includes('=') ? [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] : [text];
    const isOn = !word.startsWith('no') || word === 'nssearch' || word === 'nsid';
    const name = wholeWord(isOn ? word : word.slice(2));
    const lookup = current();
    if (TAKING_NUMBER.has(name)) {
      if (value === undefined) return usage(`+${text}`);
      const what = { time: 'timeout', timeout: 'timeout', tries: 'tries', retry: 'retries', ndots: 'ndots' }[name] ?? name;
      if (!/^\d+$/.test(value)) return badValue(what, value, 'not a valid number', 10);
      const number = Number(value);
      if (name === 'ndots') lookup.ndots = number;
      else if (what === 'timeout') lookup.timeoutMs = Math.min(Math.max(1, number), 65_535) * 1000;
      else lookup.tries = Math.min(100, Math.max(1, name === 'retry' ? number + 1 : number));
      return undefined;
    }
    switch (name) {
      case 'short':
        isShort = isOn;
        if (isOn) showsCommand = false;
        return undefined;
      case 'cmd':
        showsCommand = isOn;
        return undefined;
      case 'all':
        if (!isOn) showsCommand = false;
        Object.assign(lookup, { question: isOn, answer: isOn, authority: isOn, additional: isOn, comments: isOn, stats: isOn });
        return undefined;
      case 'question':
      case 'answer':
      case 'authority':
      case 'additional':
      case 'comments':
      case 'stats':
        lookup[name] = isOn;
        return undefined;
      case 'multiline':
        lookup.multiline = isOn;
        return undefined;
      case 'search':
      case 'defname':
        lookup.usesSearch = isOn;
        return undefined;
      case 'tcp':
      case 'vc':
        lookup.isTcp = isOn;
        return undefined;
      case 'edns':
        lookup.hasEdns = isOn;
        return undefined;
      case 'recurse':
        lookup.recurses = isOn;
        return undefined;
      case 'ttlunits':
        lookup.hasTtlUnits = isOn;
        if (isOn) lookup.showsTtl = true;
        return undefined;
      case 'ttlid':
      case 'ttl':
        lookup.showsTtl = isOn;
        return undefined;
      case 'class':
      case 'cl':
        lookup.showsClass = isOn;
        return undefined;
      case 'identify':
        lookup.identifies = isOn;
        return undefined;
      case 'domain':
        if (value === undefined) return usage(`+${text}`);
        lookup.domain = value;
        lookup.usesSearch = true;
        return undefined;
      default:
        return QUIET.has(name) ? undefined : usage(`+${text}`);
    }
  };

  const setType = (type: QuestionType) => {
    current().type = type;
    current().hasType = true;
  };

  const dash = (letter: string, value: string): DigStop | undefined => {
    switch (letter) {
      case 't': {
        const type = questionTypeOf(value);
        if (type === undefined) warnings.push(`;; Warning, ignoring invalid type ${value}\n`);
        else setType(type);
        return undefined;
      }
      case 'q':
        begin(value);
        return undefined;
      case 'x':
        begin(reversed(value), { type: 'PTR', hasType: true });
        return undefined;
      case 'p':
        if (!/^\d+$/.test(value)) return badValue('port number', value, 'not a valid number', 1);
        if (Number(value) > 65_535) return badValue('port number', value, 'out of range', 1);
        port = Number(value);
        return undefined;
      case 'c':
        if (!/^(in|ch|hs|any)$/i.test(value)) warnings.push(`;; Warning, ignoring invalid class ${value}\n`);
        return undefined;
      default:
        return undefined;
    }
  };

  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    let stop: DigStop | undefined;
    if (arg.startsWith('@')) server = arg.slice(1);
    else if (arg.startsWith('+')) stop = plus(arg.slice(1));
    else if (arg.startsWith('-') && arg.length > 1) {
      const letter = arg.charAt(1);
      if (letter === 'h') return { stop: 'help', text: '', code: 0 };
      if (letter === 'v') return { stop: 'version', text: '', code: 0 };
      if (letter === 'u') current().inMicroseconds = true;
      if ('46dimru'.includes(letter) && arg.length === 2) continue;
      if (!'btqxpcfky'.includes(letter)) return usage(arg);
      const value = arg.length > 2 ? arg.slice(2) : args[(index += 1)];
      if (value === undefined) return usage(arg);
      stop = dash(letter, value);
    } else if (/^(in|ch|hs)$/i.test(arg)) continue;
    else {
      const type = questionTypeOf(arg);
      if (type === undefined) begin(arg);
      else setType(type);
    }
    if (stop !== undefined) return stop;
  }
  if (lookups.length === 0) begin('.', { type: defaults.hasType ? defaults.type : 'NS' });
  return { lookups, server, port, isShort, showsCommand, warnings };
}
