import type { StreamEnd } from '#engine/machine/host.ts';
import { defineUtility } from '../../command.ts';
import { createCondition } from '../../process/condition.ts';
import { createPipe } from '../../process/pipe.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import type { Input, Output } from '../../process/stream.ts';
import { anyOf, sleep, waitFor } from '../../process/waits.ts';
import { findCommand, startChild } from '../../utilities/execute.ts';
import { isBusybox } from '../../utilities/options.ts';
import { isIpv4 } from '../address.ts';
import { PORT_NAMES } from '../portNames.ts';
import { converse, type Manners } from './converse.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { readNcArguments, type NcArguments } from './ncArguments.ts';
import { serverEnd } from './serverEnd.ts';

/** Three programs under one name: OpenBSD's on Debian, busybox's in images of it, Nmap's on the nodes. */
export const nc = defineUtility({
  name: 'nc',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'read and write over connections, look whether ports are open',
  *run(process) {
    const form = formOf(process);
    const args = readNcArguments(process, form.name);
    if (typeof args === 'number') return args;
    if (args.listens) return yield* listen(process, args, form);
    return yield* connect(process, args, form);
  },
});

export type FormName = 'openbsd' | 'busybox' | 'ncat';

/** How one of the programs says things. */
interface Form {
  readonly name: FormName;
  readonly unknownHost: (host: string, port: number, args: NcArguments) => string;
  readonly failed: (where: Place, outcome: string, args: NcArguments) => string;
  readonly open: (where: Place, args: NcArguments) => string;
  readonly codeUnknown: number;
  /** How long it tries to connect when nobody says, in milliseconds. */
  readonly patienceMs: number;
}

interface Place {
  readonly host: string;
  readonly ip: string;
  readonly port: number;
}

const REASONS: Readonly<Record<string, string>> = { refused: 'Connection refused', unreachable: 'No route to host', timeout: 'Connection timed out' };

const FORMS: Readonly<Record<FormName, Form>> = {
  openbsd: {
    name: 'openbsd',
    unknownHost: (host, port, { isSix }) => `nc: getaddrinfo for host "${host}" port ${port}: ${isSix ? 'No address associated with hostname' : 'Name or service not known'}\n`,
    failed: ({ host, ip, port }, outcome, { verbose, isUdp, timeoutMs }) => {
      if (!verbose || isUdp) return '';
      const reason = outcome === 'timeout' && timeoutMs !== undefined ? 'Operation now in progress' : REASONS[outcome];
      return outcome === 'timeout' && timeoutMs !== undefined
        ? `nc: connect to ${named(host, ip)} port ${port} (tcp) timed out: ${reason}\n`
        : `nc: connect to ${named(host, ip)} port ${port} (tcp) failed: ${reason}\n`;
    },
    open: ({ host, ip, port }, { verbose, isUdp, isNumeric }) => (verbose ? `Connection to ${named(host, ip)} ${port} port [${isUdp ? 'udp' : 'tcp'}/${(isNumeric ? undefined : PORT_NAMES[port]) ?? '*'}] succeeded!\n` : ''),
    codeUnknown: 1,
    patienceMs: 127_000,
  },
  busybox: {
    name: 'busybox',
    unknownHost: (host) => `nc: bad address '${host}'\n`,
    failed: ({ host, ip, port }, outcome, { verbose, isScan, timeoutMs }) => {
      if (outcome === 'timeout' && timeoutMs !== undefined) return 'nc: timed out\n';
      if (isScan && !verbose) return '';
      if (isScan) return '';
      return verbose ? `nc: ${host} (${ip}:${port}): ${REASONS[outcome]}\n` : `nc: can't connect to remote host (${ip}): ${REASONS[outcome]}\n`;
    },
    open: ({ host, ip, port }, { verbose }) => (verbose ? `${host} (${ip}:${port}) open\n` : ''),
    codeUnknown: 1,
    patienceMs: 127_000,
  },
  ncat: {
    name: 'ncat',
    unknownHost: (host) => `Ncat: Could not resolve hostname "${host}": Name or service not known. QUITTING.\n`,
    failed: (_, outcome) => `Ncat: ${outcome === 'timeout' ? 'Connection timed out' : REASONS[outcome]}.\n`,
    open: ({ ip, port }, { verbose }) => (verbose ? `Ncat: Connected to ${ip}:${port}.\n` : ''),
    codeUnknown: 2,
    patienceMs: 10_000,
  },
};

