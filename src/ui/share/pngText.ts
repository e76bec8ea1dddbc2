/** A saved picture carries its session in a text chunk of PNG: keyword, a zero, the text. */
const KEYWORD = 'Ordinal';
const MARK = 'ordinal-session:';
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The signature, and the header chunk that always comes first: length, type, 13 bytes, checksum. */
const HEADER_BYTES = SIGNATURE.length + 4 + 4 + 13 + 4;
const AROUND_DATA = 12;

/** The picture with its session in it. */
export function withSession(png: Uint8Array, encoded: string): Uint8Array<ArrayBuffer> {
  const chunk = chunkOf('tEXt', latin(`${KEYWORD}\u0000${MARK}${encoded}`));
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, HEADER_BYTES));
  whole.set(chunk, HEADER_BYTES);
  whole.set(png.subarray(HEADER_BYTES), HEADER_BYTES + chunk.length);
  return whole;
}

/** The session in a picture, with its mark before it; undefined for other pictures and for what is none. */
export function sessionInPng(bytes: Uint8Array): string | undefined {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE.length; at + AROUND_DATA <= bytes.length; ) {
    const length = view.getUint32(at);
    const text = textOf(bytes.subarray(at + 4, at + 8)) === 'tEXt' ? textOf(bytes.subarray(at + 8, at + 8 + length)) : '';
    if (text.startsWith(`${KEYWORD}\u0000${MARK}`)) return text.slice(KEYWORD.length + 1);
    at += length + AROUND_DATA;
  }
  return undefined;
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + AROUND_DATA);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(latin(type), 4);
  chunk.set(data, 8);
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)));
  return chunk;
}

/** The checksum of PNG (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
