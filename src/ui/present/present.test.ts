import { describe, expect, it } from 'vitest';
import { lesson } from '#lessons/template/lesson.ts';
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
