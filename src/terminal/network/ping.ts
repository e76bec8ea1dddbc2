import { isInCidr, parseCidr } from '#engine/network/addresses.ts';
import type { Pong } from '#engine/network/network.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { createCondition } from '../process/condition.ts';
import { anyOf, sleep } from '../process/waits.ts';
import { isBusybox, parseOptions, readOptions, sayUsage, type ParsedOptions } from '../utilities/options.ts';
import { networkViewOf, routeTo } from './interfaces/links.ts';
import { PING_USAGE, PING_USAGE_OLD } from './pingUsage.ts';
import { isIpv4 } from './address.ts';

interface Job {
  /** As typed. */
  readonly target: string;
  /** The name that answered, for iputils' lines. */
  readonly name: string;
  readonly ip: string;
  readonly count: number;
  readonly intervalMs: number;
  readonly waitMs: number;
  readonly deadlineMs: number;
  readonly size: number;
  readonly quiet: boolean;
  /** Replies without names. */
  readonly isNumeric: boolean;
  /** Tells of each request that nobody has answered (`-O`). */
  readonly tellsMissing: boolean;
  /** ` from ADDRESS DEVICE`, where one was named. */
  readonly via: string;
  /** A moment before each line. */
  readonly stamps: boolean;
}

/** ICMP echo: busybox's form in images of it, iputils' elsewhere. */
export const ping = defineUtility({
  name: 'ping',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'send ICMP echo requests to a host',
  *run(process) {
    const busybox = isBusybox(process);
    if (busybox && process.argv[1] === '--help') {
      sayUsage(process);
      return 0;
    }
    const options = busybox ? parseOptions(process, BUSYBOX_SPEC) : readIputils(process);
    if (options === undefined) return busybox ? 1 : 2;
    if (options.has('V') || options.has('h')) return about(process, options);
    const bad = badNumber(process, options);
    if (bad !== undefined) return bad;
    const { operands } = options;
    const target = busybox ? operands[0] : operands.at(-1);
    if (target === undefined || (busybox && operands.length > 1)) return missing(process);
    if (!busybox && options.has('6')) {
      process.err(`ping: ${target}: Address family for hostname not supported\n`);
      return 2;
    }
    const device = options.value('I');
    const view = networkViewOf(process);
    const link = view.links.find(({ name, ip }) => name === device || ip === device);
    if (device !== undefined && link === undefined) {
      process.err(busybox ? `ping: can't bind to interface ${device}: No such device\n` : `ping: SO_BINDTODEVICE ${device}: No such device\n`);
      return busybox ? 1 : 2;
    }
    const found = yield* resolve(process, target, busybox);
    if (typeof found === 'number') return found;
    const seconds = (letter: string, otherwise: number) => Math.min(numberOf(options.value(letter), otherwise), 86_400) * 1000;
    const count = numberOf(options.value('c'), 0);
    const deadlineMs = seconds('w', 0);
    return yield* send(process, {
      ...found,
      target,
      // Nought is no end.
      count: count === 0 ? Number.POSITIVE_INFINITY : count,
      intervalMs: Math.max(LEAST_INTERVAL_MS, options.has('f') ? 10 : options.has('A') ? 200 : seconds('i', 1)),
      waitMs: seconds('W', 10),
      deadlineMs: deadlineMs === 0 ? Number.POSITIVE_INFINITY : process.kernel.now() + deadlineMs,
      size: numberOf(options.value('s'), 56),
      quiet: options.has('q') || options.has('f'),
      stamps: options.has('D'),
      isNumeric: options.has('n'),
      tellsMissing: options.has('O'),
      via: link === undefined ? '' : ` from ${link.ip ?? ''}${link.name === device && !busybox ? ` ${link.name}` : ''}`,
    });
  },
});

const BUSYBOX_SPEC = { short: 'c:i:W:w:s:qnv46I:t:Ap:', long: {} };
/** simplified: a ping in a loop without a pause goes no faster than this. */
const LEAST_INTERVAL_MS = 2;

function readIputils(process: Process): ParsedOptions | undefined {
  const options = readOptions({ short: '46aAbBCdDfhLnOqrRUvVc:e:F:i:I:l:m:M:N:p:Q:s:S:t:T:w:W:', long: {} }, process.argv.slice(1));
  if (!('fault' in options)) return options;
  process.err(`ping: ${options.fault === 'needs value' ? 'option requires an argument' : 'invalid option'} -- '${options.isLong ? '-' : options.option}'\n${isOld(process) ? PING_USAGE_OLD : PING_USAGE}`);
  return undefined;
}

function isOld({ machine }: Process): boolean {
  return machine.flavour === 'centos7';
}

function about(process: Process, options: ParsedOptions): number {
  if (options.has('V')) process.out(isOld(process) ? 'ping utility, iputils-s20160308\n' : 'ping from iputils 20221126\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n');
  else process.err(isOld(process) ? PING_USAGE_OLD : PING_USAGE);
  return options.has('V') ? 0 : 2;
}

