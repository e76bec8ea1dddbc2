import type { StreamEnd } from '#engine/machine/host.ts';
import { defineUtility } from '../command.ts';
import { createCondition } from '../process/condition.ts';
import { nullInput } from '../process/fileStream.ts';
import { createPipe } from '../process/pipe.ts';
import type { Process, Running, Wait } from '../process/process.ts';
import type { Input, Output } from '../process/stream.ts';
import { createMailbox, type Mailbox } from '../network/netcat/mailbox.ts';
import { anyOf, readAll, sleep, waitFor } from '../process/waits.ts';
import { findCommand, startChild } from '../utilities/execute.ts';
import { parseOptions, type ParsedOptions } from '../utilities/options.ts';

const LONG = { listen: 'l', 'keep-open': 'k', 'send-only': 'send-only', 'recv-only': 'recv-only', 'max-conns': 'm:', exec: 'e:', 'sh-exec': 'c:', wait: 'w:', verbose: 'v', 'source-port': 'p:', udp: 'u', nodns: 'n' };

/** Nmap's netcat: connects and copies, or listens and gives each connection to a command. */
export const ncat = defineUtility({
  name: 'ncat',
  flavours: [],
  summary: 'read and write over connections',
  *run(process) {
    const options = parseOptions(process, { short: 'lkm:e:c:w:vp:un', long: LONG });
    if (options === undefined) return 2;
    return options.has('l') ? yield* listen(process, options) : yield* connect(process, options);
  },
});

function* connect(process: Process, options: ParsedOptions): Running {
  const [host, portText = '31337'] = options.operands;
  if (host === undefined) return complain(process, 'You must specify a host to connect to. QUITTING.', 2);
  const { network } = process.kernel.cluster;
  const from = process.machine.host;
  const { addresses, durationMs } = network.resolve(from, host);
  yield sleep(durationMs);
  const ip = addresses[0];
  if (ip === undefined) return complain(process, `Could not resolve hostname "${host}": Name or service not known. QUITTING.`, 2);
  const connection = network.connect(from, ip, Number(portText));
  yield sleep(connection.connectMs);
  if (connection.outcome !== 'ok') return complain(process, { refused: 'Connection refused.', unreachable: 'No route to host.' }[connection.outcome as string] ?? 'Connection timed out.', 1);
  const arrived = createMailbox();
  const server = connection.listener?.stream?.(from.ip ?? '127.0.0.1', arrived.end);
  if (server === undefined) return yield* askOnce(process, options, ip, Number(portText));
  try {
    if (!options.has('recv-only')) server.write(yield* readAll(process.stdin));
    for (;;) {
      const text = arrived.take();
      if (text === undefined) return 0;
      if (text === '') yield arrived.changed;
      else process.out(text);
    }
  } finally {
    server.end();
  }
}

/** A server that answers one message at a time gets all of the input as one. */
function* askOnce(process: Process, options: ParsedOptions, ip: string, port: number): Running {
  if (options.has('recv-only')) return 0;
  const exchange = process.kernel.cluster.network.talk(process.machine.host, ip, port, yield* readAll(process.stdin));
  yield sleep(exchange.durationMs);
  process.out(exchange.reply ?? '');
  return 0;
}

interface Caller {
  readonly client: StreamEnd;
  readonly said: Mailbox;
}

function* listen(process: Process, options: ParsedOptions): Running {
  const port = Number(options.value('p') ?? options.operands.at(-1) ?? 31_337);
  const { host } = process.machine;
  if (host.listeners().some((listener) => listener.port === port)) return complain(process, `bind to 0.0.0.0:${port}: Address already in use. QUITTING.`, 2);
  const callers: Caller[] = [];
  const called = createCondition('a connection');
  let active = 0;
  const most = Number(options.value('m') ?? 100);
  const close = host.listen?.({
    port, protocol: 'TCP', speaks: 'tcp',
    stream: (_, client) => {
      const said = createMailbox();
      if (active + callers.length >= most) client.end();
      else callers.push({ client, said });
      called.notify();
      return said.end;
    },
  });
  try {
    for (;;) {
      const caller = callers.shift();
      if (caller === undefined) {
        yield called;
        continue;
      }
      active += 1;
      yield* serve(process, options, caller);
      active -= 1;
      if (!options.has('k')) return 0;
    }
  } finally {
    close?.();
  }
}

/** Gives a connection to the command, or copies standard input to it. */
function* serve(process: Process, options: ParsedOptions, { client, said }: Caller): Generator<Wait, void, void> {
  const [shell, direct] = [options.value('c'), options.value('e')];
  try {
    if (shell === undefined && direct === undefined) yield* copy(process, options, { client, said });
    else yield* runFor(process, shell === undefined ? [direct ?? ''] : ['/bin/sh', '-c', shell], client);
  } finally {
    client.end();
  }
}

function* copy(process: Process, options: ParsedOptions, { client, said }: Caller): Generator<Wait, void, void> {
  for (;;) {
    const typed = options.has('recv-only') ? '' : process.stdin.read();
    if (typed !== undefined && typed !== '') client.write(typed);
    const text = said.take();
    if (text === undefined || (typed === undefined && options.has('send-only'))) return;
    if (text !== '') process.out(text);
    if (text === '' && (typed === undefined || typed === '')) yield typed === undefined ? said.changed : anyOf(said.changed, process.stdin.readable);
  }
}

function* runFor(process: Process, argv: readonly string[], client: StreamEnd): Generator<Wait, void, void> {
  const command = findCommand(process, argv);
  if (typeof command === 'number') return;
  const pipe = createPipe();
  const error = process.descriptors.get(2);
  const child = startChild(process, command, { descriptors: new Map<number, Input | Output>([[0, nullInput()], [1, pipe.output], ...(error === undefined ? [] : [[2, error] as const])]) });
  pipe.output.release();
  try {
    for (;;) {
      const text = pipe.input.read();
      if (text === undefined) break;
      if (text === '') yield pipe.input.readable;
      else client.write(text);
    }
  } finally {
    pipe.input.release();
  }
  yield* waitFor(child);
}

function complain(process: Process, text: string, code: number): number {
  process.err(`Ncat: ${text}\n`);
  return code;
}
