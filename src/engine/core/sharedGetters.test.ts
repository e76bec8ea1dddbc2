import { expect, it } from 'vitest';
import { sharedGetters } from './sharedGetters.ts';

it('works a part out at each look, from the object that is asked', () => {
  const counted = sharedGetters<{ count: number }, { readonly twice: number }>({ twice: ({ count }) => count * 2 });
  const one = counted({ count: 1 });
  const ten = counted({ count: 10 });

  expect([one.twice, ten.twice]).toEqual([2, 20]);
  one.count = 3;
  expect([one.twice, ten.twice]).toEqual([6, 20]);
});

it('refuses to be written', () => {
  const object = sharedGetters<object, { part: number }>({ part: () => 1 })({});

  expect(() => Object.assign(object, { part: 2 })).toThrow(TypeError);
});
