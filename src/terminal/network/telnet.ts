import { defineUtility } from '../command.ts';
import { sleep } from '../process/waits.ts';
import { isBusybox, parseOptions, sayUsage } from '../utilities/options.ts';
import { converse } from './netcat/converse.ts';
import { createMailbox } from './netcat/mailbox.ts';
import { serverEnd } from './netcat/serverEnd.ts';
import { portOf } from './portNames.ts';

/** Opens a connection and copies: a look whether somebody listens. */
export const telnet = defineUtility({
  name: 'telnet',
  flavours: ['centos7', 'alpine', 'busybox'],
  summary: 'talk to a port',
  *run(process) {
    const options = parseOptions(process, { short: 'al:Ee:48', long: {} });
    if (options === undefined) return 1;
    const [target, portText = '23'] = options.operands;
    if (target === undefined) {
      if (isBusybox(process)) return sayUsage(process);
      process.err('telnet> the prompt of telnet is not simulated: telnet HOST PORT\n');
      return 1;
    }
    const port = portOf(portText);
    if (port === undefined) {
      process.err(isBusybox(process) ? `telnet: bad port '${portText}'\n` : `telnet: bad port '${portText}'\n`);
      return 1;
    }
    const { network, sim } = process.kernel.cluster;
    const { host } = process.machine;
    const found = network.resolve(host, target);
    yield sleep(found.durationMs);
    const ip = found.addresses[0];
    if (ip === undefined) {
      process.err(isBusybox(process) ? `telnet: bad address '${target}'\n` : `telnet: ${target}: Name or service not known\n${target}: Unknown host\n`);
      return 1;
    }
    if (!isBusybox(process)) process.out(`Trying ${ip}...\n`);
    const connection = network.connect(host, ip, port);
    yield sleep(connection.connectMs);
    if (connection.outcome !== 'ok' || connection.listener === undefined) {
      const reason = { refused: 'Connection refused', unreachable: 'No route to host' }[connection.outcome as string] ?? 'Connection timed out';
      process.err(isBusybox(process) ? `telnet: can't connect to remote host (${ip}): ${reason}\n` : `telnet: connect to address ${ip}: ${reason}\n`);
      return 1;
    }
    process.out(isBusybox(process) ? `Connected to ${target}\n\nEntering character mode\nEscape character is '^]'.\n\n` : `Connected to ${target}.\nEscape character is '^]'.\n`);
    const arrived = createMailbox();
    const server = serverEnd(connection.listener, host.ip ?? '127.0.0.1', arrived.end, sim);
    yield* converse(process, server, arrived, { halfCloses: false, quitMs: 0, idleMs: Number.POSITIVE_INFINITY, sendsCrlf: true, readsInput: true, writesOutput: true });
    process.err(isBusybox(process) ? 'Connection closed by foreign host\n' : 'Connection closed by foreign host.\n');
    return 1;
  },
});
