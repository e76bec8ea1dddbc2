import { defineUtility } from '../command.ts';
import { sinkOutput } from '../process/fileStream.ts';
import type { Process, Running, Wait } from '../process/process.ts';
import { exitOf, sleepUntil } from '../process/waits.ts';
import { findCommand, startChild } from './execute.ts';
import { isBusybox, parseOptions, sayUsage } from './options.ts';
import { screenRows } from './pager/textLines.ts';
import { strftime } from './strftime.ts';

interface Settings {
  readonly seconds: number;
  readonly text: string;
  readonly argv: readonly string[];
  readonly hasTitle: boolean;
  readonly marksChanges: boolean;
  readonly endsOnChange: boolean;
  readonly endsOnError: boolean;
}

/** Runs a command again and again and shows what it prints, until Ctrl-C. */
export const watch = defineUtility({
  name: 'watch',
  flavours: ['centos7', 'alpine', 'busybox'],
  summary: 'execute a program periodically, showing output fullscreen',
  *run(process) {
    // `-d` may carry a word with `=`, never a separate one.
    const args = process.argv.slice(1).map((arg) => (/^(?:-d|--differences)=/.test(arg) ? '-d' : arg));
    const options = parseOptions(process, isBusybox(process) ? { short: 'n:t', stopAtOperand: true } : { short: 'bcdegn:ptvxw', long: { beep: 'b', color: 'c', differences: 'd', errexit: 'e', chgexit: 'g', interval: 'n:', precise: 'p', 'no-title': 't', exec: 'x', version: 'v' }, stopAtOperand: true }, args);
    if (options === undefined) return 1;
    if (options.operands.length === 0) return sayUsage(process);
    const interval = options.value('n') ?? '2';
    if (!/^\d*[.,]?\d+$/.test(interval)) {
      process.err(`watch: ${isBusybox(process) ? `invalid number '${interval}'` : `failed to parse argument: '${interval}': Invalid argument`}\n`);
      return 1;
    }
    const text = options.operands.join(' ');
    return yield* repeat(process, {
      seconds: Math.max(0.1, Number(interval.replace(',', '.'))), text,
      argv: options.has('x') ? options.operands : ['sh', '-c', text],
      hasTitle: !options.has('t'), marksChanges: options.has('d'), endsOnChange: options.has('g'), endsOnError: options.has('e'),
    });
  },
});

function* repeat(process: Process, settings: Settings): Running {
  const isFullScreen = process.stdout.isTty() && !isBusybox(process);
  if (isFullScreen) process.out('\x1b[?1049h');
  try {
    let before: readonly string[] | undefined;
    for (;;) {
      const startedAtMs = process.kernel.now();
      const outcome = yield* runOnce(process, settings.argv);
      if (typeof outcome === 'number') return outcome;
      const rows = screenRows(outcome.text, process.tty?.columns ?? 80);
      process.out(screen(process, settings, { rows, before }));
      if (settings.endsOnError && outcome.code !== 0) return outcome.code;
      if (settings.endsOnChange && before !== undefined && before.join('\n') !== rows.join('\n')) return 0;
      before = rows;
      yield* sleepUntil(process, startedAtMs + settings.seconds * 1000);
    }
  } finally {
    if (isFullScreen) process.out('\x1b[?1049l');
  }
}

/** Both streams of one run as they come; a number after the error has been told. */
function* runOnce(process: Process, argv: readonly string[]): Generator<Wait, { readonly text: string; readonly code: number } | number, void> {
  const command = findCommand(process, argv);
  if (typeof command === 'number') return command;
  const pieces: string[] = [];
  const output = sinkOutput((piece) => pieces.push(piece));
  const child = startChild(process, command, { descriptors: new Map([...process.descriptors, [1, output], [2, output]]) });
  while (child.exit === undefined) yield exitOf(child);
  process.kernel.reap(child);
  return { text: pieces.join(''), code: child.exit.code };
}

function screen(process: Process, settings: Settings, { rows, before }: { readonly rows: readonly string[]; readonly before: readonly string[] | undefined }): string {
  const { columns = 80, rows: height = 24 } = process.tty ?? {};
  const title = settings.hasTitle ? [titleLine(process, settings, columns), ''] : [];
  const body = rows.slice(0, Math.max(0, height - title.length - (isBusybox(process) ? 1 : 0)));
  const marked = settings.marksChanges && before !== undefined ? body.map((row, index) => withChanges(row, before[index] ?? '')) : body;
  if (isBusybox(process)) return `\x1b[H\x1b[J${[...title, ...marked].map((line) => `${line}\n`).join('')}`;
  if (!process.stdout.isTty()) return [...title, ...body].map((line) => `${line}\n`).join('');
  return `\x1b[H${[...title, ...marked].map((line) => `${line}\x1b[K`).join('\n')}\x1b[J`;
}

/** The command at the left, host and time at the right; the command is cut where they meet. */
function titleLine(process: Process, { seconds, text }: Settings, columns: number): string {
  const left = `Every ${seconds.toFixed(1)}s: ${text}`;
  const nowMs = process.kernel.unixNow();
  const right = isBusybox(process) ? strftime('%F %T', nowMs) : `${process.machine.hostname}: ${strftime('%a %b %e %H:%M:%S %Y', nowMs)}`;
  const room = columns - right.length - 1;
  if (room < 10) return left.slice(0, columns);
  const shown = left.length > room ? `${left.slice(0, Math.max(0, room - 3))}...` : left;
  return `${shown.padEnd(Math.max(0, room))} ${right}`;
}

/** What differs from the row before stands out. */
function withChanges(row: string, before: string): string {
  let text = '';
  let isOn = false;
  for (const [index, char] of [...row].entries()) {
    const differs = char !== [...before][index];
    if (differs !== isOn) text += differs ? '\x1b[7m' : '\x1b[27m';
    isOn = differs;
    text += char;
  }
  return isOn ? `${text}\x1b[27m` : text;
}
