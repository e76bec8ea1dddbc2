import { defineUtility } from '../../command.ts';
import type { Process, Running } from '../../process/process.ts';
import { sleepUntil } from '../../process/waits.ts';
import { isBusybox, parseOptions, type ParsedOptions } from '../options.ts';
import { keysUntil, splitKeys, takeKeys } from '../screenKeys.ts';
import { busyboxTop } from './busyboxTop.ts';
import { procpsTop } from './procpsTop.ts';

/** What a person has set with keys. */
export interface TopView {
  sort: 'cpu' | 'memory' | 'time' | 'pid';
  isReversed: boolean;
  showsCommandLine: boolean;
}

const SORT_KEYS: Readonly<Record<string, TopView['sort']>> = { P: 'cpu', M: 'memory', T: 'time', N: 'pid' };
const SORT_FIELDS: Readonly<Record<string, TopView['sort']>> = { '%CPU': 'cpu', '%MEM': 'memory', RES: 'memory', 'TIME+': 'time', TIME: 'time', PID: 'pid' };

/** Shows the busiest processes, again and again, until q or Ctrl-C. */
export const top = defineUtility({
  name: 'top',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'display processes',
  *run(process) {
    const busybox = isBusybox(process);
    const args = process.argv.slice(1).map((arg, index) => (index === 0 && !busybox && /^[bcHiSs]+$/.test(arg) ? `-${arg}` : arg));
    const options = parseOptions(process, { short: busybox ? 'bn:d:Hm' : 'bn:d:cHiSso:p:u:U:w' }, args);
    if (options === undefined) return 1;
    const problem = problemOf(options);
    if (problem !== undefined) {
      process.err(`top: ${problem}\n`);
      return 1;
    }
    const { tty } = process;
    if (!options.has('b') && (tty === undefined || !process.stdout.isTty())) {
      process.err(busybox ? '' : 'top: failed tty get\n');
      if (!busybox) return 1;
    }
    const view: TopView = { sort: SORT_FIELDS[(options.value('o') ?? '').replace(/^[+-]/, '')] ?? 'cpu', isReversed: false, showsCommandLine: options.has('c') };
    return options.has('b') || tty === undefined ? yield* runBatch(process, options, view) : yield* runOnScreen(process, options, view);
  },
});

function problemOf(options: ParsedOptions): string | undefined {
  const [delay, count, field] = [options.value('d'), options.value('n'), options.value('o')];
  if (delay !== undefined && !(Number(delay) >= 0)) return `bad delay interval '${delay}'`;
  if (count !== undefined && !/^[1-9]\d*$/.test(count)) return `bad iterations argument '${count}'`;
  if (field !== undefined && SORT_FIELDS[field.replace(/^[+-]/, '')] === undefined) return `unrecognized field name '${field}'`;
  return undefined;
}

function delayMsOf(process: Process, options: ParsedOptions): number {
  return Math.max(100, Number(options.value('d') ?? (isBusybox(process) ? 5 : 3)) * 1000);
}

function screenOf(process: Process, options: ParsedOptions, view: TopView): readonly string[] {
  return isBusybox(process) ? busyboxTop(process, view) : procpsTop(process, options, view);
}

function* runBatch(process: Process, options: ParsedOptions, view: TopView): Running {
  const times = Number(options.value('n') ?? Number.POSITIVE_INFINITY);
  for (let shown = 1; ; shown += 1) {
    process.out(`${shown > 1 && !isBusybox(process) ? '\n' : ''}${screenOf(process, options, view).map((line) => `${line}\n`).join('')}`);
    if (shown >= times) return 0;
    yield* sleepUntil(process, process.kernel.now() + delayMsOf(process, options));
  }
}

function* runOnScreen(process: Process, options: ParsedOptions, view: TopView): Running {
  const { tty } = process;
  if (tty === undefined) return 1;
  const giveBack = takeKeys(tty);
  const times = Number(options.value('n') ?? Number.POSITIVE_INFINITY);
  try {
    for (let shown = 1; ; shown += 1) {
      draw(process, screenOf(process, options, view));
      if (shown >= times) return 0;
      const keys = yield* keysUntil(process, tty, process.kernel.now() + delayMsOf(process, options));
      if (keys === undefined || splitKeys(keys).some((key) => press(view, key))) return 0;
    }
  } finally {
    giveBack();
    process.out(`\x1b[${tty.rows};1H\n`);
  }
}

/** True when it is the end. */
function press(view: TopView, key: string): boolean {
  if (key === 'q' || key === 'Q') return true;
  const sort = SORT_KEYS[key];
  if (sort !== undefined) view.sort = sort;
  if (key === 'R') view.isReversed = !view.isReversed;
  if (key === 'c') view.showsCommandLine = !view.showsCommandLine;
  return false;
}

/** Each line over the old one, so that nothing flickers. */
function draw(process: Process, lines: readonly string[]): void {
  const { columns = 80, rows = 24 } = process.tty ?? {};
  const visible = lines.slice(0, rows).map((line) => `${line.slice(0, columns)}\x1b[K`);
  process.out(`\x1b[H${visible.join('\n')}\x1b[J`);
}
