import { describe, expect, it } from 'vitest';
import { regionSizesFor } from './viewSlice.ts';

describe('the regions of a window', () => {
  it.each([
    ['a desk', 1440, 900],
    ['a projector', 1280, 720],
    ['a tablet', 1024, 768],
    ['a large screen', 1920, 1080],
  ])('leave %s three lanes of the timeline and most of the height to the stage', (_, width, height) => {
    const { timeline, terminal, inspector } = regionSizesFor(width, height);
    const bar = 48;

    expect(timeline).toBe(158);
    expect(height - bar - timeline - terminal).toBeGreaterThan(height * 0.5);
    expect(width - inspector).toBeGreaterThan(width * 0.7);
  });

  it('give up lanes before they give up the stage', () => {
    expect(regionSizesFor(1024, 520).timeline).toBeLessThan(130);
  });
});
