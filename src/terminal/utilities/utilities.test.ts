import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenKernel } from '../process/givenKernel.ts';
import { utilities } from './index.ts';

interface Recorded {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}
interface Case {
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly gnu: Recorded;
  readonly busybox: Recorded;
}

const { files, cases } = JSON.parse(readFileSync(path.join(import.meta.dirname, 'cases.json'), 'utf8')) as { files: Record<string, string>; cases: Case[] };

function replay({ argv, stdin, files: more }: Case, flavour: 'debian' | 'busybox'): Recorded {
  const inWork = Object.fromEntries(Object.entries({ ...files, ...more }).map(([name, text]) => [`/work/${name}`, text]));
  const { run, kernel, machine } = givenKernel({ flavour, files: inWork, programs: utilities, cwd: '/work' });
  const program = kernel.lookup(machine, argv[0] ?? '', undefined, '/work')?.program;
  if (program === undefined) throw new Error(`no ${argv[0] ?? ''}`);
  const { stdout, stderr, code } = run(program, { argv, stdin: stdin ?? '' });
  return { stdout, stderr, code };
}

/** Busybox prints a banner with its build and a long usage text: what is compared is the message before it. */
function withoutUsage(text: string): string {
  return text.replace(/BusyBox v[^]*$/, '').replace(/^Usage: [^]*$/m, '').trimEnd();
}

describe.each(cases)('$argv', (one) => {
  it('answers as GNU does', () => {
    expect(replay(one, 'debian')).toEqual(one.gnu);
  });

  it('answers as busybox does', () => {
    const ours = replay(one, 'busybox');
    expect({ ...ours, stderr: withoutUsage(ours.stderr) }).toEqual({ ...one.busybox, stderr: withoutUsage(one.busybox.stderr) });
  });
});

it('lists each tool once, under a name of its own', () => {
  const names = utilities.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  const inFolder = readdirSync(import.meta.dirname).filter((file) => /export const \w+ = defineUtility\(/.test(readFileSync(path.join(import.meta.dirname, file), 'utf8')));
  expect(utilities).toHaveLength(inFolder.length);
});
