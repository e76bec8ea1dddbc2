import { BookOpen } from 'lucide-react';
import { useApp, useT } from '../store/store.ts';
import { CommandLine } from '../shell/CommandLine.tsx';
import { firstCommands } from './firstCommands.ts';

/** The first sight of a fresh cluster: an invitation, not a blank. In a lesson the invitation is the lesson's. */
export function EmptyStage() {
  const t = useT();
  const profile = useApp((state) => state.session.options.profile);
  const hasLesson = useApp((state) => state.session.options.lesson !== undefined);
  const goTo = useApp((state) => state.goTo);
  const invitation = (
    <div>
      <GhostColumns />
      <h2>{t('empty.title')}</h2>
      <p>{t(hasLesson ? 'empty.inLesson' : 'empty.text')}</p>
      {!hasLesson && (
        <button type="button" className="button" onClick={() => goTo('lessons')}>
          <BookOpen size={14} aria-hidden="true" />
          {t('empty.lessons')}
        </button>
      )}
    </div>
  );
  if (hasLesson) {
    return (
      <section className="empty-stage is-alone" aria-label={t('empty.title')}>
        {invitation}
      </section>
    );
  }
  return (
    <section className="empty-stage" aria-label={t('empty.title')}>
      {invitation}
      <ol className="empty-tries">
        {firstCommands(profile).map(({ title, text, line }) => (
          <li key={title}>
            <h3>{t(title)}</h3>
            <p>{t(text)}</p>
            <CommandLine line={line} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What could stand here: three ordinals with their names, claims and disks, in outline. */
function GhostColumns() {
  return (
    <svg width="320" height="112" viewBox="0 0 320 112" className="ghost-columns" aria-hidden="true">
      {[0, 1, 2].map((ordinal) => (
        <g key={ordinal} transform={`translate(${ordinal * 108 + 1} 1)`}>
          <rect className="ghost-name" width="92" height="16" rx="8" />
          <rect className="ghost-pod" y="24" width="92" height="48" rx="8" />
          <text x="46" y="57" textAnchor="middle">
            {ordinal}
          </text>
          <path className="ghost-claim" d="M46 72V80M46 92V99" />
          <rect className="ghost-claim" x="10" y="80" width="72" height="12" rx="4" />
          <ellipse className="ghost-claim" cx="46" cy="104" rx="30" ry="5" />
        </g>
      ))}
    </svg>
  );
}

