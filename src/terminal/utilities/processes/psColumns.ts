import { civilTimeOf } from '#engine/core/time.ts';
import { strftime } from '../strftime.ts';
import type { ProcessFacts } from './processFacts.ts';

/** What a column needs besides its process. */
export interface PsContext {
  readonly nowUnixMs: number;
  readonly memoryKb: number;
  /** Lines of a tree before the command: `  \_ `. */
  readonly branch: (facts: ProcessFacts) => string;
}

export interface PsColumn {
  readonly header: string;
  readonly width: number;
  /** Text stands at the left edge, numbers at the right. */
  readonly isLeft: boolean;
  readonly cell: (facts: ProcessFacts, context: PsContext) => string;
  /** What `--sort` compares; the cell where absent. */
  readonly order?: (facts: ProcessFacts) => number;
}

type Cell = PsColumn['cell'];

const number = (header: string, width: number, cell: Cell, order?: (facts: ProcessFacts) => number): PsColumn => ({ header, width, isLeft: false, cell, ...(order === undefined ? {} : { order }) });
const text = (header: string, width: number, cell: Cell): PsColumn => ({ header, width, isLeft: true, cell });

const runMs = ({ startedUnixMs }: ProcessFacts, { nowUnixMs }: PsContext) => Math.max(1, nowUnixMs - startedUnixMs);
const cpuPercent: Cell = (facts, context) => ((100 * facts.cpuMs) / runMs(facts, context)).toFixed(1);
const memoryPercent: Cell = ({ footprint }, { memoryKb }) => (Math.floor((1000 * footprint.residentKb) / memoryKb) / 10).toFixed(1);
/** ps cuts names that are too long and marks the cut. */
const userName = ({ user }: ProcessFacts) => (user.length > 8 ? `${user.slice(0, 7)}+` : user);
const command: Cell = (facts, context) => context.branch(facts) + facts.command;
const niceness = ({ name }: ProcessFacts) => (name.startsWith('kworker') && name.includes('H') ? -20 : 0);
const letter = ({ state }: ProcessFacts) => state.charAt(0);
const isKernelThread = ({ command: line, pid }: ProcessFacts) => line.startsWith('[') && pid < 2000;
/** 4: root's rights were used; 1: forked and not gone on as another program. */
const flags = (facts: ProcessFacts) => (isKernelThread(facts) ? '1' : facts.uid === 0 ? '4' : '5');
const waitChannel = (facts: ProcessFacts) => (letter(facts) === 'R' ? '-' : isKernelThread(facts) ? 'kthrea' : letter(facts) === 'T' ? 'do_sig' : facts.footprint.threads > 1 ? 'futex_' : 'do_wai');
const terminal = (facts: ProcessFacts) => facts.terminal ?? '?';

