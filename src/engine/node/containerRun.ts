import { sharedGetters } from '../core/sharedGetters.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Container, Pod } from '../kinds/pod.ts';
import type { Listener } from '../machine/host.ts';
import type { DaemonStart, StartedDaemon } from '../machine/machine.ts';
import type { RunningProgram, Signal, StartFailure } from '../machine/programs.ts';
import { commandLine, daemonNamed, daemonOf, wrappedCommand } from './commandLine.ts';
import { startDaemon, type DaemonSink } from './containerDaemon.ts';
import { createContainerLog } from './containerLog.ts';
import { containerMachine, type ContainerMachine } from './containerMachine.ts';
import { digestOf } from './digest.ts';
import type { Daemon } from './images/image.ts';
import type { PresentImage } from './imageStore.ts';
import type { KubeletContext } from './kubeletContext.ts';
import type { PodHost } from './podHost.ts';
import type { SeenRun } from './podStatus.ts';
import type { ContainerRun } from './runtime.ts';
import { standInDaemon, standInRun } from './standIn.ts';
import { startFailureText } from './startFailure.ts';
import type { MountedVolume } from './volumes.ts';

/** How a run ended. */
export interface RunEnd {
  readonly exitCode: number;
  readonly finishedUnixMs: number;
  readonly reason: string;
  readonly message?: string;
}

/** A run as the kubelet holds it. */
export interface Run extends ContainerRun {
  readonly spec: Container;
  readonly containerId: string;
  readonly image: PresentImage;
  readonly startedUnixMs: number;
  readonly startedAtMs: number;
  readonly end: RunEnd | undefined;
  /** Set when its program could not be started: it has ended then with code 128. */
  readonly startFailure: StartFailure | undefined;
  readonly listeners: readonly Listener[];
  signal(signal: Signal): void;
  /** Ends it at once, whatever it does. */
  stop(exitCode: number, reason?: string): void;
  /** Shows a daemon among the processes of its machine: somebody is about to look. */
  present(): void;
}

export interface StartOptions {
  readonly context: KubeletContext;
  readonly pod: Pod;
  readonly spec: Container;
  readonly attempt: number;
  readonly image: PresentImage;
  /** What the pod gives, on top of the image's variables. */
  readonly env: Readonly<Record<string, string>>;
  /** The command line as the pod writes it, variables filled in; undefined parts are the image's. */
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly host: PodHost;
  readonly volumes: ReadonlyMap<string, MountedVolume>;
  readonly onEnd: (run: Run) => void;
  /** Set for a container that has been running since before the clock started. */
  readonly adopted?: { readonly containerId: string; readonly startedUnixMs: number };
}

/** What is known of a run besides its options. */
interface RunState {
  readonly options: StartOptions;
  readonly argv: readonly string[];
  readonly log: ReturnType<typeof createContainerLog>;
  readonly listeners: Listener[];
  readonly startedUnixMs: number;
  run: Run | undefined;
  machine: ContainerMachine | undefined;
  program: RunningProgram | undefined;
  daemon: Daemon | undefined;
  signalDaemon: ((signal: Signal) => void) | undefined;
  presence: { end(code: number): void } | undefined;
  end: RunEnd | undefined;
  startFailure: StartFailure | undefined;
  exitListeners: ((exitCode: number) => void)[];
}

/** Starts one run of a container: a daemon that its image brings, or a program by the runner. */
export function startRun(options: StartOptions): Run {
  const { context, spec, image } = options;
  const state: RunState = {
    options,
    argv: commandLine(image.build(), options.command, options.args),
    log: createContainerLog(context.unixNow),
    listeners: [],
    startedUnixMs: options.adopted?.startedUnixMs ?? context.unixNow(),
    run: undefined,
    machine: undefined,
    program: undefined,
    daemon: undefined,
    signalDaemon: undefined,
    presence: undefined,
    end: undefined,
    startFailure: undefined,
    exitListeners: [],
  };
  const run = createRun(state);
  state.run = run;
  // A part of a volume is the one that is there at the start.
  if (spec.volumeMounts?.some(({ subPath, subPathExpr }) => (subPath ?? subPathExpr ?? '') !== '') === true) machineOf(state);
  begin(state);
  return run;
}

