import type { Container, Pod } from '../kinds/pod.ts';
import type { Listener } from '../machine/host.ts';
import type { DaemonStart, Machine } from '../machine/machine.ts';
import type { ExitStatus, RunningProgram, Signal, StartFailure } from '../machine/programs.ts';
import { containerMachine, type ContainerMachine } from './containerMachine.ts';
import { createContainerLog } from './containerLog.ts';
import { digestOf } from './digest.ts';
import type { Daemon, ImageBuild } from './images/image.ts';
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

const TERMINATION_LOG = '/dev/termination-log';

/** Starts one run of a container: a daemon that its image brings, or a program by the runner. */
export function startRun(options: StartOptions): Run {
  const { context, pod, spec, image } = options;
  const { sim, unixNow } = context;
  const runner = context.runner();
  const build = image.build();
  const log = createContainerLog(unixNow);
  let exitListeners: ((exitCode: number) => void)[] = [];
  const listeners: Listener[] = [];
  let end: RunEnd | undefined;
  let program: RunningProgram | undefined;
  let daemonSignal: ((signal: Signal) => void) | undefined;
  let presence: { end(code: number): void } | undefined;
  let startFailure: StartFailure | undefined;

  const finish = (exitCode: number, reason = exitCode === 0 ? 'Completed' : 'Error') => {
    if (end !== undefined) return;
    log.flush();
    const message =
      startFailure === undefined
        ? terminationMessage(machine, spec, exitCode, () => log.lines().slice(-80).map(({ text }) => text))
        : startFailureText('create', startFailure);
    end = { exitCode, finishedUnixMs: unixNow(), reason, ...(message === '' ? {} : { message }) };
    listeners.length = 0;
    presence?.end(exitCode);
    const told = exitListeners;
    exitListeners = [];
    for (const listener of told) listener(exitCode);
    options.onEnd(run);
  };

  const startDaemonIn = (daemon: Daemon, argv: readonly string[], env: () => Readonly<Record<string, string>>, sink: DaemonSink) => {
    let hasEnded = false;
    const label = `${pod.metadata.name} ${daemon.path}`;
    const running = daemon.start({
      get machine() {
        return machineNow();
      },
      argv,
      get env() {
        return env();
      },
      ports: portsOf(spec),
      mountPaths: (spec.volumeMounts ?? []).map(({ mountPath }) => mountPath),
      image: spec.image ?? '',
      now: () => sim.now(),
      unixNow,
      after: (delayMs, act) => {
        sim.after(delayMs, label, () => {
          if (!hasEnded && end === undefined) act();
        });
      },
      log: (text, stream = 'stdout') => sink.line(text, stream),
      logLater: (make, stream = 'stdout') => sink.later(make, stream),
      listen: (listener) => listeners.push(listener),
      close: (port) => {
        const index = listeners.findIndex((listener) => listener.port === port);
        if (index >= 0) listeners.splice(index, 1);
      },
      exit: (code) => {
        if (hasEnded) return;
        hasEnded = true;
        sink.exit(code);
      },
    });
    return (signal: Signal) => {
      if (hasEnded) return;
      if (signal === 'SIGKILL') {
        hasEnded = true;
        sink.exit(137);
        return;
      }
      sim.after(context.timing.stopMs(), label, () => {
        if (!hasEnded && end === undefined) running.onSignal(signal);
      });
    };
  };

  const startedUnixMs = options.adopted?.startedUnixMs ?? unixNow();
  const isUp = () => end === undefined;
  let machine: ContainerMachine | undefined;
  const machineNow = (): ContainerMachine =>
    (machine ??= containerMachine({
      pod, spec, build, env: options.env, host: options.host, volumes: options.volumes, unixNow, random: context.random, isUp, log: log.write,
      startDaemon: (name, start) => startDaemonByName(build, name, start, startDaemonIn),
    }));
  // A part of a volume is the one that is there at the start.
  if (spec.volumeMounts?.some(({ subPath, subPathExpr }) => (subPath ?? subPathExpr ?? '') !== '') === true) machineNow();

  const run: Run = {
    namespace: pod.metadata.namespace ?? '',
    pod: pod.metadata.name,
    podUid: pod.metadata.uid,
    container: spec.name,
    attempt: options.attempt,
    get machine() {
      return machineNow();
    },
    tty: spec.tty === true,
    stdin: spec.stdin === true,
    get program() {
      return program;
    },
    spec,
    image,
    containerId: options.adopted?.containerId ?? `containerd://${digestOf(`${pod.metadata.uid} ${spec.name} ${options.attempt}`)}`,
    get startedUnixMs() {
      return startFailure === undefined ? startedUnixMs : 0;
    },
    get startFailure() {
      return startFailure;
    },
    startedAtMs: sim.now(),
    get end() {
      return end;
    },
    listeners,
    isRunning: isUp,
    log: log.lines,
    onLog: log.onLine,
    onExit: (listener) => {
      if (end !== undefined) {
        listener(end.exitCode);
        return () => {};
      }
      exitListeners.push(listener);
      return () => {
        exitListeners = exitListeners.filter((each) => each !== listener);
      };
    },
    signal: (signal) => {
      if (end !== undefined) return;
      if (daemonSignal === undefined) program?.signal(signal);
      else daemonSignal(signal);
    },
    stop: (exitCode, reason) => {
      if (end !== undefined) return;
      // The record of the end comes first: what the program reports of being killed is then no news.
      const killed = program;
      finish(exitCode, reason);
      killed?.signal('SIGKILL');
    },
    present: () => {
      if (end !== undefined || daemonSignal === undefined || presence !== undefined) return;
      presence = runner?.present?.({ machine: machineNow(), argv, onSignal: (signal) => daemonSignal?.(signal) });
    },
  };

  const argv = commandLine(build, options.command, options.args);
  const daemon = daemonFor(build, argv, options);
  if (daemon !== undefined) {
    daemonSignal = startDaemonIn(daemon, argv, () => machineNow().env, { line: log.line, later: log.later, exit: finish });
    return run;
  }
  const started = startProgram(options, machineNow(), argv, log.write, (status) => finish(status.code));
  if ('failure' in started) {
    if (build.anyProgram === undefined) {
      startFailure = started.failure;
      finish(128, 'StartError');
      return run;
    }
    daemonSignal = startDaemonIn(build.anyProgram, argv, () => machineNow().env, { line: log.line, later: log.later, exit: finish });
    return run;
  }
  program = started.program;
  return run;
}

