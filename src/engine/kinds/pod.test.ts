import { describe, expect, it } from 'vitest';
import { isAvailable, isCreated, isFinished, isReady, isRunningAndReady, type PodStatus } from './pod.ts';

const nowMs = Date.UTC(2026, 10, 23, 7, 0, 10);

function withReady(status: 'True' | 'False', readyForSeconds: number, phase: PodStatus['phase'] = 'Running') {
  const lastTransitionTime = new Date(nowMs - readyForSeconds * 1000).toISOString().replace('.000Z', 'Z');
  return { status: { phase, conditions: [{ type: 'Ready', status, lastTransitionTime }] } };
}

describe('a pod', () => {
  // upstream: TestIsRunningAndReady
  it('is Ready by its condition alone, healthy only while it runs', () => {
    expect(isReady(withReady('True', 0, 'Succeeded'))).toBe(true);
    expect(isRunningAndReady(withReady('True', 0, 'Succeeded'))).toBe(false);
    expect(isRunningAndReady(withReady('True', 0))).toBe(true);
    expect(isReady({})).toBe(false);
  });

  it.each([
    ['True', 0, 0, true],
    ['True', 9, 10, false],
    ['True', 10, 10, true],
    ['True', 11, 10, true],
    ['False', 60, 0, false],
  ] as const)('with Ready=%s for %d s and minReadySeconds %d is available: %s', (status, seconds, min, available) => {
    expect(isAvailable(withReady(status, seconds), min, nowMs)).toBe(available);
  });

  it('is created once it has a phase, finished once it failed or succeeded', () => {
    expect(isCreated({ status: {} })).toBe(false);
    expect(isCreated({ status: { phase: 'Pending' } })).toBe(true);
    expect(isFinished({ status: { phase: 'Running' } })).toBe(false);
    expect(isFinished({ status: { phase: 'Failed' } })).toBe(true);
    expect(isFinished({ status: { phase: 'Succeeded' } })).toBe(true);
  });
});
