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

/** find walks in the order of the disk's own table, which is another one on each machine: its lines count, not their order. */
function inAnyOrder(argv: readonly string[], answer: Recorded): Recorded {
  return argv[0] === 'find' ? { ...answer, stdout: answer.stdout.split(/[\n\0 ]/).sort().join('\n') } : answer;
}

/** Busybox prints a banner with its build and a long usage text: what is compared is the message before it. */
function withoutUsage(text: string): string {
  return text.replace(/BusyBox v[^]*$/, '').replace(/^Usage: [^]*$/m, '').trimEnd();
}

describe.each(cases)('$argv', (one) => {
  it('answers as GNU does', () => {
    expect(inAnyOrder(one.argv, replay(one, 'debian'))).toEqual(inAnyOrder(one.argv, one.gnu));
  });

  it('answers as busybox does', () => {
    const [ours, theirs] = [replay(one, 'busybox'), one.busybox].map((answer) => inAnyOrder(one.argv, { ...answer, stderr: withoutUsage(answer.stderr) }));
    expect(ours).toEqual(theirs);
  });
});

it('lists each tool once, under a name of its own', () => {
  const names = utilities.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  const sources = readdirSync(import.meta.dirname).filter((file) => /^\w+\.ts$/.test(file)).map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'));
  expect(utilities).toHaveLength(sources.flatMap((text) => text.match(/export const \w+ = defineUtility\(/g) ?? []).length);
});