/** A run as the status shows it. */
export function seenRun(run: Run): SeenRun {
  const { containerId, attempt, image, startedUnixMs, end } = run;
  return { containerId, attempt, image: image.name, imageId: image.id, startedUnixMs, end };
}

/** The words that are executed: the pod's command replaces both of the image's, its arguments only the second. */
function commandLine(build: ImageBuild, command: readonly string[] | undefined, args: readonly string[] | undefined): readonly string[] {
  if (command !== undefined && command.length > 0) return [...command, ...(args ?? [])];
  return [...build.entrypoint, ...(args !== undefined && args.length > 0 ? args : build.cmd)];
}

function daemonFor(build: ImageBuild, argv: readonly string[], { context, spec, command, args }: StartOptions): Daemon | undefined {
  if (context.profile.standIn === true) return standInDaemon(standInRun(spec.image ?? '', [...(command ?? []), ...(args ?? [])]));
  const words = [...argv];
  while (words[0] !== undefined && build.wrappers?.includes(words[0]) === true) words.shift();
  return namedDaemon(build, words[0] ?? '');
}

function namedDaemon(build: ImageBuild, name: string): Daemon | undefined {
  return build.daemons.find(({ path }) => path === name || (!name.includes('/') && path.endsWith(`/${name}`)));
}

/** Where a daemon's lines go, and its end. */
interface DaemonSink {
  readonly line: (text: string, stream: 'stdout' | 'stderr') => void;
  readonly later: (make: () => readonly string[], stream: 'stdout' | 'stderr') => void;
  readonly exit: (code: number) => void;
}

function startDaemonByName(
  build: ImageBuild,
  name: string,
  start: DaemonStart,
  begin: (daemon: Daemon, argv: readonly string[], env: () => Readonly<Record<string, string>>, sink: DaemonSink) => (signal: Signal) => void,
): { signal(signal: Signal): void } | undefined {
  const daemon = namedDaemon(build, name);
  if (daemon === undefined) return undefined;
  const line = (text: string, stream: 'stdout' | 'stderr') => start.onOutput(`${text}\n`, stream);
  const sink: DaemonSink = { line, later: (make, stream) => make().forEach((text) => line(text, stream)), exit: start.onExit };
  return { signal: begin(daemon, start.argv, () => start.env, sink) };
}

function startProgram(
  { context, spec }: StartOptions,
  machine: Machine,
  argv: readonly string[],
  onOutput: (text: string, stream: 'stdout' | 'stderr') => void,
  onExit: (status: ExitStatus) => void,
): { readonly program: RunningProgram } | { readonly failure: StartFailure } {
  const runner = context.runner();
  if (runner === undefined || argv[0] === undefined) return { failure: { reason: 'not found', path: argv[0] ?? '' } };
  const started = runner.start({
    machine, argv, stdin: spec.stdin === true, isInit: true, onOutput, onExit,
    ...(spec.tty === true ? { tty: { columns: 80, rows: 24 } } : {}),
  });
  return 'reason' in started ? { failure: started } : { program: started };
}

/** The ports that the container tells of, in its list or by its probes. */
function portsOf(spec: Container): readonly number[] {
  const declared = (spec.ports ?? []).map(({ containerPort }) => containerPort);
  const probed = [spec.readinessProbe, spec.livenessProbe, spec.startupProbe].map((probe) => probe?.httpGet?.port ?? probe?.tcpSocket?.port);
  return [...new Set([...declared, ...probed.filter((port) => typeof port === 'number')])];
}

const MAX_MESSAGE = 4096;

/** k8s: kuberuntime getTerminationMessage */
function terminationMessage(machine: ContainerMachine | undefined, spec: Container, exitCode: number, lastLines: () => readonly string[]): string {
  const path = spec.terminationMessagePath ?? TERMINATION_LOG;
  const written = machine?.hasFiles() === true && machine.files.exists(path) ? machine.files.read(path) : '';
  if (written !== '') return written.slice(0, MAX_MESSAGE);
  return exitCode !== 0 && spec.terminationMessagePolicy === 'FallbackToLogsOnError' ? lastLines().join('\n').slice(-2048) : '';
}
