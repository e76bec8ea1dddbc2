import type { Signal } from '#engine/machine/programs.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { anyOf, exitOf, forever, sleep } from '../process/waits.ts';
import { parseDuration } from './duration.ts';
import { findCommand, startChild } from './execute.ts';
import { isBusybox, parseOptions, quoted, sayUsage } from './options.ts';
import { parseSignal } from './signalName.ts';

interface Limits {
  readonly limitMs: number;
  readonly signal: Signal;
  /** How long after the first signal SIGKILL follows. */
  readonly killAfterMs: number | undefined;
}

/** Runs a command for at most so long. GNU's then ends with 124, busybox's as the command did. */
export const timeout = defineUtility({
  name: 'timeout',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'run a command with a time limit',
  *run(process) {
    const busybox = isBusybox(process);
    const options = parseOptions(process, busybox ? { short: 's:k:', stopAtOperand: true } : { short: 's:k:v', long: { signal: 's:', 'kill-after': 'k:', 'preserve-status': 'preserve-status', foreground: 'foreground', verbose: 'v' }, stopAtOperand: true });
    const refusal = busybox ? 1 : 125;
    if (options === undefined) return refusal;
    const [duration, ...argv] = options.operands;
    if (duration === undefined || argv.length === 0) {
      sayUsage(process);
      return refusal;
    }
    const signal = parseSignal(options.value('s') ?? 'TERM');
    if (signal === undefined || signal === 0) {
      process.err(busybox ? `timeout: unknown signal '${options.value('s') ?? ''}'\n` : `timeout: ${quoted(process, options.value('s') ?? '')}: invalid signal\n`);
      if (!busybox) sayUsage(process);
      return refusal;
    }
    const [limitMs, killAfterMs] = [duration, options.value('k')].map((text) => (text === undefined ? undefined : parseDuration(text)));
    if (limitMs === undefined || (options.has('k') && killAfterMs === undefined)) {
      const bad = limitMs === undefined ? duration : (options.value('k') ?? '');
      process.err(busybox ? `timeout: invalid number '${bad}'\n` : `timeout: invalid time interval ${quoted(process, bad)}\n`);
      if (!busybox) sayUsage(process);
      return refusal;
    }
    const command = findCommand(process, argv);
    if (typeof command === 'number') return command;
    const child = startChild(process, command);
    // A limit of nothing is none.
    const isOver = yield* watchOver(child, { limitMs: limitMs === 0 ? Number.POSITIVE_INFINITY : limitMs, signal, killAfterMs });
    if (isOver && options.has('v')) process.err(`timeout: sending signal ${signal.slice(3)} to command ${quoted(process, argv[0] ?? '')}\n`);
    const { code, signal: endedBy } = child.exit ?? { code: 0 };
    process.kernel.reap(child);
    if (!isOver) return code;
    if (!busybox && endedBy !== 'SIGKILL') return options.has('preserve-status') ? code : 124;
    // What was run in its place was ended by a signal, and so is it.
    if (endedBy !== undefined) yield* endBy(process, endedBy);
    return code;
  },
});

/** True when the time ran out. */
function* watchOver(child: Process, { limitMs, signal, killAfterMs }: Limits): Generator<Wait, boolean, void> {
  const { kernel } = child;
  const endsAtMs = kernel.now() + limitMs;
  yield* waitUntil(child, endsAtMs);
  if (child.exit !== undefined) return false;
  kernel.signal(child, signal);
  kernel.signal(child, 'SIGCONT');
  if (killAfterMs !== undefined) {
    yield* waitUntil(child, endsAtMs + killAfterMs);
    if (child.exit === undefined) kernel.signal(child, 'SIGKILL');
  }
  yield* waitUntil(child, Number.POSITIVE_INFINITY);
  return true;
}

function* waitUntil(child: Process, atMs: number): Generator<Wait, void, void> {
  while (child.exit === undefined && child.kernel.now() < atMs) {
    yield atMs === Number.POSITIVE_INFINITY ? exitOf(child) : anyOf(exitOf(child), sleep(atMs - child.kernel.now()));
  }
}

function* endBy(process: Process, signal: Signal): Generator<Wait, void, void> {
  process.onSignal(signal, 'default');
  process.kernel.signal(process, signal);
  while (process.exit === undefined) yield forever;
}
