import { expect, it } from 'vitest';
import { createOutputBuffer } from './outputBuffer.ts';

it('gives what was written from a character on', () => {
  const buffer = createOutputBuffer();
  buffer.append('hello ');
  buffer.append('world');

  expect(buffer.read(0)).toEqual({ from: 0, text: 'hello world' });
  expect(buffer.read(8)).toEqual({ from: 8, text: 'rld' });
  expect(buffer.read(11)).toEqual({ from: 11, text: '' });
  expect(buffer.length()).toBe(11);
});

it('forgets the oldest and says where the rest starts', () => {
  const buffer = createOutputBuffer();
  const line = 'x'.repeat(9_999);
  for (let index = 0; index < 300; index += 1) buffer.append(`${line}\n`);

  const { from, text } = buffer.read(0);

  expect(from).toBeGreaterThan(900_000);
  expect(text).toHaveLength(buffer.length() - from);
  expect(text.length).toBeLessThanOrEqual(2_000_000);
});
