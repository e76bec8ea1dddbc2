import { describe, expect, it } from 'vitest';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  parseQuantity,
  quantityError,
  quantityMilliValue,
  quantityValue,
  subtractQuantities,
} from './quantity.ts';

describe('a quantity', () => {
  it.each([
    ['0', '0'],
    ['1', '1'],
    ['1000m', '1'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['5.', '5'],
    ['1500m', '1500m'],
    ['100m', '100m'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['1Gi', '1Gi'],
    ['512Ki', '512Ki'],
    ['1000Ki', '1000Ki'],
    ['0.5Ki', '512'],
    ['1024', '1024'],
    ['1000', '1k'],
    ['1500', '1500'],
    ['128974848', '128974848'],
    ['129e6', '129e6'],
    ['1e3', '1e3'],
    ['1000e3', '1e6'],
    ['1E', '1E'],
    ['-1k', '-1k'],
    ['+2', '2'],
    ['8010712Ki', '8010712Ki'],
    ['1n', '1n'],
    ['0.1n', '1n'],
    ['0Gi', '0'],
  ])('%s is stored as %s', (text, stored) => {
    expect(canonicalQuantity(text)).toBe(stored);
  });

  it.each([
    ['', 'regular expression'],
    ['lots', 'regular expression'],
    ['1 Gi', 'regular expression'],
    ['1GB', 'regular expression'],
    ['1Gib', 'regular expression'],
    ['1KiMi', "parse quantity's suffix"],
    ['1K', "parse quantity's suffix"],
    ['1.2.3', 'parse numeric part'],
    ['.', 'parse numeric part'],
  ])('%j is refused (%s)', (text, words) => {
    expect(parseQuantity(text)).toBeUndefined();
    expect(quantityError(text)).toContain(words);
  });

  it.each([
    ['1Gi', '1024Mi', 0],
    ['1Gi', '1G', 1],
    ['500m', '1', -1],
    [undefined, '0', 0],
    [undefined, '1', -1],
  ])('%s against %s is %d', (a, b, order) => {
    expect(compareQuantities(a, b)).toBe(order);
  });

  it('adds and subtracts in the notation of the first one', () => {
    expect(addQuantities('1Gi', '512Mi')).toBe('1536Mi');
    expect(addQuantities('100m', '900m')).toBe('1');
    expect(addQuantities(undefined, '1Gi')).toBe('1Gi');
    expect(subtractQuantities('4', '250m')).toBe('3750m');
    expect(subtractQuantities('1Gi', '1Gi')).toBe('0');
  });

  it('gives whole numbers, rounded up', () => {
    expect(quantityValue('1Ki')).toBe(1024);
    expect(quantityValue('100m')).toBe(1);
    expect(quantityMilliValue('1.5')).toBe(1500);
    expect(quantityMilliValue('1u')).toBe(1);
    expect(quantityMilliValue(undefined)).toBe(0);
  });

  it('survives an exponent of any size', () => {
    expect(parseQuantity('1e999999999')).toBeDefined();
  });
});
