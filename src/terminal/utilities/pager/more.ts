import { utf8Length } from '#engine/core/utf8.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running } from '../../process/process.ts';
import type { Tty } from '../../process/tty.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { keysUntil, splitKeys, takeKeys } from '../screenKeys.ts';
import { readTexts, type PagedText } from './less.ts';
import { screenRows } from './textLines.ts';

/** The older pager: the text scrolls by, a screen at a time. */
export const more = defineUtility({
  name: 'more',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'file perusal filter for crt viewing',
  *run(process) {
    const options = parseOptions(process, { short: isBusybox(process) ? '' : 'dlfpcsuV' });
    if (options === undefined) return 1;
    if (options.operands.length === 0 && process.stdin.isTty()) {
      process.err(isBusybox(process) ? '' : 'more: bad usage\nTry \'more --help\' for more information.\n');
      return 1;
    }
    const texts = yield* readTexts(process, options.operands);
    if (typeof texts === 'number') return texts;
    const { tty } = process;
    if (tty === undefined || !process.stdout.isTty()) {
      // Newer versions of util-linux name each file.
      const names = process.machine.flavour === 'debian';
      for (const { name, text } of texts) process.out(`${names && name !== undefined ? `::::::::::::::\n${name}\n::::::::::::::\n` : ''}${text}`);
      return 0;
    }
    const giveBack = takeKeys(tty);
    try {
      for (const text of texts) if ((yield* page(process, tty, text)) === 1) return 0;
      return 0;
    } finally {
      giveBack();
    }
  },
});

/** 1 when the person has had enough. */
function* page(process: Process, tty: Tty, { text }: PagedText): Running {
  const rows = screenRows(text, tty.columns);
  const total = utf8Length(text);
  let shown = 0;
  let room = tty.rows - 1;
  let bytes = 0;
  for (;;) {
    const next = rows.slice(shown, shown + room);
    process.out(next.map((row) => `${row}\n`).join(''));
    shown += next.length;
    bytes += next.reduce((sum, row) => sum + utf8Length(row) + 1, 0);
    if (shown >= rows.length) return 0;
    const percent = Math.min(99, Math.floor((100 * bytes) / Math.max(1, total)));
    process.out(isBusybox(process) ? `--More-- (${percent}% of ${total} bytes)` : `\x1b[7m--More--(${percent}%)\x1b[27m`);
    const keys = yield* keysUntil(process, tty, Number.POSITIVE_INFINITY);
    process.out('\r\x1b[K');
    const [key = 'q'] = splitKeys(keys ?? 'q');
    if (key === 'q' || key === 'Q') return 1;
    room = key === '\r' || key === '\n' || key === 'j' ? 1 : key === 'd' ? Math.floor(tty.rows / 2) : tty.rows - 1;
  }
}