function missing(process: Process): number {
  if (isBusybox(process)) return sayUsage(process);
  process.err(isOld(process) ? PING_USAGE_OLD : 'ping: usage error: Destination address required\n');
  return isOld(process) ? 2 : 1;
}

function numberOf(text: string | undefined, otherwise: number): number {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : otherwise;
}

/** What iputils takes; the upper end as it prints it. */
const RANGES: Readonly<Record<string, readonly [number, string]>> = { c: [1, '9223372036854775807'], s: [0, '2147483647'], t: [0, '255'], w: [0, '2147483647'] };
/** The largest payload of a datagram. */
const MOST_BYTES = 65_507;

function badNumber(process: Process, options: ParsedOptions): number | undefined {
  const complain = (text: string, code = 1) => {
    process.err(`ping: ${text}\n`);
    return code;
  };
  for (const letter of ['c', 's', 't', 'i', 'W', 'w']) {
    const value = options.value(letter);
    if (value === undefined) continue;
    const isWhole = /^\d+$/.test(value);
    if (isBusybox(process)) {
      if (!(letter === 'i' ? /^\d+(\.\d*)?$/.test(value) : isWhole)) return complain(`invalid number '${value}'`);
      if (letter === 's' && Number(value) > 65_535) return complain(`number ${value} is not in 0..65535 range`);
    } else if (isOld(process)) {
      if (letter === 'c' && (!isWhole || Number(value) < 1)) return complain('bad number of packets to transmit.', 2);
      if ((letter === 'i' || letter === 'W') && !/^\d*\.?\d+$/.test(value)) return complain(letter === 'i' ? `bad timing interval: ${value}` : 'bad linger time.', 2);
      if (letter === 's' && Number(value) > MOST_BYTES) return complain(`packet size too large: ${value}`, 2);
    } else {
      const range = RANGES[letter];
      if (range === undefined) {
        if (!/^\d*\.?\d+$/.test(value)) process.err(`ping: option argument contains garbage: ${value}\nping: this will become fatal error in the future\n`);
        continue;
      }
      if (!/^-?\d+$/.test(value)) return complain(`invalid argument: '${value}'`);
      const [least, most] = range;
      if (Number(value) < least || Number(value) > Number(most)) return complain(`invalid argument: '${value}': out of range: ${least} <= value <= ${most}`);
    }
  }
  return undefined;
}

function* resolve(process: Process, target: string, busybox: boolean): Generator<Wait, { name: string; ip: string } | number, void> {
  if (isIpv4(target)) return { name: target, ip: target };
  const answer = process.kernel.cluster.network.resolve(process.machine.host, target);
  yield sleep(answer.durationMs);
  const ip = answer.addresses[0];
  if (ip !== undefined) return { name: answer.canonicalName, ip };
  if (busybox) {
    process.err(`ping: bad address '${target}'\n`);
    return 1;
  }
  const reason = answer.status === 'tryagain' ? 'Temporary failure in name resolution' : 'Name or service not known';
  process.err(`ping: ${target}: ${reason}\n`);
  return 2;
}

function* send(process: Process, job: Job): Generator<Wait, number, void> {
  const { kernel, machine } = process;
  const { network } = kernel.cluster;
  const form = isBusybox(process) ? busyboxForm(job) : iputilsForm(job);
  const rtts: number[] = [];
  const startedMs = kernel.now();
  let sent = 0;
  let errors = 0;
  const gateway = reporterOf(process, job.ip);
  const stamp = () => (job.stamps ? `[${(kernel.unixNow() / 1000).toFixed(6)}] ` : '');
  const state = { interrupted: false };
  const interrupt = createCondition('Ctrl-C');
  process.onSignal('SIGINT', () => {
    state.interrupted = true;
    interrupt.notify();
  });

  process.out(form.header);
  while (sent < job.count && !state.interrupted && kernel.now() < job.deadlineMs) {
    const sentMs = kernel.now();
    const pong = network.ping(machine.host, job.ip, sent + form.firstSequence);
    sent += 1;
    const isLast = sent >= job.count;
    if (pong.outcome === 'ok' && job.size <= MOST_BYTES) {
      yield* waitUntil(process, sentMs + pong.rttMs, interrupt, () => state.interrupted);
      if (state.interrupted) break;
      rtts.push(pong.rttMs);
      if (!job.quiet) process.out(stamp() + form.reply(pong, sent - 1 + form.firstSequence));
    } else if (pong.outcome === 'unreachable') {
      errors += 1;
      if (!job.quiet) process.out(form.unreachable(gateway, sent - 1 + form.firstSequence));
    }
    if (isLast && ((pong.outcome === 'ok' && job.size <= MOST_BYTES) || (pong.outcome === 'unreachable' && !isBusybox(process)))) break;
    yield* waitUntil(process, Math.min(job.deadlineMs, sentMs + (isLast ? job.waitMs : job.intervalMs)), interrupt, () => state.interrupted);
    if (pong.outcome === 'timeout' && job.tellsMissing && !isLast && !state.interrupted) process.out(`${stamp()}no answer yet for icmp_seq=${sent}\n`);
  }
  process.out(`${state.interrupted && process.tty !== undefined ? '\n' : ''}${form.summary({ sent, errors, rtts, totalMs: kernel.now() - startedMs })}`);
  return rtts.length > 0 ? 0 : 1;
}

