import type { ExitStatus } from '#engine/machine/programs.ts';
import type { Late } from '#engine/core/late.ts';
import { ReadError, type Hold, type Process, type Program, type Running, type Wait } from './process.ts';
import type { Input, Output } from './stream.ts';

/** Wakes after that many milliseconds. It may wake early (see {@link Wait}); {@link sleepUntil} does not. */
export function sleep(delayMs: number): Wait {
  return {
    why: 'time',
    subscribe: (wake, sim) => {
      const timer = sim.after(delayMs, 'sleep', wake);
      return () => sim.cancel(timer);
    },
  };
}

/** Waits to that moment of the simulation, whatever signals are handled in between. */
export function* sleepUntil(process: Process, atMs: number): Generator<Wait, void, void> {
  while (process.kernel.now() < atMs) yield sleep(atMs - process.kernel.now());
}

/** Wakes with the first of several. */
export function anyOf(...waits: readonly Wait[]): Wait {
  return {
    why: waits.map((wait) => wait.why).join(' or '),
    subscribe: (wake, sim) => {
      const cancels = waits.map((wait) => wait.subscribe(wake, sim));
      return () => {
        for (const cancel of cancels) cancel();
      };
    },
  };
}

/** Wakes when a process has ended, at once when it already has. Reap it afterwards, or use {@link waitFor}. */
export function exitOf(process: Process): Wait {
  return {
    why: `the exit of ${process.argv[0] ?? 'a process'}`,
    subscribe: (wake, sim) => {
      if (process.exit !== undefined) return now.subscribe(wake, sim);
      return process.changed.subscribe(() => {
        if (process.exit !== undefined) wake();
      }, sim);
    },
  };
}

/** Wakes as soon as everything else that is due at this moment has run. */
export const now: Wait = {
  why: 'its turn',
  subscribe: (wake, sim) => {
    const timer = sim.after(0, 'turn', wake);
    return () => sim.cancel(timer);
  },
};

/** Never wakes; only a signal ends it. */
export const forever: Wait = { why: 'nothing', subscribe: () => () => {} };

function hold(why: string, isOver: () => boolean): Hold {
  return { why, isOver, subscribe: () => () => {} };
}

/** Something late: code, texts. Undefined when nobody can bring it. Time stands until it has come. */
export function* come<T>(late: Late<T>): Generator<Wait, T | undefined, void> {
  const isOver = late.want();
  if (isOver !== undefined) yield hold(late.why, isOver);
  return late.current();
}

/** Waits for the end of a child and reaps it: `const status = yield* waitFor(child)`. */
export function* waitFor(child: Process): Generator<Wait, ExitStatus, void> {
  while (child.exit === undefined) yield exitOf(child);
  child.kernel.reap(child);
  return child.exit;
}

/** The next text of an input, as much as is there; undefined at its end. */
export function* readSome(input: Input, limit?: number): Generator<Wait, string | undefined, void> {
  for (;;) {
    const text = input.read(limit);
    if (text !== '') return text;
    yield input.readable;
  }
}

/** More than this of one input is not held: a producer without end does not fill the memory of the page. */
const MAX_INPUT = 32 * 1024 * 1024;

/** Everything to the end of input; throws {@link ReadError} when there is too much of it. */
export function* readAll(input: Input): Generator<Wait, string, void> {
  const pieces: string[] = [];
  let length = 0;
  for (;;) {
    const text = yield* readSome(input);
    if (text === undefined) return pieces.join('');
    pieces.push(text);
    length += text.length;
    if (length > MAX_INPUT) throw new ReadError('Cannot allocate memory');
  }
}

/**
 * Lines as they arrive, without their newline: `yield* forEachLine(process.stdin, (line, hasNewline) => …)`.
 * The callback returns false to stop early. Text behind the stop is lost to later readers, as with buffered input.
 */
export function* forEachLine(input: Input, take: (line: string, hasNewline: boolean) => boolean | void): Generator<Wait, void, void> {
  let rest = '';
  for (;;) {
    const text = yield* readSome(input);
    if (text === undefined) break;
    rest += text;
    let from = 0;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
      if (take(rest.slice(from, end), true) === false) return;
      from = end + 1;
    }
    rest = rest.slice(from);
  }
  if (rest !== '') take(rest, false);
}

/** For a long loop: `if (output.isFull()) yield output.drained` as one expression. */
export function* drain(output: Output): Generator<Wait, void, void> {
  while (output.isFull()) yield output.drained;
}

/** Counts the work of a loop and says when it has to rest, so that a loop without end takes virtual time and can be interrupted. */
export interface CpuMeter {
  /** Adds work; a wait to yield now and then, undefined most of the time. */
  spend(costMs?: number): Wait | undefined;
}

/** `const rest = cpu.spend(); if (rest) yield rest;` in the body of every loop that a person can make endless. */
export function createCpuMeter(restAfterMs = 4): CpuMeter {
  let owedMs = 0;
  return {
    spend: (costMs = 0.01) => {
      owedMs += costMs;
      if (owedMs < restAfterMs) return undefined;
      const wait = sleep(owedMs);
      owedMs = 0;
      return wait;
    },
  };
}

/** Runs a program inside the running process, as exec does: `return yield* run(program, process)`. */
export function* run(program: Program, process: Process): Running {
  const started = program(process);
  return typeof started === 'number' ? started : yield* started;
}
