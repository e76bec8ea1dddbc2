import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from '#session/createSession.ts';
import type { Session } from '#session/session.ts';
import { en } from '../i18n/en.ts';
import { createAppStore } from '../store/store.ts';

/** Longer than a wish has to stand until a replay begins, in real milliseconds. */
const REST_MS = 200;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => setTimeout(callback, 16));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Half a minute in which a set came up and a file was written. */
function givenStore() {
  const opened: Session[] = [];
  const open = () => {
    const session = createSession({ profile: labProfile, seed: 5, hasEditor: true });
    opened.push(session);
    return session;
  };
  const session = open();
  for (const line of ['kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml', 'echo new > note.txt']) {
    session.advance(5000);
    session.dispatch({ do: 'run', terminal: 1, line });
    session.advance(10_000);
  }
  const store = createAppStore({ session, openSession: open, language: 'en', messages: en, sentences: {}, theme: 'dark' });
  const podCount = () => store.getState().frame.list('Pod').filter(({ metadata }) => metadata.name.startsWith('nginx-web-sts')).length;
  const note = () => store.getState().witness.look({ in: 'node', node: labProfile.terminalNode }, `${labProfile.terminalDirectory}/note.txt`).is;
  return { store, session, opened, podCount, note };
}

it('an earlier moment is shown at once, and what only a replay knows when the wish has stood', async () => {
  const { store, podCount, note } = givenStore();
  expect(podCount()).toBe(3);
  expect(note()).toBe('file');

  store.getState().lookAt(4000);
  expect(store.getState()).toMatchObject({ nowMs: 4000, session: { isRecalled: true } });
  expect(podCount()).toBe(0);
  // Files are told by whom was shown before.
  expect(note()).toBe('file');

  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(store.getState()).toMatchObject({ nowMs: 4000, seekingMs: undefined });
  expect(store.getState().session.isRecalled).toBeUndefined();
  expect(podCount()).toBe(0);
  expect(note()).toBe('nothing');
});

it('dragging replays nothing until it rests, then only what it rests at', async () => {
  const { store, opened } = givenStore();
  for (let ms = 25_000; ms >= 2000; ms -= 500) {
    store.getState().lookAt(ms);
    expect(store.getState().nowMs).toBe(ms);
    await vi.advanceTimersByTimeAsync(16);
  }
  expect(opened).toHaveLength(1);

  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(opened).toHaveLength(2);
  expect(store.getState().session).toBe(opened[1]);
  expect(store.getState().nowMs).toBe(2000);
});

it('a later moment goes on with the replay of an earlier one', async () => {
  const { store, opened } = givenStore();
  for (const ms of [3000, 9000, 20_000]) {
    store.getState().lookAt(ms);
    await vi.advanceTimersByTimeAsync(REST_MS);
  }
  expect(opened).toHaveLength(2);
  expect(store.getState().session.frame().nowMs).toBe(20_000);
});

it('acting there waits for no rest, and goes on from that moment', async () => {
  const { store, session } = givenStore();
  store.getState().lookAt(4000);
  store.getState().actFromHere();
  await vi.advanceTimersByTimeAsync(0);

  expect(store.getState()).toMatchObject({ present: undefined, isPlaying: true, nowMs: 4000 });
  store.getState().dispatch({ do: 'run', terminal: 1, line: 'echo other' });
  store.getState().session.advance(5000);
  expect(store.getState().session.output(1, 0).text).toContain('other');
  expect(session.output(1, 0).text).not.toContain('other');
});

it('being back in the present, no replay comes any more', async () => {
  const { store, session, opened } = givenStore();
  store.getState().lookAt(4000);
  store.getState().backToLive();
  await vi.advanceTimersByTimeAsync(REST_MS);

  expect(store.getState()).toMatchObject({ session, witness: session, present: undefined, seekingMs: undefined });
  expect(opened).toHaveLength(1);
});

it('the present can be moved to again and again while it is looked at from all sides', async () => {
  const { store, session } = givenStore();
  store.getState().lookAt(4000);
  store.getState().backToLive();
  session.dispatch({ do: 'run', terminal: 1, line: 'echo more' });
  session.advance(3000);
  store.getState().lookAt(31_000);
  await vi.advanceTimersByTimeAsync(REST_MS);

  expect(store.getState().session.output(1, 0).text).toContain('echo more');
  expect(store.getState().session.frame().nowMs).toBe(31_000);
});
