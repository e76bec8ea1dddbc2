import { LESSON_MS, replayLesson } from './bench/lesson.ts';
import { best, cpuMsOf } from './bench/cpuTime.ts';
import { bringUp } from './bench/bringUp.ts';

/** How fast the simulation is, against the numbers that the design asks for: `npm run bench [-- --json]`. */

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number;
}

function measureAll(): readonly Row[] {
  bringUp({ replicas: 300, policy: 'OrderedReady' });
  const thousand = best({ warmUp: 2, rounds: 5 }, () => bringUp({ replicas: 1000, policy: 'OrderedReady' }).ms);
  const hundred = best({ warmUp: 1, rounds: 15 }, () => bringUp({ replicas: 100, policy: 'OrderedReady' }).ms);
  return [
    { what: 'StatefulSet of 1,000 replicas, OrderedReady, apply to all Ready', value: thousand, unit: 'ms CPU', bar: 1000 },
    { what: 'cost per pod at 1,000 against 100', value: thousand / 1000 / (hundred / 100), unit: 'x', bar: 1.5 },
    { what: '100 pods Ready, Parallel', value: best({ warmUp: 5, rounds: 20 }, () => bringUp({ replicas: 100, policy: 'Parallel' }).ms), unit: 'ms CPU', bar: 60 },
    { what: 'ten idle minutes with 50 probed pods', value: best({ warmUp: 3, rounds: 10 }, idleMs), unit: 'ms CPU', bar: 50 },
    { what: 'replay of a lesson: ten minutes, forty lines typed', value: best({ warmUp: 15, rounds: 25 }, lessonMs), unit: 'ms CPU', bar: 150 },
    { what: 'heap per extra pod, history included', value: heapPerPodKb(), unit: 'KB', bar: 40 },
  ];
}

function idleMs(): number {
  const { cluster } = bringUp({ replicas: 50, policy: 'Parallel', hasProbe: true });
  return cpuMsOf(() => cluster.sim.runUntil(cluster.sim.now() + 600_000));
}

function lessonMs(): number {
  return cpuMsOf(() => {
    const { nowMs, crash } = replayLesson().frame();
    if (nowMs !== LESSON_MS || crash !== undefined) throw new Error(`the lesson ended at ${nowMs} ms: ${crash?.message ?? ''}`);
  });
}

function heapPerPodKb(): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (collect === undefined) return Number.NaN;
  const heapOf = (replicas: number) => {
    const { cluster } = bringUp({ replicas, policy: 'Parallel' });
    collect();
    const { heapUsed } = process.memoryUsage();
    return { heapUsed, keep: cluster.changes().length };
  };
  const few = heapOf(100);
  const many = heapOf(600);
  return (many.heapUsed - few.heapUsed) / 500 / 1024;
}

function verdictOf({ value, bar }: Row): string {
  if (Number.isNaN(value)) return 'needs node --expose-gc';
  return value <= bar ? 'ok' : 'MISSED';
}

const rows = measureAll();
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows.map((row) => ({ ...row, verdict: verdictOf(row) })), null, 2));
} else {
  for (const row of rows) {
    const { what, value, unit, bar } = row;
    console.log(`${what.padEnd(66)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit.padEnd(7)} bar ${String(bar).padStart(5)}  ${verdictOf(row)}`);
  }
}
