import type { Machine } from '#engine/machine/machine.ts';
import type { Footprint } from '#engine/machine/programs.ts';
import { leaderOf } from '../../process/processTable.ts';
import type { Kernel, Process, SeenProcess } from '../../process/process.ts';
import type { Tty } from '../../process/tty.ts';

/** What /proc tells of a process. */
export interface ProcessFacts {
  readonly process: Process;
  readonly pid: number;
  readonly parentPid: number;
  readonly group: number;
  readonly session: number;
  readonly user: string;
  readonly uid: number;
  /** The name of its program, at most 15 characters. */
  readonly name: string;
  /** Its whole command line; a kernel thread in brackets. */
  readonly command: string;
  /** `pts/0`; undefined without a terminal. */
  readonly terminal: string | undefined;
  /** `Ss+`: the letter of the state and its marks. */
  readonly state: string;
  readonly startedUnixMs: number;
  readonly cpuMs: number;
  readonly footprint: Footprint;
}

/** Of all processes that the machine of a process sees, in the order of their numbers. */
export function processFacts(looker: Process): readonly ProcessFacts[] {
  const { kernel, machine } = looker;
  const seen = kernel.visible(machine);
  const terminals = terminalNames(seen);
  const numbers = new Map(seen.map(({ process, pid }) => [process, pid]));
  return seen.map((each) => factsOf(each, { kernel, terminals, numbers }));
}

interface Around {
  readonly kernel: Kernel;
  readonly terminals: ReadonlyMap<Tty, string>;
  readonly numbers: ReadonlyMap<Process, number>;
}

function factsOf({ process, pid, parentPid }: SeenProcess, around: Around): ProcessFacts {
  const { kernel, terminals, numbers } = around;
  const footprint = process.footprint ?? footprintOf(process);
  const session = numbers.get(sessionLeader(process)) ?? pid;
  const startedUnixMs = kernel.unixNow() - kernel.now() + process.startedAtMs;
  return {
    process,
    pid,
    parentPid,
    group: groupNumber(process, around),
    session,
    user: process.user,
    uid: uidOf(process.user),
    name: programName(process),
    command: commandLine(process),
    terminal: process.tty === undefined ? undefined : terminals.get(process.tty),
    state: stateOf(process, session === pid, footprint),
    startedUnixMs,
    cpuMs: Math.floor(footprint.cpuShare * (kernel.now() - process.startedAtMs)),
    footprint,
  };
}

/** Terminals are numbered as they were opened. */
function terminalNames(seen: readonly SeenProcess[]): ReadonlyMap<Tty, string> {
  const names = new Map<Tty, string>();
  const perMachine = new Map<Machine, number>();
  for (const { process } of seen) {
    if (process.tty === undefined || names.has(process.tty)) continue;
    const number = perMachine.get(process.machine) ?? 0;
    perMachine.set(process.machine, number + 1);
    names.set(process.tty, `pts/${number}`);
  }
  return names;
}

/** The terminal of a process as ps and tty name it; undefined without one. */
export function terminalOf(process: Process): string | undefined {
  return process.tty === undefined ? undefined : terminalNames(process.kernel.visible(process.machine)).get(process.tty);
}

/** The leader of its group, under the number that the looker sees. */
function groupNumber(process: Process, { kernel, numbers }: Around): number {
  const leader = leaderOf(process.processGroup);
  const found = kernel.find(leader, process.machine);
  return (found === undefined ? undefined : numbers.get(found)) ?? leader;
}

function sessionLeader(process: Process): Process {
  let leader = process;
  while (leader.parent !== undefined && leader.parent.machine === leader.machine && leader.parent.footprint === undefined && leader.tty === leader.parent.tty) leader = leader.parent;
  return leader;
}

function programName(process: Process): string {
  const [called = ''] = process.argv;
  if (called.startsWith('[')) return called.slice(1, -1).slice(0, 15);
  const first = called.replace(/^-/, '').split(/[: ]/)[0] ?? '';
  return first.slice(first.lastIndexOf('/') + 1).slice(0, 15);
}

function commandLine(process: Process): string {
  if (process.exit !== undefined) return `[${programName(process)}] <defunct>`;
  return process.argv.join(' ').replaceAll('\n', ' ');
}

function stateOf(process: Process, isLeader: boolean, { threads }: Footprint): string {
  const isKernelThread = process.argv[0]?.startsWith('[') === true;
  const letter = process.exit !== undefined ? 'Z' : process.state === 'stopped' ? 'T' : process.state === 'running' ? 'R' : 'S';
  const isInFront = process.tty !== undefined && process.tty.foreground === process.processGroup;
  return `${letter}${isLeader && !isKernelThread ? 's' : ''}${threads > 1 ? 'l' : ''}${isInFront ? '+' : ''}`;
}

const UIDS: Readonly<Record<string, number>> = { root: 0, bin: 1, daemon: 2, rpcuser: 29, rpc: 32, dbus: 81, nginx: 101, redis: 999, mysql: 999, chrony: 998, nobody: 65_534 };

export function uidOf(user: string): number {
  return /^\d+$/.test(user) ? Number(user) : (UIDS[user] ?? 1000);
}

/** Resident and virtual memory of common programs, in KiB. */
const MEMORY: Readonly<Record<string, readonly [number, number]>> = {
  bash: [2116, 115_684], sh: [1412, 113_284], sleep: [352, 108_056], kubectl: [41_872, 761_320], ps: [1864, 155_452], top: [2296, 162_108], watch: [1232, 152_120], curl: [3120, 163_680], ping: [1092, 128_116],
  less: [980, 110_412], vim: [5048, 149_740], vi: [5048, 149_740], awk: [1028, 113_420], grep: [980, 112_816],
};
const ORDINARY: readonly [number, number] = [648, 108_312];
/** Busybox is one small program with many names. */
const BUSYBOX: readonly [number, number] = [4, 1316];
const ALPINE: readonly [number, number] = [812, 1624];

function footprintOf(process: Process): Footprint {
  const { flavour } = process.machine;
  const [residentKb, virtualKb] = flavour === 'busybox' ? BUSYBOX : flavour === 'alpine' ? ALPINE : (MEMORY[programName(process)] ?? ORDINARY);
  return { residentKb, virtualKb, cpuShare: 0, threads: 1 };
}
