import { expect, it } from 'vitest';
import { formatJson } from '../api/goJson.ts';
import { fnv1, safeHashText } from './safeHash.ts';

it.each([
  // the published vectors of 32-bit FNV-1
  ['', 0x811c9dc5],
  ['a', 0x050c5d7e],
  ['foobar', 0x31f0b262],
])('FNV-1 of "%s"', (text, hash) => {
  expect(fnv1(text)).toBe(hash);
});

it('writes the digits of a hash in letters and digits that spell no words', () => {
  expect(safeHashText(3_325_552_446)).toBe('776999688b');
  expect(safeHashText(733_928_534)).toBe('c77f6d978');
});

it('hashes the UTF-8 bytes, not the code units', () => {
  expect(fnv1('ü')).toBe(fnv1Bytes([0xc3, 0xbc]));
  expect(fnv1('界')).toBe(fnv1Bytes([0xe7, 0x95, 0x8c]));
  expect(fnv1('🎈')).toBe(fnv1Bytes([0xf0, 0x9f, 0x8e, 0x88]));
});

it.each([
  [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
  [{ $patch: 'replace', metadata: {}, a: undefined }, '{"$patch":"replace","metadata":{}}'],
  ['a<b>&c', '"a\\u003cb\\u003e\\u0026c"'],
  ['tab\tnewline\n"quoted"\\', '"tab\\tnewline\\n\\"quoted\\"\\\\"'],
  ['line\u2028end', '"line\\u2028end"'],
])('writes %j as Go does', (value, text) => {
  expect(formatJson(value)).toBe(text);
});

function fnv1Bytes(bytes: readonly number[]): number {
  return bytes.reduce((hash, byte) => (Math.imul(hash, 16_777_619) ^ byte) >>> 0, 2_166_136_261);
}
