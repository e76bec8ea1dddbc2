import { codesOf, DISTANCE_BASES, DISTANCE_BITS, FIXED_DISTANCES, FIXED_LENGTHS, LENGTH_BASES, LENGTH_BITS } from './huffman.ts';

/** Thrown for bytes that are no deflate format. */
export class InflateError extends Error {
  override readonly name = 'InflateError';
}

/** What comes out may be a thousand times as long as what goes in: here is an end. */
const LONGEST = 16 * 1024 * 1024;

/** The bytes behind the deflate format (RFC 1951), and how many bytes it took. */
export function inflate(bytes: readonly number[], start: number): { readonly bytes: number[]; readonly end: number } {
  const input = bitReader(bytes, start);
  const out: number[] = [];
  for (let isLast = false; !isLast; ) {
    isLast = input.bits(1) === 1;
    const type = input.bits(2);
    if (type === 0) copyStored(input, out);
    else if (type === 1) inflateBlock(input, out, decoderOf(FIXED_LENGTHS), decoderOf(FIXED_DISTANCES));
    else if (type === 2) inflateBlock(input, out, ...readTables(input));
    else throw new InflateError('invalid block type');
  }
  return { bytes: out, end: input.byteEnd() };
}

interface BitReader {
  bits(count: number): number;
  /** Goes on at the next whole byte. */
  align(): void;
  byteEnd(): number;
}

function bitReader(bytes: readonly number[], start: number): BitReader {
  let at = start * 8;
  return {
    bits: (count) => {
      let value = 0;
      for (let index = 0; index < count; index += 1, at += 1) {
        const byte = bytes[at >> 3];
        if (byte === undefined) throw new InflateError('unexpected end of file');
        value |= ((byte >> (at & 7)) & 1) << index;
      }
      return value;
    },
    align: () => {
      at = Math.ceil(at / 8) * 8;
    },
    byteEnd: () => Math.ceil(at / 8),
  };
}

/** Symbols by their code, with its length in front: `1` and the code's bits as one number. */
type Decoder = ReadonlyMap<number, number>;

function decoderOf(lengths: readonly number[]): Decoder {
  const decoder = new Map<number, number>();
  for (const [symbol, code] of codesOf(lengths).entries()) {
    const length = lengths[symbol] ?? 0;
    if (length > 0) decoder.set((1 << length) | code, symbol);
  }
  return decoder;
}

function symbolOf(input: BitReader, decoder: Decoder): number {
  let code = 1;
  for (let length = 1; length <= 15; length += 1) {
    code = (code << 1) | input.bits(1);
    const symbol = decoder.get(code);
    if (symbol !== undefined) return symbol;
  }
  throw new InflateError('invalid code');
}

function copyStored(input: BitReader, out: number[]): void {
  input.align();
  const length = input.bits(16);
  input.bits(16);
  for (let index = 0; index < length; index += 1) out.push(input.bits(8));
}

function inflateBlock(input: BitReader, out: number[], literals: Decoder, distances: Decoder): void {
  for (;;) {
    const symbol = symbolOf(input, literals);
    if (symbol === 256) return;
    if (symbol < 256) {
      out.push(symbol);
      continue;
    }
    const length = (LENGTH_BASES[symbol - 257] ?? 0) + input.bits(LENGTH_BITS[symbol - 257] ?? 0);
    const distanceSymbol = symbolOf(input, distances);
    const distance = (DISTANCE_BASES[distanceSymbol] ?? 0) + input.bits(DISTANCE_BITS[distanceSymbol] ?? 0);
    if (distance > out.length || out.length > LONGEST) throw new InflateError('invalid distance');
    for (let index = 0; index < length; index += 1) out.push(out[out.length - distance] ?? 0);
  }
}

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The code lengths of a block with tables of its own, themselves written in a code. */
function readTables(input: BitReader): [Decoder, Decoder] {
  const literalCount = input.bits(5) + 257;
  const distanceCount = input.bits(5) + 1;
  const orderCount = input.bits(4) + 4;
  const codeLengths = Array.from({ length: 19 }, () => 0);
  for (const place of ORDER.slice(0, orderCount)) codeLengths[place] = input.bits(3);
  const decoder = decoderOf(codeLengths);
  const lengths: number[] = [];
  while (lengths.length < literalCount + distanceCount) {
    const symbol = symbolOf(input, decoder);
    if (symbol < 16) lengths.push(symbol);
    else {
      const repeated = symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
      const times = symbol === 16 ? 3 + input.bits(2) : symbol === 17 ? 3 + input.bits(3) : 11 + input.bits(7);
      for (let index = 0; index < times; index += 1) lengths.push(repeated);
    }
  }
  return [decoderOf(lengths.slice(0, literalCount)), decoderOf(lengths.slice(literalCount))];
}
