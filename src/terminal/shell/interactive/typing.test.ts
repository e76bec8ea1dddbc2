import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { givenTerminal } from './givenTerminal.ts';

interface Case {
  readonly about: string;
  readonly shell?: 'ash';
  readonly columns?: number;
  readonly keys: readonly (string | { readonly columns: number })[];
  /** All that the real shell sent to its terminal. */
  readonly sent: string;
}

const cases = JSON.parse(readFileSync(path.join(import.meta.dirname, 'fixtures/typing.json'), 'utf8')) as readonly Case[];

const ROWS = 24;

/** What a person sees of it in the end: the rows and the place of the cursor. */
async function screenOf(sent: string, columns: number): Promise<string> {
  const terminal = new Terminal({ cols: columns, rows: ROWS, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  await new Promise<void>((resolve) => {
    terminal.write(sent, resolve);
  });
  const { active } = terminal.buffer;
  const rows = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true).trimEnd() ?? '');
  const last = Math.max(rows.findLastIndex((row) => row !== ''), active.baseY + active.cursorY);
  return [...rows.slice(0, last + 1), `[row ${active.baseY + active.cursorY} column ${active.cursorX}]`].join('\n');
}

const FILES = { '/tmp/typing/a.txt': 'alpha\n', '/tmp/typing/abc.txt': 'x\n', '/tmp/typing/b file': 'y\n', '/tmp/typing/dir/inner.txt': 'z\n', '/tmp/typing/dir/other.txt': 'z\n', '/tmp/typing/notes.md': 'n\n' };

/** What our shell sends for the same keys. */
function sentFor({ shell, columns = 80, keys }: Case): string {
  const given = givenTerminal({ flavour: shell === 'ash' ? 'busybox' : 'debian', files: FILES, cwd: '/tmp/typing', columns, rows: ROWS, env: { PS1: '$ ', HOME: '/tmp/typing' }, ...(shell === 'ash' ? { argv: ['sh', '-i'] } : {}) });
  for (const key of keys) {
    if (typeof key === 'string') given.type(key);
    else {
      given.terminal.tty.resize(key.columns, ROWS);
      given.waitMs(10);
    }
  }
  return given.written();
}

describe.each(['bash', 'ash'] as const)('after the same keys %s shows what the real one showed', (name) => {
  it.each(cases.filter(({ shell = 'bash' }) => shell === name).map((one) => [one.about, one] as const))('%s', async (_, one) => {
    expect(await screenOf(sentFor(one), one.columns ?? 80)).toBe(await screenOf(one.sent, one.columns ?? 80));
  });
});
