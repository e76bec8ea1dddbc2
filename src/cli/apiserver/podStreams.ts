import { failure, noSuchPath, badRequest } from '#engine/api/status.ts';
import type { Status } from '#engine/api/errors.ts';
import type { Attachment, RunningProgram } from '#engine/machine/programs.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { ContainerRun } from '#engine/node/runtime.ts';
import { reachContainer } from '#terminal/kubectl/containers/reachContainer.ts';
import { startProblem } from '#terminal/kubectl/containers/startProblem.ts';
import { valueAt } from '#terminal/kubectl/printers/values.ts';
import { parsedJson } from './bodies.ts';
import { containerNamed } from './podSubresources.ts';
import { mustFind } from './selection.ts';
import { notAllowed } from './route.ts';
import type { Call } from './served.ts';

/** Numbers of the channels that share one connection. k8s: remotecommand websocket */
const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

/** The streams of an exec or attach. */
export interface PodStreams {
  readonly start: (wire: Wire) => void;
  readonly receive: (message: Buffer, protocol: string) => void;
  readonly close: () => void;
}

interface Wire {
  readonly send: (message: Buffer) => void;
  readonly end: () => void;
}

/** Looks the container up; what is wrong with it is thrown as the server's refusal. */
export function openStreams(call: Call): PodStreams {
  const { info, query, served } = call;
  const isExec = info.subresource === 'exec';
  if (!isExec && info.subresource !== 'attach') return refuseOthers(info.subresource);
  const kind = call.api.kind('Pod');
  if (kind === undefined) throw noSuchPath();
  const pod = mustFind(call, kind) as Pod;
  const container = containerNamed(pod, query.get('container') ?? '');
  const command = query.getAll('command');
  if (isExec && command.length === 0) throw badRequest('you must specify at least one command for the container');
  if ((pod.spec.nodeName ?? '') === '') throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);

  let attachment: Attachment | undefined;
  let stop = () => {};
  return {
    start: (wire) => {
      const leave = served.waiter();
      const output = (text: string, stream: 'stdout' | 'stderr') => wire.send(Buffer.concat([Buffer.from([CHANNEL[stream]]), Buffer.from(text, 'utf8')]));
      const end = (status: Status) => {
        wire.send(Buffer.concat([Buffer.from([CHANNEL.error]), Buffer.from(JSON.stringify(status), 'utf8')]));
        wire.end();
      };
      const joined = join(() => reachContainer(served, pod, container), end, (run) => (isExec ? startProgram(call, run, command, output, end) : attachTo(run, output, end)));
      attachment = joined?.attachment;
      stop = () => {
        joined?.stop();
        leave();
      };
    },
    receive: (message, protocol) => receive(attachment, message, protocol),
    close: () => stop(),
  };
}

function refuseOthers(part: string | undefined): never {
  if (part === 'portforward') throw failure(400, 'BadRequest', 'port forwarding is not simulated over the wire: use port-forward in the simulated terminal');
  return notAllowed();
}

interface Joined {
  readonly attachment: Attachment | undefined;
  readonly stop: () => void;
}

/** Past the handshake a refusal goes over the error channel. */
function join(find: () => ContainerRun, end: (status: Status) => void, then: (run: ContainerRun) => Joined): Joined | undefined {
  try {
    return then(find());
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    end(failedStatus(error));
    return undefined;
  }
}

function failedStatus(error: Error): Status {
  return failure(500, 'InternalError', error.message).status;
}

type Output = (text: string, stream: 'stdout' | 'stderr') => void;

function startProgram(call: Call, run: ContainerRun, command: readonly string[], output: Output, end: (status: Status) => void): Joined {
  const { query, served } = call;
  const isTty = isTrue(query.get('tty'));
  const started = served.runner.start({
    machine: run.machine,
    argv: command,
    ...(isTty ? { tty: { columns: 80, rows: 24 } } : {}),
    stdin: isTrue(query.get('stdin')),
    onOutput: output,
    onExit: ({ code }) => end(exitStatus(code)),
  });
  if ('reason' in started) {
    const id = served.cluster.sim.random.fork(`exec ${served.cluster.sim.now()}`).text(64, '0123456789abcdef');
    throw new Error(`Internal error occurred: ${startProblem(started, id)}`);
  }
  return { attachment: started.attach(() => {}), stop: () => hangUp(started) };
}

/** The connection is cut: what still runs loses its terminal. */
function hangUp(program: RunningProgram): void {
  program.signal('SIGHUP');
}

/** k8s: kubelet remotecommand, v4 exit codes */
function exitStatus(code: number): Status {
  if (code === 0) return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' };
  const causes = [{ reason: 'ExitCode', message: String(code) }];
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason: 'NonZeroExitCode', message: `command terminated with non-zero exit code: exit status ${code}`, details: { causes } };
}

function attachTo(run: ContainerRun, output: Output, end: (status: Status) => void): Joined {
  const attachment = run.program?.attach(output);
  const stopLog = attachment === undefined ? run.onLog((line) => output(`${line.text}\n`, line.stream)) : () => {};
  const stopExit = run.onExit(() => end(exitStatus(0)));
  return {
    attachment: attachment === undefined ? undefined : { ...attachment, closeInput: () => endInput(run, attachment) },
    stop: () => {
      attachment?.detach();
      stopLog();
      stopExit();
    },
  };
}

/** The input of a container that is not for one session only stays open. k8s: containerd attach */
function endInput({ stdinOnce, tty }: ContainerRun, attachment: Attachment): void {
  if (stdinOnce && !tty) attachment.closeInput();
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}

/** One message of the client: its first byte says which stream it belongs to. */
function receive(attachment: Attachment | undefined, message: Buffer, protocol: string): void {
  const [channel] = message;
  const rest = message.subarray(1);
  if (channel === CHANNEL.stdin) attachment?.write(rest.toString('utf8'));
  else if (channel === CHANNEL.close && protocol !== 'v4.channel.k8s.io' && rest[0] === CHANNEL.stdin) attachment?.closeInput();
  else if (channel === CHANNEL.resize) resize(attachment, rest.toString('utf8'));
}

function resize(attachment: Attachment | undefined, text: string): void {
  const read = parsedJson(text);
  if (!('value' in read)) return;
  const [width, height] = [valueAt(read.value, 'Width'), valueAt(read.value, 'Height')];
  if (typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0) attachment?.resize(width, height);
}
