import type { Process } from '../../process/process.ts';
import type { ParsedOptions } from '../options.ts';
import { processorsOf } from '../hardware.ts';
import { processFacts, type ProcessFacts } from './processFacts.ts';
import { nodeOf, systemFacts } from './systemFacts.ts';
import type { TopView } from './top.ts';
import { uptimeLine } from './uptime.ts';

/** The lines of procps' top. */
export function procpsTop(process: Process, options: ParsedOptions, view: TopView): readonly string[] {
  const { memory } = systemFacts(process);
  const all = processFacts(process);
  const count = (letter: string) => all.filter(({ state }) => state.startsWith(letter)).length;
  const { user, system, idle } = processorTimes(process, all);
  const kb = (value: number) => String(value).padStart(8);
  return [
    `top -${uptimeLine(process)}`,
    `Tasks: ${String(all.length).padStart(3)} total, ${String(Math.max(1, count('R'))).padStart(3)} running, ${String(all.length - Math.max(1, count('R')) - count('T') - count('Z')).padStart(3)} sleeping, ${String(count('T')).padStart(3)} stopped, ${String(count('Z')).padStart(3)} zombie`,
    `%Cpu(s): ${user.padStart(4)} us, ${system.padStart(4)} sy,  0.0 ni, ${idle.padStart(4)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st`,
    `KiB Mem : ${kb(memory.total)} total, ${kb(memory.free)} free, ${kb(memory.used)} used, ${kb(memory.buffers + memory.cache)} buff/cache`,
    `KiB Swap: ${kb(0)} total, ${kb(0)} free, ${kb(0)} used. ${kb(memory.available)} avail Mem `,
    '',
    '  PID USER      PR  NI    VIRT    RES    SHR S  %CPU %MEM     TIME+ COMMAND',
    ...chosen(all, options, view).map((facts) => row(facts, memory.total, view)),
  ];
}

/** In percent of all processors. */
function processorTimes(process: Process, all: readonly ProcessFacts[]): { readonly user: string; readonly system: string; readonly idle: string } {
  const node = nodeOf(process) ?? process.machine;
  const share = all.reduce((sum, { footprint }) => sum + footprint.cpuShare, 0) / processorsOf(node, process.kernel.cluster);
  const busy = 100 * share;
  const [user, system] = [busy * 0.7, busy * 0.3];
  return { user: user.toFixed(1), system: system.toFixed(1), idle: (100 - Number(user.toFixed(1)) - Number(system.toFixed(1))).toFixed(1) };
}

function chosen(all: readonly ProcessFacts[], options: ParsedOptions, view: TopView): readonly ProcessFacts[] {
  const pids = options.values('p').flatMap((list) => list.split(',').map(Number));
  const owner = options.value('u') ?? options.value('U');
  return sortedForTop(all.filter(({ pid, user, uid }) => (pids.length === 0 || pids.includes(pid)) && (owner === undefined || owner === user || owner === String(uid))), view);
}

/** The busiest first; equals by number. */
export function sortedForTop(all: readonly ProcessFacts[], { sort, isReversed }: TopView): readonly ProcessFacts[] {
  const measure = (facts: ProcessFacts) => {
    if (sort === 'cpu') return facts.footprint.cpuShare + (facts.state.startsWith('R') ? 0.5 : 0);
    return sort === 'memory' ? facts.footprint.residentKb : sort === 'time' ? facts.cpuMs : facts.pid;
  };
  const ordered = [...all].sort((a, b) => measure(b) - measure(a) || a.pid - b.pid);
  return isReversed ? ordered.reverse() : ordered;
}

function row(facts: ProcessFacts, totalKb: number, { showsCommandLine }: TopView): string {
  const { pid, user, state, cpuMs, name, command, footprint } = facts;
  const seconds = Math.floor(cpuMs / 10) / 100;
  const time = `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
  return (
    `${String(pid).padStart(5)} ${user.slice(0, 8).padEnd(8)}  20   0 ${scaled(footprint.virtualKb, 7)} ${scaled(footprint.residentKb, 6)} ${scaled(Math.floor(footprint.residentKb * 0.4), 6)} ` +
    `${state.charAt(0)} ${(100 * footprint.cpuShare).toFixed(1).padStart(5)} ${((100 * footprint.residentKb) / totalKb).toFixed(1).padStart(4)} ${time.padStart(9)} ${showsCommandLine ? command : name}`
  );
}

/** KiB as long as they fit, else with a letter: `10.7g`. */
function scaled(kb: number, width: number): string {
  if (String(kb).length <= width) return String(kb).padStart(width);
  const gib = kb / 1024 / 1024;
  return `${gib.toFixed(1)}g`.padStart(width);
}
