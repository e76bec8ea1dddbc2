import { describe, expect, it } from 'vitest';
import { formatRfc3339, parseRfc3339 } from '../../core/time.ts';
import type { CronJob } from '../../kinds/cronJob.ts';
import type { NewObject } from '../../kinds/object.ts';
import { startHarness, type Harness } from '../harness.ts';
import { createJobController } from '../job/controller.ts';
import { createCronJobController } from './controller.ts';
import { parseSchedule } from './schedule.ts';

describe('schedules', () => {
  // 2026-11-23 is a Monday.
  it.each([
    ['* * * * *', '2026-11-23T06:51:20Z', '2026-11-23T06:52:00Z'],
    ['0 3 * * *', '2026-11-23T06:51:20Z', '2026-11-24T03:00:00Z'],
    ['*/15 * * * *', '2026-11-23T06:51:20Z', '2026-11-23T07:00:00Z'],
    ['5-10/5 8 * * *', '2026-11-23T08:05:00Z', '2026-11-23T08:10:00Z'],
    ['0 0 1 * *', '2026-11-23T06:51:20Z', '2026-12-01T00:00:00Z'],
    ['0 0 * * sun', '2026-11-23T06:51:20Z', '2026-11-29T00:00:00Z'],
    ['0 0 * * 7', '2026-11-23T06:51:20Z', '2026-11-29T00:00:00Z'],
    ['0 12 25 * mon', '2026-11-23T13:00:00Z', '2026-11-25T12:00:00Z'],
    ['0 0 29 feb *', '2026-11-23T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['@hourly', '2026-11-23T06:51:20Z', '2026-11-23T07:00:00Z'],
    ['@every 1h30m', '2026-11-23T06:51:20Z', '2026-11-23T08:21:20Z'],
  ])('%s after %s is %s', (text, after, next) => {
    expect(formatRfc3339(parseSchedule(text)?.next(parseRfc3339(after) ?? 0) ?? 0)).toBe(next);
  });

  it.each(['60 * * * *', '* * * *', 'a * * * *', '5-1 * * * *', '*/0 * * * *', '* * 0 * *'])('%s is no schedule', (text) => {
    expect(parseSchedule(text)).toBeUndefined();
  });

  it('counts in the time zone that is given', () => {
    expect(formatRfc3339(parseSchedule('0 3 * * *', 'Asia/Shanghai')?.next(parseRfc3339('2026-11-23T06:51:20Z') ?? 0) ?? 0)).toBe(
      '2026-11-23T19:00:00Z',
    );
  });

  it('never finds the 31st of February', () => {
    expect(parseSchedule('0 0 31 2 *')?.next(0)).toBeUndefined();
  });
});

/** A CronJob that is due every minute, made at 06:51:20. */
function givenCronJob(spec: Partial<CronJob['spec']> = {}): Harness {
  const harness = startHarness({ controllers: [createCronJobController(), createJobController()], kubelet: 'manual' });
  const cronJob: NewObject<CronJob> = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'tick', namespace: 'default' },
    spec: {
      schedule: '* * * * *',
      jobTemplate: {
        spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'busybox:1.36' }] } } },
      },
      ...spec,
    },
  };
  harness.api.create(cronJob);
  return harness;
}

const MINUTE = 60_000;
const jobs = ({ api }: Harness) => api.list('Job').map(({ metadata }) => metadata.name);
const stored = ({ api }: Harness) => api.get('CronJob', 'default', 'tick') as CronJob;
const finishAll = (harness: Harness) => {
  for (const name of harness.pods.names())
    if (harness.pods.get(name)?.status.phase === 'Pending') harness.pods.setPhase(name, 'Succeeded');
  harness.runFor(200);
};
/** The name that a Job due at that minute after 06:51 has. */
const due = (minute: number) => `tick-${Math.floor((parseRfc3339('2026-11-23T06:51:00Z') ?? 0) / MINUTE) + minute}`;

it('creates a Job at each due minute, named for it', () => {
  const harness = givenCronJob();

  harness.runFor(30_000);
  expect(jobs(harness)).toEqual([]);
  harness.runFor(MINUTE);
  expect(jobs(harness)).toEqual([due(1)]);
  expect(stored(harness).status).toMatchObject({
    lastScheduleTime: '2026-11-23T06:52:00Z',
    active: [{ kind: 'Job', name: due(1) }],
  });
  expect(harness.events).toContain(`Normal SuccessfulCreate Created job ${due(1)}`);
});

it('keeps three finished Jobs and notes when the last one succeeded', () => {
  const harness = givenCronJob();

  for (let minute = 0; minute < 5; minute += 1) {
    harness.runFor(MINUTE);
    finishAll(harness);
  }

  expect(jobs(harness)).toEqual([due(3), due(4), due(5)]);
  expect(harness.events).toContain(`Normal SawCompletedJob Saw completed job: ${due(1)}, condition: Complete`);
  expect(harness.events).toContain(`Normal SuccessfulDelete Deleted job ${due(1)}`);
  expect(stored(harness).status.active).toBeUndefined();
  expect(stored(harness).status.lastSuccessfulTime).toBeDefined();
});

it.each([
  ['Allow', [due(1), due(2)]],
  ['Forbid', [due(1)]],
  ['Replace', [due(2)]],
])('with %s and a Job that is still running', (concurrencyPolicy, expected) => {
  const harness = givenCronJob({ concurrencyPolicy });

  harness.runFor(2 * MINUTE);

  expect(jobs(harness)).toEqual(expected);
});

it('says under Forbid what it waits for', () => {
  const harness = givenCronJob({ concurrencyPolicy: 'Forbid' });
  harness.runFor(2 * MINUTE);
  expect(harness.events).toContain(
    'Normal JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid',
  );
});

it('does nothing while it is suspended, and then makes up for one missed moment only', () => {
  const harness = givenCronJob({ suspend: true });
  harness.runFor(5 * MINUTE);
  expect(jobs(harness)).toEqual([]);

  harness.api.update({ ...stored(harness), spec: { ...stored(harness).spec, suspend: false } });
  harness.runFor(1_000);

  expect(jobs(harness)).toEqual([due(5)]);
});

it('reports a moment that it missed by more than its deadline', () => {
  const harness = givenCronJob({ suspend: true, startingDeadlineSeconds: 10, schedule: '0 7 * * *' });
  harness.runFor(9 * MINUTE);
  harness.api.update({ ...stored(harness), spec: { ...stored(harness).spec, suspend: false } });
  harness.runFor(1_000);
  expect(jobs(harness)).toEqual([]);
});

it('warns about a Job that somebody else made in its name', () => {
  const harness = givenCronJob({ schedule: '0 3 * * *' });
  const { uid } = stored(harness).metadata;
  const { jobTemplate } = stored(harness).spec;

  harness.api.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: jobTemplate.spec,
    metadata: {
      name: 'now',
      namespace: 'default',
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'tick', uid, controller: true }],
    },
  } as NewObject);
  harness.runFor(1_000);

  expect(harness.events).toContain('Warning UnexpectedJob Saw a job that the controller did not create or forgot: now');
});
