import { sharedGetters } from '../core/sharedGetters.ts';
import type { Simulation } from '../core/simulation.ts';
import type { Container } from '../kinds/pod.ts';
import { FileError } from '../machine/files.ts';
import type { Listener, Messenger } from '../machine/host.ts';
import type { Machine } from '../machine/machine.ts';
import type { Signal } from '../machine/programs.ts';
import type { Daemon, DaemonContext } from './images/image.ts';

/** Where a daemon's lines go, and its end. */
export interface DaemonSink {
  readonly line: (text: string, stream: 'stdout' | 'stderr') => void;
  readonly later: (make: () => readonly string[], stream: 'stdout' | 'stderr') => void;
  readonly exit: (code: number) => void;
  /** Somebody else listens on a port that it wants: that is its end. */
  readonly taken?: (port: number) => void;
}

export interface DaemonOptions {
  readonly sim: Simulation;
  readonly unixNow: () => number;
  /** For the labels of its events. */
  readonly label: string;
  readonly spec: Container;
  readonly machine: () => Machine;
  readonly argv: readonly string[];
  readonly env: () => Readonly<Record<string, string>>;
  /** What the container listens on: the daemon adds to it. */
  readonly listeners: Listener[];
  readonly messenger: () => Messenger;
  readonly podAddresses: (labels: Readonly<Record<string, string>>) => readonly string[];
  /** How long it takes to act on a signal, in milliseconds. */
  readonly stopMs: () => number;
  readonly sink: DaemonSink;
}

/** Starts a daemon in a container; the answer sends it a signal. After its end nothing of it happens any more. */
export function startDaemon(daemon: Daemon, options: DaemonOptions): (signal: Signal) => void {
  const { sim, spec, listeners, sink, label } = options;
  const own = new Set<Listener>();
  let hasEnded = false;

  const exit = (code: number) => {
    if (hasEnded) return;
    hasEnded = true;
    for (const listener of own) drop(listener);
    sink.exit(code);
  };
  const drop = (listener: Listener) => {
    own.delete(listener);
    const index = listeners.indexOf(listener);
    if (index >= 0) listeners.splice(index, 1);
  };
  const listen = (listener: Listener) => {
    if (hasEnded) return;
    if (sink.taken !== undefined && listeners.some(({ port, protocol }) => port === listener.port && protocol === listener.protocol)) {
      hasEnded = true;
      for (const each of own) drop(each);
      sink.taken(listener.port);
      return;
    }
    const { talk } = listener;
    const safe = talk === undefined ? listener : { ...listener, talk: (message: string, clientIp: string) => guarded(() => talk(message, clientIp), '') };
    own.add(safe);
    listeners.push(safe);
  };
  /** A server that cannot read or write its files says so and ends. */
  const guarded = <T>(run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      sink.line(`${error.path}: ${error.text}`, 'stderr');
      exit(1);
      return otherwise;
    }
  };
  const unlessEnded = (delayMs: number, act: () => void) => {
    sim.after(delayMs, label, () => {
      if (!hasEnded) guarded(act, undefined);
    });
  };

  const running = guarded(() => daemon.start(withMachine({
    machineNow: options.machine,
    envNow: options.env,
    argv: options.argv,
    ports: portsOf(spec),
    mountPaths: spec.volumeMounts?.map(({ mountPath }) => mountPath) ?? [],
    image: spec.image ?? '',
    now: () => sim.now(),
    unixNow: options.unixNow,
    after: unlessEnded,
    log: (text, stream = 'stdout') => sink.line(text, stream),
    logLater: (make, stream = 'stdout') => sink.later(make, stream),
    listen,
    close: (port) => {
      for (const listener of own) if (listener.port === port) drop(listener);
    },
    resolve: (name, exchange) => options.messenger().resolve(options.machine().host, name, exchange),
    talk: (ip, port, message, exchange) => options.messenger().talk(options.machine().host, ip, port, message, exchange),
    podAddresses: options.podAddresses,
    exit,
  })), { onSignal: () => {} });

  return (signal) => {
    if (signal === 'SIGKILL') exit(137);
    else unlessEnded(options.stopMs(), () => running.onSignal(signal));
  };
}

interface Sources {
  readonly machineNow: DaemonOptions['machine'];
  readonly envNow: DaemonOptions['env'];
}

/** Completes a context by what few daemons ask for. */
const withMachine = sharedGetters<Omit<DaemonContext, 'machine' | 'env'> & Sources, Pick<DaemonContext, 'machine' | 'env'>>({
  machine: ({ machineNow }) => machineNow(),
  env: ({ envNow }) => envNow(),
});

/** The ports that the container tells of, in its list or by its probes. */
function portsOf(spec: Container): readonly number[] {
  const ports = new Set((spec.ports ?? []).map(({ containerPort }) => containerPort));
  for (const probe of [spec.readinessProbe, spec.livenessProbe, spec.startupProbe]) {
    const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port;
    if (typeof port === 'number') ports.add(port);
  }
  return [...ports];
}
