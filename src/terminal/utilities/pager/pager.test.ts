import xterm from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { givenCluster } from '../../kubectl/givenCluster.ts';
import { createKernel } from '../../process/kernel.ts';
import { programs } from '../../programs.ts';
import { openTerminal } from '../../shell/openTerminal.ts';

/** What a person sees after each of some keys, on a screen of 40 columns and 8 rows. */
async function screens(...keys: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { cluster } = givenCluster();
  const machine = cluster.runtime.node(cluster.profile.terminalNode);
  if (machine === undefined) throw new Error('no terminal');
  machine.files.write('/root/long', Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join(''));
  const screen = new xterm.Terminal({ cols: 40, rows: 8, allowProposedApi: true });
  const pending: Promise<void>[] = [];
  const write = (text: string) => {
    pending.push(new Promise((resolve) => screen.write(text, resolve)));
  };
  const { tty } = openTerminal(createKernel({ cluster, programs }), machine, { columns: 40, rows: 8, onOutput: write, cwd: '/root' });
  const seen: (readonly string[])[] = [];
  for (const key of ['', ...keys]) {
    tty.receive(key);
    cluster.sim.runUntil(cluster.sim.now() + 1000);
    await Promise.all(pending);
    seen.push(Array.from({ length: 8 }, (_, row) => screen.buffer.active.getLine(row + screen.buffer.active.viewportY)?.translateToString(true) ?? ''));
  }
  return seen.slice(1);
}

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

describe('less', () => {
  it('pages, searches, goes to both ends, and leaves the screen as it was', async () => {
    const [first, second, searched, end, begin, down, gone] = await screens('less long\r', ' ', '/20\r', 'G', 'g', '\x1b[B', 'q');

    expect(first).toEqual([...lines(1, 7), 'long']);
    expect(second).toEqual([...lines(8, 14), ':']);
    expect(searched?.[0]).toBe('line 20');
    expect(end).toEqual([...lines(24, 30), '(END)']);
    expect(begin).toEqual([...lines(1, 7), ':']);
    expect(down).toEqual([...lines(2, 8), ':']);
    expect(gone?.[0]).toBe('[root@centos7k8s1 ~]# less long');
  });

  it('says what it does not find, and keeps on', async () => {
    const [, missing, after] = await screens('less long\r', '/nothing\r', 'j');

    expect(missing?.at(-1)).toBe('Pattern not found  (press RETURN)');
    expect(after?.at(-1)).toBe(':');
  });

  it('reads a pipe and its keys from the terminal', async () => {
    const [first, second, gone] = await screens('seq 20 | less\r', 'b', 'q');

    expect(first?.slice(0, 2)).toEqual(['1', '2']);
    expect(second?.[0]).toBe('1');
    expect(gone?.[0]).toBe('[root@centos7k8s1 ~]# seq 20 | less');
  });
});

it('more scrolls by screens until q', async () => {
  const [first, second, gone] = await screens('more long\r', ' ', 'q');

  expect(first?.at(-1)).toMatch(/^--More--\(\d+%\)$/);
  expect(second?.slice(0, 7)).toEqual(lines(8, 14));
  expect(gone?.at(-1)).toMatch(/^\[root@centos7k8s1 ~\]# ?$/);
});

it('watch shows a command anew until Ctrl-C, then the terminal is as before', async () => {
  const [first, later, gone] = await screens('watch -n 1 date\r', '', '\u0003');

  expect(first?.[0]).toBe('Every 1.0s: date');
  expect(first?.[2]).toMatch(/^Mon Nov 23 08:00:\d\d UTC 2026$/);
  expect(later?.[2]).not.toBe(first?.[2]);
  expect(gone?.[0]).toBe('[root@centos7k8s1 ~]# watch -n 1 date');
});
