import { wakeCluster } from '#engine/cluster.ts';
import type { StillCluster } from '#engine/stillCluster.ts';
import { createKernel } from '#terminal/process/kernel.ts';
import { programs } from '#terminal/programs.ts';
import { createProgramRunner } from '#terminal/runner.ts';
import type { Desk } from './beginSession.ts';
import { createEditors } from './editors.ts';
import { containerLog } from './containerLog.ts';
import { createFrames } from './frames.ts';
import { createLessonDesk } from './lesson/lessonDesk.ts';
import { look } from './look.ts';
import type { SessionOptions } from './session.ts';
import { createTerminals } from './terminals.ts';

/** Wakes a cluster and brings it its programs: what containers run, the terminals, the editors and the lesson. */
export function openDesk(still: StillCluster, options: SessionOptions, onCommand: (text: string) => void): Desk {
  const cluster = wakeCluster(still);
  const editors = createEditors(() => terminals.current());
  const lesson = options.lesson === undefined ? undefined : createLessonDesk(cluster, options.lesson);
  const kernel = createKernel({ cluster: lesson?.cluster ?? cluster, programs, ...(options.hasEditor ? { editor: editors.port } : {}), ...(lesson === undefined ? {} : { onEnd: lesson.noteEnd }) });
  cluster.useRunner(createProgramRunner(kernel));
  lesson?.setUp(kernel, editors);
  const terminals = createTerminals(kernel, { columns: options.columns ?? 120, rows: options.rows ?? 30, onCommand });
  terminals.open();
  return {
    cluster, terminals, editors, lesson,
    takeFrame: createFrames(cluster),
    look: (place, path) => look(cluster, place, path),
    log: (of) => containerLog(cluster, of),
  };
}
