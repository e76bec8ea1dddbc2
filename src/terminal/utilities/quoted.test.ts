import { expect, it } from 'vitest';
import type { Flavour } from '#engine/machine/machine.ts';
import { givenKernel } from '../process/givenKernel.ts';
import { utilities } from './index.ts';

/** CentOS 7 is set to UTF-8 and has coreutils 8.22; Debian's containers are set to nothing. */
it.each([
  ['rm nope', 'rm: cannot remove ‘nope’: No such file or directory', "rm: cannot remove 'nope': No such file or directory"],
  ['mkdir d', 'mkdir: cannot create directory ‘d’: File exists', "mkdir: cannot create directory 'd': File exists"],
  ['rmdir nope', 'rmdir: failed to remove ‘nope’: No such file or directory', "rmdir: failed to remove 'nope': No such file or directory"],
  ['cp nope x', 'cp: cannot stat ‘nope’: No such file or directory', "cp: cannot stat 'nope': No such file or directory"],
  ['cp d x', 'cp: omitting directory ‘d’', "cp: -r not specified; omitting directory 'd'"],
  ['mv nope x', 'mv: cannot stat ‘nope’: No such file or directory', "mv: cannot stat 'nope': No such file or directory"],
  ['touch nope/x', 'touch: cannot touch ‘nope/x’: No such file or directory', "touch: cannot touch 'nope/x': No such file or directory"],
  ['head nope', 'head: cannot open ‘nope’ for reading: No such file or directory', "head: cannot open 'nope' for reading: No such file or directory"],
  ['stat nope', 'stat: cannot stat ‘nope’: No such file or directory', "stat: cannot statx 'nope': No such file or directory"],
  ['find nope', 'find: ‘nope’: No such file or directory', "find: 'nope': No such file or directory"],
  ['env nosuch', 'env: nosuch: No such file or directory', "env: 'nosuch': No such file or directory"],
  ['ls nope', 'ls: cannot access nope: No such file or directory', "ls: cannot access 'nope': No such file or directory"],
  ['cat nope', 'cat: nope: No such file or directory', 'cat: nope: No such file or directory'],
] as const)('%s is answered in the words of the machine', (line, onNode, inContainer) => {
  const answers = (['centos7', 'debian'] as const).map((flavour: Flavour) => {
    const { run, kernel, machine } = givenKernel({ flavour, programs: utilities, cwd: '/work', files: { '/work/d/x': '' } });
    const argv = line.split(' ');
    const program = kernel.lookup(machine, argv[0] ?? '', undefined, '/work')?.program;
    return program === undefined ? 'no such program' : run(program, { argv }).stderr.split('\n')[0];
  });

  expect(answers).toEqual([onNode, inContainer]);
});
