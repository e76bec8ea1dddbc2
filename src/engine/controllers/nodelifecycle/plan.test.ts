import { expect, it } from 'vitest';
import type { Node, Taint } from '../../kinds/node.ts';
import { disruptionOf, evictionKeyOf, evictionPauseMs, planEvictionTaints, planScheduleTaints } from './plan.ts';

const AT = 1_795_416_680_000;

/** Conditions as `Ready=True MemoryPressure=True`, taints as `key:effect`. */
function node(conditions: string, taints = '', unschedulable = false): Node {
  return {
    apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
    spec: {
      ...(taints === '' ? {} : { taints: taints.split(' ').map((text): Taint => ({ key: text.split(':')[0] ?? '', effect: text.split(':')[1] as Taint['effect'] })) }),
      ...(unschedulable ? { unschedulable } : {}),
    },
    status: { conditions: conditions.split(' ').map((text) => ({ type: text.split('=')[0] ?? '', status: text.split('=')[1] as 'True' | 'False' | 'Unknown' })) },
  };
}

const text = (taints: readonly Taint[] | undefined) => taints?.map(({ key, effect }) => `${key.replace('node.kubernetes.io/', '')}:${effect}`).join(' ');

it.each([
  ['a healthy node', node('Ready=True'), undefined],
  ['a kubelet that says it is not ready', node('Ready=False'), 'not-ready:NoSchedule'],
  ['a silent kubelet', node('Ready=Unknown'), 'unreachable:NoSchedule'],
  ['a node that was not ready and is now unreachable', node('Ready=Unknown', 'node.kubernetes.io/not-ready:NoSchedule'), 'unreachable:NoSchedule'],
  ['a node that came back', node('Ready=True', 'node.kubernetes.io/unreachable:NoSchedule mine:NoSchedule'), 'mine:NoSchedule'],
  ['low memory and a cordon', node('Ready=True MemoryPressure=True', '', true), 'memory-pressure:NoSchedule unschedulable:NoSchedule'],
  ['a cordon taint that somebody set by hand', node('Ready=True', 'node.kubernetes.io/unschedulable:NoSchedule'), ''],
])('NoSchedule taints: %s', (_fact, seen, expected) => {
  expect(text(planScheduleTaints(seen, AT))).toBe(expected);
});

it.each([
  ['a healthy node', node('Ready=True'), undefined],
  ['a silent kubelet', node('Ready=Unknown', 'mine:NoSchedule'), 'mine:NoSchedule unreachable:NoExecute'],
  ['one that is tainted already', node('Ready=Unknown', 'node.kubernetes.io/unreachable:NoExecute'), undefined],
  ['a kubelet that speaks again but is not ready', node('Ready=False', 'node.kubernetes.io/unreachable:NoExecute'), 'not-ready:NoExecute'],
  ['a node that came back keeps the taints of others', node('Ready=True', 'node.kubernetes.io/unreachable:NoExecute maintenance:NoExecute'), 'maintenance:NoExecute'],
])('NoExecute taints: %s', (_fact, seen, expected) => {
  expect(text(planEvictionTaints(seen, evictionKeyOf(seen), AT))).toBe(expected);
});

it.each([
  // ready, not ready, how disturbed, pause between nodes
  [3, 0, 'none', 10_000],
  [2, 1, 'none', 10_000],
  [1, 2, 'none', 10_000],
  [0, 3, 'full', 10_000],
  [2, 3, 'partial', Infinity],
  [3, 3, 'none', 10_000],
  [30, 40, 'partial', 100_000],
] as const)('%i ready and %i silent nodes: %s, a node every %d ms', (ready, notReady, disruption, pauseMs) => {
  expect(disruptionOf(ready, notReady)).toBe(disruption);
  expect(evictionPauseMs(disruption, ready + notReady)).toBe(pauseMs);
});
