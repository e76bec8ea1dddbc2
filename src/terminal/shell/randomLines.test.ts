import { expect, it } from 'vitest';
import { createSimulation } from '#engine/core/simulation.ts';
import { givenKernel } from '../process/givenKernel.ts';
import { sinkOutput, textInput } from '../process/fileStream.ts';
import type { Input, Output } from '../process/stream.ts';
import { utilities } from '../utilities/index.ts';
import { shells } from './index.ts';
import { randomLine } from './randomLine.ts';

/** `LINES=100000 npx vitest run randomLines` runs the long walk. */
const LINES = Number(process.env['LINES'] ?? 200);
const FIRST = Number(process.env['FIRST'] ?? 0);
const LONGEST_MS = 20_000;
const MOST_STEPS = 6000;
const MOST_OUTPUT = 1_000_000;

const FLAVOURS = ['centos7', 'busybox', 'debian'] as const;

/** Runs one line for some virtual time, then ends it. Answers what is wrong with that. */
function problemOf(seed: number): string | undefined {
  const line = randomLine(createSimulation(seed).random.fork('line'));
  const flavour = FLAVOURS[seed % 3] ?? 'centos7';
  const { sim, kernel, machine, start } = givenKernel({ flavour, programs: [...shells, ...utilities], cwd: '/work', files: { '/work/a': 'alpha\nbeta\n', '/work/a.txt': 'x y\n', '/work/dir/b': '{"k":[1,2]}\n' } });
  const name = flavour === 'centos7' ? 'bash' : 'sh';
  const program = kernel.lookup(machine, name, undefined, '/work')?.program;
  if (program === undefined) return 'no shell';
  const startedAtMs = performance.now();
  try {
    const written = { length: 0 };
    const count = sinkOutput((text) => {
      written.length += text.length;
    });
    const shell = start(program, { argv: [name, '-c', line], spawn: { descriptors: new Map<number, Input | Output>([[0, textInput('one\ntwo\n')], [1, count], [2, count]]) } });
    let steps = 0;
    while (shell.exit === undefined && sim.now() < LONGEST_MS && steps < MOST_STEPS && written.length < MOST_OUTPUT) {
      if (!sim.step()) break;
      steps += 1;
    }
    for (const process of kernel.processes(machine)) kernel.signal(process, 'SIGKILL');
    for (let left = 1000; left > 0 && sim.step(); left -= 1);
    if (shell.exit === undefined) return `seed ${seed}: does not die: ${line}`;
    const tookMs = performance.now() - startedAtMs;
    return tookMs > 20_000 ? `seed ${seed}: took ${Math.round(tookMs)} ms, ${steps} steps: ${line}` : undefined;
  } catch (error) {
    return `seed ${seed} (${name} of ${flavour}): ${error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : String(error)}: ${line}`;
  }
}

it('random command lines never throw and never hang', () => {
  const problems: string[] = [];
  for (let seed = FIRST; seed < FIRST + LINES && problems.length < 20; seed += 1) {
    const problem = problemOf(seed);
    if (problem !== undefined) problems.push(problem);
  }
  expect(problems).toEqual([]);
}, 3_600_000);
