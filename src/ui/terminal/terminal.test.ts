import { describe, expect, it, vi } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { commandChips } from './commandChips.ts';
import { createFixtureSession } from '../fixtures/fixtureSession.ts';
import { en } from '../i18n/en.ts';
import { createAppStore } from '../store/store.ts';
import { followOutput } from './followOutput.ts';
import type { Screen } from './followOutput.ts';
import { leaveKeys } from './leaveKeys.ts';

function press(keys: readonly (readonly [key: string, atMs: number, ctrlShift?: boolean])[], isEscapeUsed = true) {
  const leave = vi.fn<() => void>();
  const handle = leaveKeys(leave, () => isEscapeUsed);
  const passed = keys.map(([key, timeStamp, isCtrlShift = false]) => handle({ type: 'keydown', key, timeStamp, ctrlKey: isCtrlShift, shiftKey: isCtrlShift }));
  return { passed, left: leave.mock.calls.length };
}

/** A screen that draws at once. */
const drawing = (written: string[]): Screen => ({
  write: (text, done) => {
    written.push(text);
    done();
  },
});

describe('leaving the terminal by keyboard', () => {
  it('takes one press of Escape at a prompt, and the shell never sees it', () => {
    expect(press([['Escape', 0]], false)).toEqual({ passed: [false], left: 1 });
  });

  it('takes two quick presses where a program uses Escape; the first one still reaches it', () => {
    expect(press([['Escape', 0], ['Escape', 300]])).toEqual({ passed: [true, false], left: 1 });
  });

  it('does not happen when the presses are slow or another key comes between', () => {
    expect(press([['Escape', 0], ['Escape', 900]]).left).toBe(0);
    expect(press([['Escape', 0], ['a', 100], ['Escape', 200]]).left).toBe(0);
  });

  it('also goes by Ctrl+Shift+E', () => {
    expect(press([['E', 0, true]])).toEqual({ passed: [false], left: 1 });
  });
});

describe('command chips', () => {
  it('begin with what to do first', () => {
    expect(commandChips([], labProfile)[0]).toBe('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
  });

  it('lead with what was typed last, each line once', () => {
    const marks = ['kubectl get pods', 'kubectl get pvc', 'kubectl get pods'].map((text, index) => ({ atMs: index, kind: 'command' as const, text }));

    expect(commandChips(marks, labProfile).slice(0, 2)).toEqual(['kubectl get pods', 'kubectl get pvc']);
  });
});

describe('a screen that follows a terminal', () => {
  it('reads everything of another session in place of what it read before, in this order', () => {
    const script = (text: string) => [[0, { print: text }]] as const;
    const first = createFixtureSession(labProfile, script('one'));
    const store = createAppStore({ session: first, openSession: () => first, language: 'en', messages: en, sentences: {}, theme: 'dark' });
    const written: string[] = [];
    const stop = followOutput(store, 0, drawing(written));

    store.getState().adopt(createFixtureSession(labProfile, script('two')));
    stop();
    store.getState().adopt(first);

    expect(written).toEqual([expect.stringMatching(/one$/), '\u001Bc', expect.stringMatching(/^\[root@.*two$/)]);
  });

  it('goes on where it stands when the next session has written the same and more', () => {
    const session = createFixtureSession(labProfile, [[0, { print: 'one' }]]);
    const store = createAppStore({ session, openSession: () => session, language: 'en', messages: en, sentences: {}, theme: 'dark' });
    const written: string[] = [];
    followOutput(store, 0, drawing(written));

    store.getState().adopt(createFixtureSession(labProfile, [[0, { print: 'one' }]]));
    expect(written).toEqual([expect.stringMatching(/one$/)]);

    store.getState().adopt(createFixtureSession(labProfile, [[0, { print: 'one' }], [0, { print: 'two' }]]));
    expect(written.slice(1)).toEqual(['two']);
  });

  it('reads a session from its beginning that is shown with the frame of another moment', () => {
    const session = createFixtureSession(labProfile, [[0, { print: 'one' }], [0, { print: 'two' }]]);
    const frame = session.frame();
    const store = createAppStore({ session: { ...session, frame: () => frame }, openSession: () => session, language: 'en', messages: en, sentences: {}, theme: 'dark' });
    const written: string[] = [];
    followOutput(store, 0, drawing(written));

    store.getState().adopt({ ...session, frame: () => frame, output: (_, from) => ({ from, text: 'three'.slice(from) }) });

    expect(written).toEqual([expect.stringMatching(/onetwo$/), '\u001Bc', 'three']);
  });

  it('draws one moment to its end and then the newest, when many are shown one after the other', () => {
    const moments = ['one', 'two', 'three', 'four'].map((text) => createFixtureSession(labProfile, [[0, { print: text }]]));
    const [first = createFixtureSession(labProfile, [])] = moments;
    const store = createAppStore({ session: first, openSession: () => first, language: 'en', messages: en, sentences: {}, theme: 'dark' });
    const written: string[] = [];
    const undrawn: (() => void)[] = [];
    followOutput(store, 0, { write: (text, done) => void (written.push(text), undrawn.push(done)) });

    for (const moment of moments.slice(1)) store.getState().adopt(moment);
    expect(written).toEqual([expect.stringMatching(/one$/)]);
    while (undrawn.length > 0) undrawn.shift()?.();

    expect(written.slice(1)).toEqual(['\u001Bc', expect.stringMatching(/four$/)]);
  });
});