function* waitUntil(process: Process, atMs: number, interrupt: Wait, isOver: () => boolean): Generator<Wait, void, void> {
  while (process.kernel.now() < atMs && !isOver()) yield anyOf(sleep(atMs - process.kernel.now()), interrupt);
}

/** Who says that a host cannot be reached: the machine itself on its own wire, the far node's tunnel beyond. */
function reporterOf(process: Process, ip: string): string {
  const route = routeTo(networkViewOf(process).routes, ip);
  const far = process.kernel.cluster.profile.nodes.find(({ podCidr }) => isInCidr(parseCidr(podCidr) ?? { first: 0, size: 0 }, ip));
  return route?.via === undefined || far === undefined ? (process.machine.host.ip ?? '127.0.0.1') : (far.podCidr.split('/')[0] ?? '');
}

interface Sum {
  readonly sent: number;
  readonly errors: number;
  readonly rtts: readonly number[];
  readonly totalMs: number;
}

interface Form {
  readonly header: string;
  readonly firstSequence: number;
  readonly unreachable: (from: string, sequence: number) => string;
  readonly reply: (pong: Pong, sequence: number) => string;
  readonly summary: (sum: Sum) => string;
}

const three = (ms: number) => ms.toFixed(3);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function lossOf(sent: number, received: number): number {
  return sent === 0 ? 0 : Math.floor(((sent - received) * 100) / sent);
}

function busyboxForm(job: Job): Form {
  return {
    header: `PING ${job.target} (${job.ip})${job.via}: ${job.size} data bytes\n`,
    firstSequence: 0,
    // Busybox does not listen to what routers say.
    unreachable: () => '',
    reply: (pong, sequence) => `${job.size + 8} bytes from ${job.ip}: seq=${sequence} ttl=${pong.ttl} time=${three(pong.rttMs)} ms\n`,
    summary: ({ sent, rtts }) => {
      const counts = `${sent} packets transmitted, ${rtts.length} packets received, ${lossOf(sent, rtts.length)}% packet loss\n`;
      const trip = rtts.length === 0 ? '' : `round-trip min/avg/max = ${three(Math.min(...rtts))}/${three(mean(rtts))}/${three(Math.max(...rtts))} ms\n`;
      return `\n--- ${job.target} ping statistics ---\n${counts}${trip}`;
    },
  };
}

function iputilsForm(job: Job): Form {
  // The moment of sending needs sixteen bytes.
  const isTimed = job.size >= 16;
  const from = job.isNumeric || job.name === job.ip ? job.ip : `${job.name} (${job.ip})`;
  return {
    header: `PING ${job.name} (${job.ip})${job.via}${job.via === '' ? '' : ':'} ${job.size}(${job.size + 28}) bytes of data.\n`,
    firstSequence: 1,
    unreachable: (reporter, sequence) => `From ${reporter} icmp_seq=${sequence} Destination Host Unreachable\n`,
    reply: (pong, sequence) => `${job.size + 8} bytes from ${from}: icmp_seq=${sequence} ttl=${pong.ttl}${isTimed ? ` time=${threeDigits(pong.rttMs)} ms` : ''}\n`,
    summary: ({ sent, errors, rtts, totalMs }) => {
      const counts = `${sent} packets transmitted, ${rtts.length} received, ${errors === 0 ? '' : `+${errors} errors, `}${lossOf(sent, rtts.length)}% packet loss, time ${Math.round(totalMs)}ms\n`;
      if (rtts.length === 0 || !isTimed) return `\n--- ${job.name} ping statistics ---\n${counts}${errors > 1 ? `pipe ${Math.min(errors, 4)}` : ''}\n`;
      const average = mean(rtts);
      const deviation = Math.sqrt(Math.max(0, mean(rtts.map((rtt) => rtt * rtt)) - average * average));
      return `\n--- ${job.name} ping statistics ---\n${counts}rtt min/avg/max/mdev = ${three(Math.min(...rtts))}/${three(average)}/${three(Math.max(...rtts))}/${three(deviation)} ms\n`;
    },
  };
}

/** iputils shows three significant digits: `0.023`, `1.24`, `12.3`, `104`. */
function threeDigits(ms: number): string {
  if (ms >= 100) return ms.toFixed(0);
  if (ms >= 10) return ms.toFixed(1);
  return ms >= 1 ? ms.toFixed(2) : ms.toFixed(3);
}
