/**
 * Texts as UTF-8. A byte that is no text is kept as a lone low surrogate, U+DC80 to U+DCFF, so that bytes go through
 * a text and come out as they were.
 */
const FIRST_STRAY = 0xdc80;
const LAST_STRAY = 0xdcff;

/** The bytes of a text. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code, 0));
    else if (code >= FIRST_STRAY && code <= LAST_STRAY) bytes.push(code & 0xff);
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), continuation(code, 6), continuation(code, 0));
    else bytes.push(0xf0 | (code >> 18), continuation(code, 12), continuation(code, 6), continuation(code, 0));
  }
  return bytes;
}

const continuation = (code: number, shift: number) => 0x80 | ((code >> shift) & 0x3f);

/** The text of bytes: the way back. */
export function textOfUtf8(bytes: readonly number[]): string {
  const pieces: string[] = [];
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] ?? 0;
    const length = lengthOf(first);
    const code = length === 1 ? first : codeAt(bytes, index, length);
    pieces.push(code === undefined ? String.fromCharCode(0xdc00 | first) : String.fromCodePoint(code));
    index += code === undefined ? 1 : length;
  }
  return pieces.join('');
}

function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

/** The least code that needs so many bytes. */
const LEAST_CODE = [0, 0, 0x80, 0x800, 0x1_0000];

/** Undefined for what is no character: cut short, longer than need be, half of a pair. */
function codeAt(bytes: readonly number[], index: number, length: number): number | undefined {
  if (length === 0) return undefined;
  let code = (bytes[index] ?? 0) & (0xff >> (length + 1));
  for (let offset = 1; offset < length; offset += 1) {
    const next = bytes[index + offset];
    if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (next & 0x3f);
  }
  const isTooLong = code < (LEAST_CODE[length] ?? 0);
  return isTooLong || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : code;
}

/** One byte as a text: a letter of ASCII, or a byte that is none by itself. */
export function textOfByte(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 | byte);
}

/** Bytes that have come one by one and make characters together become these. */
export function joinBytes(text: string): string {
  return text.replace(/[\udc80-\udcff]{2,}/gu, (bytes) => textOfUtf8(utf8Bytes(bytes)));
}

/** How many bytes a text takes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80 || isStray(text, index, code)) continue;
    // A surrogate pair is two units and four bytes: two more than its units, one for each half.
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

function isStray(text: string, index: number, code: number): boolean {
  if (code < FIRST_STRAY || code > LAST_STRAY) return false;
  const before = text.charCodeAt(index - 1);
  return !(before >= 0xd800 && before <= 0xdbff);
}
