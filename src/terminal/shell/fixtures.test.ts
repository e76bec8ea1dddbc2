import { describe, expect, it } from 'vitest';
import type { Flavour } from '#engine/machine/machine.ts';
import { utilities } from '../utilities/index.ts';
import { givenKernel } from '../process/givenKernel.ts';
import { sinkOutput, textInput } from '../process/fileStream.ts';
import type { Input, Output } from '../process/stream.ts';
import { shellProgram, shells } from './index.ts';
import recorded from './fixtures/oneLiners.json';

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

interface Case {
  readonly group: string;
  readonly script: string;
  readonly bash?: Ended;
  readonly ash?: Ended;
  readonly dash?: Ended;
}

const cases = recorded as readonly Case[];
const HOME = '/tmp/fixture';

/** What the scripts were recorded with; see scripts/record-shell.mjs. */
const FILES = {
  'a.txt': 'alpha\nbeta\n',
  'b.txt': 'gamma\n',
  'c d.txt': 'spaced\n',
  empty: '',
  'dir/x.md': 'x\n',
  'dir/y.md': 'y\n',
  'dir/.hidden': 'h\n',
  'script.sh': '#!/bin/sh\necho "script $0 $# $1"\nexit 6\n',
  'lib.sh': 'libvar=loaded\nlibf() { echo "libf $libvar"; }\n',
};

/** The machine on which `sh` is that shell. */
const FLAVOURS: Readonly<Record<'bash' | 'ash' | 'dash', Flavour>> = { bash: 'centos7', ash: 'busybox', dash: 'debian' };

/** GNU tools were on the PATH of all three. */
const programs = [...shells, ...utilities.map((utility) => ({ ...utility, flavours: ['centos7', 'busybox', 'debian', 'alpine'] as const, directory: '/usr/bin' }))];

function play(name: 'bash' | 'ash' | 'dash', script: string): Ended {
  const given = givenKernel({ flavour: FLAVOURS[name], programs, cwd: HOME });
  const { files } = given.machine;
  files.makeDirectory(`${HOME}/dir`);
  for (const [path, text] of Object.entries(FILES)) files.write(`${HOME}/${path}`, text);
  files.chmod(`${HOME}/script.sh`, 0o755);
  files.makeSymlink(`${HOME}/link`, 'a.txt');
  const sides = { out: '', err: '' };
  const process = given.kernel.spawn({
    program: shellProgram,
    argv: [name === 'bash' ? 'bash' : 'sh', '-c', script],
    machine: given.machine,
    env: new Map([['PATH', '/bin:/usr/bin'], ['HOME', '/root'], ['LC_ALL', 'C.UTF-8']]),
    descriptors: new Map<number, Input | Output>([
      [0, textInput('')],
      [1, sinkOutput((text) => (sides.out += text))],
      [2, sinkOutput((text) => (sides.err += text))],
    ]),
  });
  given.sim.runUntil(20_000);
  return { ...sides, code: process.exit?.code ?? -1 };
}

/** Differences that stay, each with its reason. */
const SIMPLIFIED: Readonly<Record<string, string>> = {
  'bash echo both &> f; cat f; echo more &>> f; cat f; ls missing &> f; cat f; rm f': 'the ls of CentOS 7 does not quote the name',
  'bash ls *.none; echo $?': 'the ls of CentOS 7 does not quote the name',
  'ash ls *.none; echo $?': 'it was recorded with GNU ls beside busybox sh',
  'bash a=(1 2': 'bash leaves with 1 here and with 2 at every other open quote',
};

describe.each(['bash', 'ash', 'dash'] as const)('what %s prints is what the real one printed', (name) => {
  const mine = cases.filter((one) => one[name] !== undefined && SIMPLIFIED[`${name} ${one.script}`] === undefined);
  it.each(mine.map((one) => [one.group, one.script, one[name] as Ended] as const))('%s: %s', (_, script, ended) => {
    expect(play(name, script)).toEqual(ended);
  });
});

it('differs where a reason is written, and only there', () => {
  const differing = Object.keys(SIMPLIFIED).filter((key) => {
    const [name, script] = [key.slice(0, key.indexOf(' ')) as 'bash' | 'ash' | 'dash', key.slice(key.indexOf(' ') + 1)];
    const recordedEnd = cases.find((one) => one.script === script)?.[name];
    return recordedEnd !== undefined && JSON.stringify(play(name, script)) !== JSON.stringify(recordedEnd);
  });

  expect(differing).toEqual(Object.keys(SIMPLIFIED));
});
