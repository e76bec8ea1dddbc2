import { describe, expect, it } from 'vitest';
import type { Job, JobSpec } from '../../kinds/job.ts';
import type { NewObject } from '../../kinds/object.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createJobController } from './controller.ts';
import { completedIndexes } from './indexes.ts';
import { createTtlController } from './ttlController.ts';

function givenJob(spec: Partial<JobSpec> = {}): Harness {
  const harness = startHarness({ controllers: [createJobController(), createTtlController()], kubelet: 'manual' });
  const job: NewObject<Job> = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'pi', namespace: 'default' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36' }] } }, ...spec },
  };
  harness.api.create(job);
  harness.runFor(100);
  for (const name of harness.pods.names()) harness.pods.start(name);
  return harness;
}

const stored = ({ api }: Harness) => api.get('Job', 'default', 'pi') as Job;
const conditions = (harness: Harness) => (stored(harness).status.conditions ?? []).map(({ type, reason }) => `${type} ${reason}`);
const finish = (harness: Harness, index: number, phase: 'Succeeded' | 'Failed') => {
  harness.pods.setPhase(harness.pods.names()[index] ?? '', phase);
  harness.runFor(100);
};
const change = (harness: Harness, spec: Partial<JobSpec>) => {
  harness.api.update({ ...stored(harness), spec: { ...stored(harness).spec, ...spec } });
  harness.runFor(100);
};

it('is complete when its pod has succeeded, and says so once', () => {
  const harness = givenJob();
  expect(stored(harness).status).toMatchObject({ active: 1, startTime: expect.any(String) });

  finish(harness, 0, 'Succeeded');

  expect(stored(harness).status).toMatchObject({ succeeded: 1, ready: 0, completionTime: expect.any(String) });
  expect(stored(harness).status.active).toBeUndefined();
  expect(conditions(harness)).toEqual(['SuccessCriteriaMet CompletionsReached', 'Complete CompletionsReached']);
  expect(harness.events.filter((text) => text.includes('Completed'))).toEqual(['Normal Completed Job completed']);
});

