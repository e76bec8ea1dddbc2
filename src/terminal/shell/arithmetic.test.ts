import { expect, it } from 'vitest';
import { givenKernel } from '../process/givenKernel.ts';
import { shells } from './index.ts';

it.each([
  // script, what bash 5.2 writes
  ['x=-x; echo $((x))', '', 'bash: line 1: -x: expression recursion level exceeded (error token is "x")\n'],
  ['x=x; echo $((x))', '', 'bash: line 1: x: expression recursion level exceeded (error token is "x")\n'],
  ['a=b b=c c=7; echo $((a * 2))', '14\n', ''],
  ['echo $((1 + 2 * 3 - 4 / 2 % 3 ** 2 << 1 & 7 | 8 ^ 3))', '11\n', ''],
  ['echo $((2 ** 3 ** 2)) $((10 - 2 - 3)) $((1 < 2 == 1)) $((0 && 1/0 || 3))', '512 5 1 1\n', ''],
  ['echo $((5 / (1 - 1) + 2))', '', 'bash: line 1: 5 / (1 - 1) + 2: division by 0 (error token is "(1 - 1) + 2")\n'],
] as const)('%s', (script, stdout, stderr) => {
  const { run, kernel, machine } = givenKernel({ flavour: 'debian', programs: shells });
  const program = kernel.lookup(machine, 'bash', undefined, '/root')?.program;
  if (program === undefined) throw new Error('no bash');

  expect(run(program, { argv: ['bash', '-c', script] })).toMatchObject({ stdout, stderr });
});
