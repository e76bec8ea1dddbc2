import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { readOptions, type ParsedOptions } from '../../utilities/options.ts';
import { PORT_NAMES } from '../portNames.ts';
import { socketsOf, type Socket } from './sockets.ts';

const LONG = {
  help: 'h', version: 'V', numeric: 'n', resolve: 'r', all: 'a', listening: 'l', options: 'o', extended: 'e', memory: 'm', processes: 'p', info: 'i', summary: 's', ipv4: '4', ipv6: '6', tcp: 't', udp: 'u', raw: 'w', unix: 'x', 'no-header': 'H', oneline: 'O',
};

/** iproute2's list of sockets. */
export const ss = defineUtility({
  name: 'ss',
  flavours: ['centos7', 'debian'],
  summary: 'show sockets',
  run: (process) => {
    const options = readOptions({ short: 'hVnralopemisb46tuwxdSMHOKEZzN:f:A:D:F:', long: LONG }, process.argv.slice(1));
    if ('fault' in options) {
      process.err(`ss: ${options.fault === 'needs value' ? `option requires an argument -- '${options.option}'` : options.isLong ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`}\n${USAGE}`);
      return 255;
    }
    if (options.has('h')) process.out(USAGE);
    else if (options.has('V')) process.out(process.machine.flavour === 'centos7' ? 'ss utility, iproute2-ss170501\n' : 'ss utility, iproute2-6.1.0\n');
    else if (options.has('s')) process.out(summary(process));
    else process.out(tableOf(process, options));
    return 0;
  },
});

/** simplified: of ss' options those that list what listens. */
const USAGE = `Usage: ss [ OPTIONS ]
       ss [ OPTIONS ] [ FILTER ]
   -h, --help          this message
   -V, --version       output version information
   -n, --numeric       don't resolve service names
   -a, --all           display all sockets
   -l, --listening     display listening sockets
   -p, --processes     show process using socket
   -s, --summary       show socket usage summary

   -t, --tcp           display only TCP sockets
   -u, --udp           display only UDP sockets
   -x, --unix          display only Unix domain sockets

   -H, --no-header     Suppress header line
`;

function summary(process: Process): string {
  const sockets = socketsOf(process);
  const count = (protocol: Socket['protocol']) => sockets.filter((socket) => socket.protocol === protocol).length;
  const row = (name: string, value: number) => `${name.padEnd(9)} ${String(value).padEnd(9)} ${String(value).padEnd(9)} 0        \n`;
  return `Total: ${sockets.length}\nTCP:   ${count('tcp')} (estab 0, closed 0, orphaned 0, timewait 0)\n\nTransport Total     IP        IPv6\n${row('RAW\t ', 0)}${row('UDP\t ', count('udp'))}${row('TCP\t ', count('tcp'))}${row('INET\t ', sockets.length)}${row('FRAG\t ', 0)}\n`;
}

interface Row {
  readonly netid: string;
  readonly state: string;
  readonly queue: string;
  readonly local: string;
  readonly localPort: string;
  readonly peer: string;
  readonly peerPort: string;
  readonly owner: string;
}

function rowsOf(process: Process, options: ParsedOptions): readonly Row[] {
  const shows = (letter: string) => options.has(letter) || !['t', 'u', 'w', 'x'].some((each) => options.has(each));
  if (!options.has('l') && !options.has('a')) return [];
  const [port] = portsWanted(options.operands);
  return socketsOf(process)
    .filter((socket) => shows(socket.protocol === 'tcp' ? 't' : 'u') && (port === undefined || socket.port === port))
    .sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol === 'udp' ? -1 : 1))
    .map((socket) => ({
      netid: socket.protocol,
      state: socket.protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
      queue: socket.protocol === 'tcp' ? '511' : '0',
      local: '0.0.0.0',
      localPort: options.has('n') ? String(socket.port) : (PORT_NAMES[socket.port] ?? String(socket.port)),
      peer: '0.0.0.0',
      peerPort: '*',
      owner: options.has('p') && socket.pid !== undefined ? `users:(("${socket.program ?? ''}",pid=${socket.pid},fd=6))` : '',
    }));
}

/** `sport = :80` */
function portsWanted(words: readonly string[]): readonly number[] {
  return [...words.join(' ').matchAll(/sport\s*(?:=|eq|==)\s*:(\d+)/g)].map(([, port]) => Number(port));
}

/** Columns are as wide as their widest cell; what is left of the terminal's width stays unused here. */
function tableOf(process: Process, options: ParsedOptions): string {
  const rows = rowsOf(process, options);
  const withNetid = !(options.has('t') !== options.has('u')) && !options.has('x');
  const width = (head: string, cell: (row: Row) => string) => Math.max(head.length, ...rows.map((row) => cell(row).length));
  const showsHead = !options.has('H');
  const head = showsHead ? { netid: 'Netid', state: 'State', recv: 'Recv-Q', send: 'Send-Q', local: 'Local Address', port: 'Port', peer: 'Peer Address' } : { netid: '', state: '', recv: '', send: '', local: '', port: '', peer: '' };
  const [netid, state, recv, send] = [width(head.netid, (row) => row.netid), width(head.state, (row) => row.state), width(head.recv, () => '0'), width(head.send, (row) => row.queue)];
  const [local, port, peer, peerPort] = [width(head.local, (row) => row.local), width(head.port, (row) => row.localPort), width(head.peer, (row) => row.peer), width(head.port, (row) => row.peerPort)];
  const line = (cells: readonly string[], owner: string) =>
    `${withNetid ? `${(cells[0] ?? '').padEnd(netid)} ` : ''}${(cells[1] ?? '').padEnd(state)} ${(cells[2] ?? '').padEnd(recv)} ${(cells[3] ?? '').padEnd(send)} ${(cells[4] ?? '').padStart(local)}:${(cells[5] ?? '').padEnd(port)} ${(cells[6] ?? '').padStart(peer)}:${(cells[7] ?? '').padEnd(peerPort)}${owner}\n`;
  const title = showsHead ? line([head.netid, head.state, head.recv, head.send, head.local, head.port, head.peer, head.port], process.machine.flavour === 'centos7' ? ' ' : ' Process') : '';
  return title + rows.map((row) => line([row.netid, row.state, '0', row.queue, row.local, row.localPort, row.peer, row.peerPort], row.owner === '' ? ' ' : ` ${row.owner}`)).join('');
}
