const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The UTF-8 bytes of a text. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code, 0));
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), continuation(code, 6), continuation(code, 0));
    else bytes.push(0xf0 | (code >> 18), continuation(code, 12), continuation(code, 6), continuation(code, 0));
  }
  return bytes;
}

const continuation = (code: number, shift: number) => 0x80 | ((code >> shift) & 0x3f);

/** Standard base64 of a text's UTF-8 bytes, with padding. */
export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded +=
      sextet(bits, 18) + sextet(bits, 12) + (second === undefined ? '=' : sextet(bits, 6)) + (third === undefined ? '=' : sextet(bits, 0));
  }
  return encoded;
}

const sextet = (bits: number, shift: number) => ALPHABET[(bits >> shift) & 0x3f] ?? '';
