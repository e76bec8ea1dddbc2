import { expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createFixtureSession } from '../fixtures/fixtureSession.ts';
import { threePods } from '../fixtures/scenes.ts';
import { en } from '../i18n/en.ts';
import { createAppStore } from './store.ts';

it('a session that moves unseen is shown once, when asked', () => {
  const session = createFixtureSession(labProfile, threePods);
  const store = createAppStore({ session, openSession: () => session, language: 'en', messages: en, sentences: {}, theme: 'dark' });
  const before = store.getState().frame;
  const shown: number[] = [];
  store.subscribe(({ nowMs }) => shown.push(nowMs));

  store.getState().unseen(() => {
    session.advance(4000);
    session.advance(5000);
  });
  expect(shown).toEqual([]);
  expect(store.getState().frame).toBe(before);

  store.getState().show();
  expect(shown).toEqual([9000]);
  expect(store.getState().frame.nowMs).toBe(9000);

  store.getState().show();
  expect(shown).toEqual([9000]);
});
