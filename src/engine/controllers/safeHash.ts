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

function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}
