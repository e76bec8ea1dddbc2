import { describe, expect, it } from 'vitest';
import { cronJobKind, type CronJob } from './cronJob.ts';
import { jobKind, type Job } from './job.ts';
import type { StrategyContext } from './kind.ts';

const context: StrategyContext = { gates: { MaxUnavailableStatefulSet: false }, unixMs: 0 };
const nowMs = Date.UTC(2026, 10, 23, 7, 1, 0);

type Patch = Readonly<Record<string, unknown>>;

const metadata = { name: 'pi', namespace: 'default', uid: 'uid-1', resourceVersion: '1', creationTimestamp: '2026-11-23T07:00:00Z' };
const template = (restartPolicy?: string) => ({ spec: { restartPolicy, containers: [{ name: 'c', image: 'busybox:1.36' }] } });

function stored(spec: Patch = {}, status: Patch = {}): Job {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: template('Never'), ...spec } } as unknown as Job;
  return { ...jobKind.defaults(jobKind.prepareForCreate(job, context), context), status } as Job;
}

describe('a Job', () => {
  it('runs one pod once, tied to it by its uid', () => {
    const job = stored();
    expect(job.spec).toMatchObject({
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      manualSelector: false,
      podReplacementPolicy: 'TerminatingOrFailed',
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'uid-1' } },
    });
    const labels = {
      'batch.kubernetes.io/controller-uid': 'uid-1',
      'batch.kubernetes.io/job-name': 'pi',
      'controller-uid': 'uid-1',
      'job-name': 'pi',
    };
    expect(job.spec.template.metadata?.labels).toEqual(labels);
    expect(job.metadata.labels).toEqual(labels);
    expect(jobKind.validate(job, context)).toEqual([]);
  });

  it('must say what happens when a container ends', () => {
    expect(jobKind.validate(stored({ template: template() }), context)).toMatchObject([
      { field: 'spec.template.spec.restartPolicy', message: 'Required value: valid values: "OnFailure", "Never"' },
    ]);
  });

  const condition = (type: string) => ({ conditions: [{ type, status: 'True' }] });

  it.each<[string, Patch, Patch]>([
    ['pi|Running|0/1||60s', {}, {}],
    ['pi|Running|0/1|50s|60s', {}, { startTime: '2026-11-23T07:00:10Z' }],
    [
      'pi|Complete|1/1|20s|60s',
      {},
      { ...condition('Complete'), succeeded: 1, startTime: '2026-11-23T07:00:10Z', completionTime: '2026-11-23T07:00:30Z' },
    ],
    ['pi|Failed|0/1||60s', {}, condition('Failed')],
    ['pi|Suspended|0/1||60s', { suspend: true }, condition('Suspended')],
    ['pi|Running|2/1 of 3||60s', { parallelism: 3 }, { succeeded: 2 }],
    ['pi|Running|2/1||60s', { completions: undefined, parallelism: 1 }, { succeeded: 2 }],
  ])('reads %s', (cells, spec, status) => {
    const job = stored(spec, status);
    expect(
      jobKind.columns
        .slice(0, 5)
        .map(({ cell }) => cell(job, nowMs))
        .join('|'),
    ).toBe(cells);
  });
});

describe('a CronJob', () => {
  const cron = (spec: Patch = {}): CronJob => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: template('Never') } }, ...spec },
    };
    return cronJobKind.defaults(cronJobKind.prepareForCreate(job as unknown as CronJob, context), context);
  };

  it('keeps three good and one bad Job', () => {
    expect(cron().spec).toMatchObject({
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    expect(
      cronJobKind.columns
        .slice(0, 7)
        .map(({ cell }) => cell(cron(), nowMs))
        .join('|'),
    ).toBe('pi|0 3 * * *|<none>|False|0|<none>|60s');
  });

  it.each([
    ['* * *', 'Invalid value: "* * *": expected exactly 5 fields, found 3: [* * *]'],
    ['', 'Required value'],
  ])('with the schedule %j is refused', (schedule, message) => {
    expect(cronJobKind.validate(cron({ schedule }), context)).toMatchObject([{ field: 'spec.schedule', message }]);
  });
});
