import { labelSelectorText } from '#engine/api/selectors.ts';
import type { CronJob } from '#engine/kinds/cronJob.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeHeading } from './heading.ts';
import { longTime, trueFalse, type Layout } from './layout.ts';
import { writePodTemplate } from './podTemplate.ts';

/** k8s: describe describeCronJob */
export const describeCronJob: Describer<CronJob> = (layout, cronJob, context) => {
  const { spec, status } = cronJob;
  const deadline = spec.startingDeadlineSeconds;
  writeHeading(layout, cronJob);
  layout.write(0, `Schedule:\t${spec.schedule}`);
  layout.write(0, `Concurrency Policy:\t${spec.concurrencyPolicy ?? ''}`);
  layout.write(0, `Suspend:\t${spec.suspend === undefined ? '<unset>' : trueFalse(spec.suspend)}`);
  layout.write(0, `Successful Job History Limit:\t${spec.successfulJobsHistoryLimit ?? '<unset>'}`);
  layout.write(0, `Failed Job History Limit:\t${spec.failedJobsHistoryLimit ?? '<unset>'}`);
  layout.write(0, `Starting Deadline Seconds:\t${deadline === undefined ? '<unset>' : `${deadline}s`}`);
  writeJobTemplate(layout, cronJob);
  layout.write(0, `Last Schedule Time:\t${status.lastScheduleTime === undefined ? '<unset>' : longTime(status.lastScheduleTime)}`);
  const active = (status.active ?? []).map(({ name = '' }) => name).join(', ');
  layout.write(0, `Active Jobs:\t${active === '' ? '<none>' : active}`);
  writeOwnEvents(layout, context);
};

function writeJobTemplate(layout: Layout, { spec: { jobTemplate } }: CronJob): void {
  const { selector, parallelism, completions, activeDeadlineSeconds, template } = jobTemplate.spec;
  layout.write(0, `Selector:\t${selector === undefined ? '<unset>' : labelSelectorText(selector)}`);
  layout.write(0, `Parallelism:\t${parallelism ?? '<unset>'}`);
  layout.write(0, `Completions:\t${completions ?? '<unset>'}`);
  if (activeDeadlineSeconds !== undefined) layout.write(0, `Active Deadline Seconds:\t${activeDeadlineSeconds}s`);
  writePodTemplate(layout, template);
}
