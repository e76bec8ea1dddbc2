import { describe, expect, it } from 'vitest';
import type { PodDisruptionBudget } from '../kinds/podDisruptionBudget.ts';
import type { Condition } from '../kinds/object.ts';
import { anObject, aPod, givenServer, refusalOf } from './givenServer.ts';

const REFUSAL = "TooManyRequests: Cannot evict pod as it would violate the pod's disruption budget.";

interface Budget {
  readonly allowed?: number;
  readonly healthy?: number;
  readonly policy?: string;
  readonly observedGeneration?: number;
}

/** Two running pods, web-0 ready or not, and a budget for them. */
function givenBudget({ allowed = 1, healthy = 2, policy, observedGeneration = 1 }: Budget, isReady = true) {
  const { api } = givenServer();
  const conditions: readonly Condition[] = [{ type: 'Ready', status: isReady ? 'True' : 'False' }];
  for (const name of ['web-0', 'web-1']) {
    const pod = api.create(aPod(name, { labels: { app: 'web' } }, { nodeName: 'n1' }));
    api.updateStatus({ ...pod, status: { ...pod.status, phase: 'Running', conditions } });
  }
  const budget = api.create(
    anObject({
      apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web-pdb', namespace: 'default' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } }, ...(policy === undefined ? {} : { unhealthyPodEvictionPolicy: policy }) },
    }),
  ) as PodDisruptionBudget;
  const status = { observedGeneration, disruptionsAllowed: allowed, currentHealthy: healthy, desiredHealthy: 1, expectedPods: 2 };
  api.updateStatus({ ...budget, status });
  return { api, budgetNow: () => api.get('PodDisruptionBudget', 'default', 'web-pdb')?.status };
}

describe('evicting', () => {
  it('marks the pod, deletes it with grace, and spends the budget', () => {
    const { api, budgetNow } = givenBudget({});

    api.evict('default', 'web-0');

    const pod = api.get('Pod', 'default', 'web-0');
    expect(pod?.metadata.deletionGracePeriodSeconds).toBe(30);
    expect(pod?.status.conditions?.at(-1)).toMatchObject({
      type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting',
    });
    expect(budgetNow()).toMatchObject({ disruptionsAllowed: 0, disruptedPods: { 'web-0': '2026-11-23T07:00:00Z' } });
  });

  it('refuses a second pod when the budget is used up', () => {
    const { api } = givenBudget({});
    api.evict('default', 'web-0');

    expect(refusalOf(() => api.evict('default', 'web-1'))).toBe(REFUSAL);
    expect(api.get('Pod', 'default', 'web-1')?.metadata.deletionTimestamp).toBeUndefined();
  });

  it('refuses while the budget has not been looked at', () => {
    const { api } = givenBudget({ observedGeneration: 0 });

    expect(refusalOf(() => api.evict('default', 'web-0'))).toBe(REFUSAL);
  });

  it.each<[string, Budget, boolean, string]>([
    ['a ready pod', { allowed: 0 }, true, REFUSAL],
    ['an unready pod when enough others are healthy', { allowed: 0, healthy: 1 }, false, ''],
    ['an unready pod when too few are healthy', { allowed: 0, healthy: 0 }, false, REFUSAL],
    ['an unready pod when that is always allowed', { allowed: 0, healthy: 0, policy: 'AlwaysAllow' }, false, ''],
  ])('decides on %s', (_what, budget, isReady, refusal) => {
    const { api } = givenBudget(budget, isReady);

    expect(refusalOf(() => api.evict('default', 'web-0'))).toBe(refusal);
  });

  it('asks no budget about a pod that is going already or never ran', () => {
    const { api } = givenBudget({ allowed: 0 });
    api.create(aPod('web-2', { labels: { app: 'web' } }));
    api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });

    expect(refusalOf(() => api.evict('default', 'web-0'))).toBe('');
    expect(refusalOf(() => api.evict('default', 'web-2'))).toBe('');
    expect(api.get('Pod', 'default', 'web-2')).toBeUndefined();
  });

  it('cannot serve two budgets for one pod', () => {
    const { api } = givenBudget({});
    api.create(
      anObject({
        apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'second', namespace: 'default' },
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
      }),
    );

    expect(refusalOf(() => api.evict('default', 'web-0'))).toBe(
      ': This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  });

  it('says when there is no such pod', () => {
    const { api } = givenServer();

    expect(refusalOf(() => api.evict('default', 'gone'))).toBe('NotFound: pods "gone" not found');
  });
});
