import { expect, it } from 'vitest';
import type { Taint } from '../../kinds/node.ts';
import type { Toleration } from '../../kinds/pod.ts';
import { stayMs } from './plan.ts';

const unreachable: Taint = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' };
const maintenance: Taint = { key: 'maintenance', value: 'true', effect: 'NoExecute' };
const exists = (key: string, tolerationSeconds?: number): Toleration => ({ key, operator: 'Exists', effect: 'NoExecute', ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }) });

it.each([
  ['nothing is tolerated', [unreachable], [], 0],
  ['tolerated for a while', [unreachable], [exists(unreachable.key, 300)], 300_000],
  ['tolerated for ever', [unreachable], [exists(unreachable.key)], Infinity],
  ['the shortest of several counts', [unreachable, maintenance], [exists(unreachable.key, 300), exists('maintenance', 10)], 10_000],
  ['one that is not tolerated decides', [unreachable, maintenance], [exists(unreachable.key, 300)], 0],
  ['a toleration of everything', [unreachable, maintenance], [{ operator: 'Exists' as const }], Infinity],
  ['a toleration of another value', [maintenance], [{ key: 'maintenance', operator: 'Equal' as const, value: 'false' }], 0],
  ['a negative time is none', [unreachable], [exists(unreachable.key, -1)], 0],
])('%s', (_fact, taints, tolerations, expected) => {
  expect(stayMs(taints, tolerations)).toBe(expected);
});
