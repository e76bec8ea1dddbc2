import { describe, expect, it } from 'vitest';
import { fitEnd, fitMiddle, fitStart, textWidth } from './fitText.ts';

const mono = { sizePx: 10, isMono: true };

describe('texts that are too long', () => {
  it.each([
    [fitEnd, 'kubectl get pods', 60, 'kubectl g…'],
    [fitStart, 'nginx-web-sts-vct-0', 60, '…sts-vct-0'],
    [fitMiddle, 'data-nginx-web-sts-vct-0', 60, 'data-…ct-0'],
  ] as const)('are cut where it hurts least: %o', (fit, text, px, cut) => {
    expect([...fit(text, px, mono)].length).toBeLessThanOrEqual(10);
    expect(textWidth(fit(text, px, mono), mono)).toBeLessThanOrEqual(px);
    expect(fit(text, px, mono)[0]).toBe(cut[0]);
  });

  it('are left alone when they fit', () => {
    expect(fitEnd('web-0', 60, mono)).toBe('web-0');
    expect(fitStart('web-0', 60, mono)).toBe('web-0');
    expect(fitMiddle('web-0', 60, mono)).toBe('web-0');
  });

  it('count a Chinese character as a whole em', () => {
    expect(textWidth('就绪', { sizePx: 12 })).toBe(24);
  });
});
