import { describe, expect, it } from 'vitest';
import type { Job, JobSpec } from '../../kinds/job.ts';
import type { NewObject } from '../../kinds/object.ts';
import type { Pod } from '../../kinds/pod.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createJobController } from './controller.ts';

/** An Indexed Job of three, all at work, that gives up an index after its second failure. */
function given(spec: Partial<JobSpec> = {}): Harness {
  const harness = startHarness({ controllers: [createJobController()], kubelet: 'manual' });
  const job: NewObject<Job> = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'pi', namespace: 'default' },
    spec: { completionMode: 'Indexed', completions: 3, parallelism: 3, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36' }] } }, ...spec },
  };
  harness.api.create(job);
  wait(harness, 100);
  return harness;
}

const stored = ({ api }: Harness) => api.get('Job', 'default', 'pi') as Job;
const conditions = (harness: Harness) => (stored(harness).status.conditions ?? []).map(({ type, reason, message }) => `${type} ${reason ?? ''}: ${message ?? ''}`);
const running = ({ pods }: Harness) => pods.names().filter((name) => pods.get(name)?.status.phase === 'Running');
const wait = (harness: Harness, ms: number) => {
  harness.runFor(ms);
  for (const name of harness.pods.names()) if (harness.pods.get(name)?.status.phase === 'Pending') harness.pods.start(name);
  harness.runFor(10);
};
/** The pod of an index that is at work comes to its end, with an exit code. */
const end = (harness: Harness, index: number, code: number, condition?: string) => {
  const name = running(harness).find((one) => one.startsWith(`pi-${index}-`)) ?? '';
  harness.pods.setPhase(name, code === 0 ? 'Succeeded' : 'Failed');
  const pod = harness.api.get('Pod', 'default', name) as Pod;
  const terminated = { exitCode: code, reason: code === 0 ? 'Completed' : 'Error', startedAt: pod.metadata.creationTimestamp, finishedAt: new Date(harness.unixNow()).toISOString().replace(/\.\d+/, '') };
  harness.apiServer.as('kubelet').updateStatus({
    ...pod,
    status: {
      ...pod.status,
      containerStatuses: [{ name: 'c', state: { terminated }, lastState: {}, ready: false, restartCount: 0, image: '', imageID: '' }],
      ...(condition === undefined ? {} : { conditions: [...(pod.status.conditions ?? []), { type: condition, status: 'True' }] }),
    },
  } as Pod);
  wait(harness, 100);
};

describe('a limit for each index', () => {
  it('tries an index again after 10 s and gives it up after its last failure, while the others go on', () => {
    const harness = given({ backoffLimitPerIndex: 1 });
    expect(stored(harness).spec.backoffLimit).toBe(2_147_483_647);
    end(harness, 1, 1);
    // Its end is counted when its successor has taken over the count.
    expect(stored(harness).status).toMatchObject({ active: 2, failedIndexes: '' });
    expect(stored(harness).status.failed).toBeUndefined();
    wait(harness, 9000);
    expect(running(harness)).toHaveLength(2);
    wait(harness, 2000);
    expect(running(harness)).toHaveLength(3);
    expect(stored(harness).status).toMatchObject({ active: 3, failed: 1, failedIndexes: '' });

    end(harness, 1, 1);
    expect(stored(harness).status).toMatchObject({ active: 2, failed: 2, failedIndexes: '1' });
    wait(harness, 60_000);
    expect(running(harness)).toHaveLength(2);

    end(harness, 0, 0);
    end(harness, 2, 0);
    expect(stored(harness).status).toMatchObject({ succeeded: 2, completedIndexes: '0,2', failedIndexes: '1' });
    expect(conditions(harness)).toEqual(['FailureTarget FailedIndexes: Job has failed indexes', 'Failed FailedIndexes: Job has failed indexes']);
  });

  it('counts the failures of an index on its pods', () => {
    const harness = given({ backoffLimitPerIndex: 5 });
    const counts = () => running(harness).map((name) => harness.pods.get(name)?.metadata.annotations?.['batch.kubernetes.io/job-index-failure-count']);
    expect(counts()).toEqual(['0', '0', '0']);
    end(harness, 0, 1);
    wait(harness, 11_000);
    end(harness, 0, 1);
    wait(harness, 21_000);
    expect([...counts()].sort()).toEqual(['0', '0', '2']);
  });

  it('stops all of it once too many indexes are given up', () => {
    const harness = given({ backoffLimitPerIndex: 0, maxFailedIndexes: 1 });
    end(harness, 0, 1);
    expect(conditions(harness)).toEqual([]);
    end(harness, 1, 1);
    wait(harness, 100);

    expect(conditions(harness)[0]).toBe('FailureTarget MaxFailedIndexesExceeded: Job has exceeded the specified maximal number of failed indexes');
    expect(harness.pods.names().filter((name) => harness.pods.get(name)?.metadata.deletionTimestamp !== undefined)).toHaveLength(1);
  });
});

