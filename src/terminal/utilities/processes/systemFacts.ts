import type { Machine } from '#engine/machine/machine.ts';
import type { Process } from '../../process/process.ts';
import { memoryOf } from '../hardware.ts';
import { processFacts, type ProcessFacts } from './processFacts.ts';

/** What the kernel of a machine's node tells of itself. A container sees the numbers of its node. */
export interface SystemFacts {
  readonly upMs: number;
  readonly bootedUnixMs: number;
  /** Over one, five and fifteen minutes. */
  readonly loads: readonly [number, number, number];
  readonly memory: MemoryFacts;
  /** Terminals on which somebody is logged in. */
  readonly logins: readonly ProcessFacts[];
}

/** In KiB. There is no swap: kubelets want none. */
export interface MemoryFacts {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly shared: number;
  readonly buffers: number;
  readonly cache: number;
  readonly available: number;
}

const SHARED_KB = 9184;
const BUFFERS_KB = 2108;
/** simplified: what the page cache holds is a fixed part of the memory. */
const CACHE_PART = 0.2;
/** What the kernel itself takes. */
const KERNEL_KB = 186_000;

export function systemFacts(process: Process): SystemFacts {
  const { kernel, machine } = process;
  const node = nodeOf(process);
  const bootedUnixMs = node?.system?.bootedUnixMs() ?? kernel.unixNow() - kernel.now() - 3_600_000;
  const all = node === undefined ? kernel.visible(machine) : kernel.visible(node);
  const guests = all.filter(({ process: each }) => each.machine.container !== undefined).length;
  return {
    bootedUnixMs,
    upMs: kernel.unixNow() - bootedUnixMs,
    // simplified: the load follows from what runs, not from what has run.
    loads: [0.11 + guests / 50, 0.09 + guests / 60, 0.05 + guests / 80],
    memory: memoryFacts(process, all.reduce((sum, { process: each }) => sum + (each.footprint?.residentKb ?? 1024), 0)),
    logins: machine.container === undefined ? loginsOf(process) : [],
  };
}

/** The node that a machine is, or runs on. */
export function nodeOf({ kernel, machine }: Process): Machine | undefined {
  // A kernel may stand without a cluster, in tests of single programs.
  return machine.system === undefined ? (kernel.cluster as Partial<typeof kernel.cluster>).runtime?.node(machine.host.nodeName) : machine;
}

function memoryFacts(process: Process, residentKb: number): MemoryFacts {
  const total = memoryOf(process.machine, process.kernel.cluster);
  const used = Math.min(KERNEL_KB + residentKb, Math.floor(total * 0.9));
  const cache = Math.floor((total - used) * CACHE_PART);
  const free = total - used - cache - BUFFERS_KB;
  return { total, used, free, shared: SHARED_KB, buffers: BUFFERS_KB, cache, available: free + cache + BUFFERS_KB - SHARED_KB };
}

function loginsOf(process: Process): readonly ProcessFacts[] {
  const seen = new Set<string>();
  return processFacts(process).filter(({ terminal, process: each }) => {
    if (terminal === undefined || each.machine !== process.machine || seen.has(terminal)) return false;
    seen.add(terminal);
    return true;
  });
}

/** ` 08:00:12 up 46 days,  5:42,  1 user,  load average: 0.12, 0.10, 0.08`. */
export function loadText({ loads }: SystemFacts): string {
  return `load average: ${loads.map((load) => load.toFixed(2)).join(', ')}`;
}

export function upText(upMs: number): string {
  const minutes = Math.floor(upMs / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const inDay = hours === 0 ? `${minutes % 60} min` : `${String(hours).padStart(2)}:${String(minutes % 60).padStart(2, '0')}`;
  return `up ${days === 0 ? '' : `${days} day${days === 1 ? '' : 's'}, `}${inDay}`;
}
