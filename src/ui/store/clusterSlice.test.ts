import { expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createFixtureSession } from '../fixtures/fixtureSession.ts';
import { threePods } from '../fixtures/scenes.ts';
import { en } from '../i18n/en.ts';
import { createAppStore } from './store.ts';

it('a session that moves unseen is shown once, when asked', () => {
  const session = createFixtureSession(labProfile, threePods);
  const store = createAppStore({ session, openSession: () => session, language: 'en', messages: en, sentences: {}, theme: 'dark' });
  const podCount = () => store.getState().frame.list('Pod').length;
  const countBefore = podCount();
  const shown: number[] = [];
  store.subscribe(({ nowMs }) => shown.push(nowMs));

  store.getState().unseen(() => {
    session.advance(4000);
    session.advance(5000);
  });
  expect(shown).toEqual([]);
  expect(podCount()).toBe(countBefore);

  store.getState().show();
  expect(shown).toEqual([9000]);
  expect(podCount()).toBe(countBefore + 3);

  store.getState().show();
  expect(shown).toEqual([9000]);
});
