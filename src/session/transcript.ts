import { createCluster, type Cluster } from '#engine/cluster.ts';
import type { Fault } from '#engine/faults.ts';
import type { Machine } from '#engine/machine/machine.ts';
import { conformanceProfile } from '#engine/profiles/conformance.ts';
import { nullInput, sinkOutput } from '#terminal/process/fileStream.ts';
import { createKernel } from '#terminal/process/kernel.ts';
import type { Kernel, Process } from '#terminal/process/process.ts';
import type { Input, Output } from '#terminal/process/stream.ts';
import { createProgramRunner } from '#terminal/runner.ts';
import { programs } from '#terminal/programs.ts';

/** One step of a recorded transcript. `run`, `watch` and `until` carry what the real programs printed. */
export interface TranscriptStep {
  readonly run?: string;
  readonly settle?: true;
  readonly sleep?: number;
  readonly watch?: string;
  readonly during?: readonly TranscriptStep[];
  /** The watch is cut without waiting for rest. */
  readonly nosettle?: boolean;
  /** The order between different objects of this watch is a race. */
  readonly unordered?: boolean;
  readonly fault?: string;
  readonly until?: string;
  readonly matches?: string;
  readonly timeout?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** What a real control plane and a real kubectl answered, scenario by scenario. */
export interface Transcript {
  readonly name: string;
  readonly title?: string;
  /** The scenario pins pods to nodes: their names mean something. */
  readonly nodes?: 'literal';
  /** Reasons of events that may be there or not. */
  readonly soft?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly TranscriptStep[];
  readonly objects: readonly unknown[];
}

/** Nothing has changed for this long: the cluster has settled. */
const QUIET_MS = 2500;
const LONGEST_SETTLE_MS = 90_000;
const LONGEST_COMMAND_MS = 120_000;
const POLL_MS = 500;
/** A real kubectl needs about this long to start, to ask and to answer; the cluster goes on meanwhile. */
const COMMAND_MS = 250;
/** Kinds whose changes keep a cluster from counting as settled. */
const SETTLING = new Set([
  'Pod', 'PersistentVolumeClaim', 'PersistentVolume', 'Service', 'EndpointSlice', 'StatefulSet', 'Deployment', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob', 'ControllerRevision',
  'ConfigMap', 'Namespace', 'PodDisruptionBudget',
]);
const SNAPSHOT = 'kubectl get sts,pods,pvc,pv,svc,endpointslices,controllerrevisions,deploy,rs,events -A -o json';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Plays a transcript in a fresh cluster of the recorded profile and gives the same transcript with our answers in it. */
export function replayTranscript(transcript: Transcript, seed = 1): Transcript {
  const stage = createStage(transcript.files, seed);
  const own = new Set(stage.cluster.changes().map(({ object }) => `${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}`));
  const steps = transcript.steps.map((step) => stage.play(step));
  return { ...transcript, steps, objects: finalObjects(stage, own) };
}

interface Stage {
  readonly cluster: Cluster;
  play(step: TranscriptStep): TranscriptStep;
  run(command: string): { readonly stdout: string; readonly stderr: string; readonly exitCode: number };
}

function createStage(files: Readonly<Record<string, string>>, seed: number): Stage {
  const cluster = createCluster({ profile: conformanceProfile, seed });
  const kernel = createKernel({ cluster, programs });
  cluster.useRunner(createProgramRunner(kernel));
  const machine = cluster.runtime.node(conformanceProfile.terminalNode);
  if (machine === undefined) throw new Error('the profile has no terminal');
  machine.files.makeDirectory(conformanceProfile.terminalDirectory, { parents: true });
  for (const [name, text] of Object.entries(files)) writeFile(machine, `${conformanceProfile.terminalDirectory}/${name}`, text);
  cluster.sim.runUntil(1000);

  const run = (command: string) => {
    const startedAtMs = cluster.sim.now();
    const started = start(kernel, machine, command);
    const deadlineMs = cluster.sim.now() + LONGEST_COMMAND_MS;
    while (started.process.exit === undefined && (cluster.sim.nextAtMs() ?? Number.POSITIVE_INFINITY) <= deadlineMs) cluster.sim.step();
    if (started.process.exit === undefined) kernel.signal(started.process, 'SIGKILL');
    if (cluster.sim.now() < startedAtMs + COMMAND_MS) cluster.sim.runUntil(startedAtMs + COMMAND_MS);
    return { ...shown(started), exitCode: started.process.exit?.code ?? 124 };
  };

  const play = (step: TranscriptStep): TranscriptStep => {
    if (step.run !== undefined) return { ...step, ...run(step.run) };
    if (step.settle === true) settle(cluster);
    if (step.sleep !== undefined) cluster.sim.runUntil(cluster.sim.now() + step.sleep * 1000);
    if (step.fault !== undefined) for (const fault of faultsOf(step.fault)) cluster.inject(fault);
    if (step.until !== undefined) return pollUntil(step);
    if (step.watch !== undefined) return watch(step);
    return step;
  };

  const pollUntil = (step: TranscriptStep): TranscriptStep => {
    const wanted = new RegExp(step.matches ?? '', 'm');
    const deadlineMs = cluster.sim.now() + (step.timeout ?? 90) * 1000;
    let answer = run(step.until ?? '');
    while (!wanted.test(answer.stdout) && cluster.sim.now() < deadlineMs) {
      cluster.sim.runUntil(cluster.sim.now() + POLL_MS);
      answer = run(step.until ?? '');
    }
    return { ...step, ...answer };
  };

  const watch = (step: TranscriptStep): TranscriptStep => {
    const started = start(kernel, machine, step.watch ?? '');
    cluster.sim.runUntil(cluster.sim.now() + 1000);
    const during = (step.during ?? []).map(play);
    if (step.nosettle === true) cluster.sim.runUntil(cluster.sim.now() + 500);
    else settle(cluster);
    kernel.signalGroup(started.process.processGroup, 'SIGKILL');
    cluster.sim.runUntil(cluster.sim.now() + 10);
    return { ...step, during, ...shown(started) };
  };

  return { cluster, play, run };
}

function writeFile(machine: Machine, path: string, text: string): void {
  machine.files.makeDirectory(path.slice(0, path.lastIndexOf('/')), { parents: true });
  machine.files.write(path, text);
}

interface Started {
  readonly process: Process;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

function start(kernel: Kernel, machine: Machine, command: string): Started {
  const pieces: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
  const bash = kernel.lookup(machine, 'bash', machine.env['PATH'], machine.cwd)?.program;
  if (bash === undefined) throw new Error('the terminal has no bash');
  const process = kernel.spawn({
    program: bash,
    argv: ['bash', '-c', command],
    machine,
    cwd: conformanceProfile.terminalDirectory,
    env: new Map(Object.entries({ ...machine.env, LC_ALL: 'C', TERM: 'dumb' })),
    descriptors: new Map<number, Input | Output>([[0, nullInput()], [1, sinkOutput((text) => pieces.stdout.push(text))], [2, sinkOutput((text) => pieces.stderr.push(text))]]),
    processGroup: 'new',
  });
  return { process, stdout: () => pieces.stdout.join(''), stderr: () => pieces.stderr.join('') };
}

/** What came out. The recordings write the working directory as a dot. */
function shown({ stdout, stderr }: Started): { readonly stdout: string; readonly stderr: string } {
  return { stdout: stdout().replaceAll(conformanceProfile.terminalDirectory, '.'), stderr: stderr().replaceAll(conformanceProfile.terminalDirectory, '.') };
}

function settle(cluster: Cluster): void {
  const { sim } = cluster;
  const deadlineMs = sim.now() + LONGEST_SETTLE_MS;
  let lastChangeMs = sim.now();
  let seen = cluster.changes().length;
  while (sim.now() - lastChangeMs < QUIET_MS && sim.now() < deadlineMs) {
    sim.runUntil(sim.now() + 100);
    const changes = cluster.changes();
    if (changes.slice(seen).some(({ object }) => SETTLING.has(object.kind))) lastChangeMs = sim.now();
    seen = changes.length;
  }
}

/** The faults that a recorded fault stands for. */
function faultsOf(text: string): readonly Fault[] {
  const [what = '', name = ''] = text.split(' ');
  const pod = name.replace(/^pod\//, '');
  switch (what) {
    case 'not-ready':
      return [{ fault: 'not-ready', namespace: 'default', pod, on: true }];
    case 'ready':
      return [{ fault: 'not-ready', namespace: 'default', pod, on: false }];
    case 'node-down':
      return [{ fault: 'network', node: name, connected: false }];
    case 'node-up':
      return [{ fault: 'network', node: name, connected: true }];
    default:
      throw new Error(`no fault is called ${what}`);
  }
}

/** The user's objects at the end, as the recordings keep them. */
function finalObjects(stage: Stage, own: ReadonlySet<string>): readonly unknown[] {
  const { stdout } = stage.run(SNAPSHOT);
  try {
    const { items } = JSON.parse(stdout) as { items: readonly Record<string, never>[] };
    return items.filter((item) => !own.has(keyOf(item))).map(trimmed);
  } catch {
    return [];
  }
}

function keyOf({ kind, metadata }: { readonly kind?: string; readonly metadata?: { readonly namespace?: string; readonly name?: string } }): string {
  return `${kind ?? ''}/${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

function trimmed(item: Readonly<Record<string, unknown>>): unknown {
  const { managedFields: _fields, annotations, ...metadata } = item['metadata'] as Record<string, unknown>;
  const kept = Object.fromEntries(Object.entries((annotations ?? {}) as Record<string, string>).filter(([name]) => name !== LAST_APPLIED));
  return { ...item, metadata: { ...metadata, ...(Object.keys(kept).length === 0 ? {} : { annotations: kept }) } };
}
