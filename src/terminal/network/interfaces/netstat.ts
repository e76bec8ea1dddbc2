import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox, parseOptions, readOptions, type ParsedOptions } from '../../utilities/options.ts';
import { PORT_NAMES } from '../portNames.ts';
import { tableOf } from './ifconfig.ts';
import { networkViewOf } from './links.ts';
import { NETSTAT_USAGE } from './netToolsUsage.ts';
import { routingTable } from './route.ts';
import { socketsOf, type Socket } from './sockets.ts';

/** Sockets, routes and interfaces, as net-tools and busybox list them. */
export const netstat = defineUtility({
  name: 'netstat',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'show sockets and routes',
  run: (process) => {
    const spec = {
      short: isBusybox(process) ? 'ralntuwxeWp' : 'raltuwxnNepicgsMvWoFCZUS46A:h',
      long: isBusybox(process) ? {} : { route: 'r', all: 'a', listening: 'l', tcp: 't', udp: 'u', raw: 'w', unix: 'x', numeric: 'n', extend: 'e', programs: 'p', interfaces: 'i', continuous: 'c', statistics: 's', verbose: 'v', wide: 'W', timers: 'o', help: 'h', version: 'V' },
    };
    const options = isBusybox(process) ? parseOptions(process, spec) : readOptions(spec, process.argv.slice(1));
    if (options === undefined) return 1;
    if ('fault' in options) {
      process.err(`netstat: ${options.isLong ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`}\n${NETSTAT_USAGE}`);
      return 3;
    }
    if (options.has('h')) {
      process.err(NETSTAT_USAGE);
      return 3;
    }
    if (options.has('r')) process.out(routingTable(process, options.has('n'), isBusybox(process) || !options.has('e') ? 'window' : 'metric'));
    else if (options.has('i')) process.out(`Kernel Interface table\n${tableOf(process, networkViewOf(process).links, 18)}`);
    else process.out(socketTable(process, options));
    return 0;
  },
});

function socketTable(process: Process, options: ParsedOptions): string {
  const shows = (letter: string) => options.has(letter) || !['t', 'u', 'w', 'x'].some((each) => options.has(each));
  const [listening, all] = [options.has('l'), options.has('a')];
  const title = listening ? 'only servers' : all ? 'servers and established' : 'w/o servers';
  const sockets = listening || all ? socketsOf(process).filter(({ protocol }) => shows(protocol === 'tcp' ? 't' : 'u')) : [];
  const withProgram = options.has('p');
  const end = isBusybox(process) ? ' ' : '';
  const head = `Proto Recv-Q Send-Q Local Address           Foreign Address         State      ${end}${options.has('e') && !isBusybox(process) ? ' User       Inode     ' : ''}${withProgram ? ` PID/Program name    ` : ''}\n`;
  const inet = shows('t') || shows('u') ? `Active Internet connections (${title})\n${head}${sockets.map((socket) => lineOf(process, options, socket)).join('')}` : '';
  const unix = shows('x') ? `Active UNIX domain sockets (${title})\nProto RefCnt Flags       Type       State         I-Node${isBusybox(process) ? '' : '  '} Path\n` : '';
  return inet + unix;
}

function lineOf(process: Process, options: ParsedOptions, { protocol, port, pid, program }: Socket): string {
  const name = options.has('n') ? String(port) : (PORT_NAMES[port] ?? String(port));
  const state = (protocol === 'tcp' ? 'LISTEN' : '').padEnd(isBusybox(process) ? 12 : 11);
  const user = options.has('e') && !isBusybox(process) ? ` 0          ${30_000 + port}     ` : '';
  const owner = options.has('p') ? ` ${(pid === undefined ? '-' : `${pid}/${program ?? ''}`).padEnd(20)}` : '';
  return `${protocol.padEnd(5)}      0      0 ${`0.0.0.0:${name}`.padEnd(23)} ${'0.0.0.0:*'.padEnd(23)} ${state}${user}${owner}\n`;
}
