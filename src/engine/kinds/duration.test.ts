import { describe, expect, it } from 'vitest';
import { ageSince, goDuration, humanDuration, parseGoDuration } from './duration.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;
const Y = 365 * D;

describe("kubectl's ages", () => {
  it.each([
    [-2 * S, '<invalid>'],
    [-1999, '0s'],
    [0, '0s'],
    [59_999, '59s'],
    [119 * S, '119s'],
    [2 * M, '2m'],
    [2 * M + 28 * S, '2m28s'],
    [9 * M + 59 * S, '9m59s'],
    [10 * M, '10m'],
    [179 * M + 59 * S, '179m'],
    [3 * H, '3h'],
    [7 * H + 59 * M, '7h59m'],
    [8 * H, '8h'],
    [47 * H + 59 * M, '47h'],
    [2 * D, '2d'],
    [7 * D + 23 * H, '7d23h'],
    [8 * D, '8d'],
    [729 * D, '729d'],
    [2 * Y, '2y'],
    [8 * Y - D, '7y364d'],
    [8 * Y, '8y'],
  ])('%d ms read %s', (lengthMs, text) => {
    expect(humanDuration(lengthMs)).toBe(text);
  });

  it('are unknown without a timestamp', () => {
    const now = Date.UTC(2026, 10, 23, 7, 0, 0);
    expect(ageSince('2026-11-23T06:57:32Z', now)).toBe('2m28s');
    expect(ageSince(undefined, now)).toBe('<unknown>');
    expect(ageSince(null, now)).toBe('<unknown>');
  });
});

describe("Go's durations", () => {
  it.each([
    [0, '0s'],
    [500, '500ms'],
    [1500, '1.5s'],
    [0.25, '250µs'],
    [0.0005, '500ns'],
    [30 * S, '30s'],
    [90 * S, '1m30s'],
    [2 * M + 2 * S, '2m2s'],
    [H, '1h0m0s'],
    [1234.567, '1.234567s'],
    [-90 * S, '-1m30s'],
  ])('%d ms print %s and are read back', (lengthMs, text) => {
    expect(goDuration(lengthMs)).toBe(text);
    expect(parseGoDuration(text)).toBeCloseTo(lengthMs, 6);
  });

  it.each(['', '5', 'abc', '1x', '1m 2s', '.s'])('refuse %j', (text) => {
    expect(parseGoDuration(text)).toBeUndefined();
  });
});
