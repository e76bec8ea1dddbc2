import { Lightbulb } from 'lucide-react';
import { useMemo } from 'react';
import type { Step } from '#lessons/lesson.ts';
import type { StepTexts } from '#lessons/texts.ts';
import { useApp } from '../store/store.ts';
import { foundNotes } from './foundNotes.ts';
import { RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

interface OutputNotesProps {
  readonly step: Step;
  readonly texts: StepTexts;
  readonly startedAtMs: number;
}

/** Lines of output that have come and are explained. In a wide terminal the notes stand beside the lines as well. */
export function OutputNotes({ step, texts }: OutputNotesProps) {
  const say = useWords();
  const session = useApp((state) => state.session);
  const frame = useApp((state) => state.frame);
  const found = useMemo(() => foundNotes(session, frame, step), [session, frame, step]);
  if (found.length === 0) return null;
  return (
    <div className="lesson-notes">
      <h4>
        <Lightbulb size={13} aria-hidden="true" />
        {say('note.title')}
      </h4>
      <dl>
        {found.map(({ id, find }) => (
          <div key={id}>
            <dt>
              <code>{find}</code>
            </dt>
            <dd>
              <RichText text={texts.outputNotes?.[id] ?? ''} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
