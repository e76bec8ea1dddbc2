import { codesOf, DISTANCE_BASES, DISTANCE_BITS, FIXED_LENGTHS, LENGTH_BASES, LENGTH_BITS } from './huffman.ts';

const WINDOW = 32_768;
const LONGEST = 258;
/** How many earlier places with the same three bytes are looked at. */
const TRIES = 16;

/** Bytes in the deflate format (RFC 1951): repetitions are found, the codes are the fixed ones. simplified: no tables of its own, so a little longer than zlib's. */
export function deflate(bytes: readonly number[]): number[] {
  const out = bitWriter();
  const codes = codesOf(FIXED_LENGTHS);
  const symbol = (value: number) => out.code(codes[value] ?? 0, FIXED_LENGTHS[value] ?? 0);
  out.bits(1, 1);
  out.bits(1, 2);
  const places = new Map<number, number[]>();
  for (let at = 0; at < bytes.length; ) {
    const { length, distance } = longestMatch(bytes, at, places);
    if (length >= 3) {
      writeMatch(out, symbol, length, distance);
      for (let step = 0; step < length; step += 1) remember(bytes, at + step, places);
      at += length;
    } else {
      symbol(bytes[at] ?? 0);
      remember(bytes, at, places);
      at += 1;
    }
  }
  symbol(256);
  return out.finish();
}

interface BitWriter {
  /** The lowest bit first. */
  bits(value: number, count: number): void;
  /** A Huffman code: the highest bit first. */
  code(value: number, length: number): void;
  finish(): number[];
}

function bitWriter(): BitWriter {
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  const bit = (value: number) => {
    held |= value << count;
    count += 1;
    if (count < 8) return;
    bytes.push(held);
    held = 0;
    count = 0;
  };
  return {
    bits: (value, length) => {
      for (let index = 0; index < length; index += 1) bit((value >> index) & 1);
    },
    code: (value, length) => {
      for (let index = length - 1; index >= 0; index -= 1) bit((value >> index) & 1);
    },
    finish: () => {
      if (count > 0) bytes.push(held);
      return bytes;
    },
  };
}

function keyAt(bytes: readonly number[], at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

function remember(bytes: readonly number[], at: number, places: Map<number, number[]>): void {
  if (at + 2 >= bytes.length) return;
  const key = keyAt(bytes, at);
  const known = places.get(key);
  if (known === undefined) places.set(key, [at]);
  else {
    known.push(at);
    if (known.length > TRIES) known.shift();
  }
}

function longestMatch(bytes: readonly number[], at: number, places: ReadonlyMap<number, readonly number[]>): { readonly length: number; readonly distance: number } {
  let best = { length: 0, distance: 0 };
  if (at + 2 >= bytes.length) return best;
  const candidates = places.get(keyAt(bytes, at)) ?? [];
  for (let index = candidates.length - 1; index >= 0; index -= 1) {
    const from = candidates[index] ?? 0;
    if (at - from > WINDOW) break;
    let length = 0;
    while (length < LONGEST && at + length < bytes.length && bytes[from + length] === bytes[at + length]) length += 1;
    if (length > best.length) best = { length, distance: at - from };
  }
  return best;
}

function writeMatch(out: BitWriter, symbol: (value: number) => void, length: number, distance: number): void {
  const lengthIndex = LENGTH_BASES.findLastIndex((base) => base <= length);
  symbol(257 + lengthIndex);
  out.bits(length - (LENGTH_BASES[lengthIndex] ?? 0), LENGTH_BITS[lengthIndex] ?? 0);
  const distanceIndex = DISTANCE_BASES.findLastIndex((base) => base <= distance);
  out.code(distanceIndex, 5);
  out.bits(distance - (DISTANCE_BASES[distanceIndex] ?? 0), DISTANCE_BITS[distanceIndex] ?? 0);
}
