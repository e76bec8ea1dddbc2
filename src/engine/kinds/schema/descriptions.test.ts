import { expect, it } from 'vitest';
import { definitions } from './definitions.ts';
import descriptions from './descriptions.json' with { type: 'json' };

const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = descriptions;

it('describes every definition and, but for a few new ones, every field', () => {
  expect(Object.keys(definitions).filter((name) => texts[name] === undefined)).toEqual([]);
  const fields = Object.entries(definitions).flatMap(([name, text]) =>
    text.split(',').map((part) => [name, part.split(' ')[0] ?? ''] as const),
  );
  const silent = fields.filter(([name, field]) => field !== '' && texts[name]?.[field] === undefined);
  expect(silent.length).toBeLessThan(20);
});

it('tells what the values of an enumerated field mean', () => {
  expect(texts['StatefulSetUpdateStrategy']?.['type']).toContain(
    'Default is RollingUpdate.\n\nPossible enum values:\n - `"OnDelete"` triggers the legacy behavior.',
  );
});

it('keeps paragraphs and lists', () => {
  expect(texts['StatefulSet']?.['']).toContain('Identities are defined as:\n  - Network: A single stable DNS and hostname.\n');
  expect(texts['ServiceSpec']?.['clusterIP']).toContain('describe above).  Valid values are');
});
