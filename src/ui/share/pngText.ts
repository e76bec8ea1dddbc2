import { strFromU8, strToU8 } from 'fflate';
import { SESSION_MARK } from './sessionMark.ts';

/** A saved picture carries its session in a text chunk of PNG: keyword, a zero, the text. */
const KEYWORD = 'Ordinal';
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The signature, and the header chunk that always comes first: length, type, 13 bytes, checksum. */
const HEADER_BYTES = SIGNATURE.length + 4 + 4 + 13 + 4;
const AROUND_DATA = 12;

/** The picture with its session in it. */
export function withSession(png: Uint8Array, encoded: string): Uint8Array<ArrayBuffer> {
  const chunk = chunkOf('tEXt', strToU8(`${KEYWORD}\u0000${SESSION_MARK}${encoded}`, true));
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
    const text = strFromU8(bytes.subarray(at + 4, at + 8), true) === 'tEXt' ? strFromU8(bytes.subarray(at + 8, at + 8 + length), true) : '';
    if (text.startsWith(`${KEYWORD}\u0000${SESSION_MARK}`)) return text.slice(KEYWORD.length + 1);
    at += length + AROUND_DATA;
  }
  return undefined;
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + AROUND_DATA);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(strToU8(type, true), 4);
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
