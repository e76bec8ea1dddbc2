import { expect, it } from 'vitest';
import { givenKernel } from '../../process/givenKernel.ts';
import { utilities } from '../index.ts';

function run(argv: readonly string[], stdin = '') {
  const { kernel, machine, run: runProgram } = givenKernel({ flavour: 'centos7', programs: utilities });
  const program = kernel.lookup(machine, 'jq', undefined, '/')?.program;
  if (program === undefined) throw new Error('no jq');
  return runProgram(program, { argv: ['jq', ...argv], stdin });
}

it.each([
  ['until(false; .)', 'the program goes on and on'],
  ['[repeat(1)]', 'the program goes on and on'],
  ['def f: f; f', 'functions call each other too deep'],
  ['def f: try f catch f; f', 'functions call each other too deep'],
  ['def f(g): first(first(f(g))); f(.)', 'functions call each other too deep'],
  ['def f: {a: f}; f', 'functions call each other too deep'],
  ['reduce range(40) as $i ("x"; . + .)', 'a value grows too large'],
  ['reduce range(40) as $i (1; [., .]) | length', 'a value grows too large'],
  ['reduce range(4000) as $i (1; [.])', 'a value grows too large'],
  ['[range(20)] | [combinations(10)]', 'the program goes on and on'],
] as const)('gives up on %s and says so, whatever tries to catch it', (program, why) => {
  expect(run(['-cn', program])).toMatchObject({ code: 5, stdout: '', stderr: `jq: error: this simulation gives up: ${why}\n` });
  expect(run(['-cn', `try (${program}) catch "caught"`])).toMatchObject({ code: 5, stdout: '' });
});

it.each([
  ['0 | until(. > 50000; . + 1)', '50001\n'],
  ['[range(50000)] | .[] |= . + 1 | length', '50000\n'],
  ['def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; 20 | fac', '2432902008176640000\n'],
] as const)('has breath for %s', (program, stdout) => {
  expect(run(['-cn', program])).toMatchObject({ code: 0, stdout });
});

it.each([
  ['a program of ten thousand brackets', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
  ['one of ten thousand operators', `${'1+'.repeat(10_000)}1`],
  ['texts inside texts', '"\\('.repeat(3000)],
] as const)('refuses %s', (_, program) => {
  expect(run(['-n', program])).toMatchObject({ code: 3, stdout: '' });
});

it('reads brackets inside each other as deep as jq does', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(run(['-c', '.'], nested(256)).stdout).toBe(`${nested(256)}\n`);
  expect(run(['-c', '.'], nested(257))).toMatchObject({ code: 4, stderr: 'parse error: Exceeds depth limit for parsing at line 1, column 257\n' });
});
