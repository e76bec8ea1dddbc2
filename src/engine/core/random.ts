import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The only source of chance: a seeded stream that is the same on every machine. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** `length` characters drawn from `alphabet`. */
  text(length: number, alphabet: string): string;
  /** A version 4 UUID in lower case. */
  uuid(): string;
  /** A stream of its own, named: drawing from it does not move this one. */
  fork(name: string): Random;
}

const HEX = '0123456789abcdef';

/** A source seeded by a number; the same seed gives the same draws. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);

  /** 32 uniform bits as an unsigned number. */
  const bits = () => generator.next() >>> 0;

  const integer = (min: number, max: number) => {
    const span = max - min + 1;
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % span);
    let drawn = bits();
    while (drawn >= limit) drawn = bits();
    return min + (drawn % span);
  };

  const text = (length: number, alphabet: string) => {
    const drawn: string[] = [];
    for (let index = 0; index < length; index += 1) drawn.push(alphabet[integer(0, alphabet.length - 1)] ?? '');
    return drawn.join('');
  };

  return {
    integer,
    text,
    pick: (items) => items[integer(0, items.length - 1)] as (typeof items)[number],
    uuid: () => [text(8, HEX), '-', text(4, HEX), '-4', text(3, HEX), '-', text(1, '89ab'), text(3, HEX), '-', text(12, HEX)].join(''),
    fork: (name) => createRandom(seed ^ hashText(name)),
  };
}

/** 32-bit FNV-1a of a text: a stable number for a name. */
export function hashText(text: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  }
  return hash >>> 0;
}
