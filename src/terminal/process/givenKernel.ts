import type { Cluster } from '#engine/cluster.ts';
import { createSimulation, type Simulation } from '#engine/core/simulation.ts';
import { createFileSystem } from '#engine/machine/fileSystem.ts';
import { createFileTree } from '#engine/machine/fileTree.ts';
import type { Flavour, Machine } from '#engine/machine/machine.ts';
import type { Utility } from '../command.ts';
import { createKernel } from './kernel.ts';
import { nullInput, sinkOutput, textInput } from './fileStream.ts';
import type { Input, Output } from './stream.ts';
import type { Kernel, Process, Program, SpawnOptions } from './process.ts';

/** Where a stand-in's calendar begins: 23 November 2026, 06:00 UTC. */
const START_UNIX_MS = 1_795_413_600_000;

export interface GivenKernel {
  readonly sim: Simulation;
  readonly kernel: Kernel;
  readonly machine: Machine;
  /** Runs a program to its end and tells what came of it. */
  run(program: Program, options?: RunOptions): Outcome;
  /** Starts one and returns with the time standing still. */
  start(program: Program, options?: RunOptions): Started;
}

/** A process whose output can be looked at. */
export interface Started extends Process {
  readonly written: () => string;
  readonly complaints: () => string;
}

export interface RunOptions {
  readonly argv?: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly spawn?: Partial<SpawnOptions>;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** How long it took, in virtual milliseconds. */
  readonly tookMs: number;
}

export interface GivenOptions {
  readonly flavour?: Flavour;
  readonly busybox?: string;
  /** Absolute path to text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly programs?: readonly Utility[];
  readonly hostname?: string;
  readonly cwd?: string;
  readonly isContainer?: boolean;
}

/** One machine and its processes, with no cluster around them: what tests of programs start from. */
export function givenKernel(options: GivenOptions = {}): GivenKernel {
  const sim = createSimulation(1);
  const unixNow = () => START_UNIX_MS + sim.now();
  const cluster = { sim, unixNow } as unknown as Cluster;
  const machine = givenMachine(options, unixNow);
  const kernel = createKernel({ cluster, programs: options.programs ?? [] });

  const start = (program: Program, { argv = ['program'], stdin, env, spawn }: RunOptions = {}) => {
    const pieces: string[] = [];
    const errors: string[] = [];
    const process = kernel.spawn({
      program,
      argv,
      machine,
      env: new Map(Object.entries({ ...machine.env, ...env })),
      descriptors: new Map<number, Input | Output>([
        [0, stdin === undefined ? nullInput() : textInput(stdin)],
        [1, sinkOutput((text) => pieces.push(text))],
        [2, sinkOutput((text) => errors.push(text))],
      ]),
      ...spawn,
    });
    return Object.assign(process, { written: () => pieces.join(''), complaints: () => errors.join('') });
  };

  return {
    sim,
    kernel,
    machine,
    start,
    run: (program, runOptions) => {
      const process = start(program, runOptions);
      while (process.exit === undefined && sim.step());
      return { code: process.exit?.code ?? -1, stdout: process.written(), stderr: process.complaints(), tookMs: sim.now() - process.startedAtMs };
    },
  };
}

/** A machine with an ordinary directory tree and the given files; programs lie where their definitions say. */
export function givenMachine(
  { flavour = 'centos7', busybox, files = {}, programs = [], hostname = 'centos7k8s1', cwd = '/root', isContainer = false }: GivenOptions,
  unixNow: () => number,
): Machine {
  const tree = createFileTree({ now: unixNow });
  const system = createFileSystem(tree);
  for (const path of ['/root', '/tmp', '/etc', '/usr/bin', '/bin', '/dev', '/home', '/var', cwd]) system.makeDirectory(path, { parents: true });
  for (const [path, text] of Object.entries(files)) {
    system.makeDirectory(path.slice(0, path.lastIndexOf('/')) || '/', { parents: true });
    system.write(path, text);
  }
  system.write('/dev/null', '');
  Object.assign(system.node('/dev/null'), { device: { read: () => '', write: () => {} }, mode: 0o666 });
  for (const utility of programs) {
    if (!utility.flavours.includes(flavour)) continue;
    const directory = utility.directory ?? '/usr/bin';
    system.makeDirectory(directory, { parents: true });
    for (const name of [utility.name, ...(utility.aliases ?? [])]) {
      system.write(`${directory}/${name}`, '');
      Object.assign(system.node(`${directory}/${name}`), { program: name, mode: 0o755 });
    }
  }
  return {
    id: isContainer ? `pod/default/${hostname}/main` : `node/${hostname}`,
    hostname,
    flavour,
    ...(busybox === undefined ? {} : { busybox }),
    files: system,
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', HOSTNAME: hostname, USER: 'root' },
    cwd,
    user: 'root',
    host: { id: 'test', hostname, ip: '10.0.0.1', nodeName: hostname, resolvConf: () => '', hostsFile: () => '', listeners: () => [] },
    ...(isContainer ? { container: { namespace: 'default', pod: hostname, podUid: 'uid', name: 'main' } } : {}),
    isUp: () => true,
  };
}
