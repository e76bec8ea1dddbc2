import { expect, it } from 'vitest';
import { keyCaps } from './keyCaps.ts';

it.each([
  ['ls', ['ls']],
  ['cd /opt/\t\t', ['cd /opt/', '[Tab]', '[Tab]']],
  ['\u0003', ['[Ctrl-C]']],
  ['\u0004', ['[Ctrl-D]']],
  ['exit\r', ['exit', '[Enter]']],
  ['\u001b[A\r', ['[↑]', '[Enter]']],
])('shows %j as %j', (line, shown) => {
  expect(keyCaps(line).map(({ text, isKey }) => (isKey ? `[${text}]` : text))).toEqual(shown);
});
