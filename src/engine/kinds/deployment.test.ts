import { describe, expect, it } from 'vitest';
import type { StrategyContext } from './kind.ts';
import { deploymentKind, type Deployment } from './deployment.ts';

const context: StrategyContext = { gates: { MaxUnavailableStatefulSet: false }, unixMs: 0 };

type Patch = Readonly<Record<string, unknown>>;

function stored(spec: Patch = {}, name = 'shop'): Deployment {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z' },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      template: { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'c', image: 'nginx:1.25' }] } },
      ...spec,
    },
  } as unknown as Deployment;
  return deploymentKind.defaults(deploymentKind.prepareForCreate(deployment, context), context);
}

const lines = (errors: ReturnType<typeof deploymentKind.validate>) => errors.map(({ field, message }) => `${field}: ${message}`);

describe('a Deployment', () => {
  it('rolls by quarters, keeps ten revisions and gives itself ten minutes', () => {
    expect(stored().spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    expect(stored({ strategy: { type: 'Recreate' } }).spec.strategy).toEqual({ type: 'Recreate' });
  });

  it.each<[Patch, string]>([
    [
      { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
    [{ strategy: { type: 'Slowly' } }, 'spec.strategy.type: Unsupported value: "Slowly": supported values: "Recreate", "RollingUpdate"'],
    [
      { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    ],
    [
      { progressDeadlineSeconds: 5, minReadySeconds: 5 },
      'spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds',
    ],
    [{ selector: {} }, 'spec.selector: Invalid value: {}: empty selector is invalid for deployment'],
  ])('with %j is refused', (spec, error) => {
    expect(lines(deploymentKind.validate(stored(spec), context))).toEqual([error]);
  });

  it('keeps its selector', () => {
    const labels = { app: 'shop', tier: 'web' };
    const next = stored({ selector: { matchLabels: labels }, template: { ...stored().spec.template, metadata: { labels } } });
    expect(lines(deploymentKind.validateUpdate(next, stored(), context))).toEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"shop","tier":"web"}}: field is immutable',
    ]);
  });

  it('reads as kubectl shows it', () => {
    const shown: Deployment = { ...stored({ replicas: 3 }), status: { readyReplicas: 2, updatedReplicas: 3, availableReplicas: 2 } };
    const now = Date.UTC(2026, 10, 23, 7, 1, 0);
    expect(deploymentKind.columns.map(({ cell }) => cell(shown, now)).join('|')).toBe('shop|2/3|3|2|60s|c|nginx:1.25|app=shop');
  });

  it('is warned about a name that makes bad host names', () => {
    expect(deploymentKind.warnings(stored({}, 'a.b'), undefined)).toEqual([
      expect.stringContaining('metadata.name: this is used in Pod names and hostnames'),
    ]);
    expect(deploymentKind.warnings(stored({}, 'a.b'), stored({}, 'a.b'))).toEqual([]);
  });
});
