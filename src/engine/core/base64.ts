import { textOfUtf8, utf8Bytes } from './utf8.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 of a text's UTF-8 bytes, with padding. */
export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  const pieces: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    pieces.push(sextet(bits, 18), sextet(bits, 12), second === undefined ? '=' : sextet(bits, 6), third === undefined ? '=' : sextet(bits, 0));
  }
  return pieces.join('');
}

const sextet = (bits: number, shift: number) => ALPHABET[(bits >> shift) & 0x3f] ?? '';

/** The text behind base64; line ends in it do not count. Undefined when it is no base64. */
export function decodeBase64(encoded: string): string | undefined {
  const clean = encoded.replace(/[\r\n]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined;
  const { text, isWhole } = decodeBase64Start(clean);
  return isWhole ? text : undefined;
}

/** Decodes as far as the text is base64. */
export function decodeBase64Start(encoded: string): { readonly text: string; readonly isWhole: boolean } {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of encoded.replace(/=+$/, '')) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return { text: textOfUtf8(bytes), isWhole: false };
    bits = ((bits << 6) | value) & 0xff_ffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return { text: textOfUtf8(bytes), isWhole: encoded.length % 4 === 0 };
}
