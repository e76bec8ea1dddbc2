import { describe, expect, it } from 'vitest';
import { lesson } from '#lessons/template/lesson.ts';
import { givenStage } from '../fixtures/givenStage.ts';
import { threePods } from '../fixtures/scenes.ts';
import { audienceFit } from './audienceFit.ts';
import { audienceZoom } from './audienceZoom.ts';
import { commandQueue } from './commandQueue.ts';
import { pressOfKey } from './presentKeys.ts';

describe('the keys of a remote control', () => {
  it.each([
    ['PageDown', { does: 'next' }],
    ['ArrowLeft', { does: 'back' }],
    ['.', { does: 'blank' }],
    ['v', { does: 'votes' }],
    ['1', { does: 'hand', choice: 0 }],
    ['0', { does: 'takeHand' }],
    ['constructor', undefined],
    ['x', undefined],
  ])('%s', (key, press) => {
    expect(pressOfKey(key)).toEqual(press);
  });
});

describe('the commands that are left', () => {
  const all = lesson.steps.flatMap((step) => step.commands.map(({ id }) => `${step.id}/${id}`));

  it('are those of the step that is due and of all behind it', () => {
    expect(commandQueue({ lesson, current: 0 }, new Set()).map(({ key }) => key)).toEqual(all);
  });

  it('lack what was released and what belongs to steps that are done', () => {
    const [first = ''] = all;
    expect(commandQueue({ lesson, current: 0 }, new Set([first])).map(({ key }) => key)).toEqual(all.slice(1));
    expect(commandQueue({ lesson, current: lesson.steps.length }, new Set())).toEqual([]);
  });
});

describe('the picture for the room', () => {
  const layoutAt = (width: number) => ({ width: Math.max(width, 400), height: 300 });

  it('is as large as height and width allow', () => {
    expect(audienceZoom({ width: 1920, height: 600 }, layoutAt)).toBeCloseTo(2);
    expect(audienceZoom({ width: 600, height: 2000 }, layoutAt)).toBeCloseTo(1.5);
    expect(audienceZoom({ width: 1920, height: 2000 }, layoutAt)).toBeCloseTo(3);
  });
});

describe('letters for the back row', () => {
  const { model } = givenStage(threePods, 60_000);
  // What 1920 x 1080 leave beside the sentence and four lines of the terminal.
  const projector = { width: 1920, height: 820 };
  const lettersPx = ({ zoom, letters }: ReturnType<typeof audienceFit>) => zoom * letters;

  it.each(['identity', 'storage', 'order', 'updates', 'failure', 'dns', 'classroom'] as const)('are 28 pixels or more in a lesson of the row %s', (group) => {
    expect(lettersPx(audienceFit(model, 'ordinal', projector, group))).toBeGreaterThanOrEqual(28);
  });

  it('are made large by leaving out first what the lesson is not about', () => {
    const claims = (group: 'storage' | 'order') => audienceFit(model, 'ordinal', projector, group).layout.claims.length;
    expect({ storage: claims('storage'), order: claims('order') }).toEqual({ storage: 3, order: 0 });
  });

  it('leave everything in the picture where there is room for all', () => {
    const { layout } = audienceFit(model, 'ordinal', { width: 3840, height: 2160 }, 'order');
    expect({ claims: layout.claims.length, hasTerminal: layout.terminal !== undefined, services: layout.services.length }).toEqual({ claims: 3, hasTerminal: true, services: model.services.length });
  });
});
