import { expect, it } from 'vitest';
import { givenStage } from '../fixtures/givenStage.ts';
import { largeSet, splitBrain, threePods } from '../fixtures/scenes.ts';
import { en } from '../i18n/en.ts';
import { translatorOf } from '../i18n/translate.ts';
import type { Verbosity } from '../store/viewSlice.ts';
import { createNarrator, narrate } from './narrate.ts';

const t = translatorOf(en);
const told = (from: number, to: number, script = threePods, verbosity: Verbosity = 'all') => narrate(t, givenStage(script, from).model, givenStage(script, to).model, verbosity);

it.each([
  [100, 500, ['web-0: Pending.']],
  [1100, 3600, ['web-0: Ready.', 'web-1: Pending.']],
  [15_000, 16_100, ['web-1: Terminating.']],
  [16_100, 18_050, ['web-1 is gone.']],
  [15_000, 22_000, ['web-1 is a new pod: Ready.']],
  [15_000, 15_500, []],
])('says what changed between %i and %i ms', (from, to, sentences) => {
  expect(told(from, to)).toEqual(sentences);
});

it('leaves out what is only on its way when asked for what matters, and everything when asked for nothing', () => {
  expect(told(1100, 3600, threePods, 'important')).toEqual(['web-0: Ready.']);
  expect(told(1100, 3600, threePods, 'off')).toEqual([]);
});

it('says that a node has fallen silent', () => {
  expect(told(81_000, 83_000, splitBrain)).toContain('Node centos7k8s3 is NotReady.');
});

it('sums up what is too much to say', () => {
  const sentences = narrate(t, givenStage([]).model, givenStage(largeSet('shards', 50)).model, 'all');

  expect(sentences).toHaveLength(4);
  expect(sentences.at(-1)).toBe('47 more changes.');
});

it('gathers what came since it spoke last, and begins anew with another session', () => {
  const narrator = createNarrator();
  narrator.see('a', givenStage(threePods, 100).model);
  narrator.see('a', givenStage(threePods, 500).model);
  narrator.see('a', givenStage(threePods, 1100).model);

  expect(narrator.say(t, 'all')).toBe('web-0: Creating.');
  expect(narrator.say(t, 'all')).toBe('');

  narrator.see('b', givenStage(threePods, 9400).model);
  expect(narrator.say(t, 'all')).toBe('');
});
