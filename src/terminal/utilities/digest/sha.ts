import { hex, paddedBlocks } from './md5.ts';

const rotateLeft = (word: number, by: number) => (word << by) | (word >>> (32 - by));
const rotateRight = (word: number, by: number) => (word >>> by) | (word << (32 - by));
const wordHex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');

/** SHA-1 (FIPS 180-4) of bytes, in hexadecimal. */
export function sha1(message: readonly number[]): string {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (const block of paddedBlocks(message, { littleEndian: false })) {
    const words = [...block];
    for (let at = 16; at < 80; at += 1) words.push(rotateLeft((words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0), 1));
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (const [at, word] of words.entries()) {
      const [f, constant] = at < 20 ? [(b & c) | (~b & d), 0x5a827999] : at < 40 ? [b ^ c ^ d, 0x6ed9eba1] : at < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc] : [b ^ c ^ d, 0xca62c1d6];
      [a, b, c, d, e] = [(rotateLeft(a, 5) + f + e + constant + word) | 0, a, rotateLeft(b, 30), c, d];
    }
    for (const [index, value] of [a, b, c, d, e].entries()) state[index] = ((state[index] ?? 0) + value) | 0;
  }
  return state.map(wordHex).join('');
}

/** SHA-256, and SHA-224 which is its beginning from another start. */
export function sha256(message: readonly number[], variant: 224 | 256 = 256): string {
  const state = variant === 256 ? roots(8).map(highWord) : [...START_224];
  const constants = cubeRoots(64).map(highWord);
  for (const block of paddedBlocks(message, { littleEndian: false })) mix256(state, [...block], constants);
  return state.map(wordHex).join('').slice(0, variant / 4);
}

const START_224 = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];

function mix256(state: number[], words: number[], constants: readonly number[]): void {
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [words[at - 15] ?? 0, words[at - 2] ?? 0];
    const s0 = rotateRight(early, 7) ^ rotateRight(early, 18) ^ (early >>> 3);
    const s1 = rotateRight(late, 17) ^ rotateRight(late, 19) ^ (late >>> 10);
    words.push(((words[at - 16] ?? 0) + s0 + (words[at - 7] ?? 0) + s1) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (const [at, word] of words.entries()) {
    const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (constants[at] ?? 0) + word) | 0;
    const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0) + value) | 0;
}

const MASK = (1n << 64n) - 1n;
const rotate64 = (word: bigint, by: bigint) => ((word >> by) | (word << (64n - by))) & MASK;

/** SHA-512, and SHA-384 which is its beginning from another start. */
export function sha512(message: readonly number[], variant: 384 | 512 = 512): string {
  const state = variant === 512 ? roots(8) : roots(16).slice(8);
  const constants = cubeRoots(80);
  const bytes = [...message, 0x80];
  while (bytes.length % 128 !== 120) bytes.push(0);
  bytes.push(...(BigInt(message.length) * 8n).toString(16).padStart(16, '0').match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []);
  for (let at = 0; at < bytes.length; at += 128) {
    const words = Array.from({ length: 16 }, (_, index) => BigInt(`0x${bytes.slice(at + index * 8, at + index * 8 + 8).map(hex).join('')}`));
    mix512(state, words, constants);
  }
  return state.map((word) => word.toString(16).padStart(16, '0')).join('').slice(0, variant / 4);
}

function mix512(state: bigint[], words: bigint[], constants: readonly bigint[]): void {
  for (let at = 16; at < 80; at += 1) {
    const [early, late] = [words[at - 15] ?? 0n, words[at - 2] ?? 0n];
    const s0 = rotate64(early, 1n) ^ rotate64(early, 8n) ^ (early >> 7n);
    const s1 = rotate64(late, 19n) ^ rotate64(late, 61n) ^ (late >> 6n);
    words.push(((words[at - 16] ?? 0n) + s0 + (words[at - 7] ?? 0n) + s1) & MASK);
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (const [at, word] of words.entries()) {
    const s1 = rotate64(e, 14n) ^ rotate64(e, 18n) ^ rotate64(e, 41n);
    const first = h + s1 + ((e & f) ^ (~e & MASK & g)) + (constants[at] ?? 0n) + word;
    const s0 = rotate64(a, 28n) ^ rotate64(a, 34n) ^ rotate64(a, 39n);
    const second = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(first + second) & MASK, a, b, c, (d + first) & MASK, e, f, g];
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0n) + value) & MASK;
}

/** The first 64 bits behind the point of the square roots of the first primes: where the standard takes its numbers from. */
function roots(count: number): bigint[] {
  return primes(count).map((prime) => integerRoot(BigInt(prime) << 128n, 2n) & MASK);
}

function cubeRoots(count: number): bigint[] {
  return primes(count).map((prime) => integerRoot(BigInt(prime) << 192n, 3n) & MASK);
}

function highWord(value: bigint): number {
  return Number(value >> 32n) | 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** The whole part of a root, by Newton's method. */
function integerRoot(value: bigint, degree: bigint): bigint {
  let root = 1n << (BigInt(value.toString(2).length) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}
