import type { StepCommand } from '#lessons/lesson.ts';
import type { LessonProgress } from '#lessons/progress.ts';

/** A command of a lesson by the names of its step and its own. */
export interface QueuedCommand {
  readonly key: string;
  readonly step: string;
  readonly command: StepCommand;
}

/** What is still to be typed, from the step that is due to the end; what was released already is left out. */
export function commandQueue({ lesson, current }: Pick<LessonProgress, 'lesson' | 'current'>, released: ReadonlySet<string>): readonly QueuedCommand[] {
  return lesson.steps
    .slice(current)
    .flatMap((step) => step.commands.map((command) => ({ key: `${step.id}/${command.id}`, step: step.id, command })))
    .filter(({ key }) => !released.has(key));
}
