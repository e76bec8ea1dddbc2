import { useApp, useAppStore } from '../store/store.ts';
import { useContent } from './content.ts';
import type { Lesson, StepCommand } from '#lessons/lesson.ts';
import type { LessonProgress } from '#lessons/progress.ts';
import { keyCaps } from './keyCaps.ts';
import { RichText } from './RichText.tsx';
import { commandState, isBusy, runCommand } from './runCommand.ts';
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
  const terminals = useApp(({ frame }) => frame.terminals);
  useApp(({ frame }) => frame.marks);
  const step = lesson.steps[progress.current];
  const startedAtMs = progress.steps[progress.current]?.startedAtMs ?? 0;
  if (step === undefined) return null;
  const isDue = (command: StepCommand) => (command.as === 'keys' ? command.line.includes(CTRL_C) && isBusy(terminals, command.terminal ?? 1) : commandState(store.getState(), command, startedAtMs) === 'fresh');
  const next = step.commands.find(isDue) ?? step.commands.find(({ as }) => as !== 'keys');
  return (
    <section className="phone-step" aria-label={say('panel.step', { step: progress.current + 1, count: lesson.steps.length })}>
      <button type="button" className="phone-step-text" onClick={() => store.getState().showPhoneTab('lesson')}>
        <strong>
          {progress.current + 1}. <RichText text={texts.steps[step.id]?.title ?? step.id} />
        </strong>
        {next !== undefined && <code>{shownLine(next)}</code>}
      </button>
      {next !== undefined && (
        <button type="button" className="button is-primary" disabled={progress.isPerforming} onClick={() => runCommand(store, next)}>
          {say(next.as === 'keys' ? 'command.press' : 'command.run')}
        </button>
      )}
    </section>
  );
}

const CTRL_C = '\u0003';

/** The first line of a command; keys by their names. */
function shownLine({ line, as }: StepCommand): string {
  return as === 'keys' ? keyCaps(line).map(({ text }) => text).join(' ') : (line.split('\n')[0] ?? line);
}
