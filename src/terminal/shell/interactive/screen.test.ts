import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#engine/core/random.ts';
import { charWidth } from '../../process/wcwidth.ts';
import { EMPTY_LINE, insert, lineOf, moveTo, cut, type Line } from './lineEditing.ts';
import { createScreen } from './screen.ts';

async function settled(terminal: Terminal): Promise<void> {
  await new Promise<void>((resolve) => {
    terminal.write('', resolve);
  });
}

function openXterm(cols: number, rows = 12): Terminal {
  const terminal = new Terminal({ cols, rows, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  return terminal;
}

function rowsOf(terminal: Terminal): readonly string[] {
  const { active } = terminal.buffer;
  const rows = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true).trimEnd() ?? '');
  return rows.slice(0, rows.findLastIndex((row) => row !== '') + 1);
}

/** How a text lies on a terminal of that width. */
function laidOut(text: string, columns: number): readonly string[] {
  const rows = [''];
  let column = 0;
  for (const char of text) {
    const width = charWidth(char.codePointAt(0) ?? 0);
    if (column + width > columns) {
      rows.push('');
      column = 0;
    }
    rows[rows.length - 1] += char;
    column += width;
  }
  const trimmed = rows.map((row) => row.trimEnd());
  return trimmed.slice(0, trimmed.findLastIndex((row) => row !== '') + 1);
}

const PROMPT = '[root@a b]# ';
const LETTERS = 'abc def/有状态集🚀x-';

/** One random key: mostly letters, sometimes an editing key. */
function nextLine(line: Line, random: ReturnType<typeof createRandom>): Line {
  const { chars, cursor } = line;
  switch (random.integer(0, 11)) {
    case 0: return moveTo(line, cursor - 1);
    case 1: return moveTo(line, cursor + 1);
    case 2: return cursor > 0 ? cut(line, cursor - 1, cursor) : line;
    case 3: return moveTo(line, 0);
    case 4: return moveTo(line, chars.length);
    case 5: return random.integer(0, 5) === 0 ? cut(line, cursor, chars.length) : line;
    default: return insert(line, random.text(random.integer(1, 3), LETTERS).replace(/[\ud800-\udfff]/g, '有'));
  }
}

describe.each([17, 20, 33])('a line on a terminal %i columns wide', (columns) => {
  it.each([1, 2, 3, 4, 5, 6])('lies as its text would after any keys (seed %i)', async (seed) => {
    const random = createRandom(seed);
    const terminal = openXterm(columns, 30);
    const screen = createScreen({ columns, write: (text) => terminal.write(text.replaceAll('\n', '\r\n')) });
    let line = EMPTY_LINE;
    screen.show(PROMPT, line);

    for (let step = 0; step < 60; step += 1) {
      line = nextLine(line, random);
      screen.show(PROMPT, line);
      await settled(terminal);
      const text = line.chars.join('');
      expect(rowsOf(terminal), `step ${step}: ${text}`).toEqual(laidOut(PROMPT + text, columns));
      // The cursor stands where the next character would.
      const before = laidOut(`${PROMPT}${line.chars.slice(0, line.cursor).join('')}|`, columns);
      expect(terminal.buffer.active.cursorY, `row at step ${step}: ${text}`).toBe(before.length - 1);
    }
  });
});

it('stays whole when the terminal gets narrower and wider', async () => {
  const terminal = openXterm(40);
  const device = { columns: 40, write: (text: string) => terminal.write(text.replaceAll('\n', '\r\n')) };
  const screen = createScreen(device);
  const line = lineOf('kubectl get pods --all-namespaces -o wide --watch');
  screen.show('$ ', line);
  await settled(terminal);

  for (const columns of [25, 60]) {
    terminal.resize(columns, 12);
    device.columns = columns;
    screen.show('$ ', line);
    await settled(terminal);
    expect(rowsOf(terminal)).toEqual(laidOut('$ kubectl get pods --all-namespaces -o wide --watch', columns));
  }
});

it('goes on below a line that fills its row exactly', async () => {
  const terminal = openXterm(10);
  const screen = createScreen({ columns: 10, write: (text) => terminal.write(text.replaceAll('\n', '\r\n')) });
  screen.show('$ ', lineOf('12345678'));
  screen.finish();
  terminal.write('output');
  await settled(terminal);

  expect(rowsOf(terminal)).toEqual(['$ 12345678', 'output']);
});

it('does not count the colours of a prompt', async () => {
  const terminal = openXterm(20);
  const screen = createScreen({ columns: 20, write: (text) => terminal.write(text.replaceAll('\n', '\r\n')) });
  screen.show('\u0001\u001b[32m\u0002ok\u0001\u001b[0m\u0002 $ ', lineOf('abc', 0));
  await settled(terminal);

  expect([rowsOf(terminal), terminal.buffer.active.cursorX]).toEqual([['ok $ abc'], 5]);
});
