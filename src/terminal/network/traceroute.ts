import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { sleep } from '../process/waits.ts';
import { isBusybox, parseOptions } from '../utilities/options.ts';
import { networkViewOf, routeTo } from './interfaces/links.ts';

/** The stops on the way to a host: gateway or nodes in between, then the host. */
export const traceroute = defineUtility({
  name: 'traceroute',
  flavours: ['centos7', 'alpine', 'busybox', 'debian'],
  summary: 'show the way of packets to a host',
  *run(process) {
    const options = parseOptions(process, { short: '46Flnrvf:m:q:p:t:w:s:i:z:IT', long: {} });
    if (options === undefined) return isBusybox(process) ? 1 : 2;
    const [target] = options.operands;
    if (target === undefined) {
      process.err(isBusybox(process) ? 'traceroute: no host\n' : 'Usage:\n  traceroute [ -46dFITnreAUDV ] [ -f first_ttl ] [ -m max_ttl ] [ -q nqueries ] [ -w MAX,HERE,NEAR ] host [ packetlen ]\n');
      return isBusybox(process) ? 1 : 0;
    }
    const { network } = process.kernel.cluster;
    const found = network.resolve(process.machine.host, target);
    yield sleep(found.durationMs);
    const ip = found.addresses[0];
    if (ip === undefined) {
      process.err(isBusybox(process) ? `traceroute: bad address '${target}'\n` : `${target}: Name or service not known\nCannot handle "host" cmdline arg \`${target}' on position 1 (argc 1)\n`);
      return isBusybox(process) ? 1 : 2;
    }
    const most = clamp(options.value('m'), 30, 1, 255);
    const probes = clamp(options.value('q'), 3, 1, 10);
    const waitMs = clamp(options.value('w'), isBusybox(process) ? 3 : 5, 1, 60) * 1000;
    process.out(`traceroute to ${target} (${ip}), ${most} hops max, ${isBusybox(process) ? 46 : 60} byte packets\n`);
    return yield* trace(process, { target, ip, most, probes, waitMs, isNumeric: options.has('n') });
  },
});

function clamp(text: string | undefined, otherwise: number, least: number, most: number): number {
  const value = Number(text ?? otherwise);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.floor(value))) : otherwise;
}

interface Job {
  readonly target: string;
  readonly ip: string;
  readonly most: number;
  readonly probes: number;
  readonly waitMs: number;
  readonly isNumeric: boolean;
}

function* trace(process: Process, job: Job): Generator<Wait, number, void> {
  const { network } = process.kernel.cluster;
  const pong = network.ping(process.machine.host, job.ip, 1);
  const between = pong.outcome === 'ok' ? stopsTo(process, job.ip, 64 - pong.ttl) : [];
  for (let hop = 1; hop <= job.most; hop += 1) {
    const stop = between[hop - 1] ?? job.ip;
    if (pong.outcome !== 'ok') {
      for (let probe = 0; probe < job.probes; probe += 1) yield sleep(job.waitMs);
      process.out(`${String(hop).padStart(2)}  ${Array.from({ length: job.probes }, () => '*').join(isBusybox(process) ? '  ' : ' ')}\n`);
      continue;
    }
    const times = Array.from({ length: job.probes }, (_, probe) => (pong.rttMs * (hop / (between.length + 1)) * (1 + probe / 20)).toFixed(3));
    yield sleep(pong.rttMs * job.probes);
    const name = job.isNumeric ? stop : stop === job.ip ? `${job.target} (${stop})` : `${stop} (${stop})`;
    process.out(`${String(hop).padStart(2)}  ${name}  ${times.map((time) => `${time} ms`).join('  ')}\n`);
    if (stop === job.ip) return 0;
  }
  return 0;
}

/** As many stops as the time to live tells of: the own gateway first. */
function stopsTo(process: Process, ip: string, count: number): readonly string[] {
  if (count <= 0) return [];
  const { cluster } = process.kernel;
  const gateway = routeTo(networkViewOf(process).routes, ip)?.via;
  const node = cluster.profile.nodes.find((each) => each.podCidr.split('.').slice(0, 3).join('.') === ip.split('.').slice(0, 3).join('.'));
  const far = node?.podCidr.split('/')[0];
  return [gateway, far].filter((each) => each !== undefined && each !== ip).slice(0, count) as readonly string[];
}
