import { textOfUtf8, utf8Bytes } from '#engine/core/utf8.ts';
import { deflate } from './deflate.ts';
import { inflate, InflateError } from './inflate.ts';

const MAGIC = [0x1f, 0x8b, 8];
const HAS_NAME = 8;
const UNIX = 3;

export interface GzipOptions {
  readonly name?: string;
  readonly mtimeMs?: number;
}

/** A text in the gzip format (RFC 1952), its bytes as a text again. */
export function compress(text: string, { name, mtimeMs = 0 }: GzipOptions = {}): string {
  const bytes = utf8Bytes(text);
  const seconds = Math.floor(mtimeMs / 1000);
  const header = [...MAGIC, name === undefined ? 0 : HAS_NAME, ...littleEndian(seconds), 0, UNIX, ...(name === undefined ? [] : [...utf8Bytes(name), 0])];
  return textOfUtf8([...header, ...deflate(bytes), ...littleEndian(crc32(bytes)), ...littleEndian(bytes.length)]);
}

/** The text behind it; undefined when it is not in the gzip format, `corrupt` when it ends too early or was changed. */
export function decompress(text: string): string | 'corrupt' | undefined {
  const bytes = utf8Bytes(text);
  if (!isGzip(bytes)) return undefined;
  const out: number[] = [];
  for (let at = 0; isGzip(bytes, at); ) {
    const body = bodyStart(bytes, at);
    try {
      const { bytes: plain, end } = inflate(bytes, body);
      if (numberAt(bytes, end) !== crc32(plain)) return 'corrupt';
      for (const byte of plain) out.push(byte);
      at = end + 8;
    } catch (error) {
      if (error instanceof InflateError) return 'corrupt';
      throw error;
    }
  }
  return textOfUtf8(out);
}

function isGzip(bytes: readonly number[], at = 0): boolean {
  return MAGIC.every((byte, index) => bytes[at + index] === byte);
}

/** Behind the header and what it announces: extra fields, a name, a comment, a check sum. */
function bodyStart(bytes: readonly number[], start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [HAS_NAME, 16]) {
    if ((flags & flag) === 0) continue;
    while ((bytes[at] ?? 0) !== 0) at += 1;
    at += 1;
  }
  return (flags & 2) === 0 ? at : at + 2;
}

function littleEndian(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

function numberAt(bytes: readonly number[], at: number): number {
  return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb8_8320;
  return crc >>> 0;
});

function crc32(bytes: readonly number[]): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffff_ffff) >>> 0;
}
