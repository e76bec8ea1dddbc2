import { describe, expect, it } from 'vitest';
import { kinds } from '../kinds/index.ts';
import type { KubeObject, LabelSelector } from '../kinds/object.ts';
import { fieldMatcher } from './fieldSelectorText.ts';
import { refusalOf } from './givenServer.ts';
import { labelMatcher, labelSelectorText, selects, selectsByMap } from './selectors.ts';

const OBJECTS = { a: { app: 'web', tier: 'front' }, b: { app: 'web' }, c: { app: 'db', size: '3' }, d: undefined };

function pickedBy(selector: LabelSelector | string): string {
  const matches = labelMatcher(selector);
  return Object.entries(OBJECTS)
    .filter(([, labels]) => matches(labels))
    .map(([name]) => name)
    .join('');
}

describe('label selectors', () => {
  it.each([
    ['', 'abcd'],
    ['app=web', 'ab'],
    ['app==web', 'ab'],
    ['app!=web', 'cd'],
    ['app', 'abc'],
    ['!app', 'd'],
    ['app in (web, db)', 'abc'],
    ['app notin (web)', 'cd'],
    ['app=web,tier=front', 'a'],
    [' app = web , tier ', 'a'],
    ['app in (web),!tier', 'b'],
    ['size>2', 'c'],
    ['size<3', ''],
    ['app=', ''],
    ['tier in ()', ''],
    ['in=x', ''],
    ['constructor', ''],
  ])('%j picks %j', (text, picked) => {
    expect(pickedBy(text)).toBe(picked);
  });

  it.each([
    ['app in (nginx', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['app=a=b', "found '=', expected: ',' or 'end of string'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['app,', "found '', expected: identifier after ','"],
    [',app', "found ',', expected: !, identifier, or 'end of string'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['app in web', "unable to parse requirement: found 'web' expected: '('"],
    ['app in (=)', "unable to parse requirement: found '=', expected: ',', ')' or identifier"],
    ['app=(', "unable to parse requirement: found '(', expected: identifier"],
    ['size>big', `unable to parse requirement: values[0]: Invalid value: "big": for 'Gt', 'Lt' operators, the value must be an integer`],
  ])('%j cannot be read', (text, complaint) => {
    expect(refusalOf(() => labelMatcher(text))).toBe(`BadRequest: ${complaint}`);
  });

  it('names the key of a value that is no label', () => {
    expect(refusalOf(() => labelMatcher('app=a*b'))).toContain('unable to parse requirement: values[0][app]: Invalid value: "a*b": a valid label must be');
  });

  it.each<[LabelSelector, string]>([
    [{}, 'abcd'],
    [{ matchLabels: { app: 'web' } }, 'ab'],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'web'] }] }, 'abc'],
    [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, 'bcd'],
    [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, 'a'],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, 'cd'],
  ])('%j picks %j', (selector, picked) => {
    expect(pickedBy(selector)).toBe(picked);
  });

  it('of nothing pick nothing', () => {
    expect(selects(undefined, { app: 'web' })).toBe(false);
    expect(selectsByMap(undefined, { app: 'web' })).toBe(false);
    expect(selectsByMap({}, { app: 'web' })).toBe(false);
    expect(selectsByMap({ app: 'web' }, { app: 'web', tier: 'x' })).toBe(true);
  });

  it('read as the text of -l', () => {
    expect(
      labelSelectorText({
        matchLabels: { tier: 'front', app: 'web' },
        matchExpressions: [{ key: 'size', operator: 'In', values: ['b', 'a'] }, { key: 'old', operator: 'DoesNotExist' }, { key: 'x', operator: 'NotIn', values: ['1'] }],
      }),
    ).toBe('app=web,!old,size in (a,b),tier=front,x notin (1)');
  });
});

describe('field selectors', () => {
  const kindNamed = (name: string) => kinds.find(({ kind }) => kind === name) ?? kinds[0]!;
  const pod = { kind: 'Pod', metadata: { name: 'web-0', namespace: 'default' }, spec: { nodeName: 'n1' }, status: { phase: 'Running' } } as unknown as KubeObject;

  it.each([
    ['metadata.name=web-0', true],
    ['metadata.name==web-0,metadata.namespace=default', true],
    ['metadata.name!=web-0', false],
    ['status.phase!=Running', false],
    ['spec.nodeName=n1,', true],
    ['spec.nodeName=', false],
  ])('%j on a pod: %j', (text, matches) => {
    expect(fieldMatcher(kindNamed('Pod'), text)(pod)).toBe(matches);
  });

  it.each([
    ['Pod', 'spec.foo=1', 'field label not supported: spec.foo'],
    ['StatefulSet', 'spec.replicas=1', '"spec.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"'],
    ['PersistentVolumeClaim', 'spec.volumeName=1', '"spec.volumeName" is not a known field selector: only "metadata.name", "metadata.namespace"'],
    ['Pod', 'foo', "invalid selector: 'foo'; can't understand 'foo'"],
  ])('of a %s refuse %j', (kind, text, complaint) => {
    expect(refusalOf(() => fieldMatcher(kindNamed(kind), text))).toBe(`BadRequest: ${complaint}`);
  });
});
