import { ArrowRight, CircleCheck, ExternalLink } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { LessonCard } from '#lessons/lesson.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { letterOf } from './letterOf.ts';
import { nextLesson } from './nextLesson.ts';
import type { PanelPart } from './panelPart.ts';
import { readingLink } from './readingLink.ts';
import { RichText } from './RichText.tsx';
import { startCourseLesson } from './startLesson.ts';
import { useWords } from './words/useWords.ts';

/** The question at the end; then what to take away, where to read on, and the next lesson. */
export function Closing({ lesson, progress, content }: PanelPart) {
  const say = useWords();
  const store = useAppStore();
  const { answer, state } = progress;
  const { closing } = content.texts;
  const isDone = state === 'done';
  // The answer stays as it was given; a disabled control would drop the keyboard on the ground.
  const give = (choice: string) => (isDone ? undefined : store.getState().dispatch({ do: 'answer', choice }));
  return (
    <section className="lesson-current lesson-closing" data-step={progress.current} aria-labelledby="lesson-closing">
      <fieldset className="lesson-guess" aria-disabled={isDone} aria-describedby="lesson-closing-keys">
        <legend>
          <strong id="lesson-closing">{say('closing.title')}</strong>
        </legend>
        <p>
          <RichText text={closing.question} />
        </p>
        {lesson.closing.choices.map((id, index) => (
          <label key={id} className={`${answer?.choice === id ? (answer.isRight ? 'is-right' : 'is-wrong') : ''}`}>
            <input type="radio" name="closing" aria-disabled={isDone} checked={answer?.choice === id} onChange={() => give(id)} onKeyDown={goByArrows} />
            <span className="lesson-letter" aria-hidden="true">
              {letterOf(index)}
            </span>
            <span>
              <RichText text={closing.choices[id] ?? id} />
            </span>
          </label>
        ))}
        <small id="lesson-closing-keys" className="lesson-keys">
          {say('closing.keys')}
        </small>
      </fieldset>
      <output className="lesson-verdict">
        {answer !== undefined && !answer.isRight && <span className="lesson-note">{say('closing.wrong')}</span>}
        {isDone && (
          <span>
            <strong>{say('closing.right')}</strong> <RichText text={closing.explanation} />
          </span>
        )}
      </output>
      {isDone && <Done lesson={lesson} progress={progress} content={content} />}
    </section>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrow keys go from answer to answer, and only Space gives one: a choice that is passed by is no answer. */
function goByArrows(event: KeyboardEvent<HTMLInputElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const choices = [...(event.currentTarget.closest('fieldset')?.querySelectorAll('input') ?? [])];
  choices[(choices.indexOf(event.currentTarget) + step + choices.length) % choices.length]?.focus();
}

function Done({ lesson, content }: PanelPart) {
  const say = useWords();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  const records = useApp((state) => state.records);
  const next = nextLesson(lesson.name, records);
  return (
    <>
      <div className="lesson-takeaway">
        <CircleCheck size={18} aria-hidden="true" />
        <div>
          <h3>{say('closing.done')}</h3>
          <p>
            <strong>{say('closing.takeaway')}:</strong> <RichText text={content.texts.takeaway} />
          </p>
        </div>
      </div>
      {next !== undefined && <Next card={next} />}
      <button type="button" className="button lesson-wide" title={say('closing.freeText')} onClick={() => store.getState().openLesson(false)}>
        {say('closing.free')}
      </button>
      {lesson.reading.length > 0 && (
        <>
          <h3>{say('closing.reading')}</h3>
          <ul className="lesson-reading">
            {lesson.reading.map((path) => {
              const { href, text } = readingLink(path, language);
              return (
                <li key={path}>
                  <a href={href} target="_blank" rel="noopener noreferrer">
                    {text}
                    <ExternalLink size={12} aria-hidden="true" />
                    <span className="visually-hidden"> {say('closing.newTab')}</span>
                  </a>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}

function Next({ card }: { readonly card: LessonCard }) {
  const say = useWords();
  const store = useAppStore();
  const language = useApp((state) => state.language);
  return (
    <button type="button" className="lesson-next" onClick={() => void startCourseLesson(store, card.name)}>
      <span>
        <small>{say('closing.next')}</small>
        <strong>{card.title[language]}</strong>
      </span>
      <ArrowRight size={18} aria-hidden="true" />
    </button>
  );
}
