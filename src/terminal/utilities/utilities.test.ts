import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Flavour } from '#engine/machine/machine.ts';
import { givenKernel } from '../process/givenKernel.ts';
import { shells } from '../shell/index.ts';
import { utilities } from './index.ts';

type Family = 'gnu' | 'mawk' | 'busybox';
interface Recorded {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}
interface Case extends Partial<Readonly<Record<Family, Recorded>>> {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}
interface Fixture {
  /** Which machine stands for GNU: the families of the nodes and of Debian differ in a few tools. */
  readonly gnuFlavour?: Flavour;
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

const folder = path.join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder).map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Fixture] as const);
const programs = [...shells, ...utilities];

function replay(fixture: Fixture, { argv, stdin, env, files }: Case, family: Family): Recorded {
  const inWork = Object.fromEntries(Object.entries({ ...fixture.files, ...files }).map(([name, text]) => [`/work/${name}`, text]));
  const flavour = family === 'gnu' ? (fixture.gnuFlavour ?? 'debian') : family === 'mawk' ? 'debian' : 'busybox';
  const { run, kernel, machine } = givenKernel({ flavour, files: inWork, programs, cwd: '/work' });
  const program = kernel.lookup(machine, argv[0] ?? '', undefined, '/work')?.program;
  if (program === undefined) throw new Error(`no ${argv[0] ?? ''}`);
  const { stdout, stderr, code } = run(program, { argv, stdin: stdin ?? '', ...(env === undefined ? {} : { env }) });
  return { stdout, stderr, code };
}

/** find walks in the order of the disk's own table, which is another one on each machine: its lines count, not their order. */
function inAnyOrder(argv: readonly string[], answer: Recorded): Recorded {
  return argv[0] === 'find' ? { ...answer, stdout: answer.stdout.split(/[\n\0 ]/).sort().join('\n') } : answer;
}

/** Busybox prints a banner with its build, its usage, and a list of options: the last is left out here. */
function withoutOptionList(answer: Recorded): Recorded {
  const stderr = answer.stderr.replaceAll(/BusyBox v.* multi-call binary\./g, 'BusyBox').replace(/^(Usage: (?:.+\n)+)[^]*$/m, '$1');
  return { ...answer, stderr };
}

describe.each(fixtures)('%s', (_, fixture) => {
  const casesOf = (family: Family) => fixture.cases.flatMap((one) => (one[family] === undefined ? [] : [{ ...one, recorded: one[family] }]));

  it.each(casesOf('gnu'))('GNU $argv', (one) => {
    expect(inAnyOrder(one.argv, replay(fixture, one, 'gnu'))).toEqual(inAnyOrder(one.argv, one.recorded));
  });

  it.each(casesOf('mawk'))('mawk $argv', (one) => {
    expect(replay(fixture, one, 'mawk')).toEqual(one.recorded);
  });

  it.each(casesOf('busybox'))('busybox $argv', (one) => {
    const [ours, theirs] = [replay(fixture, one, 'busybox'), one.recorded].map((answer) => withoutOptionList(inAnyOrder(one.argv, answer)));
    expect(ours).toEqual(theirs);
  });
});

it('lists each tool once, under a name of its own', () => {
  const names = utilities.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) => /^[\w/]+\.ts$/.test(file)).map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'));
  expect(utilities).toHaveLength(sources.flatMap((text) => text.match(/export const \w+ = defineUtility\(/g) ?? []).length);
});
