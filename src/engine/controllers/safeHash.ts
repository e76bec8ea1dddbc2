import { utf8Bytes } from '../core/utf8.ts';

/** The alphabet of generated names: no vowels, so no words. k8s: apimachinery util/rand */
export const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

const PRIME = 16_777_619;
const OFFSET = 2_166_136_261;

/** 32-bit FNV-1 (multiply, then xor) over the UTF-8 bytes of a text. Not FNV-1a. */
export function fnv1(text: string): number {
  let hash = OFFSET;
  for (const byte of utf8Bytes(text)) hash = Math.imul(hash, PRIME) ^ byte;
  return hash >>> 0;
}

/** 32-bit FNV-1a (xor, then multiply) over the UTF-8 bytes of a text. */
export function fnv1a(text: string): number {
  let hash = OFFSET;
  for (const byte of utf8Bytes(text)) hash = Math.imul(hash ^ byte, PRIME);
  return hash >>> 0;
}

/** A hash as it stands in names: its decimal digits, each mapped into the safe alphabet. k8s: rand.SafeEncodeString */
export function safeHashText(hash: number): string {
  return [...String(hash)].map((digit) => SAFE_ALPHABET[digit.charCodeAt(0) % SAFE_ALPHABET.length] ?? '').join('');
}
