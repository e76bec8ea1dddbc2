import { expect, it } from 'vitest';
import { createLate } from '#engine/core/late.ts';
import { serve } from './serve.ts';

it('fetches once, however many want it', async () => {
  const late = createLate<string>('a text');
  let fetched = 0;
  const bring = serve(late, () => {
    fetched += 1;
    return Promise.resolve('here');
  });
  const isOver = late.want();
  expect(isOver?.()).toBe(false);
  late.want();
  await bring();

  expect([late.current(), isOver?.(), late.want(), fetched]).toEqual(['here', true, undefined, 1]);
});

it('ends the wait for what cannot be fetched, and fetches anew when it is wanted again', async () => {
  const late = createLate<string>('a text');
  const answers = [Promise.reject(new Error('offline')), Promise.resolve('here')];
  const bring = serve(late, () => answers.shift() ?? Promise.resolve('too often'));
  const isOver = late.want();
  await bring();
  expect([late.current(), isOver?.()]).toEqual([undefined, true]);

  late.want();
  await bring();
  expect(late.current()).toBe('here');
});
