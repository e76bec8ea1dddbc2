import type { Signal } from '#engine/machine/programs.ts';
import type { Process } from '../../process/process.ts';

/** Sends a signal to the process with that number, to its whole group when negative; 0 only asks. False when nobody is there. */
export function sendSignal(sender: Process, pid: number, signal: Signal | 0): boolean {
  const { kernel, machine } = sender;
  if (pid <= 0) {
    const group = pid === 0 ? sender.processGroup : kernel.groupOf(machine, -pid);
    if (signal === 0) return kernel.processes(machine).some(({ processGroup }) => processGroup === group);
    return kernel.signalGroup(group, signal);
  }
  const found = kernel.find(pid, machine);
  if (found === undefined) return false;
  if (signal !== 0) kernel.signal(found, signal);
  return true;
}