function createRun(state: RunState): Run {
  const { context, pod, spec, image, attempt, adopted } = state.options;
  return withState({
    state,
    namespace: pod.metadata.namespace ?? '',
    pod: pod.metadata.name,
    podUid: pod.metadata.uid,
    container: spec.name,
    attempt,
    tty: spec.tty === true,
    stdin: spec.stdin === true,
    stdinOnce: spec.stdinOnce === true,
    spec,
    image,
    containerId: adopted?.containerId ?? `containerd://${digestOf(`${pod.metadata.uid} ${spec.name} ${attempt}`)}`,
    startedAtMs: context.sim.now(),
    listeners: state.listeners,
    isRunning: () => state.end === undefined,
    log: state.log.lines,
    onLog: state.log.onLine,
    onExit: (listener) => listenForExit(state, listener),
    signal: (signal) => {
      if (state.end !== undefined) return;
      if (state.signalDaemon === undefined) state.program?.signal(signal);
      else state.signalDaemon(signal);
    },
    stop: (exitCode, reason) => {
      // The record of the end comes first: what the program reports of being killed is then no news.
      const killed = state.end === undefined ? state.program : undefined;
      finish(state, exitCode, reason);
      killed?.signal('SIGKILL');
    },
    present: () => {
      if (state.end !== undefined || state.signalDaemon === undefined || state.presence !== undefined) return;
      const program = wrappedCommand(image.build(), state.argv);
      state.presence = context.runner()?.present?.({
        machine: machineOf(state),
        argv: program,
        startedAtMs: state.startedUnixMs - (context.unixNow() - context.sim.now()),
        ...state.daemon?.shows?.(program),
        onSignal: (signal) => state.signalDaemon?.(signal),
      });
    },
  });
}

type StatefulParts = Pick<Run, 'machine' | 'program' | 'startedUnixMs' | 'startFailure' | 'end'>;

/** Completes a run by what changes while it lasts. */
const withState = sharedGetters<Omit<Run, keyof StatefulParts> & { readonly state: RunState }, StatefulParts>({
  machine: ({ state }) => machineOf(state),
  program: ({ state }) => state.program,
  startedUnixMs: ({ state }) => (state.startFailure === undefined ? state.startedUnixMs : 0),
  startFailure: ({ state }) => state.startFailure,
  end: ({ state }) => state.end,
});

/** The container as a machine, made when somebody asks. */
function machineOf(state: RunState): ContainerMachine {
  const { context, pod, spec, image, env, host, volumes } = state.options;
  state.machine ??= containerMachine({
    pod, spec, env, host, volumes,
    build: image.build(),
    unixNow: context.unixNow,
    bornUnixMs: state.run?.startedUnixMs ?? context.unixNow(),
    random: context.random,
    isUp: () => state.end === undefined,
    log: state.log.write,
    startDaemon: (name, start) => startNamedDaemon(state, name, start),
  });
  return state.machine;
}

/** Starts what the command line names. */
function begin(state: RunState): void {
  const { context, spec, image, command, args } = state.options;
  const build = image.build();
  const daemon = context.profile.standIn === true ? standInDaemon(standInRun(spec.image ?? '', [...(command ?? []), ...(args ?? [])])) : daemonOf(build, state.argv);
  if (daemon !== undefined) {
    beginDaemon(state, daemon);
    return;
  }
  const started = startProgram(state);
  if (!('reason' in started)) state.program = started;
  else if (build.anyProgram !== undefined) beginDaemon(state, build.anyProgram);
  else {
    state.startFailure = started;
    finish(state, 128, 'StartError');
  }
}

function beginDaemon(state: RunState, daemon: Daemon): void {
  const { line, later } = state.log;
  state.daemon = daemon;
  state.signalDaemon = launchDaemon(state, daemon, { argv: wrappedCommand(state.options.image.build(), state.argv), env: () => machineOf(state).env, sink: { line, later, exit: (code) => finish(state, code) } });
}

interface Launch {
  readonly argv: readonly string[];
  readonly env: () => Readonly<Record<string, string>>;
  readonly sink: DaemonSink;
}

function launchDaemon(state: RunState, daemon: Daemon, { argv, env, sink }: Launch): (signal: Signal) => void {
  const { context, pod, spec } = state.options;
  return startDaemon(daemon, {
    sim: context.sim,
    unixNow: context.unixNow,
    label: `${pod.metadata.name} ${daemon.path}`,
    spec,
    argv,
    env,
    machine: () => machineOf(state),
    listeners: state.listeners,
    messenger: context.messenger,
    podAddresses: (labels) => podAddresses(context, pod.metadata.namespace ?? '', labels),
    stopMs: context.timing.stopMs,
    sink,
  });
}

