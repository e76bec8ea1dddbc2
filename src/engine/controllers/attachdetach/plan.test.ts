import { expect, it } from 'vitest';
import { FORCE_DETACH_MS, planAttach, planDetach } from './plan.ts';

const on = (...nodes: readonly string[]) => nodes.map((node) => ({ node, unusedSinceMs: undefined }));

it.each([
  ['a free device', on(), ['ReadWriteOnce'], 'attach'],
  ['a device that is there', on('n1'), ['ReadWriteOnce'], 'nothing'],
  ['a device on another node', on('n2'), ['ReadWriteOnce'], 'refuse'],
  ['a device for one pod only, on another node', on('n2'), ['ReadWriteOncePod'], 'refuse'],
  ['a shared device on another node', on('n2'), ['ReadWriteMany'], 'attach'],
  ['a device that many may read', on('n2', 'n3'), ['ReadOnlyMany'], 'attach'],
] as const)('attach to n1: %s', (_fact, attachments, modes, expected) => {
  expect(planAttach('n1', attachments, modes).do).toBe(expected);
});

it.each([
  ['still in use', undefined, true, false, 'keep'],
  ['unused on a healthy node', 0, true, false, 'detach'],
  ['unused on a dead node', 1000, false, false, 'wait'],
  ['unused on a dead node for six minutes', FORCE_DETACH_MS, false, false, 'detach'],
  ['unused on a node that is out of service', 0, false, true, 'detach'],
] as const)('detach: %s', (_fact, unusedForMs, isHealthy, isOutOfService, expected) => {
  expect(planDetach(unusedForMs, isHealthy, isOutOfService)).toBe(expected);
});
