import { BookOpen, ChevronDown } from 'lucide-react';
import { useApp, useT } from '../store/store.ts';

/** The way to the list of lessons; while there is one, it says which. */
export function LessonButton() {
  const t = useT();
  const goTo = useApp((state) => state.goTo);
  const title = useApp(({ session, language }) => session.options.lesson?.title[language]);
  const label = title === undefined ? t('lesson.all') : `${t('lesson.all')}: ${title}`;
  return (
    <button type="button" className="button lesson-button" aria-label={label} title={`${t('lesson.all')} (G)`} onClick={() => goTo('lessons')}>
      <BookOpen size={14} aria-hidden="true" />
      <span>{title ?? t('lesson.all')}</span>
      <ChevronDown size={14} aria-hidden="true" />
    </button>
  );
}
