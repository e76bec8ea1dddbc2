import { History, Wrench } from 'lucide-react';
import { sayPart } from '#lessons/say.ts';
import { useAppStore } from '../store/store.ts';
import type { PanelPart } from './panelPart.ts';
import { rewindTo } from './rewindTo.ts';
import { RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

/** What the step is built on is gone: what it was, and the ways back. */
export function OffTrackBox({ lesson, progress, content }: PanelPart) {
  const say = useWords();
  const store = useAppStore();
  const { offTrack, current, isPerforming } = progress;
  const step = lesson.steps[current];
  if (offTrack === undefined || step === undefined) return null;
  const repair = () => {
    store.getState().dispatch({ do: 'repair', step: step.id });
    store.getState().setPlaying(true);
  };
  return (
    <div className="lesson-off" role="alert">
      <strong>{say('off.title')}</strong>
      <ul>
        {offTrack.missing.map((part) => (
          <li key={part.id}>
            <RichText text={sayPart(part, { lesson: content.texts, checks: content.checks })} />
            {part.want > 1 && ` (${part.have} / ${part.want})`}
          </li>
        ))}
      </ul>
      {isPerforming ? (
        <p className="lesson-note">{say('hint.repairing')}</p>
      ) : (
        <div className="lesson-off-ways">
          <button type="button" className="button" title={say('off.rewindText')} onClick={() => rewindTo(store, offTrack.rewindToMs)}>
            <History size={14} aria-hidden="true" />
            {say('off.rewind')}
          </button>
          {offTrack.repair !== undefined && (
            <button type="button" className="button" title={say('off.repairText')} onClick={repair}>
              <Wrench size={14} aria-hidden="true" />
              {say('off.repair')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