it('marks its pods until their end is counted', () => {
  const harness = givenJob();
  const [name = ''] = harness.pods.names();
  expect(harness.pods.get(name)?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking']);

  finish(harness, 0, 'Succeeded');

  expect(harness.pods.get(name)?.metadata.finalizers).toBeUndefined();
});

it('tries again 10 s after a failure, then 20 s, and gives up after backoffLimit', () => {
  const harness = givenJob({ backoffLimit: 2 });

  finish(harness, 0, 'Failed');
  expect(harness.why({ kind: 'Job', namespace: 'default', name: 'pi' })).toMatchObject({
    code: 'job.backoff',
    params: { failed: 1, limit: 2 },
  });
  harness.runFor(8_000);
  expect(harness.pods.names()).toHaveLength(1);
  harness.runFor(4_000);
  expect(harness.pods.names()).toHaveLength(2);

  const second = harness.pods.names().find((name) => harness.pods.get(name)?.status.phase === 'Pending') ?? '';
  harness.pods.setPhase(second, 'Failed');
  harness.runFor(15_000);
  expect(harness.pods.names()).toHaveLength(2);
  harness.runFor(10_000);
  expect(harness.pods.names()).toHaveLength(3);

  const third = harness.pods.names().find((name) => harness.pods.get(name)?.status.phase === 'Pending') ?? '';
  harness.pods.setPhase(third, 'Failed');
  harness.runFor(100);
  expect(conditions(harness)).toEqual(['FailureTarget BackoffLimitExceeded', 'Failed BackoffLimitExceeded']);
  expect(harness.events.at(-1)).toBe('Warning BackoffLimitExceeded Job has reached the specified backoff limit');
  expect(stored(harness).status).toMatchObject({ failed: 3 });
});

it('runs no more than parallelism at once and no more than are still needed', () => {
  const harness = givenJob({ completions: 3, parallelism: 2 });
  expect(harness.pods.names()).toHaveLength(2);

  finish(harness, 0, 'Succeeded');
  expect(stored(harness).status).toMatchObject({ active: 2, succeeded: 1 });
  finish(harness, 1, 'Succeeded');
  expect(stored(harness).status).toMatchObject({ active: 1, succeeded: 2 });
});

it('without completions is complete when one has succeeded and none is active', () => {
  const harness = givenJob({ parallelism: 2 });

  finish(harness, 0, 'Succeeded');
  expect(conditions(harness)).toEqual([]);
  finish(harness, 1, 'Succeeded');

  expect(conditions(harness)).toContain('Complete CompletionsReached');
});

it('fails when it is active for longer than its deadline, and stops its pods', () => {
  const harness = givenJob({ activeDeadlineSeconds: 30 });

  harness.runFor(31_000);

  expect(harness.pods.get(harness.pods.names()[0] ?? '')?.metadata.deletionTimestamp).toBeDefined();
  harness.pods.vanish(harness.pods.names()[0] ?? '');
  harness.runFor(100);
  expect(conditions(harness)).toEqual(['FailureTarget DeadlineExceeded', 'Failed DeadlineExceeded']);
});

it('stops its pods while it is suspended and starts anew afterwards', () => {
  const harness = givenJob();

  change(harness, { suspend: true });
  for (const name of harness.pods.names()) harness.pods.vanish(name);
  harness.runFor(100);
  expect(conditions(harness)).toEqual(['Suspended JobSuspended']);
  expect(stored(harness).status.startTime).toBeUndefined();

  change(harness, { suspend: false });
  harness.runFor(20_000);
  expect(conditions(harness)).toEqual(['Suspended JobResumed']);
  expect(harness.pods.names()).toHaveLength(1);
  expect(harness.events).toEqual(expect.arrayContaining(['Normal Suspended Job suspended', 'Normal Resumed Job resumed']));
});

describe('an Indexed Job', () => {
  it('gives each pod an index and writes down those that are done', () => {
    const harness = givenJob({ completions: 3, parallelism: 3, completionMode: 'Indexed' });
    const pods = harness.api.list('Pod');
    expect(pods.map(({ spec }) => spec.hostname)).toEqual(['pi-0', 'pi-1', 'pi-2']);
    expect(pods[1]?.metadata.annotations).toEqual({ 'batch.kubernetes.io/job-completion-index': '1' });
    expect(pods[1]?.spec.containers[0]?.env?.[0]).toMatchObject({ name: 'JOB_COMPLETION_INDEX' });

    finish(harness, 0, 'Succeeded');
    finish(harness, 2, 'Succeeded');

    expect(stored(harness).status).toMatchObject({ completedIndexes: '0,2', succeeded: 2 });
  });

  it.each([
    ['', ''],
    ['0', '0'],
    ['0,1', '0,1'],
    ['0,1,2,5', '0-2,5'],
    ['1-3,7', '1-3,7'],
  ])('writes %s as %s', (before, text) => {
    const job = { spec: { completions: 10 }, status: { completedIndexes: before } } as unknown as Job;
    expect(completedIndexes(job, []).text).toBe(text);
  });
});

it('is deleted ttlSecondsAfterFinished after its end', () => {
  const harness = givenJob({ ttlSecondsAfterFinished: 60 });
  finish(harness, 0, 'Succeeded');

  harness.runFor(58_000);
  expect(stored(harness).metadata.deletionTimestamp).toBeUndefined();
  harness.runFor(3_000);
  expect(harness.api.get('Job', 'default', 'pi')?.metadata.deletionTimestamp).toBeDefined();
});

it('lets go of its pods when it is deleted without them', () => {
  const harness = givenJob();
  const [name = ''] = harness.pods.names();

  harness.api.delete({ kind: 'Job', namespace: 'default', name: 'pi' });
  harness.runFor(100);

  expect(harness.pods.get(name)?.metadata.finalizers).toBeUndefined();
});