function named(host: string, ip: string): string {
  return host === ip ? ip : `${host} (${ip})`;
}

function formOf(process: Process): Form {
  if (isBusybox(process)) return FORMS.busybox;
  return process.machine.flavour === 'centos7' ? FORMS.ncat : FORMS.openbsd;
}

function mannersOf({ name }: Form, args: NcArguments): Manners {
  return {
    halfCloses: name !== 'openbsd' || args.halfCloses,
    quitMs: args.quitMs ?? -1,
    idleMs: name === 'openbsd' ? (args.timeoutMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
    sendsCrlf: args.sendsCrlf,
    readsInput: args.readsInput,
    writesOutput: args.writesOutput,
  };
}

function* connect(process: Process, args: NcArguments, form: Form): Running {
  const { network } = process.kernel.cluster;
  const { host } = args;
  if (form.name === 'ncat' && args.verbose) process.err('Ncat: Version 7.50 ( https://nmap.org/ncat )\n');
  const found = args.isNumeric && !isIpv4(host) ? undefined : network.resolve(process.machine.host, host);
  if (found !== undefined) yield sleep(found.durationMs);
  const ip = args.isSix && !isIpv4(host) ? undefined : found?.addresses[0];
  if (ip === undefined) {
    process.err(form.unknownHost(host, args.ports[0] ?? 0, args));
    return form.codeUnknown;
  }
  let status = 1;
  for (const port of args.ports) {
    const result = yield* tryPort(process, args, form, { host, ip, port });
    if (result === 0) status = 0;
    // Only a scan goes on to the next port.
    if (result === 0 && !args.isScan) return 0;
  }
  return status;
}

function* tryPort(process: Process, args: NcArguments, form: Form, place: Place): Running {
  const { network, sim } = process.kernel.cluster;
  const startedMs = process.kernel.now();
  // A datagram leaves without an answer: whoever is silent counts as open.
  const connection = network.connect(process.machine.host, place.ip, place.port);
  const limitMs = args.timeoutMs ?? form.patienceMs;
  const isLate = connection.connectMs > limitMs;
  yield sleep(Math.min(connection.connectMs, limitMs));
  const outcome = isLate ? 'timeout' : connection.outcome;
  if (outcome !== 'ok' && !(args.isUdp && outcome === 'timeout')) {
    process.err(form.failed(place, outcome, args));
    return 1;
  }
  process.err(form.open(place, args));
  if (args.isScan || connection.listener === undefined) {
    if (form.name === 'ncat' && args.verbose) process.err(`Ncat: 0 bytes sent, 0 bytes received in ${((process.kernel.now() - startedMs) / 1000).toFixed(2)} seconds.\n`);
    return 0;
  }
  const arrived = createMailbox();
  const server = serverEnd(connection.listener, process.machine.host.ip ?? '127.0.0.1', arrived.end, sim);
  if (args.exec !== undefined) return yield* runFor(process, args.exec, server, arrived);
  const { sent, received, wasIdle } = yield* converse(process, server, arrived, mannersOf(form, args));
  if (form.name === 'ncat' && args.verbose) process.err(`Ncat: ${sent} bytes sent, ${received} bytes received in ${((process.kernel.now() - startedMs) / 1000).toFixed(2)} seconds.\n`);
  return wasIdle && form.name === 'busybox' ? 1 : 0;
}

interface Caller {
  readonly ip: string;
  readonly client: StreamEnd;
  readonly said: Mailbox;
}

function* listen(process: Process, args: NcArguments, form: Form): Running {
  const { host } = process.machine;
  const port = args.ports[0] ?? (form.name === 'ncat' ? 31_337 : 40_000);
  if (host.listeners().some((listener) => listener.port === port)) {
    process.err({ openbsd: 'nc: Address already in use\n', busybox: 'nc: bind: Address already in use\n', ncat: `Ncat: bind to 0.0.0.0:${port}: Address already in use. QUITTING.\n` }[form.name]);
    return form.name === 'ncat' ? 2 : 1;
  }
  const callers: Caller[] = [];
  const called = createCondition('a connection');
  const close = host.listen?.({
    port, protocol: 'TCP', speaks: 'tcp',
    stream: (ip, client) => {
      const said = createMailbox();
      callers.push({ ip, client, said });
      called.notify();
      return said.end;
    },
  });
  if (args.verbose) process.err({ openbsd: `Listening on 0.0.0.0 ${port}\n`, busybox: `listening on [::]:${port} ...\n`, ncat: `Ncat: Version 7.50 ( https://nmap.org/ncat )\nNcat: Listening on :::${port}\nNcat: Listening on 0.0.0.0:${port}\n` }[form.name]);
  // OpenBSD's waits for a caller for ever; its limit begins with the connection.
  const untilMs = process.kernel.now() + (form.name === 'openbsd' ? Number.POSITIVE_INFINITY : (args.timeoutMs ?? Number.POSITIVE_INFINITY));
  try {
    for (;;) {
      const caller = callers.shift();
      if (caller === undefined) {
        if (process.kernel.now() >= untilMs) return 1;
        yield Number.isFinite(untilMs) ? anyOf(called, sleep(untilMs - process.kernel.now())) : called;
        continue;
      }
      if (args.verbose) process.err(greetingOf(form, host.ip ?? '127.0.0.1', port, caller.ip));
      if (args.exec !== undefined) yield* runFor(process, args.exec, caller.client, caller.said);
      else yield* converse(process, caller.client, caller.said, mannersOf(form, args));
      if (!args.keepsOpen) return 0;
    }
  } finally {
    close?.();
  }
}

const CALLER_PORT = 41_234;

function greetingOf({ name }: Form, ip: string, port: number, callerIp: string): string {
  if (name === 'openbsd') return `Connection received on ${callerIp} ${CALLER_PORT}\n`;
  return name === 'busybox' ? `connect to [::ffff:${ip}]:${port} from [::ffff:${callerIp}]:${CALLER_PORT} ([::ffff:${callerIp}]:${CALLER_PORT})\n` : `Ncat: Connection from ${callerIp}.\nNcat: Connection from ${callerIp}:${CALLER_PORT}.\n`;
}

/** Gives the connection to a command: what arrives is its input, what it writes is sent. */
function* runFor(process: Process, argv: readonly string[], other: StreamEnd, arrived: Mailbox): Running {
  const command = findCommand(process, argv);
  if (typeof command === 'number') {
    other.end();
    return command;
  }
  const [input, output] = [createPipe(), createPipe()];
  const error = process.descriptors.get(2);
  const child = startChild(process, command, { descriptors: new Map<number, Input | Output>([[0, input.input], [1, output.output], ...(error === undefined ? [] : [[2, error] as const])]) });
  output.output.release();
  input.input.release();
  yield* carry(child, { input: input.output, output: output.input }, other, arrived);
  return yield* statusOf(child);
}

function* carry(child: Process, ends: { readonly input: Output; readonly output: Input }, other: StreamEnd, arrived: Mailbox): Generator<Wait, void, void> {
  let isInputOpen = true;
  const closeInput = () => {
    if (isInputOpen) ends.input.release();
    isInputOpen = false;
  };
  try {
    for (;;) {
      const written = ends.output.read();
      if (written === undefined) return;
      if (written !== '') other.write(written);
      const text = isInputOpen ? arrived.take() : '';
      if (text === undefined || child.exit !== undefined) closeInput();
      else if (text !== '') ends.input.write(text);
      if (written === '' && (text === '' || text === undefined)) yield isInputOpen ? anyOf(ends.output.readable, arrived.changed) : ends.output.readable;
    }
  } finally {
    closeInput();
    ends.output.release();
    other.end();
  }
}

function* statusOf(child: Process): Generator<Wait, number, void> {
  const { code } = yield* waitFor(child);
  return code;
}
