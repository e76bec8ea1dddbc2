import { expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { utf8Length } from './utf8.ts';

it.each(['', 'a', 'ab', 'abc', 'password', '中文 é 😀', 'line\n'])('%j survives base64', (text) => {
  const encoded = encodeBase64(text);
  expect(encoded).toBe(Buffer.from(text, 'utf8').toString('base64'));
  expect(decodeBase64(encoded)).toBe(text);
});

it('refuses what is no base64', () => {
  expect(decodeBase64('abc')).toBeUndefined();
  expect(decodeBase64('a*==')).toBeUndefined();
});

it.each(['/w==', 'H4sIAAAAAAAA/w==', 'w6k=', '7aCA', '8J+YgA==', '/v/AgO2ggA=='])('%s keeps its bytes, text or not', (encoded) => {
  const text = decodeBase64(encoded) ?? '';
  expect(encodeBase64(text)).toBe(encoded);
  expect(utf8Length(text)).toBe(Buffer.from(encoded, 'base64').length);
});
