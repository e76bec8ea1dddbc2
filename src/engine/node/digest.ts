import { hashText } from '../core/random.ts';

/** 64 hexadecimal digits of a text: stands for a sha256 where nobody can check it. */
export function digestOf(text: string): string {
  let digits = '';
  for (let round = 0; round < 8; round += 1) digits += mix(hashText(`${round}${text}`)).toString(16).padStart(8, '0');
  return digits;
}

/** Spreads the bits, so that near texts give far numbers. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7feb_352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846c_a68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
