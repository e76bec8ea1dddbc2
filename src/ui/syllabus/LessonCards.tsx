import { Check } from 'lucide-react';
import type { LessonCard, LessonGroup } from '#lessons/lesson.ts';
import { syllabus } from '#lessons/syllabus.ts';
import { nextLesson } from '../lesson/nextLesson.ts';
import { startCourseLesson } from '../lesson/startLesson.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { GlyphDrawing } from './GlyphDrawing.tsx';

/** The cards of a row. */
export function LessonCards({ group }: { readonly group: LessonGroup }) {
  return (
    <ul className="lesson-cards">
      {syllabus
        .filter((card) => card.group === group)
        .map((card) => (
          <li key={card.name}>
            <Card card={card} />
          </li>
        ))}
    </ul>
  );
}

function Card({ card }: { readonly card: LessonCard }) {
  const store = useAppStore();
  const language = useApp((state) => state.language);
  const isNext = useApp(({ records }) => nextLesson(undefined, records)?.name === card.name);
  const isOpen = useApp(({ session }) => session.options.lesson?.name === card.name);
  return (
    <button type="button" className={`lesson-card${isNext ? ' is-next' : ''}`} onClick={() => (isOpen ? store.getState().goTo('lab') : void startCourseLesson(store, card.name))}>
      <GlyphDrawing glyph={card.glyph} />
      <span>
        <strong>{card.title[language]}</strong>
        <CardState card={card} isNext={isNext} isOpen={isOpen} />
      </span>
    </button>
  );
}

function CardState({ card, isNext, isOpen }: { readonly card: LessonCard; readonly isNext: boolean; readonly isOpen: boolean }) {
  const say = useWords();
  const record = useApp(({ records }) => records.lessons[card.name]);
  const isDone = record?.doneAtMs !== undefined;
  const words = isOpen
    ? say('page.current')
    : isDone
      ? say('page.done')
      : record !== undefined && record.steps > 0
        ? say('page.steps', { steps: record.steps, of: record.of })
        : say(isNext ? 'page.next' : 'page.minutes', { minutes: card.minutes });
  return (
    <small className={isDone && !isOpen ? 'is-done' : ''}>
      {card.lab !== undefined && <b>{say('page.lab', { number: card.lab })}</b>}
      {isDone && !isOpen && <Check size={13} aria-hidden="true" />}
      {words}
    </small>
  );
}
