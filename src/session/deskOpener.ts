import { wakeCluster } from '#engine/cluster.ts';
import { createKernel, type KernelOptions } from '#terminal/process/kernel.ts';
import { createProgramRunner } from '#terminal/runner.ts';
import type { OpenDesk } from './beginSession.ts';
import { createEditors } from './editors.ts';
import { containerLog } from './containerLog.ts';
import { createFrames } from './frames.ts';
import { createLessonDesk } from './lesson/lessonDesk.ts';
import { look } from './look.ts';
import { createTerminals } from './terminals.ts';

/** How a cluster is woken with these programs: what containers run, the terminals, the editors and the lesson. */
export function createOpenDesk(given: Pick<KernelOptions, 'programs' | 'laterPrograms'>): OpenDesk {
  return (still, options, onCommand) => {
    const cluster = wakeCluster(still);
    const editors = createEditors(() => terminals.current());
    const lesson = options.lesson === undefined ? undefined : createLessonDesk(cluster, options.lesson);
    const kernel = createKernel({ ...given, cluster: lesson?.cluster ?? cluster, ...(options.hasEditor ? { editor: editors.port } : {}), ...(lesson === undefined ? {} : { onEnd: lesson.noteEnd }) });
    cluster.useRunner(createProgramRunner(kernel));
    lesson?.setUp(kernel, editors);
    const terminals = createTerminals(kernel, { columns: options.columns ?? 120, rows: options.rows ?? 30, onCommand });
    terminals.open();
    return {
      cluster, terminals, editors, lesson,
      frames: createFrames(cluster),
      look: (place, path) => look(cluster, place, path),
      log: (of) => containerLog(cluster, of),
    };
  };
}
