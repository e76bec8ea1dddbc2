import { expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';

it.each(['', 'a', 'ab', 'abc', 'password', '中文 é 😀', 'line\n'])('%j survives base64', (text) => {
  const encoded = encodeBase64(text);
  expect(encoded).toBe(Buffer.from(text, 'utf8').toString('base64'));
  expect(decodeBase64(encoded)).toBe(text);
});

it('refuses what is no base64 and marks bytes that are no text', () => {
  expect(decodeBase64('abc')).toBeUndefined();
  expect(decodeBase64('a*==')).toBeUndefined();
  expect(decodeBase64('/w==')).toBe('\uFFFD');
});
