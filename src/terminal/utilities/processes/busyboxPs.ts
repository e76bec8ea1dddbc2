import type { Process } from '../../process/process.ts';
import { nameOf, parseOptions } from '../options.ts';
import { processFacts, type ProcessFacts } from './processFacts.ts';

interface Column {
  readonly header: string;
  readonly width: number;
  readonly isRight?: boolean;
  readonly cell: (facts: ProcessFacts, nowUnixMs: number) => string;
}

const right = (header: string, cell: Column['cell'], width = 5): Column => ({ header, width, isRight: true, cell });

/** In the order in which busybox lists them when it is asked for another one. */
const COLUMNS: Readonly<Record<string, Column>> = {
  user: { header: 'USER', width: 8, cell: ({ user }) => user.slice(0, 8) },
  group: { header: 'GROUP', width: 8, cell: ({ user }) => user.slice(0, 8) },
  comm: { header: 'COMMAND', width: 16, cell: ({ name }) => name },
  args: { header: 'COMMAND', width: 256, cell: ({ command }) => command },
  pid: right('PID', ({ pid }) => String(pid)),
  ppid: right('PPID', ({ parentPid }) => String(parentPid)),
  pgid: right('PGID', ({ group }) => String(group)),
  etime: right('ELAPSED', ({ startedUnixMs }, nowUnixMs) => elapsedText(nowUnixMs - startedUnixMs), 7),
  nice: right('NI', () => '0'),
  rgroup: { header: 'RGROUP', width: 8, cell: ({ user }) => user.slice(0, 8) },
  ruser: { header: 'RUSER', width: 8, cell: ({ user }) => user.slice(0, 8) },
  time: right('TIME', ({ cpuMs }) => minutesText(cpuMs)),
  tty: { header: 'TT', width: 6, cell: ({ terminal }) => (terminal === undefined ? '?' : `136,${terminal.slice(4)}`) },
  vsz: right('VSZ', ({ footprint }) => sizeText(footprint.virtualKb), 4),
  sid: right('SID', ({ session }) => String(session)),
  stat: { header: 'STAT', width: 4, cell: ({ state }) => state.charAt(0) },
  rss: right('RSS', ({ footprint }) => sizeText(footprint.residentKb), 4),
};

/** busybox's: all processes, whatever letters are given; `-o` chooses the columns. */
export function busyboxPs(process: Process): number {
  const options = parseOptions(process, { short: 'aAdeflo:T' });
  if (options === undefined) return 1;
  const wanted = options.values('o').length === 0 ? ['pid,user,time,args'] : options.values('o');
  const columns: Column[] = [];
  for (const list of wanted) {
    for (const word of list.split(',')) {
      const [name = '', header] = word.split(/=(.*)/s);
      const column = COLUMNS[name];
      if (column === undefined) {
        process.err(`${nameOf(process)}: bad -o argument '${name}', supported arguments: ${Object.keys(COLUMNS).join(',')}\n`);
        return 1;
      }
      columns.push(header === undefined ? column : { ...column, header, width: Math.max(column.width, header.length) });
    }
  }
  const nowUnixMs = process.kernel.unixNow();
  const edge = process.stdout.isTty() ? (process.tty?.columns ?? 80) : Number.POSITIVE_INFINITY;
  const show = (cells: readonly string[], isHeader: boolean) => {
    const line = columns.map(({ width, isRight }, index) => {
      const cell = cells[index] ?? '';
      return isRight === true && !isHeader ? cell.padStart(width) : index === columns.length - 1 ? cell : cell.padEnd(width);
    });
    process.out(`${line.join(' ').slice(0, edge)}\n`);
  };
  if (columns.some(({ header }) => header !== '')) show(columns.map(({ header }) => header), true);
  for (const facts of processFacts(process)) show(columns.map(({ cell }) => cell(facts, nowUnixMs)), false);
  return 0;
}

function minutesText(ms: number): string {
  return `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
}

/** From a hundred hours on in days and hours. */
function elapsedText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3600 * 100) return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 86_400)}d${two(Math.floor(seconds / 3600) % 24)}`;
}

/** Four places: `1316`, `744m`, `1.2g`. */
export function sizeText(kb: number): string {
  if (kb < 10_000) return String(kb);
  if (kb < 10_000 * 1024) return `${Math.floor(kb / 1024)}m`;
  return `${(kb / 1024 / 1024).toFixed(1)}g`;
}
