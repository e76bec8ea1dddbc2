import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createFixtureSession } from '../fixtures/fixtureSession.ts';
import { threePods } from '../fixtures/scenes.ts';
import { en } from '../i18n/en.ts';
import { createAppStore } from '../store/store.ts';
import { advanceRecorded } from '#session/advanceRecorded.ts';

const never = () => false;
const frames: FrameRequestCallback[] = [];

beforeEach(() => {
  frames.length = 0;
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function givenStore(atMs: number) {
  const open = () => createFixtureSession(labProfile, threePods);
  const session = open();
  const store = createAppStore({ session, openSession: open, language: 'en', messages: en, sentences: {}, theme: 'dark' });
  session.advance(atMs);
  return { session, store };
}

const podNames = ({ store }: ReturnType<typeof givenStore>) =>
  store.getState().frame.list('Pod').map(({ metadata }) => metadata.name).filter((name) => name.startsWith('web-'));

describe('what was recorded', () => {
  const recorded = [
    { atMs: 100, intent: { do: 'run', terminal: 0, line: 'one' } },
    { atMs: 2000, intent: { do: 'run', terminal: 0, line: 'two' } },
  ] as const;

  it('is done again at its moments', () => {
    const session = createFixtureSession(labProfile, []);
    advanceRecorded(session, recorded, 5000, never);

    expect(session.intents).toEqual(recorded);
    expect(session.frame().nowMs).toBe(5000);
  });

  it('goes on from where a replay stands', () => {
    const session = createFixtureSession(labProfile, []);
    advanceRecorded(session, recorded, 500, never);
    expect(session.intents).toHaveLength(1);

    advanceRecorded(session, recorded, 2000, never);
    expect(session.intents).toEqual(recorded);
  });

  it('pauses when told to, and loses nothing', () => {
    const session = createFixtureSession(labProfile, []);
    let left = 1;
    const isThere = advanceRecorded(session, recorded, 5000, () => left-- <= 0);
    expect(isThere).toBe(false);

    expect(advanceRecorded(session, recorded, 5000, never)).toBe(true);
    expect(session.intents).toEqual(recorded);
  });
});

describe('looking at an earlier moment', () => {
  it('shows the cluster as it was, and stops the clock', () => {
    const given = givenStore(12_000);
    given.store.getState().lookAt(5000);

    expect(podNames(given)).toEqual(['web-0', 'web-1']);
    expect(given.store.getState()).toMatchObject({ nowMs: 5000, isPlaying: false });
    expect(given.store.getState().present?.nowMs).toBe(12_000);
  });

  it('comes back to the present, which has not moved', () => {
    const given = givenStore(12_000);
    given.store.getState().lookAt(5000);
    given.store.getState().backToLive();

    expect(given.store.getState().session).toBe(given.session);
    expect(given.store.getState().nowMs).toBe(12_000);
    expect(podNames(given)).toEqual(['web-0', 'web-1', 'web-2']);
  });

  it('is the present again from its moment on', () => {
    const { store } = givenStore(12_000);
    store.getState().lookAt(5000);
    store.getState().lookAt(13_000);

    expect(store.getState().present).toBeUndefined();
  });

  it('changes nothing there, and says so', () => {
    const { store, session } = givenStore(12_000);
    store.getState().lookAt(5000);
    store.getState().dispatch({ do: 'type', terminal: 0, text: 'x' });

    expect(store.getState().session.history).toEqual([]);
    expect(session.history).toEqual([]);
    store.getState().dispatch({ do: 'type', terminal: 0, text: 'y' });
    expect(store.getState().toasts.map(({ title }) => title)).toEqual(['The past cannot be changed']);
  });

  it('goes to the newest wish when several come quickly', () => {
    const { store } = givenStore(12_000);
    const clock = vi.spyOn(performance, 'now');
    let tick = 0;
    // Every look at the clock takes longer than a slice, so each replay needs a frame more.
    clock.mockImplementation(() => (tick += 20));
    store.getState().lookAt(5000);
    store.getState().lookAt(3000);
    clock.mockRestore();
    for (let frame = frames.shift(); frame !== undefined; frame = frames.shift()) frame(0);

    expect(store.getState().nowMs).toBe(3000);
  });
});

describe('acting in the past', () => {
  it('begins a branch there and keeps the other one', () => {
    const given = givenStore(12_000);
    const { store, session } = given;
    store.getState().lookAt(5000);
    store.getState().actFromHere();
    store.getState().dispatch({ do: 'run', terminal: 0, line: 'kubectl get pods' });

    expect(store.getState()).toMatchObject({ present: undefined, isPlaying: true, nowMs: 5000 });
    expect(store.getState().branches.map(({ number }) => number)).toEqual([1, 2]);
    expect(session.history).toEqual([]);

    store.getState().switchTo({ number: 1, session });
    expect(store.getState().nowMs).toBe(12_000);
  });

  it('leaves one branch when the session is opened anew', () => {
    const { store } = givenStore(12_000);
    store.getState().lookAt(5000);
    store.getState().actFromHere();
    store.getState().replaceSession(store.getState().openSession('lab', 1));

    expect(store.getState().branches).toHaveLength(1);
  });
});
