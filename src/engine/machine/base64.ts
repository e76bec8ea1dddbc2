const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The text behind base64 of its UTF-8 bytes; undefined when it is no base64. Bytes that are no text come as U+FFFD. */
export function decodeBase64(encoded: string): string | undefined {
  const clean = encoded.replace(/[\r\n]/g, '');
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined;
  const bytes: number[] = [];
  for (let index = 0; index < clean.length; index += 4) {
    const group = Array.from(clean.slice(index, index + 4)).map((letter) => ALPHABET.indexOf(letter));
    const [a = 0, b = 0, c = -1, d = -1] = group;
    bytes.push((a << 2) | (b >> 4));
    if (c >= 0) bytes.push(((b & 15) << 4) | (c >> 2));
    if (d >= 0) bytes.push(((c & 3) << 6) | d);
  }
  return textOfUtf8(bytes);
}

/** Base64 of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.slice(index, index + 3);
    encoded += letter(a >> 2) + letter(((a & 3) << 4) | ((b ?? 0) >> 4));
    encoded += b === undefined ? '=' : letter(((b & 15) << 2) | ((c ?? 0) >> 6));
    encoded += c === undefined ? '=' : letter(c & 63);
  }
  return encoded;
}

function letter(value: number): string {
  return ALPHABET[value] ?? '';
}

/** The UTF-8 bytes of a text. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

/** The text of UTF-8 bytes. */
export function textOfUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    let isValid = length > 0;
    for (let offset = 1; offset < length; offset += 1) {
      const next = bytes[index + offset];
      if (next === undefined || (next & 0xc0) !== 0x80) isValid = false;
      else code = (code << 6) | (next & 63);
    }
    text += isValid ? String.fromCodePoint(code) : '\uFFFD';
    index += isValid ? length : 1;
  }
  return text;
}
