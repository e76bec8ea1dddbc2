import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { memoryOf } from '../hardware.ts';
import { isBusybox } from '../options.ts';
import { busyboxPs } from './busyboxPs.ts';
import { processFacts, uidOf, type ProcessFacts } from './processFacts.ts';
import { psFailure } from './procpsFailure.ts';
import { parsePs, type PsRequest } from './psArguments.ts';
import { PS_COLUMNS, type PsColumn, type PsContext } from './psColumns.ts';
import { treeOrder } from './treeOrder.ts';

/** Lists processes: procps' with both of its syntaxes, busybox's with its few columns. */
export const ps = defineUtility({
  name: 'ps',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'report a snapshot of the current processes',
  run: (process) => {
    if (isBusybox(process)) return busyboxPs(process);
    const request = parsePs(process.argv.slice(1));
    if (typeof request === 'string') return psFailure(process, request);
    if (request.answersVersion) {
      process.out('procps-ng version 3.3.10\n');
      return 0;
    }
    return list(process, request);
  },
});

function list(process: Process, request: PsRequest): number {
  const columns = request.columns ?? formatOf(request);
  const all = processFacts(process);
  const chosen = sorted(all.filter((facts) => isChosen(request, facts, process)), request);
  const tree = request.isForest ? treeOrder(chosen, request.letters.has('H')) : undefined;
  const context: PsContext = { nowUnixMs: process.kernel.unixNow(), memoryKb: memoryOf(process.machine, process.kernel.cluster), branch: (facts) => tree?.branches.get(facts) ?? '' };
  const shown = tree?.order ?? chosen;
  // What goes to a terminal is cut at its edge, unless told otherwise twice.
  const isWide = request.letters.has('w') || request.letters.has('bsd w') || !process.stdout.isTty();
  const edge = isWide ? Number.POSITIVE_INFINITY : (process.tty?.columns ?? 80);
  const rows = shown.map((facts) => columns.map(({ cell }) => cell(facts, context)));
  const lines = [...(request.hasHeader && columns.some(({ header }) => header !== '') ? [lineOf(columns, columns.map(({ header }) => header))] : []), ...rows.map((cells) => lineOf(columns, cells))];
  process.out(lines.map((line) => `${line.slice(0, edge)}\n`).join(''));
  return chosen.length === 0 ? 1 : 0;
}

/** Each cell stands at its place, or one blank behind a cell before it that is too wide. Nothing is padded behind the last. */
function lineOf(columns: readonly PsColumn[], cells: readonly string[]): string {
  let line = '';
  let start = 0;
  for (const [index, { width, isLeft }] of columns.entries()) {
    const cell = cells[index] ?? '';
    const place = isLeft ? start : start + width - cell.length;
    line = line.padEnd(Math.max(place, index === 0 ? 0 : line.length + 1)) + cell;
    start += width + 1;
  }
  const last = columns.at(-1);
  return last?.isLeft === true && (cells.at(-1) ?? '') === '' ? line.padEnd(start - last.width - 1) : line;
}

/** Without a selection: what belongs to this terminal and this user. BSD's `a` and `x` lift one limit each. */
function isChosen({ selections, letters, isBsd, isNegated }: PsRequest, facts: ProcessFacts, process: Process): boolean {
  const isMine = facts.uid === uidOf(process.user);
  const bySelection = selections.some((holds) => holds(facts));
  const all = letters.has('bsd a');
  const withoutTerminal = letters.has('bsd x');
  const isListed = selections.length > 0 && !all && !withoutTerminal
    ? bySelection
    : bySelection || (isBsd
      ? (all || isMine) && (withoutTerminal || facts.terminal !== undefined)
      : isMine && facts.terminal === ownTerminal(process));
  return isListed !== isNegated;
}

function ownTerminal(process: Process): string | undefined {
  return processFacts(process).find((facts) => facts.process === process)?.terminal;
}

function sorted(processes: readonly ProcessFacts[], { sort }: PsRequest): readonly ProcessFacts[] {
  if (sort.length === 0) return processes;
  const nothing: PsContext = { nowUnixMs: 0, memoryKb: 1, branch: () => '' };
  return [...processes].sort((a, b) => {
    for (const { column, isDescending } of sort) {
      const order = column.order === undefined ? compareTexts(column.cell(a, nothing), column.cell(b, nothing)) : column.order(a) - column.order(b);
      if (order !== 0) return isDescending ? -order : order;
    }
    return a.pid - b.pid;
  });
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const column = (name: string, changes: Partial<PsColumn> = {}): PsColumn => ({ ...(PS_COLUMNS[name] as PsColumn), ...changes });
const CMD = column('args', { header: 'CMD' });
const NAME = column('comm', { header: 'CMD' });
const UID = column('user', { header: 'UID' });
const TTY = column('tname');
/** Two columns that share their place: the address is never told. */
const ADDRESS = column('sz', { header: 'ADDR SZ', width: 7, cell: ({ footprint }) => `- ${String(Math.round(footprint.virtualKb / 4)).padStart(5)}` });

/** The columns that the letters stand for. */
function formatOf({ letters, isBsd, isForest }: PsRequest): readonly PsColumn[] {
  const has = (letter: string) => letters.has(letter);
  if (has('bsd u')) return [column('user'), column('pid'), column('pcpu'), column('pmem'), column('vsz'), column('rss'), TTY, column('stat'), column('stime', { header: 'START' }), column('bsdtime'), column('args')];
  if (has('bsd j')) return [column('ppid'), column('pid'), column('pgid'), column('sid'), TTY, column('tpgid'), column('stat'), column('uid'), column('bsdtime'), column('args')];
  if (has('bsd l')) return [column('f'), column('uid'), column('pid'), column('ppid'), column('opri', { cell: () => '20' }), column('ni'), column('vsz'), column('rss'), column('wchan'), column('stat'), TTY, column('bsdtime'), column('args')];
  if (isBsd) return [column('pid'), TTY, column('stat'), column('bsdtime'), column('args')];
  const threads = has('L') ? [column('lwp')] : [];
  if (has('l')) return [column('f'), column('s'), has('f') ? UID : column('uid'), column('pid'), column('ppid'), ...(has('j') ? [column('pgid'), column('sid')] : []), ...threads, column('c'), column('opri'), column('ni'), ADDRESS, column('wchan'), ...(has('f') ? [column('stime')] : []), TTY, column('time'), has('f') ? CMD : NAME];
  if (has('F')) return [UID, column('pid'), column('ppid'), ...threads, column('c'), column('sz'), column('rss'), column('psr'), column('stime'), TTY, column('time'), CMD];
  if (has('f')) return [UID, column('pid'), column('ppid'), ...(has('j') ? [column('pgid'), column('sid')] : []), ...threads, column('c'), ...(has('L') ? [column('nlwp')] : []), column('stime'), TTY, column('time'), CMD];
  if (has('j')) return [column('pid'), column('pgid'), column('sid'), TTY, column('time'), isForest ? column('comm', { header: 'CMD', cell: (facts, context) => context.branch(facts) + facts.name }) : NAME];
  return [column('pid'), ...threads, ...(has('T') ? [column('lwp', { header: 'SPID' })] : []), TTY, column('time'), isForest ? column('comm', { header: 'CMD', cell: (facts, context) => context.branch(facts) + facts.name }) : NAME];
}
