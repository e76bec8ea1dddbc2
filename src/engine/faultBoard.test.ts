import { expect, it } from 'vitest';
import { createFaultBoard } from './faultBoard.ts';

it('keeps a fault in force until it is taken back', () => {
  const board = createFaultBoard(() => 5);

  board.set({ fault: 'power', node: 'n1', on: false });
  expect([board.isPowered('n1'), board.isPowered('n2')]).toEqual([false, true]);
  expect(board.active()).toEqual([{ fault: { fault: 'power', node: 'n1', on: false }, sinceMs: 5, about: { kind: 'Node', name: 'n1' } }]);

  board.set({ fault: 'power', node: 'n1', on: true });
  expect(board.isPowered('n1')).toBe(true);
  expect(board.active()).toEqual([]);
});

it('keeps nothing of what happens once, but tells those who listen', () => {
  const board = createFaultBoard(() => 0);
  const seen: string[] = [];
  board.onChange(({ fault }) => seen.push(fault));

  board.set({ fault: 'crash', namespace: 'default', pod: 'web-0' });

  expect(board.active()).toEqual([]);
  expect(seen).toEqual(['crash']);
});

it('knows slow starts by their length, and a zero ends them', () => {
  const board = createFaultBoard(() => 0);
  board.set({ fault: 'slow-start', namespace: 'default', pod: 'web-1', delayMs: 9000 });
  expect(board.extraStartMs('default', 'web-1')).toBe(9000);
  board.set({ fault: 'slow-start', namespace: 'default', pod: 'web-1', delayMs: 0 });
  expect(board.extraStartMs('default', 'web-1')).toBe(0);
});
