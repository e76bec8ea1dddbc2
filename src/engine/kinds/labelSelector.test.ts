import { describe, expect, it } from 'vitest';
import { selectorMatches, selectorText, validateLabels, validateLabelSelector } from './labelSelector.ts';
import type { LabelSelector } from './object.ts';

const labels = { app: 'web', tier: 'front' };

describe('a selector', () => {
  it.each<[LabelSelector | undefined, boolean]>([
    [undefined, false],
    [{}, true],
    [{ matchLabels: { app: 'web' } }, true],
    [{ matchLabels: { app: 'db' } }, false],
    [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['front', 'back'] }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
    [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }, true],
  ])('%j picks app=web,tier=front: %s', (selector, picks) => {
    expect(selectorMatches(selector, labels)).toBe(picks);
  });

  it.each<[string, LabelSelector | undefined]>([
    ['<none>', undefined],
    ['<none>', {}],
    ['a=1,b=2', { matchLabels: { b: '2', a: '1' } }],
    [
      'app=web,tier in (a,b),x notin (c),y,!z',
      {
        matchLabels: { app: 'web' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['b', 'a'] },
          { key: 'x', operator: 'NotIn', values: ['c'] },
          { key: 'y', operator: 'Exists' },
          { key: 'z', operator: 'DoesNotExist' },
        ],
      },
    ],
  ])('is written %s', (text, selector) => {
    expect(selectorText(selector)).toBe(text);
  });

  it.each<[LabelSelector, string]>([
    [
      { matchExpressions: [{ key: 'a', operator: 'In' }] },
      "s.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] },
      "s.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'Like' as 'In' }] },
      's.matchExpressions[0].operator: Invalid value: "Like": not a valid selector operator',
    ],
  ])('%j is refused', (selector, error) => {
    expect(validateLabelSelector('s', selector).map(({ field, message }) => `${field}: ${message}`)).toEqual([error]);
  });
});

const KEY_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', " +
  "regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

describe('a label', () => {
  it.each<[string, string, string[]]>([
    ['app', '', []],
    ['example.com/app', 'a_b.C', []],
    ['-x', 'web', [`Invalid value: "-x": ${KEY_RULE}`]],
    ['/x', 'web', ['Invalid value: "/x": prefix part must be non-empty']],
    ['app', 'v'.repeat(64), [`Invalid value: "${'v'.repeat(64)}": must be no more than 63 bytes`]],
    ['k'.repeat(64), '', [`Invalid value: "${'k'.repeat(64)}": name part must be no more than 63 bytes`]],
    [
      'app',
      'a b',
      [
        "Invalid value: \"a b\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
          "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      ],
    ],
  ])('%s=%s gets %j', (key, value, messages) => {
    expect(validateLabels('metadata.labels', { [key]: value }).map(({ message }) => message)).toEqual(messages);
  });
});
