/** MD5 (RFC 1321) of bytes, in hexadecimal. */
export function md5(message: readonly number[]): string {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (const block of paddedBlocks(message, { littleEndian: true })) mix(state, block);
  return state.map((word) => bytesOf(word).map(hex).join('')).join('');
}

const SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]] as const;
const SINES = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 0x1_0000_0000) >>> 0);

function mix(state: number[], block: readonly number[]): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4;
    const [f, at] = choose(round, step, b, c, d);
    const sum = (a + f + (SINES[step] ?? 0) + (block[at] ?? 0)) | 0;
    const shift = SHIFTS[round]?.[step & 3] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = ((state[index] ?? 0) + value) | 0;
}

function choose(round: number, step: number, b: number, c: number, d: number): readonly [number, number] {
  if (round === 0) return [(b & c) | (~b & d), step];
  if (round === 1) return [(d & b) | (~d & c), (5 * step + 1) & 15];
  return round === 2 ? [b ^ c ^ d, (3 * step + 5) & 15] : [c ^ (b | ~d), (7 * step) & 15];
}

/** The message with its padding and length, as blocks of sixteen 32-bit words. */
export function paddedBlocks(message: readonly number[], { littleEndian }: { readonly littleEndian: boolean }): readonly (readonly number[])[] {
  const bytes = [...message, 0x80];
  while (bytes.length % 64 !== 56) bytes.push(0);
  const bits = message.length * 8;
  const length = [...bytesOf(bits >>> 0), ...bytesOf(Math.floor(bits / 0x1_0000_0000))];
  bytes.push(...(littleEndian ? length : length.reverse()));
  const words = Array.from({ length: bytes.length / 4 }, (_, index) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(index * 4, index * 4 + 4);
    return littleEndian ? a | (b << 8) | (c << 16) | (d << 24) : (a << 24) | (b << 16) | (c << 8) | d;
  });
  return Array.from({ length: words.length / 16 }, (_, index) => words.slice(index * 16, index * 16 + 16));
}

/** A word's bytes, the lowest first. */
function bytesOf(word: number): number[] {
  return [0, 8, 16, 24].map((shift) => (word >>> shift) & 255);
}

export function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}
