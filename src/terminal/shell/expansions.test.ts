import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { givenKernel } from '../process/givenKernel.ts';
import { sinkOutput, textInput } from '../process/fileStream.ts';
import type { Input, Output } from '../process/stream.ts';
import { utilities } from '../utilities/index.ts';
import { shellProgram, shells } from './index.ts';

interface Case {
  readonly line: string;
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** Lines made at random by scripts/record-expansions.py, and what the real bash printed for them. `EXPANSIONS=FILE` takes another recording. */
const file = process.env['EXPANSIONS'] ?? path.join(import.meta.dirname, 'fixtures/expansions.json');
const { prelude, cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly prelude: string; readonly cases: readonly Case[] };

const HOME = '/tmp/fixture';
const FILES = ['a.txt', 'b.txt', 'c d.txt', 'dir/x.md', 'dir/y.md', '.hidden'];

function play(script: string): Omit<Case, 'line'> {
  const given = givenKernel({ flavour: 'debian', programs: [...shells, ...utilities], cwd: HOME, files: Object.fromEntries(FILES.map((name) => [`${HOME}/${name}`, `${name}\n`])) });
  const sides = { out: '', err: '' };
  const shell = given.kernel.spawn({
    program: shellProgram,
    argv: ['bash', '-c', script],
    machine: given.machine,
    env: new Map([['PATH', '/usr/bin:/bin'], ['HOME', '/root'], ['LC_ALL', 'C.UTF-8']]),
    descriptors: new Map<number, Input | Output>([[0, textInput('')], [1, sinkOutput((text) => (sides.out += text))], [2, sinkOutput((text) => (sides.err += text))]]),
  });
  given.sim.runUntil(20_000);
  return { ...sides, code: shell.exit?.code ?? -1 };
}

it('quotes and expands as the real bash does, whatever stands in each other', () => {
  const differing = cases.flatMap(({ line, ...recorded }) => {
    const ours = play(prelude + line);
    return JSON.stringify(ours) === JSON.stringify(recorded) ? [] : [{ line, recorded, ours }];
  });

  expect(differing).toEqual([]);
}, 600_000);
