import { labelSelectorText } from '#engine/api/selectors.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import { humanDuration } from '#engine/kinds/duration.ts';
import type { Job } from '#engine/kinds/job.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeController, writeLabelsAndAnnotations, writeName } from './heading.ts';
import { longTime, type Layout } from './layout.ts';
import { writePodTemplate } from './podTemplate.ts';

/** k8s: describe describeJob */
export const describeJob: Describer<Job> = (layout, job, context) => {
  const { spec, status } = job;
  writeName(layout, job);
  layout.write(0, `Selector:\t${labelSelectorText(spec.selector ?? {})}`);
  writeLabelsAndAnnotations(layout, job);
  writeController(layout, job);
  writeSettings(layout, job);
  writeTimes(layout, job);
  if (spec.activeDeadlineSeconds !== undefined) layout.write(0, `Active Deadline Seconds:\t${spec.activeDeadlineSeconds}s`);
  const ready = status.ready === undefined ? '' : ` (${status.ready} Ready)`;
  layout.write(0, `Pods Statuses:\t${status.active ?? 0} Active${ready} / ${status.succeeded ?? 0} Succeeded / ${status.failed ?? 0} Failed`);
  if (spec.completionMode === 'Indexed') layout.write(0, `Completed Indexes:\t${indexesText(status.completedIndexes ?? '')}`);
  writePodTemplate(layout, spec.template);
  writeOwnEvents(layout, context);
};

function writeSettings(layout: Layout, { spec }: Job): void {
  if (spec.parallelism !== undefined) layout.write(0, `Parallelism:\t${spec.parallelism}`);
  layout.write(0, `Completions:\t${spec.completions ?? '<unset>'}`);
  if (spec.completionMode !== undefined) layout.write(0, `Completion Mode:\t${spec.completionMode}`);
  if (spec.suspend !== undefined) layout.write(0, `Suspend:\t${spec.suspend}`);
  if (spec.backoffLimit !== undefined) layout.write(0, `Backoff Limit:\t${spec.backoffLimit}`);
  if (spec.ttlSecondsAfterFinished !== undefined) layout.write(0, `TTL Seconds After Finished:\t${spec.ttlSecondsAfterFinished}`);
}

function writeTimes(layout: Layout, { status: { startTime, completionTime } }: Job): void {
  if (startTime !== undefined) layout.write(0, `Start Time:\t${longTime(startTime)}`);
  if (completionTime !== undefined) layout.write(0, `Completed At:\t${longTime(completionTime)}`);
  if (startTime !== undefined && completionTime !== undefined) {
    layout.write(0, `Duration:\t${humanDuration((parseRfc3339(completionTime) ?? 0) - (parseRfc3339(startTime) ?? 0))}`);
  }
}

const LONG_INDEXES = 50;

/** Cut at the first comma behind so many characters. */
function indexesText(indexes: string): string {
  if (indexes === '') return '<none>';
  const comma = indexes.indexOf(',', LONG_INDEXES);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}
