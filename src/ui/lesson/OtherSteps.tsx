import { Check, ChevronDown, History } from 'lucide-react';
import { useAppStore } from '../store/store.ts';
import type { PanelPart } from './panelPart.ts';
import { rewindTo } from './rewindTo.ts';
import { RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

/** Steps that are done, folded into one line; unfolded, each leads back to its start. */
export function DoneSteps({ lesson, progress, content }: PanelPart) {
  const say = useWords();
  const store = useAppStore();
  const done = progress.steps.filter(({ state }) => state === 'done');
  if (done.length === 0) return null;
  return (
    <details className="lesson-done">
      <summary>
        <span className="lesson-tick" aria-hidden="true">
          <Check size={13} strokeWidth={3} />
        </span>
        <span>{say('panel.doneSteps', { count: done.length })}</span>
        <ChevronDown size={15} aria-hidden="true" />
      </summary>
      <ol>
        {done.map(({ id, wasShown, startedAtMs }) => (
          <li key={id}>
            <span>
              <span className="visually-hidden">{say('panel.doneStep', { step: indexOf(lesson.steps, id) + 1, title: content.texts.steps[id]?.title ?? id })}</span>
              <span aria-hidden="true">
                {indexOf(lesson.steps, id) + 1}. <RichText text={content.texts.steps[id]?.title ?? id} />
              </span>
              {wasShown && <small> · {say('panel.shown')}</small>}
            </span>
            <button type="button" className="icon-button is-quiet" aria-label={`${say('panel.backTo')}: ${content.texts.steps[id]?.title ?? id}`} title={say('panel.backTo')} onClick={() => rewindTo(store, startedAtMs ?? 0)}>
              <History size={14} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Steps that are still to come: their titles, dimmed. */
export function AheadSteps({ lesson, progress, content }: PanelPart) {
  const say = useWords();
  const ahead = progress.steps.filter(({ state }) => state === 'ahead');
  if (ahead.length === 0) return null;
  return (
    <ol className="lesson-ahead" aria-label={say('panel.ahead')}>
      {ahead.map(({ id }) => (
        <li key={id}>
          <span className="lesson-number" aria-hidden="true">
            {indexOf(lesson.steps, id) + 1}
          </span>
          <RichText text={content.texts.steps[id]?.title ?? id} />
        </li>
      ))}
    </ol>
  );
}

function indexOf(steps: readonly { readonly id: string }[], id: string): number {
  return steps.findIndex((step) => step.id === id);
}
