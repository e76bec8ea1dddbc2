import { Check } from 'lucide-react';
import type { Part } from '#lessons/check.ts';
import { sayPart } from '#lessons/say.ts';
import { arcPath } from '../stage/marks/StateIcon.tsx';
import type { LessonContent } from './content.ts';
import { RichText } from './RichText.tsx';
import { useWords } from './words/useWords.ts';

interface PartListProps {
  readonly parts: readonly Part[];
  readonly content: Pick<LessonContent, 'texts' | 'checks'>;
}

const STATE_WORDS = { met: 'part.met', partly: 'part.partly', open: 'part.open' } as const;

/** The parts of a check, each with how far it is. */
export function PartList({ parts, content: { texts, checks } }: PartListProps) {
  const say = useWords();
  if (parts.length === 0) return null;
  return (
    <ul className="lesson-parts" aria-label={say('part.list')}>
      {parts.map((part) => (
        <li key={part.id} className={`is-${part.state}`}>
          <PartSign part={part} />
          <span>
            <RichText text={sayPart(part, { lesson: texts, checks })} />
            <span className="visually-hidden">, {say(STATE_WORDS[part.state])}</span>
          </span>
          <Count part={part} />
        </li>
      ))}
    </ul>
  );
}

/** What is wanted is nothing where the last of something has to go: then what is left is counted. */
function Count({ part: { have, want } }: { readonly part: Part }) {
  if (want === 1) return null;
  return <span className="lesson-count">{want === 0 ? have : `${have} / ${want}`}</span>;
}

function PartSign({ part: { state, have, want } }: { readonly part: Part }) {
  if (state === 'met') {
    return (
      <span className="lesson-tick" aria-hidden="true">
        <Check size={13} strokeWidth={3} />
      </span>
    );
  }
  return (
    <svg className="lesson-ring" width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">
      <circle r="8" className={state === 'open' ? 'is-dashed' : ''} />
      {state === 'partly' && want > 0 && <path d={arcPath(8, Math.min(1, have / want))} />}
    </svg>
  );
}
