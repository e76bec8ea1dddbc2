import { useApp, useAppStore } from '../store/store.ts';
import { useContent } from './content.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { LessonProgress } from '#lessons/progress.ts';
import { RichText } from './RichText.tsx';
import { runCommand } from './runCommand.ts';
import { useWords } from './words/useWords.ts';

/** The step that is due in one line, with its next command: it follows from tab to tab. */
export function PhoneStepBar() {
  const progress = useApp(({ frame }) => frame.lesson);
  return progress === undefined ? null : <Bar lesson={progress.lesson} progress={progress} />;
}

function Bar({ lesson, progress }: { readonly lesson: Lesson; readonly progress: LessonProgress }) {
  const say = useWords();
  const store = useAppStore();
  const { texts } = useContent(lesson, useApp((state) => state.language));
  const marks = useApp(({ frame }) => frame.marks);
  const step = lesson.steps[progress.current];
  const startedAtMs = progress.steps[progress.current]?.startedAtMs ?? 0;
  if (step === undefined) return null;
  const hasRun = (line: string) => marks.some((mark) => mark.atMs >= startedAtMs && mark.text === line);
  const next = step.commands.find(({ line }) => !hasRun(line)) ?? step.commands[0];
  return (
    <section className="phone-step" aria-label={say('panel.step', { step: progress.current + 1, count: lesson.steps.length })}>
      <button type="button" className="phone-step-text" onClick={() => store.getState().showPhoneTab('lesson')}>
        <strong>
          {progress.current + 1}. <RichText text={texts.steps[step.id]?.title ?? step.id} />
        </strong>
        {next !== undefined && <code>{next.line.split('\n')[0]}</code>}
      </button>
      {next !== undefined && next.as !== 'keys' && (
        <button type="button" className="button is-primary" disabled={progress.isPerforming} onClick={() => runCommand(store, next)}>
          {say('command.run')}
        </button>
      )}
    </section>
  );
}
