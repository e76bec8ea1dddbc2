import { useWords } from '../lesson/words/useWords.ts';

const COLUMNS = [0, 1, 2] as const;

/** What the whole is about in one picture: a pod was replaced, its name and its disk were not. */
export function QuestionDrawing() {
  const say = useWords();
  return (
    <figure className="question">
      <figcaption>{say('page.question')}</figcaption>
      <svg viewBox="0 0 320 186" aria-hidden="true">
        {COLUMNS.map((ordinal) => {
          const isNew = ordinal === 1;
          return (
            <g key={ordinal} transform={`translate(${ordinal * 110} 0)`}>
              <path className="g-dns is-o" d="M50 28v12" />
              <path className="g-pvc is-o" d="M50 114v14" />
              <rect className="g-dns is-o" x="1" y="1" width="98" height="27" rx="13.5" />
              <text className="mono" x="50" y="19" textAnchor="middle">
                web-{ordinal}.nginx
              </text>
              <rect className={`${isNew ? 'g-creating' : 'g-ready'} is-o`} x="1" y="40" width="98" height="74" rx="9" />
              <text className="question-ordinal" x="16" y="94">
                {ordinal}
              </text>
              <text className={isNew ? 't-creating' : 't-ready'} x="90" y="104" textAnchor="end">
                {say(isNew ? 'page.new' : 'page.ready')}
              </text>
              <path className="g-pvc is-o" d="M14 135a36 7 0 0 1 72 0v36a36 7 0 0 1 -72 0zM14 135a36 7 0 0 0 72 0" />
              <text className="mono" x="50" y="162" textAnchor="middle">
                “sts{ordinal}”
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
