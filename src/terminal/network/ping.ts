import type { Pong } from '#engine/network/network.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { createCondition } from '../process/condition.ts';
import { anyOf, sleep } from '../process/waits.ts';
import { isBusybox, parseOptions } from '../utilities/options.ts';
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
}

/** ICMP echo: busybox's form in images of it, iputils' elsewhere. */
export const ping = defineUtility({
  name: 'ping',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'send ICMP echo requests to a host',
  *run(process) {
    const options = parseOptions(process, { short: 'c:i:W:w:s:qnv46I:t:A', long: {} });
    const busybox = isBusybox(process);
    if (options === undefined) return busybox ? 1 : 2;
    const bad = badNumber(process, ['c', 'i', 'W', 'w', 's'].map((letter) => [letter, options.value(letter)] as const));
    if (bad !== undefined) return bad;
    const target = options.operands[0];
    if (target === undefined) {
      process.err(busybox ? 'BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.\n\nUsage: ping [OPTIONS] HOST\n' : 'ping: usage error: Destination address required\n');
      return busybox ? 1 : 2;
    }
    const found = yield* resolve(process, target, busybox);
    if (typeof found === 'number') return found;
    const seconds = (letter: string, otherwise: number) => Number(options.value(letter) ?? otherwise) * 1000;
    return yield* send(process, {
      ...found,
      target,
      count: Number(options.value('c') ?? Number.POSITIVE_INFINITY),
      intervalMs: seconds('i', 1),
      waitMs: seconds('W', 10),
      deadlineMs: process.kernel.now() + seconds('w', Number.POSITIVE_INFINITY),
      size: Number(options.value('s') ?? 56),
      quiet: options.has('q'),
    });
  },
});

function badNumber(process: Process, values: readonly (readonly [string, string | undefined])[]): number | undefined {
  for (const [letter, value] of values) {
    if (value === undefined || /^\d*\.?\d+$/.test(value)) continue;
    process.err(isBusybox(process) ? `ping: invalid number '${value}'\n` : letter === 'c' ? `ping: invalid argument: '${value}'\n` : `ping: bad timing interval: ${value}\n`);
    return 1;
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
    if (pong.outcome === 'unreachable') {
      process.err(form.unreachable);
      if (form.stopsWhenUnreachable) return 2;
    }
    const isLast = sent >= job.count;
    if (pong.outcome === 'ok') {
      yield* waitUntil(process, sentMs + pong.rttMs, interrupt, () => state.interrupted);
      if (state.interrupted) break;
      rtts.push(pong.rttMs);
      if (!job.quiet) process.out(form.reply(pong, sent - 1 + form.firstSequence));
    }
    if (isLast && pong.outcome === 'ok') break;
    yield* waitUntil(process, Math.min(job.deadlineMs, sentMs + (isLast ? job.waitMs : job.intervalMs)), interrupt, () => state.interrupted);
  }
  process.out(`${state.interrupted && process.tty !== undefined ? '\n' : ''}${form.summary(sent, rtts, kernel.now() - startedMs)}`);
  return rtts.length > 0 ? 0 : 1;
}

function* waitUntil(process: Process, atMs: number, interrupt: Wait, isOver: () => boolean): Generator<Wait, void, void> {
  while (process.kernel.now() < atMs && !isOver()) yield anyOf(sleep(atMs - process.kernel.now()), interrupt);
}

interface Form {
  readonly header: string;
  readonly firstSequence: number;
  readonly unreachable: string;
  readonly stopsWhenUnreachable: boolean;
  readonly reply: (pong: Pong, sequence: number) => string;
  readonly summary: (sent: number, rtts: readonly number[], totalMs: number) => string;
}

const three = (ms: number) => ms.toFixed(3);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function lossOf(sent: number, received: number): number {
  return sent === 0 ? 0 : Math.floor(((sent - received) * 100) / sent);
}

function busyboxForm(job: Job): Form {
  return {
    header: `PING ${job.target} (${job.ip}): ${job.size} data bytes\n`,
    firstSequence: 0,
    unreachable: 'ping: sendto: Network is unreachable\n',
    stopsWhenUnreachable: true,
    reply: (pong, sequence) => `${job.size + 8} bytes from ${job.ip}: seq=${sequence} ttl=${pong.ttl} time=${three(pong.rttMs)} ms\n`,
    summary: (sent, rtts) => {
      const counts = `${sent} packets transmitted, ${rtts.length} packets received, ${lossOf(sent, rtts.length)}% packet loss\n`;
      const trip = rtts.length === 0 ? '' : `round-trip min/avg/max = ${three(Math.min(...rtts))}/${three(mean(rtts))}/${three(Math.max(...rtts))} ms\n`;
      return `\n--- ${job.target} ping statistics ---\n${counts}${trip}`;
    },
  };
}

function iputilsForm(job: Job): Form {
  const from = job.name === job.ip ? job.ip : `${job.name} (${job.ip})`;
  return {
    header: `PING ${job.name} (${job.ip}) ${job.size}(${job.size + 28}) bytes of data.\n`,
    firstSequence: 1,
    unreachable: 'ping: connect: Network is unreachable\n',
    stopsWhenUnreachable: true,
    reply: (pong, sequence) => `${job.size + 8} bytes from ${from}: icmp_seq=${sequence} ttl=${pong.ttl} time=${threeDigits(pong.rttMs)} ms\n`,
    summary: (sent, rtts, totalMs) => {
      const counts = `${sent} packets transmitted, ${rtts.length} received, ${lossOf(sent, rtts.length)}% packet loss, time ${Math.round(totalMs)}ms\n`;
      if (rtts.length === 0) return `\n--- ${job.name} ping statistics ---\n${counts}\n`;
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