/** Columns by the words that -o takes. */
export const PS_COLUMNS: Readonly<Record<string, PsColumn>> = {
  pid: number('PID', 5, ({ pid }) => String(pid), ({ pid }) => pid),
  ppid: number('PPID', 5, ({ parentPid }) => String(parentPid), ({ parentPid }) => parentPid),
  pgid: number('PGID', 5, ({ group }) => String(group), ({ group }) => group),
  sid: number('SID', 5, ({ session }) => String(session), ({ session }) => session),
  lwp: number('LWP', 5, ({ pid }) => String(pid)),
  nlwp: number('NLWP', 4, ({ footprint }) => String(footprint.threads), ({ footprint }) => footprint.threads),
  tpgid: number('TPGID', 5, (facts) => (facts.terminal === undefined ? '-1' : String(facts.group))),
  user: text('USER', 8, userName),
  ruser: text('RUSER', 8, userName),
  group: text('GROUP', 8, userName),
  uid: number('UID', 5, ({ uid }) => String(uid), ({ uid }) => uid),
  gid: number('GID', 5, ({ uid }) => String(uid), ({ uid }) => uid),
  comm: text('COMMAND', 15, ({ name, state }) => (state.startsWith('Z') ? `${name} <defunct>` : name)),
  args: text('COMMAND', 27, command),
  pcpu: number('%CPU', 4, cpuPercent, ({ cpuMs, startedUnixMs }) => cpuMs / (startedUnixMs + 1) + cpuMs),
  pmem: number('%MEM', 4, memoryPercent, ({ footprint }) => footprint.residentKb),
  c: number('C', 2, (facts, context) => String(Math.floor(Number(cpuPercent(facts, context))))),
  rss: number('RSS', 5, ({ footprint }) => String(footprint.residentKb), ({ footprint }) => footprint.residentKb),
  vsz: number('VSZ', 6, ({ footprint }) => String(footprint.virtualKb), ({ footprint }) => footprint.virtualKb),
  sz: number('SZ', 5, ({ footprint }) => String(Math.round(footprint.virtualKb / 4)), ({ footprint }) => footprint.virtualKb),
  stat: text('STAT', 4, ({ state }) => state),
  s: text('S', 1, letter),
  f: number('F', 1, flags),
  tty: text('TT', 8, terminal),
  tname: text('TTY', 8, terminal),
  time: number('TIME', 8, ({ cpuMs }) => clockText(cpuMs), ({ cpuMs }) => cpuMs),
  bsdtime: number('TIME', 6, ({ cpuMs }) => `${Math.floor(cpuMs / 60_000)}:${two(Math.floor(cpuMs / 1000) % 60)}`, ({ cpuMs }) => cpuMs),
  etime: number('ELAPSED', 11, (facts, context) => elapsedText(runMs(facts, context)), ({ startedUnixMs }) => -startedUnixMs),
  etimes: number('ELAPSED', 7, (facts, context) => String(Math.floor(runMs(facts, context) / 1000)), ({ startedUnixMs }) => -startedUnixMs),
  start: number('STARTED', 8, ({ startedUnixMs }, { nowUnixMs }) => strftime(nowUnixMs - startedUnixMs < 86_400_000 ? '%H:%M:%S' : '  %b %d', startedUnixMs), ({ startedUnixMs }) => startedUnixMs),
  lstart: number('STARTED', 24, ({ startedUnixMs }) => strftime('%a %b %e %H:%M:%S %Y', startedUnixMs), ({ startedUnixMs }) => startedUnixMs),
  stime: text('STIME', 5, startText),
  bsdstart: number('START', 6, ({ startedUnixMs }, { nowUnixMs }) => strftime(nowUnixMs - startedUnixMs < 86_400_000 ? ' %H:%M' : '%b %d', startedUnixMs)),
  ni: number('NI', 3, (facts) => String(niceness(facts)), niceness),
  pri: number('PRI', 3, (facts) => String(19 - niceness(facts)), niceness),
  opri: number('PRI', 3, (facts) => String(80 + niceness(facts)), niceness),
  wchan: text('WCHAN', 6, waitChannel),
  psr: number('PSR', 3, ({ pid }) => String(pid % 4)),
  cls: number('CLS', 3, () => 'TS'),
};

/** Other words for the same columns. */
export const PS_SYNONYMS: Readonly<Record<string, string>> = {
  ucmd: 'comm', ucomm: 'comm', fname: 'comm', cmd: 'args', command: 'args', '%cpu': 'pcpu', '%mem': 'pmem', rssize: 'rss', rsz: 'rss', vsize: 'vsz', state: 's', flag: 'f', flags: 'f', tt: 'tty',
  cputime: 'time', nice: 'ni', pgrp: 'pgid', sess: 'sid', session: 'sid', tid: 'lwp', spid: 'lwp', thcount: 'nlwp', euser: 'user', uname: 'user', euid: 'uid', egroup: 'group', rgroup: 'group',
  egid: 'gid', ruid: 'uid', start_time: 'stime', policy: 'cls', class: 'cls',
};

const two = (value: number) => String(value).padStart(2, '0');

/** `[[dd-]hh:]mm:ss` of a processor: hours are always there. */
function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  return `${days > 0 ? `${days}-` : ''}${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function elapsedText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const days = Math.floor(hours / 24);
  const inHour = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${days > 0 ? `${days}-` : ''}${hours > 0 ? `${two(hours % 24)}:` : ''}${inHour}`;
}

/** The time today, the day this year, else the year. */
function startText({ startedUnixMs }: ProcessFacts, { nowUnixMs }: PsContext): string {
  if (nowUnixMs - startedUnixMs < 86_400_000 && civilTimeOf(nowUnixMs).day === civilTimeOf(startedUnixMs).day) return strftime('%H:%M', startedUnixMs);
  return strftime(civilTimeOf(nowUnixMs).year === civilTimeOf(startedUnixMs).year ? '%b%d' : '%Y', startedUnixMs);
}
