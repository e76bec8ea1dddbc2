import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { readOptions, type ParsedOptions } from '../../utilities/options.ts';
import { PORT_NAMES } from '../portNames.ts';
import { SS_USAGE } from './ssUsage.ts';
import { socketsOf, type Socket } from './sockets.ts';

const LONG = {
  help: 'h', version: 'V', numeric: 'n', resolve: 'r', all: 'a', listening: 'l', options: 'o', extended: 'e', memory: 'm', processes: 'p', info: 'i', summary: 's', ipv4: '4', ipv6: '6', tcp: 't', udp: 'u', raw: 'w', unix: 'x', 'no-header': 'H', oneline: 'O',
};

/** iproute2's list of sockets. simplified: its options are those of 6.1, and the timers, memory and insides of sockets are not told. */
export const ss = defineUtility({
  name: 'ss',
  flavours: ['centos7', 'debian'],
  summary: 'show sockets',
  run: (process) => {
    const options = readOptions({ short: 'hVnralopemisb46tuwxdSMHOKEZzN:f:A:D:F:', long: LONG }, process.argv.slice(1));
    if ('fault' in options) {
      process.err(`ss: ${options.fault === 'needs value' ? `option requires an argument -- '${options.option}'` : options.isLong ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`}\n${SS_USAGE}`);
      return 255;
    }
    const wrong = statesWanted(options.operands).find((name) => !STATES.has(name));
    if (wrong !== undefined) {
      process.err(`ss: wrong state name: ${wrong}\n`);
      return 255;
    }
    if (options.has('h')) process.out(SS_USAGE);
    else if (options.has('V')) process.out(process.machine.flavour === 'centos7' ? 'ss utility, iproute2-ss170501\n' : 'ss utility, iproute2-6.1.0\n');
    else if (options.has('s')) process.out(summary(process));
    else process.out(tableOf(process, options));
    return 0;
  },
});

/** The states that a filter may name; here everything listens. */
const STATES = new Set(['established', 'syn-sent', 'syn-recv', 'fin-wait-1', 'fin-wait-2', 'time-wait', 'closed', 'close-wait', 'last-ack', 'listening', 'listen', 'closing', 'all', 'connected', 'synchronized', 'bucket', 'big', 'unconnected']);

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
  const states = statesWanted(options.operands);
  if (states.length > 0 ? !states.some((name) => ['listening', 'listen', 'all', 'unconnected'].includes(name)) : !options.has('l') && !options.has('a')) return [];
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

/** What stands behind `state`. */
function statesWanted(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => (words[index - 1] === 'state' ? [word] : []));
}

/** `sport = :80` */
function portsWanted(words: readonly string[]): readonly number[] {
  return [...words.join(' ').matchAll(/sport\s*(?:=|eq|==)\s*:(\d+)/g)].map(([, port]) => Number(port));
}

function showsHeadOf(options: ParsedOptions): boolean {
  return !options.has('H');
}

/** Columns are as wide as their widest cell; what is left of the terminal's width stays unused here. */
function tableOf(process: Process, options: ParsedOptions): string {
  const rows = rowsOf(process, options);
  // Where all are in one state it is not told.
  const states = statesWanted(options.operands);
  const withState = states.length === 0 ? !(options.has('u') && !options.has('t') && !options.has('l') && !options.has('a')) : states.length > 1 || states[0] === 'all';
  const isNew = process.machine.flavour !== 'centos7';
  const ownerWidth = Math.max(showsHeadOf(options) ? 7 : 0, ...rows.map(({ owner }) => (owner === '' ? 0 : owner.length + 1)));
  const withNetid = !(options.has('t') !== options.has('u')) && !options.has('x');
  const width = (head: string, cell: (row: Row) => string) => Math.max(head.length, ...rows.map((row) => cell(row).length));
  const showsHead = showsHeadOf(options);
  const head = showsHead ? { netid: 'Netid', state: 'State', recv: 'Recv-Q', send: 'Send-Q', local: 'Local Address', port: 'Port', peer: 'Peer Address' } : { netid: '', state: '', recv: '', send: '', local: '', port: '', peer: '' };
  const [netid, state, recv, send] = [width(head.netid, (row) => row.netid), width(head.state, (row) => row.state), width(head.recv, () => '0'), width(head.send, (row) => row.queue)];
  const [local, port, peer, peerPort] = [width(head.local, (row) => row.local), width(head.port, (row) => row.localPort), width(head.peer, (row) => row.peer), width(head.port, (row) => row.peerPort)];
  const line = (cells: readonly string[], owner: string) =>
    `${withNetid ? `${(cells[0] ?? '').padEnd(netid)} ` : ''}${withState ? `${(cells[1] ?? '').padEnd(state)} ` : ''}${(cells[2] ?? '').padEnd(recv)} ${(cells[3] ?? '').padEnd(send)} ${(cells[4] ?? '').padStart(local)}:${(cells[5] ?? '').padEnd(port)} ${(cells[6] ?? '').padStart(peer)}:${(cells[7] ?? '').padEnd(peerPort)}${owner}\n`;
  const title = showsHead ? line([head.netid, head.state, head.recv, head.send, head.local, head.port, head.peer, head.port], isNew ? 'Process'.padEnd(ownerWidth) : ' ') : '';
  return title + rows.map((row) => line([row.netid, row.state, '0', row.queue, row.local, row.localPort, row.peer, row.peerPort], isNew ? (row.owner === '' ? '' : ` ${row.owner}`).padEnd(ownerWidth) : row.owner === '' ? ' ' : ` ${row.owner}`)).join('');
}
