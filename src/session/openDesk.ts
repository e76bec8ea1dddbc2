import type { Cluster } from '#engine/cluster.ts';
import { createKernel } from '#terminal/process/kernel.ts';
import { programs } from '#terminal/programs.ts';
import { createProgramRunner } from '#terminal/runner.ts';
import type { Desk } from './beginSession.ts';
import { createEditors } from './editors.ts';
import { createLessonDesk } from './lesson/lessonDesk.ts';
import type { SessionOptions } from './session.ts';
import { createTerminals } from './terminals.ts';

/** Brings a cluster its programs: what containers run, the terminals, the editors and the lesson. */
export function openDesk(cluster: Cluster, options: SessionOptions, onCommand: (text: string) => void): Desk {
  const editors = createEditors(() => terminals.current());
  const lesson = options.lesson === undefined ? undefined : createLessonDesk(cluster, options.lesson);
  const kernel = createKernel({ cluster: lesson?.cluster ?? cluster, programs, ...(options.hasEditor ? { editor: editors.port } : {}), ...(lesson === undefined ? {} : { onEnd: lesson.noteEnd }) });
  cluster.useRunner(createProgramRunner(kernel));
  lesson?.setUp(kernel, editors);
  const terminals = createTerminals(kernel, { columns: options.columns ?? 120, rows: options.rows ?? 30, onCommand });
  terminals.open();
  return { terminals, editors, lesson };
}
