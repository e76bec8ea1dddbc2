import type { Simulation } from '../core/simulation.ts';
import type { Container, Handler, HttpGetAction, IntOrString } from '../kinds/pod.ts';
import type { HttpRequest, Listener } from '../machine/host.ts';
import type { ProgramRunner } from '../machine/programs.ts';
import type { Run } from './containerRun.ts';
import { startFailureText } from './startFailure.ts';
import { standInRun } from './standIn.ts';

/** What a probe or a hook came to. */
export interface HandlerResult {
  readonly isOk: boolean;
  /** The text behind `Readiness probe failed: `. */
  readonly output: string;
  /** It could not be carried out at all. */
  readonly isError?: boolean;
  /** What a command ended with. */
  readonly exitCode?: number;
}

export interface HandlerOptions {
  readonly sim: Simulation;
  readonly runner: ProgramRunner | undefined;
  readonly run: Run;
  readonly podIp: string;
  readonly nodeIp: string;
  /** Everything that listens in the pod. */
  readonly listeners: () => readonly Listener[];
  readonly timeoutMs: number;
  readonly standIn: boolean;
}

const PROBE_HEADERS: Readonly<Record<string, string>> = { 'user-agent': 'kube-probe/1.35', accept: '*/*' };
const MAX_BODY = 10 * 1024;

/** Carries out an action of a probe or a hook. `done` is told once, at once or later; the answer stops it. */
export function runHandler(handler: Handler, options: HandlerOptions, done: (result: HandlerResult) => void): () => void {
  if (handler.exec !== undefined) return runExec(handler.exec.command ?? [], options, done);
  if (handler.sleep !== undefined) {
    const timer = options.sim.after(handler.sleep.seconds * 1000, 'sleep hook', () => done({ isOk: true, output: '' }));
    return () => options.sim.cancel(timer);
  }
  done(handler.httpGet !== undefined ? httpGet(handler.httpGet, options) : handler.tcpSocket !== undefined ? openSocket(handler.tcpSocket.port, options) : openSocket(handler.grpc?.port ?? 0, options));
  return () => {};
}

function httpGet(action: HttpGetAction, options: HandlerOptions): HandlerResult {
  const { port, scheme = 'HTTP', host = options.podIp } = action;
  const number = portNumber(port, options.run.spec);
  const path = pathOf(action);
  const failed = (text: string): HandlerResult => ({ isOk: false, output: `Get "${scheme.toLowerCase()}://${host}:${number}${path}": ${text}` });
  const listener = listenerAt(options, number);
  if (listener === undefined) return failed(`dial tcp ${host}:${number}: connect: connection refused`);
  if ((listener.answerMs ?? 0) > options.timeoutMs) return failed('context deadline exceeded (Client.Timeout exceeded while awaiting headers)');
  if (scheme === 'HTTPS') return failed('http: server gave HTTP response to HTTPS client');
  if (listener.http === undefined) return failed('net/http: HTTP/1.x transport connection broken: malformed HTTP response');
  const request = probeRequest(action, path, `${host}:${number}`);
  const status = listener.probe?.(request, options.nodeIp) ?? listener.http(request, options.nodeIp).status;
  return status >= 200 && status < 400 ? SUCCESS : { isOk: false, output: `HTTP probe failed with statuscode: ${status}` };
}

const SUCCESS: HandlerResult = { isOk: true, output: '' };

function pathOf({ path = '/' }: HttpGetAction): string {
  return path.startsWith('/') ? path : `/${path}`;
}

function probeRequest({ httpHeaders = [] }: HttpGetAction, path: string, host: string): HttpRequest {
  if (httpHeaders.length === 0) return { method: 'GET', path, host, headers: PROBE_HEADERS, body: '' };
  const headers = { ...PROBE_HEADERS, ...Object.fromEntries(httpHeaders.map(({ name, value }) => [name.toLowerCase(), value])) };
  return { method: 'GET', path, host: headers['host'] ?? host, headers, body: '' };
}

function openSocket(port: IntOrString, options: HandlerOptions): HandlerResult {
  const number = portNumber(port, options.run.spec);
  if (listenerAt(options, number) !== undefined) return SUCCESS;
  return { isOk: false, output: `dial tcp ${options.podIp}:${number}: connect: connection refused` };
}

function listenerAt({ listeners }: HandlerOptions, port: number): Listener | undefined {
  for (const listener of listeners()) if (listener.port === port && listener.protocol === 'TCP') return listener;
  return undefined;
}

/** A port by its number or by its name in the container's list; 0 when there is none of that name. */
function portNumber(port: IntOrString, { ports = [] }: Container): number {
  if (typeof port === 'number') return port;
  const named = ports.find(({ name }) => name === port)?.containerPort;
  return named ?? (/^\d+$/.test(port) ? Number(port) : 0);
}

function runExec(command: readonly string[], options: HandlerOptions, done: (result: HandlerResult) => void): () => void {
  const { sim, runner, run, timeoutMs } = options;
  if (options.standIn || runner === undefined) {
    const { exitCode, output } = standInRun('', command);
    done({ isOk: exitCode === 0, output });
    return () => {};
  }
  run.present();
  let output = '';
  let isOver = false;
  const end = (result: HandlerResult) => {
    if (isOver) return;
    isOver = true;
    sim.cancel(timer);
    done(result);
  };
  const timer = sim.after(timeoutMs, `timeout of ${command.join(' ')}`, () => {
    end({ isOk: false, output: `command timed out: "${command.join(' ')}" timed out after ${timeoutMs / 1000}s` });
    if (!('reason' in started)) started.signal('SIGKILL');
  });
  const started = runner.start({
    machine: run.machine,
    argv: command,
    stdin: false,
    onOutput: (text) => {
      if (output.length < MAX_BODY) output += text;
    },
    onExit: ({ code }) => end({ isOk: code === 0, output: output.slice(0, MAX_BODY), exitCode: code }),
  });
  if ('reason' in started) end({ isOk: false, isError: true, output: startFailureText('exec', started) });
  return () => {
    isOver = true;
    sim.cancel(timer);
    if (!('reason' in started)) started.signal('SIGKILL');
  };
}
