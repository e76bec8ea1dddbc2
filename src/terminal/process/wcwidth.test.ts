import { Unicode11Addon } from '@xterm/addon-unicode11';
import { expect, it } from 'vitest';
import { charWidth, textWidth } from './wcwidth.ts';

interface Provider {
  wcwidth(codePoint: number): number;
}

it('gives every character the width that the page draws it with', () => {
  let provider: Provider | undefined;
  const terminal = { unicode: { register: (it: Provider) => (provider = it) } };
  new Unicode11Addon().activate(terminal as never);

  const differing: string[] = [];
  for (let code = 0; code < 0x11_0000; code += 1) {
    if (provider?.wcwidth(code) !== charWidth(code)) differing.push(code.toString(16));
  }

  expect(differing).toEqual([]);
});

it.each([
  ['web-0', 5],
  ['有状态', 6],
  ['e\u0301', 1],
  ['🚀', 2],
])('%s is %i columns wide', (text, width) => {
  expect(textWidth(text)).toBe(width);
});
