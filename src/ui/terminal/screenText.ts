import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/xterm';

/** How many lines are shown: enough to scroll back, few enough to draw. */
const MOST_LINES = 400;

/**
 * Reads a terminal's output as xterm.js reads it, without drawing it: what is on the screen and above it, as
 * lines of text. `show` gets the lines after each write.
 */
export function createScreenText(columns: number, rows: number, show: (lines: readonly string[]) => void) {
  const terminal = new Terminal({ allowProposedApi: true, cols: columns, rows, scrollback: MOST_LINES });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  return {
    write: (text: string, done: () => void = () => undefined) =>
      terminal.write(text, () => {
        show(linesOf(terminal));
        done();
      }),
    dispose: () => terminal.dispose(),
  };
}

/** All lines up to the cursor; a wrapped line is one. */
function linesOf(terminal: Terminal): readonly string[] {
  const buffer = terminal.buffer.active;
  const lines: string[] = [];
  const last = buffer.baseY + buffer.cursorY;
  for (let row = 0; row <= last; row += 1) {
    const line = buffer.getLine(row);
    if (line === undefined) continue;
    const text = line.translateToString(true);
    if (line.isWrapped && lines.length > 0) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
  }
  return lines;
}
