import { describe, expect, it } from 'vitest';
import { givenStage } from '../fixtures/givenStage.ts';
import { heldUpdate, SET_UID_OF_WEB, splitBrain, threePods } from '../fixtures/scenes.ts';
import { createHistory } from './history.ts';

const phases = (script: typeof threePods, atMs: number, name: string) =>
  givenStage(script, atMs).history.livesOf('default', name).map((life) => life.phases.map(({ state, fromMs }) => `${fromMs} ${state}`).join(', '));

describe('the lives of a name', () => {
  it('go through their states', () => {
    expect(phases(threePods, 9000, 'web-0')).toEqual(['300 pending, 1000 creating, 3500 ready']);
  });

  it('are one for each pod that had it', () => {
    expect(phases(threePods, 22_000, 'web-1')).toEqual(['3600 pending, 4300 creating, 6800 ready, 16000 terminating', '18100 creating, 21000 ready']);
  });

  it('know when a node fell silent under them', () => {
    expect(phases(splitBrain, 100_000, 'web-2')).toEqual(['100 ready, 82000 nodeLost']);
  });

  it('end when the pod is gone', () => {
    const [first, second] = givenStage(threePods, 22_000).history.livesOf('default', 'web-1');

    expect([first?.endedAtMs, second?.endedAtMs]).toEqual([18_000, undefined]);
    expect([first?.ip, second?.ip]).toEqual(['10.100.1.88', '10.100.1.89']);
  });
});

it('keeps revisions in the order they came to be', () => {
  expect(givenStage(heldUpdate, 1000).history.revisionsOf(SET_UID_OF_WEB)).toEqual(['web-aaaa', 'web-bbbb']);
});

it('reads each change once, however often it is asked', () => {
  const { session } = givenStage(threePods, 22_000);
  const history = createHistory();
  history.read(session.changes());
  const count = history.count();
  history.read(session.changes());

  expect(history.count()).toBe(count);
  expect(history.livesOf('default', 'web-1')).toHaveLength(2);
});