describe('a policy for failed pods', () => {
  const rules = (...all: NonNullable<JobSpec['podFailurePolicy']>['rules']) => ({ podFailurePolicy: { rules: all } });
  const code = (...values: number[]) => ({ onExitCodes: { operator: 'In' as const, values } });

  it('FailJob ends the Job at once and says which rule did', () => {
    const harness = given(rules({ action: 'FailJob', ...code(42) }));
    const [name = ''] = running(harness).filter((one) => one.startsWith('pi-1-'));
    end(harness, 1, 42);

    expect(conditions(harness)[0]).toBe(`FailureTarget PodFailurePolicy: Container c for pod default/${name} failed with exit code 42 matching FailJob rule at index 0`);
    expect(running(harness).filter((one) => harness.pods.get(one)?.metadata.deletionTimestamp === undefined)).toEqual([]);
  });

  it('Ignore counts nothing, and the pod is replaced', () => {
    const harness = given({ backoffLimit: 0, ...rules({ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }) });
    expect(stored(harness).spec.podFailurePolicy?.rules[0]?.onPodConditions).toEqual([{ type: 'DisruptionTarget', status: 'True' }]);
    end(harness, 1, 137, 'DisruptionTarget');
    wait(harness, 30_000);

    expect(stored(harness).status.failed).toBeUndefined();
    expect(conditions(harness)).toEqual([]);
    expect(running(harness)).toHaveLength(3);
  });

  it('FailIndex gives the index up at its first failure', () => {
    const harness = given({ backoffLimitPerIndex: 5, ...rules({ action: 'FailIndex', ...code(3) }) });
    end(harness, 2, 3);
    expect(stored(harness).status.failedIndexes).toBe('2');
    wait(harness, 60_000);
    expect(running(harness)).toHaveLength(2);
  });

  it('the first rule that fits decides; other codes count as ever', () => {
    const harness = given({ backoffLimit: 0, ...rules({ action: 'Ignore', ...code(1) }, { action: 'FailJob', ...code(1, 2) }) });
    end(harness, 0, 1);
    expect(conditions(harness)).toEqual([]);
    end(harness, 1, 9);
    expect(conditions(harness)[0]).toContain('BackoffLimitExceeded');
  });

  it('replaces only pods that have failed', () => {
    expect(stored(given(rules({ action: 'Ignore', ...code(1) }))).spec.podReplacementPolicy).toBe('Failed');
  });
});

describe('a policy for success', () => {
  it.each([
    [{ succeededIndexes: '0,2' }, [0, 2]],
    [{ succeededCount: 1 }, [2]],
    [{ succeededIndexes: '0-1', succeededCount: 1 }, [1]],
  ])('%o is met by %j', (rule, indexes) => {
    const harness = given({ successPolicy: { rules: [rule] } });
    for (const index of indexes) {
      expect(conditions(harness)).toEqual([]);
      end(harness, index, 0);
    }
    wait(harness, 100);

    expect(conditions(harness)[0]).toBe('SuccessCriteriaMet SuccessPolicy: Matched rules at index 0');
    expect(harness.pods.names().filter((name) => harness.pods.get(name)?.metadata.deletionTimestamp !== undefined)).toHaveLength(3 - indexes.length);
  });
});

it.each([
  [{ backoffLimitPerIndex: 1, completionMode: 'NonIndexed' }, 'spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode'],
  [{ maxFailedIndexes: 1 }, 'spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified'],
  [{ backoffLimitPerIndex: 1, maxFailedIndexes: 9 }, 'spec.maxFailedIndexes: Invalid value: 9: must be less than or equal to completions'],
  [{ podFailurePolicy: { rules: [{ action: 'FailJob' }] } }, 'spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required'],
  [{ podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } }] } }, 'spec.podFailurePolicy.rules[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set'],
  [{ podFailurePolicy: { rules: [{ action: 'Ignore', onExitCodes: { operator: 'In', values: [0] } }] } }, 'spec.podFailurePolicy.rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator'],
  [{ podFailurePolicy: { rules: [{ action: 'Ignore', onExitCodes: { containerName: 'x', operator: 'In', values: [1] } }] } }, 'must be one of the container or initContainer names in the pod template'],
  [{ podReplacementPolicy: 'TerminatingOrFailed', podFailurePolicy: { rules: [] } }, 'spec.podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"'],
  [{ successPolicy: { rules: [] } }, 'spec.successPolicy.rules: Required value: at least one rules must be specified when the successPolicy is specified'],
] as const)('%j is refused', (spec, message) => {
  expect(() => given(spec as Partial<JobSpec>)).toThrow(message);
});
