import type { Process } from '../../process/process.ts';
import { sizeText } from './busyboxPs.ts';
import { processFacts, type ProcessFacts } from './processFacts.ts';
import { sortedForTop } from './procpsTop.ts';
import { systemFacts } from './systemFacts.ts';
import type { TopView } from './top.ts';

/** The lines of busybox's top. */
export function busyboxTop(process: Process, view: TopView): readonly string[] {
  const { memory, loads } = systemFacts(process);
  const all = processFacts(process);
  const running = all.filter(({ state }) => state.startsWith('R')).length;
  return [
    `Mem: ${memory.total - memory.free}K used, ${memory.free}K free, ${memory.shared}K shrd, ${memory.buffers}K buff, ${memory.cache}K cached`,
    'CPU:   1% usr   0% sys   0% nic  98% idle   0% io   0% irq   0% sirq',
    `Load average: ${loads.map((load) => load.toFixed(2)).join(' ')} ${Math.max(1, running)}/${all.length} ${all.at(-1)?.pid ?? 1}`,
    '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
    ...sortedForTop(all, view).map((facts) => row(facts, memory.total)),
  ];
}

function row({ pid, parentPid, user, state, command, footprint }: ProcessFacts, totalKb: number): string {
  const share = Math.floor((100 * footprint.virtualKb) / totalKb);
  return `${String(pid).padStart(5)} ${String(parentPid).padStart(5)} ${user.slice(0, 8).padEnd(8)} ${state.charAt(0).padEnd(4)} ${sizeText(footprint.virtualKb).padStart(5)} ${`${share}%`.padStart(4)} ${String(pid % 4).padStart(3)} ${`${Math.floor(100 * footprint.cpuShare)}%`.padStart(4)} ${command}`;
}
