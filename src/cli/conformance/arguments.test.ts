import { expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';

it.each([
  [[], { folder: 'test/conformance', record: undefined, bar: undefined, only: [] }],
  [['--bar', '98', 'x'], { folder: 'x', bar: 98 }],
  [['--record', 'out', 'x'], { folder: 'x', record: 'out' }],
  [['--only=a', '--only', 'b'], { only: ['a', 'b'] }],
])('%j is understood', (args, expected) => {
  expect(parseArguments(args)).toMatchObject(expected);
});

it.each([
  [['--bar', 'high'], 'conformance: --bar wants a number of per cent'],
  [['--record'], 'conformance: --record wants a folder'],
  [['--fast'], 'conformance: unknown option --fast'],
  [['a', 'b'], 'conformance: one DIR at most'],
])('%j is refused', (args, error) => {
  expect(parseArguments(args)).toEqual({ error });
});