/** simplified: asked with the kubelet's rights, whatever the pod's account may do. */
function podAddresses({ api }: KubeletContext, namespace: string, labels: Readonly<Record<string, string>>): readonly string[] {
  const isWanted = ({ metadata }: KubeObject) => metadata.namespace === namespace && Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value);
  return (api.list('Pod') as readonly Pod[]).filter(isWanted).flatMap(({ status }) => (status?.phase === 'Running' && status.podIP !== undefined ? [status.podIP] : []));
}

/** A daemon that a shell in the container runs. What it says while it starts is held back: a taken port is all that it tells then. */
function startNamedDaemon(state: RunState, name: string, { argv, env, onOutput, onExit }: DaemonStart): StartedDaemon | undefined {
  const daemon = daemonNamed(state.options.image.build(), name);
  if (daemon === undefined) return undefined;
  let held: (() => void)[] | undefined = [];
  const say = (write: () => void) => {
    if (held === undefined) write();
    else held.push(write);
  };
  const line = (text: string, stream: 'stdout' | 'stderr') => say(() => onOutput(`${text}\n`, stream));
  const later: DaemonSink['later'] = (make, stream) => {
    for (const text of make()) line(text, stream);
  };
  const taken = (port: number) => {
    held = [];
    onOutput(`${daemon.portTaken?.(port, state.options.context.unixNow()) ?? `${name}: cannot listen on port ${port}: Address already in use`}\n`, 'stderr');
    onExit(1);
  };
  const signal = launchDaemon(state, daemon, { argv, env: () => env, sink: { line, later, exit: onExit, taken } });
  for (const write of held) write();
  held = undefined;
  return { signal, isDetached: daemon.detaches?.(argv) === true, argv: daemon.shows?.(argv).argv ?? argv };
}

function startProgram(state: RunState): RunningProgram | StartFailure {
  const { context, spec } = state.options;
  const runner = context.runner();
  if (runner === undefined || state.argv[0] === undefined) return { reason: 'not found', path: state.argv[0] ?? '' };
  return runner.start({
    machine: machineOf(state),
    argv: state.argv,
    stdin: spec.stdin === true,
    isInit: true,
    onOutput: state.log.write,
    onExit: ({ code }) => finish(state, code),
    ...(spec.tty === true ? { tty: { columns: 80, rows: 24 } } : {}),
  });
}

function listenForExit(state: RunState, listener: (exitCode: number) => void): () => void {
  if (state.end !== undefined) {
    listener(state.end.exitCode);
    return () => {};
  }
  state.exitListeners.push(listener);
  return () => {
    state.exitListeners = state.exitListeners.filter((each) => each !== listener);
  };
}

/** The run is over: its log is closed, nothing listens any more, and those who wait are told. */
function finish(state: RunState, exitCode: number, reason = exitCode === 0 ? 'Completed' : 'Error'): void {
  if (state.end !== undefined) return;
  const { context, onEnd } = state.options;
  state.log.flush();
  const message = terminationMessage(state, exitCode);
  state.end = { exitCode, finishedUnixMs: context.unixNow(), reason, ...(message === '' ? {} : { message }) };
  state.listeners.length = 0;
  state.presence?.end(exitCode);
  const told = state.exitListeners;
  state.exitListeners = [];
  for (const listener of told) listener(exitCode);
  if (state.run !== undefined) onEnd(state.run);
}

const TERMINATION_LOG = '/dev/termination-log';
const MAX_MESSAGE = 4096;
const MAX_MESSAGE_FROM_LOG = 2048;
const MAX_LINES_FROM_LOG = 80;

/** k8s: kuberuntime getTerminationMessage */
function terminationMessage({ options: { spec }, machine, log, startFailure }: RunState, exitCode: number): string {
  if (startFailure !== undefined) return startFailureText('create', startFailure);
  const path = spec.terminationMessagePath ?? TERMINATION_LOG;
  const written = machine?.hasFiles() === true && machine.files.exists(path) ? machine.files.read(path) : '';
  if (written !== '') return written.slice(0, MAX_MESSAGE);
  if (exitCode === 0 || spec.terminationMessagePolicy !== 'FallbackToLogsOnError') return '';
  return log.lines().slice(-MAX_LINES_FROM_LOG).map(({ text }) => text).join('\n').slice(-MAX_MESSAGE_FROM_LOG);
}

/** A run as the status shows it. */
export function seenRun(run: Run): SeenRun {
  const { containerId, attempt, image, startedUnixMs, end } = run;
  return { containerId, attempt, image: image.name, imageId: image.id, startedUnixMs, end };
}
