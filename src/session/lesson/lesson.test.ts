import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { lesson } from '#lessons/template/lesson.ts';
import { lesson as storage } from '#lessons/course/own-storage/lesson.ts';
import { advanceRecorded } from '../advanceRecorded.ts';
import { createSession } from '../createSession.ts';
import { openLesson, playStep, progressOf } from './playLesson.ts';

describe('a session with a lesson', () => {
  it('begins behind the set-up, in a fresh terminal', () => {
    const session = openLesson(storage);
    const { nowMs, terminals, marks } = session.frame();

    expect(progressOf(session)).toMatchObject({ startedAtMs: nowMs, current: 0, state: 'running' });
    expect(nowMs).toBeGreaterThan(5000);
    expect(progressOf(session).steps[0]?.parts.map(({ state }) => state)).toContain('open');
    expect(session.frame().list('Pod').filter(({ metadata }) => metadata.name.startsWith('nginx-web-headless-'))).toHaveLength(3);
    expect([terminals.map(({ id }) => id), marks, session.history]).toEqual([[1], [], []]);
    session.advance(500);
    expect(session.output(1, 0).text).toBe('[root@centos7k8s1 deploy]# ');
  });

  it('shows the parts of a check as they come true', () => {
    const session = openLesson(lesson);
    session.dispatch({ do: 'run', terminal: 1, line: 'kubectl apply -f web.yaml' });
    const seen = new Set<string>();
    for (let slices = 0; slices < 200; slices += 1) {
      session.advance(100);
      const part = progressOf(session).steps[0]?.parts[0];
      if (part !== undefined) seen.add(`${part.state} ${part.have}/${part.want}`);
    }

    expect([...seen]).toEqual(['open 0/2', 'partly 1/2', 'met 2/2']);
  });

  it('does not depend on how the time is cut', () => {
    const inSlices = (ms: number) => {
      const session = openLesson(lesson);
      session.dispatch({ do: 'showStep', step: 'apply' });
      for (let passed = 0; passed < 30_000; passed += ms) session.advance(ms);
      return progressOf(session).steps.map(({ doneAtMs }) => doneAtMs);
    };

    expect(inSlices(16)).toEqual(inSlices(10_000));
  });

  it('comes back as it was when its history is played again', () => {
    const session = openLesson(lesson);
    session.dispatch({ do: 'hint', step: 'apply' });
    playStep(session, 'apply');
    session.dispatch({ do: 'predict', step: 'shrink', choice: 'first' });
    playStep(session, 'grow');
    playStep(session, 'shrink');

    const again = createSession(session.options);
    advanceRecorded(again, session.history, session.frame().nowMs, () => false);

    expect(progressOf(again)).toEqual(progressOf(session));
    expect(again.eventLog()).toBe(session.eventLog());
    expect(progressOf(again).steps[0]?.hintsShown).toBe(1);
    expect(progressOf(again).steps[2]?.prediction).toMatchObject({ choice: 'first', revealed: { right: 'last', isRight: false } });
  });

  it('takes no guess back once the cluster has answered', () => {
    const session = openLesson(lesson);
    for (const id of ['apply', 'grow', 'shrink']) playStep(session, id);
    session.dispatch({ do: 'predict', step: 'shrink', choice: 'last' });

    expect(progressOf(session).steps[2]?.prediction?.choice).toBeUndefined();
  });

  it('notices that its ground is gone, and plays the way back when asked', () => {
    const session = openLesson(lesson);
    playStep(session, 'apply');
    const { nowMs } = session.frame();
    session.dispatch({ do: 'run', terminal: 1, line: 'kubectl delete sts web' });
    session.advance(4000);
    expect(progressOf(session).offTrack).toBeUndefined();
    session.advance(6000);
    const { offTrack } = progressOf(session);

    expect(offTrack?.missing.map(({ label }) => label.key)).toEqual(['object.exists']);
    expect(offTrack?.rewindToMs).toBeLessThanOrEqual(nowMs);
    session.dispatch({ do: 'repair', step: 'grow' });
    session.advance(30_000);
    expect(progressOf(session)).toMatchObject({ offTrack: undefined, current: 1, isPerforming: false });
    expect(playStep(session, 'grow')).toBe(true);
  });

  it('is found where it was by going back to the step and on from there', () => {
    const session = openLesson(lesson);
    playStep(session, 'apply');
    session.dispatch({ do: 'run', terminal: 1, line: 'kubectl delete sts web' });
    session.advance(10_000);
    const back = createSession(session.options);
    advanceRecorded(back, session.history, progressOf(session).offTrack?.rewindToMs ?? 0, () => false);

    expect(progressOf(back)).toMatchObject({ current: 1, offTrack: undefined });
    expect(back.frame().get('StatefulSet', 'default', 'web')).toBeDefined();
  });

  it('takes any way to the goal: nothing of what was typed is looked at', () => {
    const session = openLesson(lesson);
    session.dispatch({ do: 'run', terminal: 1, line: "cat web.yaml | sed 's/x/x/' | kubectl create -f - && echo done" });
    session.advance(30_000);

    expect(progressOf(session).current).toBe(1);
  });

  it('asks the closing question until the answer is right', () => {
    const session = openLesson(lesson);
    for (const { id } of lesson.steps) playStep(session, id);
    session.dispatch({ do: 'answer', choice: 'newest' });
    expect(progressOf(session)).toMatchObject({ state: 'closing', answer: { isRight: false } });
    session.dispatch({ do: 'answer', choice: 'highest' });

    expect(progressOf(session).state).toBe('done');
  });
});

it('a session without a lesson takes no notice of what belongs to one', () => {
  const session = createSession({ profile: labProfile, seed: 1, hasEditor: false });
  session.dispatch({ do: 'hint', step: 'apply' });

  expect(session.frame().lesson).toBeUndefined();
  expect(session.frame().crash).toBeUndefined();
});
